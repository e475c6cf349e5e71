#!/usr/bin/env node
// The end-to-end tests alone, on a build that is up to date. Arguments go to Playwright.
import { buildIfStale } from './lib/build.mjs'
import { e2eRing, summarize } from './lib/rings.mjs'
import { runMain } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('test')
  await buildIfStale()
  return summarize([await e2eRing(process.argv.slice(2))])
})
