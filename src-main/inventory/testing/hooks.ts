import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'

/**
 * Lets plain Node run our TypeScript in a child process of a test: it takes the types away by itself, and this finds
 * `@main/x`, `@shared/x` and `./x` as the bundler does. Use with `node --import`.
 */
const root = new URL('../../../', import.meta.url)
const folders: Readonly<Record<string, string>> = { '@main/': 'src-main/', '@shared/': 'src-shared/' }

function located(specifier: string, parent: string | undefined): URL | undefined {
  for (const [alias, folder] of Object.entries(folders)) {
    if (specifier.startsWith(alias)) return new URL(`${folder}${specifier.slice(alias.length)}.ts`, root)
  }
  return specifier.startsWith('./') && parent !== undefined ? new URL(`${specifier}.ts`, parent) : undefined
}

registerHooks({
  resolve(specifier, context, next) {
    const url = located(specifier, context.parentURL)
    return url !== undefined && existsSync(fileURLToPath(url))
      ? next(pathToFileURL(fileURLToPath(url)).href, context)
      : next(specifier, context)
  },
})
