import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { projectRoot } from '../lib/paths.mjs'

/**
 * Bundles a benchmark written in TypeScript against the application's own modules, and imports it.
 * @param {string} name Its file in scripts/bench, without the extension.
 */
export async function importBench(name) {
  const outDir = join(projectRoot, 'out', 'bench')
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    resolve: {
      alias: { '@shared': join(projectRoot, 'src-shared'), '@main': join(projectRoot, 'src-main') },
    },
    build: {
      ssr: join(projectRoot, 'scripts', 'bench', `${name}.ts`),
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return import(pathToFileURL(join(outDir, `${name}.mjs`)).href)
}
