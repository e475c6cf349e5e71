#!/usr/bin/env node
// The quick answer: types, lint, format, units.
import { formatRing, lintRing, summarize, typeRings, vitestRing } from './lib/rings.mjs'
import { runMain } from './lib/say.mjs'

await runMain(async () => {
  const still = await Promise.all([...typeRings(), lintRing(), formatRing()])
  return summarize([...still, await vitestRing('unit')])
})
