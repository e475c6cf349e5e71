#!/usr/bin/env node
// Runs the application, from a clean clone too: set-up, build where it is stale, launch. Arguments go to the application.
import { runApp } from './lib/app.mjs'
import { buildIfStale } from './lib/build.mjs'
import { runMain } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('start')
  await buildIfStale()
  return (await runApp(process.argv.slice(2))).code
})
