#!/usr/bin/env node
// Everything, from a clean clone too, fast rings first. The last line has the totals.
import { buildRing, e2eRing, formatRing, lintRing, summarize, typeRings, vitestRing } from './lib/rings.mjs'
import { runMain } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('test')
  const outcomes = await Promise.all([...typeRings(), lintRing(), formatRing()])
  for (const project of ['unit', 'integration', 'bridge']) outcomes.push(await vitestRing(project))
  const built = await buildRing()
  outcomes.push(built)
  // On a build that failed they would only repeat its failure, or worse, test the one before it.
  if (built.failed === 0) outcomes.push(await e2eRing())
  return summarize(outcomes)
})
