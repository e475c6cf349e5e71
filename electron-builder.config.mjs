import { copyFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'

/** The name that better-sqlite3 gives to its binary for the platform and architecture that are packaged. */
const prebuilds = { darwin: 'darwin', linux: 'linux', win32: 'win32' }
const architectures = { 1: ['x64'], 3: ['arm64'], 4: ['x64', 'arm64'] }

/**
 * Leaves in the package only the better-sqlite3 binaries that it can use. Where the stand-in Electron is packaged (a trial
 * on a machine without the official download), the binary that was compiled for it takes their place.
 * @param {import('electron-builder').AfterPackContext} context
 */
async function fitNativeParts(context) {
  const { appOutDir, arch, electronPlatformName, packager } = context
  const resources = packager.getResourcesDir(appOutDir)
  // The stand-in starts applications through a launcher in there; a packaged one starts by itself.
  await rm(join(resources, 'app'), { recursive: true, force: true })

  const folder = join(resources, 'app.asar.unpacked', 'node_modules', 'better-sqlite3', 'prebuilds')
  const platform = prebuilds[electronPlatformName]
  const wanted = (architectures[arch] ?? []).map((name) => `${platform}-${name}.node`)
  for (const name of await readdir(folder)) if (!wanted.includes(name)) await rm(join(folder, name))
  const compiled = process.env.BROKER_DESKTOP_SQLITE_BINDING
  if (compiled) for (const name of wanted) await copyFile(compiled, join(folder, name))
}

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'org.brokerdesktop.BrokerDesktop',
  productName: 'Broker Desktop',
  copyright: 'Copyright © 2026 Broker Desktop contributors',
  directories: { output: 'dist', buildResources: 'resources' },
  artifactName: '${name}-${version}-${os}-${arch}.${ext}',

  files: [
    'out/**',
    '!out/.build-stamp',
    '!**/*.map',
    'package.json',
    // The window's and the tray's own pictures; the launcher's are beside the archive.
    'resources/icons/256x256.png',
    'resources/tray/*.png',
    // better-sqlite3 brings its C source, which only its compilation needs.
    '!node_modules/better-sqlite3/{deps,src,binding.gyp}',
    // Optional native parts of ssh2: it works without them, and they are not built.
    '!node_modules/{cpu-features,nan,buildcheck,node-addon-api}/**',
    '!node_modules/ssh2/lib/protocol/crypto/build/**',
  ],
  extraResources: [{ from: 'resources/icons', to: 'icons' }],
  // Only what is named below leaves the archive: by itself the packager would take out whole packages.
  asar: { smartUnpack: false },
  // The operating system can load a library only from a real file.
  asarUnpack: ['node_modules/better-sqlite3/prebuilds/**'],
  npmRebuild: false,

  // Nothing but our own archive runs, and it cannot be turned into a Node or a debugger from outside.
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    grantFileProtocolExtraPrivileges: false,
  },
  afterPack: fitNativeParts,

  linux: {
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'],
    icon: 'resources/icons',
    category: 'Development',
    synopsis: 'Check out test machines, keep them as long as you need, give them back.',
    maintainer: 'Broker Desktop contributors <broker-desktop@localhost>',
    executableName: 'broker-desktop',
  },
  mac: {
    target: ['dmg'],
    icon: 'resources/icon.icns',
    category: 'public.app-category.developer-tools',
    hardenedRuntime: true,
  },
  win: { target: ['nsis'], icon: 'resources/icon.ico' },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true },
}
