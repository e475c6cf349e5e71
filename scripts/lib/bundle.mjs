import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { projectRoot } from './paths.mjs'

/**
 * Bundles a module written in TypeScript with the application's own modules, and answers the path of the bundle.
 * @param {string} entry Its path in the project.
 * @param {string} folder Where the bundle goes, in `out`.
 */
export async function bundleTypeScript(entry, folder) {
  const outDir = join(projectRoot, 'out', folder)
  const name = basename(entry, '.ts')
  await build({
    configFile: false,
    logLevel: 'warn',
    root: projectRoot,
    resolve: {
      alias: { '@shared': join(projectRoot, 'src-shared'), '@main': join(projectRoot, 'src-main') },
    },
    build: {
      ssr: join(projectRoot, entry),
      outDir,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rollupOptions: { output: { entryFileNames: `${name}.mjs` } },
    },
  })
  return join(outDir, `${name}.mjs`)
}

/**
 * Bundles a module written in TypeScript, and imports it.
 * @param {string} entry Its path in the project.
 * @param {string} folder Where the bundle goes, in `out`.
 */
export async function importTypeScript(entry, folder) {
  return import(pathToFileURL(await bundleTypeScript(entry, folder)).href)
}
