#!/usr/bin/env node
// Builds the application into out/.
import { build } from './lib/build.mjs'
import { runMain } from './lib/say.mjs'

await runMain(build)
