// Starts the application in the folder that the command line names, as the official Electron's built-in default
// application does. It is part of the stand-in runtime only (scripts/setup/substitute-electron.mjs).
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const args = process.argv.slice(1)
const preloads = []
let folder
for (let at = 0; at < args.length; at++) {
  if (args[at] === '-r' || args[at] === '--require') preloads.push(args[++at])
  else if (args[at].startsWith('--app=')) folder = args[at].slice('--app='.length)
  else if (!args[at].startsWith('-')) folder = args[at]
  if (folder !== undefined) break
}
if (folder === undefined) {
  process.stderr.write('Say which application to start: electron FOLDER\n')
  process.exit(1)
}

// Applications ask for this to know that argv has one more entry than when they are packaged.
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })

const appPath = resolve(folder)
const manifest = JSON.parse(readFileSync(join(appPath, 'package.json'), 'utf8'))
if (manifest.version) app.setVersion(manifest.version)
app.setName(manifest.productName ?? manifest.name)
app.setAppPath(appPath)
app.setDesktopName?.(manifest.desktopName ?? `${app.name}.desktop`)

const require = createRequire(join(appPath, 'package.json'))
for (const preload of preloads) require(preload)

await import(pathToFileURL(join(appPath, manifest.main ?? 'index.js')).href)
