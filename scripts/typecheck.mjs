#!/usr/bin/env node
// Checks the types of every environment.
import { summarize, typeRings } from './lib/rings.mjs'
import { runMain } from './lib/say.mjs'

await runMain(async () => summarize(await Promise.all(typeRings())))
