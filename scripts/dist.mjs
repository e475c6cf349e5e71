#!/usr/bin/env node
// Packages the application. Arguments go to electron-builder: --dir makes a plain folder and needs no network.
import { buildIfStale } from './lib/build.mjs'
import { runTool } from './lib/processes.mjs'
import { runMain, say } from './lib/say.mjs'
import { resolveRuntime } from './setup/runtime.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('start')
  await buildIfStale()
  const runtime = resolveRuntime()
  const standIn = runtime.isSubstitute
    ? [`-c.electronDist=${runtime.distPath}`, `-c.electronVersion=${runtime.version}`]
    : []
  if (runtime.isSubstitute) {
    say(
      'dist',
      `packaging on Electron ${runtime.version}, which stands in here: good for a trial, not for a release`,
    )
  }
  const { code } = await runTool(
    'electron-builder',
    ['--publish=never', '--config=electron-builder.config.mjs', ...standIn, ...process.argv.slice(2)],
    { env: { ...process.env, ...runtime.env } },
  )
  return code
})
