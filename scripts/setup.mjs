#!/usr/bin/env node
// Makes this machine ready: node scripts/setup.mjs [start|test] [--check]
import { PlainError, runMain } from './lib/say.mjs'
import { checkSetUp, setUp } from './setup/setup.mjs'

await runMain(async () => {
  const args = process.argv.slice(2)
  const profile = args.find((arg) => !arg.startsWith('-')) ?? 'start'
  if (profile !== 'start' && profile !== 'test') {
    throw new PlainError(`There is no profile ${profile}. Say: node scripts/setup.mjs [start|test] [--check]`)
  }
  if (args.includes('--check')) return (await checkSetUp(profile)) ? 0 : 1
  await setUp(profile)
  return 0
})
