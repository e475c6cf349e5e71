import { defineConfig } from 'oxlint'

/**
 * Who may import whom, in every direction: each room lists the rooms it may import and the packages it may use;
 * everything else is an error. A module imports freely inside its own room. docs/architecture.md draws it as a picture.
 */
interface Room {
  readonly rooms: readonly string[]
  readonly packages: readonly string[]
}

const REACT = ['react', 'react-dom', '@base-ui/react', 'lucide-react', 'clsx']
const PROVIDER: Room = {
  rooms: ['@shared/lib', '@shared/domain', '@main/ports', '@main/providers/contract', '@main/providers/kit'],
  packages: ['node', 'zod', 'axios', 'dockerode', 'ssh2'],
}

const ROOMS: Readonly<Record<string, Room>> = {
  'src-shared/lib': { rooms: [], packages: ['zod'] },
  'src-shared/domain': { rooms: ['@shared/lib'], packages: ['zod'] },
  'src-shared/ipc': { rooms: ['@shared/domain', '@shared/lib'], packages: ['zod'] },
  'src-main/ports': { rooms: ['@shared/lib', '@shared/domain', '@shared/ipc'], packages: [] },
  'src-main/preload': { rooms: ['@shared/ipc'], packages: ['electron'] },
  'src-main/providers/kit': { ...PROVIDER, packages: ['node', 'zod'] },
  'src-main/providers/container': PROVIDER,
  // Templates keep their variables as YAML; the way through a proxy has the instance's own certificates.
  'src-main/providers/ansible-tower': {
    ...PROVIDER,
    packages: ['node', 'zod', 'axios', 'yaml', 'https-proxy-agent', 'proxy-from-env'],
  },
  // The pretended cloud keeps its machines in a file of its own, apart from the inventory.
  'src-main/providers/sandbox': { ...PROVIDER, packages: ['node', 'zod', 'better-sqlite3'] },
  'src-main/tasks': {
    rooms: ['@shared/lib', '@shared/domain', '@main/ports', '@main/providers/contract'],
    packages: ['node'],
  },
  'src-main/engine': {
    rooms: [
      '@shared/lib',
      '@shared/domain',
      '@main/ports',
      '@main/tasks',
      '@main/providers/contract',
      '@main/providers/registry',
    ],
    packages: ['node'],
  },
  'src-main/leases': { rooms: ['@shared/lib', '@shared/domain', '@main/ports'], packages: [] },
  'src-main/tray': { rooms: ['@shared/lib', '@shared/domain', '@main/ports'], packages: [] },
  'src-main/reports': {
    rooms: ['@shared/lib', '@shared/domain', '@main/ports', '@main/engine', '@main/settings'],
    packages: ['node'],
  },
  'src-main/inventory': {
    rooms: ['@shared/lib', '@shared/domain', '@main/ports'],
    packages: ['node', 'zod', 'better-sqlite3'],
  },
  'src-main/settings': {
    rooms: ['@shared/lib', '@shared/domain', '@main/ports'],
    packages: ['node', 'zod', 'yaml', 'js-yaml'],
  },
  'src-main/ipc': {
    rooms: [
      '@shared/lib',
      '@shared/domain',
      '@shared/ipc',
      '@main/ports',
      '@main/engine',
      '@main/leases',
      '@main/reports',
      '@main/settings',
      '@main/providers/contract',
      '@main/providers/registry',
    ],
    packages: ['zod'],
  },
  'src-renderer/bridge': {
    rooms: ['@shared/lib', '@shared/domain', '@shared/ipc'],
    packages: ['react', '@tanstack/react-query'],
  },
  'src-renderer/ui': {
    rooms: ['@shared/lib', '@shared/domain'],
    packages: [
      ...REACT,
      '@tanstack/react-virtual',
      '@fontsource-variable/inter',
      '@fontsource-variable/jetbrains-mono',
    ],
  },
  'src-renderer/features': {
    rooms: [
      '@shared/lib',
      '@shared/domain',
      '@shared/ipc',
      '@renderer/bridge',
      '@renderer/ui',
      '@renderer/app',
    ],
    packages: [
      ...REACT,
      '@tanstack/react-query',
      '@tanstack/react-virtual',
      'react-hook-form',
      'wouter',
      'yaml',
    ],
  },
  'src-renderer/app': {
    rooms: [
      '@shared/lib',
      '@shared/domain',
      '@shared/ipc',
      '@renderer/bridge',
      '@renderer/ui',
      '@renderer/features',
    ],
    packages: [...REACT, '@tanstack/react-query', 'wouter', 'zod'],
  },
  'src-main/app': {
    rooms: [
      '@shared/lib',
      '@shared/domain',
      '@shared/ipc',
      '@main/ports',
      '@main/tasks',
      '@main/engine',
      '@main/leases',
      '@main/tray',
      '@main/inventory',
      '@main/reports',
      '@main/settings',
      '@main/ipc',
      '@main/providers/contract',
      '@main/providers/registry',
      '@main/providers/catalog',
    ],
    packages: ['node', 'electron', 'zod', 'dbus-native'],
  },
}

const ALIASES = [
  ...Object.keys(ROOMS).map(aliasOf),
  '@main/providers/contract',
  '@main/providers/registry',
  '@main/providers/catalog',
  '@main/testing',
]
const PACKAGES = [...new Set([...Object.values(ROOMS).flatMap((room) => room.packages), 'electron-vite'])]

function aliasOf(room: string): string {
  return room.replace(/^src-(shared|main|renderer)/, '@$1')
}

/** One expression for all that a room may not import. (Oxlint's expressions know no look-ahead, so it names them.) */
function forbidden(room: string, { rooms, packages }: Room): string {
  const aliases = ALIASES.filter((alias) => alias !== aliasOf(room) && !rooms.includes(alias))
  const others = PACKAGES.filter((name) => !packages.includes(name))
  return `^(${[...aliases, ...others].join('|')})([/:]|$)`
}

const RAW_IPC = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer', 'contextBridge'],
  message: 'Raw IPC is for the two ends of the bridge only; everything else uses the contract.',
}

/** The only places that may say ipcMain, ipcRenderer or contextBridge. */
const RAW_IPC_ALLOWED = new Set(['src-main/preload', 'src-main/app'])

export default defineConfig({
  plugins: ['typescript', 'react', 'import', 'unicorn', 'oxc', 'promise', 'jsx-a11y'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['out', 'dist', 'node_modules', 'test-results', 'playwright-report'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': ['error', { ignoreVoid: true }],
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/consistent-type-imports': 'error',
    'typescript/explicit-module-boundary-types': 'error',
    'typescript/only-throw-error': 'error',
    'typescript/prefer-readonly': 'error',
    'typescript/strict-boolean-expressions': 'off',
    'import/no-default-export': 'error',
    'import/no-cycle': 'error',
    'react/exhaustive-deps': 'error',
    'react/rules-of-hooks': 'error',
    'no-console': 'error',
    'no-await-in-loop': 'off',
    'react/react-in-jsx-scope': 'off',
    'import/no-unassigned-import': 'off',
    // TypeScript's noImplicitReturns says the same with fewer false alarms.
    'typescript/consistent-return': 'off',
    // Handlers and jobs are ordinary data here; a method that needs `this` is a class member and typed so.
    'typescript/unbound-method': ['error', { ignoreStatic: true }],
    // The design's own components are roles over neutral tags where Base UI asks for them.
    'jsx-a11y/prefer-tag-over-role': 'off',
    'import/no-named-as-default-member': 'off',
    'oxc/no-map-spread': 'off',
    'unicorn/consistent-function-scoping': 'off',
    eqeqeq: 'error',
  },
  overrides: [
    ...Object.entries(ROOMS).map(([name, room]) => ({
      files: [`${name}/**/*.{ts,tsx}`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            ...(RAW_IPC_ALLOWED.has(name) ? {} : { paths: [RAW_IPC] }),
            patterns: [
              {
                regex: forbidden(name, room),
                message: `${name} may not import this (oxlint.config.ts, ROOMS).`,
              },
              { regex: '^\\.\\./', message: 'Import from another folder by its alias.' },
            ],
          },
        ],
      } as const,
    })),
    {
      files: ['**/*.test.{ts,tsx}', 'src-main/testing/**', 'src-shared/**/*.test.ts'],
      rules: { 'no-restricted-imports': 'off', 'no-await-in-loop': 'off' },
    },
    { files: ['*.config.ts', '*.config.mjs'], rules: { 'import/no-default-export': 'off' } },
    {
      // Playwright's fixtures take an object pattern, empty or not, and call what they are given `use`.
      files: ['e2e/**'],
      rules: { 'no-empty-pattern': 'off', 'react/rules-of-hooks': 'off' },
    },
    {
      // Playwright calls the default export; the scripts are plain Node and have no alias.
      files: ['e2e/fixtures/global-setup.ts'],
      rules: { 'import/no-default-export': 'off', 'no-restricted-imports': 'off' },
    },
    { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  ],
})
