import { importTypeScript } from '../lib/bundle.mjs'

/**
 * Imports a benchmark written in TypeScript against the application's own modules.
 * @param {string} name Its file in scripts/bench, without the extension.
 */
export const importBench = (name) => importTypeScript(`scripts/bench/${name}.ts`, 'bench')
