#!/usr/bin/env node
// Measures the application beside baselines of the same run. Arguments choose sections: start inventory filters leases idle timeline tower containers search.
import { runOnScreen } from './lib/app.mjs'
import { buildIfStale } from './lib/build.mjs'
import { runMain } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  await setUp('test')
  await buildIfStale()
  const { code } = await runOnScreen('node', ['scripts/bench/run.mjs', ...process.argv.slice(2)])
  return code
})
