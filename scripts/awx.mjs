#!/usr/bin/env node
// Starts the AWX test server alone, to try the application (or any other client) against it: npm run awx -- --help
import { runMain } from './lib/say.mjs'
import { ensureDependencies } from './setup/dependencies.mjs'

await runMain(async () => {
  await ensureDependencies()
  // The bundler is one of the dependencies.
  const { serve } = await import('./awx/serve.mjs')
  return serve(process.argv.slice(2))
})
