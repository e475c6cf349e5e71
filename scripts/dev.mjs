#!/usr/bin/env node
// Runs the application with hot reload. Arguments go to electron-vite (after -- to the application).
import { runOnScreen } from './lib/app.mjs'
import { toolCommand } from './lib/processes.mjs'
import { runMain } from './lib/say.mjs'
import { sandboxFlags } from './setup/display.mjs'
import { resolveRuntime } from './setup/runtime.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('start')
  const [node, script] = toolCommand('electron-vite')
  const sandbox = sandboxFlags().length > 0 ? ['--noSandbox'] : []
  // electron-vite looks for the official binary by itself, and does not find the stand-in.
  const env = { ...process.env, ELECTRON_EXEC_PATH: resolveRuntime().executablePath }
  return (await runOnScreen(node, [script, 'dev', ...sandbox, ...process.argv.slice(2)], env)).code
})
