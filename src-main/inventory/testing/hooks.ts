import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Lets plain Node run our TypeScript in a child process of a test: it takes the types away by itself, and this finds
 * `@main/x`, `@shared/x` and `./x` as the bundler does, files and folders with an index. Use with `node --import`.
 */
const root = new URL('../../../', import.meta.url)
const folders: Readonly<Record<string, string>> = { '@main/': 'src-main/', '@shared/': 'src-shared/' }

function located(specifier: string, parent: string | undefined): readonly URL[] {
  for (const [alias, folder] of Object.entries(folders)) {
    if (specifier.startsWith(alias)) return moduleAt(`${folder}${specifier.slice(alias.length)}`, root)
  }
  return specifier.startsWith('./') && parent !== undefined ? moduleAt(specifier, parent) : []
}

/** A file, or the index of a folder. */
function moduleAt(path: string, base: URL | string): readonly URL[] {
  return [new URL(`${path}.ts`, base), new URL(`${path}/index.ts`, base)]
}

registerHooks({
  resolve(specifier, context, next) {
    const url = located(specifier, context.parentURL).find((one) => existsSync(fileURLToPath(one)))
    return url === undefined
      ? next(specifier, context)
      : next(pathToFileURL(fileURLToPath(url)).href, context)
  },
})
