#!/usr/bin/env node
// Plays the main job in the real window by itself and leaves pictures and a report. With --docs the pictures of docs/
// are made anew.
import { runOnScreen } from './lib/app.mjs'
import { buildIfStale } from './lib/build.mjs'
import { runMain } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  // The pictures of the tray need a desktop of their own, as the tests do.
  await setUp(process.argv.includes('--docs') ? 'test' : 'start')
  await buildIfStale()
  const { code } = await runOnScreen('node', ['scripts/demo/run.mjs', ...process.argv.slice(2)])
  return code
})
