import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { readJsonIfThere } from '../lib/files.mjs'
import { cacheDir, packagesDir } from '../lib/paths.mjs'
import { hasCommand, projectEnv, projectNode, run, runNpm, runTool } from '../lib/processes.mjs'
import { PlainError, say, secondsSince } from '../lib/say.mjs'
import { SUBSTITUTE_VERSION } from './substitute-electron.mjs'
import { COMPILER, ensurePackages, isDebian } from './system-libraries.mjs'

const packageDir = join(packagesDir, 'better-sqlite3')

/** The binding for the stand-in Electron. Its name has the package's version: another version is another file. */
export function oldElectronBinding() {
  const version = readJsonIfThere(join(packageDir, 'package.json'))?.version ?? 'missing'
  return join(cacheDir(), `better_sqlite3-${version}-electron-${SUBSTITUTE_VERSION}.node`)
}

/**
 * Compiles better-sqlite3 for the stand-in Electron. The package's own binary needs the Node-API of Node 22, the stand-in
 * has that of Node 20; the same source compiled without the experimental parts runs on all of them. It happens in a copy:
 * a build folder inside node_modules would win over the package's own binary everywhere.
 * @throws {PlainError} There is no compiler and none can be installed, or the compilation failed.
 */
export async function ensureOldElectronBinding() {
  const target = oldElectronBinding()
  if (existsSync(target)) return
  if (!['g++', 'make', 'python3'].every((command) => hasCommand(command))) {
    if (!isDebian()) {
      throw new PlainError(
        'better-sqlite3 must be compiled, which needs g++, make and python3. Install them, then run again.',
      )
    }
    await ensurePackages(COMPILER, 'to compile better-sqlite3')
  }
  const startedAt = performance.now()
  say('better-sqlite3', 'compiling it for the stand-in Electron (about a minute, once)')
  mkdirSync(cacheDir(), { recursive: true })
  const work = mkdtempSync(join(cacheDir(), 'sqlite-work-'))
  try {
    const copy = join(work, 'node_modules', 'better-sqlite3')
    const prebuilds = join(packageDir, 'prebuilds')
    cpSync(packageDir, copy, { recursive: true, filter: (source) => source !== prebuilds })
    cpSync(addonApiDir(), join(work, 'node_modules', 'node-addon-api'), { recursive: true })

    const nodedir = await nodeHeaders()
    const built = await runTool('node-gyp', ['rebuild', '--release', '--force_build=1', '--jobs=max'], {
      cwd: copy,
      output: 'capture',
      env: {
        ...process.env,
        ...(nodedir === undefined ? {} : { npm_config_nodedir: nodedir }),
        CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT',
      },
    })
    const binding = join(copy, 'build', 'Release', 'better_sqlite3.node')
    if (built.code !== 0 || !existsSync(binding)) {
      const tail = `${built.stdout}${built.stderr}`.trim().split('\n').slice(-20).join('\n')
      throw new PlainError(`better-sqlite3 could not be compiled:\n${tail}`)
    }
    await proveItLoads(binding)
    renameSync(binding, target)
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
  say('better-sqlite3', `compiled in ${secondsSince(startedAt)}`)
}

function addonApiDir() {
  const nested = join(packageDir, 'node_modules', 'node-addon-api')
  return existsSync(nested) ? nested : join(packagesDir, 'node-addon-api')
}

/**
 * The folder whose include/node has Node's headers. Undefined leaves it to node-gyp, which downloads them.
 * @returns {Promise<string | undefined>}
 */
async function nodeHeaders() {
  const { stdout } = await runNpm(['config', 'get', 'nodedir'], { output: 'capture' })
  const configured = stdout.trim()
  const candidates = [
    ...(configured && configured !== 'undefined' ? [configured] : []),
    resolve(dirname(process.execPath), '..'),
    '/usr',
    '/usr/local',
  ]
  // node_api.h is what the source includes, common.gypi is what node-gyp wants beside it.
  return candidates.find((folder) =>
    ['node_api.h', 'common.gypi'].every((name) => existsSync(join(folder, 'include', 'node', name))),
  )
}

/** @param {string} binding */
async function proveItLoads(binding) {
  const script = `new (require(${JSON.stringify(packageDir)}))(':memory:', { nativeBinding: ${JSON.stringify(binding)} }).prepare('select 1').get()`
  const { code, stderr } = await run(projectNode(), ['-e', script], { output: 'capture', env: projectEnv() })
  if (code !== 0) throw new PlainError(`better-sqlite3 was compiled but does not load:\n${stderr}`)
}
