import { bundleTypeScript, importTypeScript } from '../lib/bundle.mjs'

/**
 * Imports a benchmark written in TypeScript against the application's own modules.
 * @param {string} name Its file in scripts/bench, without the extension.
 */
export const importBench = (name) => importTypeScript(`scripts/bench/${name}.ts`, 'bench')

/**
 * The bundle of a benchmark's part that runs in a thread of its own.
 * @param {string} name Its file in scripts/bench, without the extension.
 */
export const bundleBench = (name) => bundleTypeScript(`scripts/bench/${name}.ts`, 'bench')
