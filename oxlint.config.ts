import { defineConfig } from 'oxlint'

/**
 * Who may import whom, in every direction: each room lists the rooms it may import; everything else is an error.
 * Inside its own room a module imports freely. docs/architecture.md draws this as a picture.
 */
const ROOMS: Readonly<Record<string, { readonly rooms: readonly string[]; readonly packages: string }>> = {
  'src-shared/lib': { rooms: [], packages: 'zod|fastest-levenshtein' },
  'src-shared/domain': { rooms: ['@shared/lib'], packages: 'zod' },
  'src-shared/ipc': { rooms: ['@shared/domain', '@shared/lib'], packages: 'zod' },
  'src-main/preload': {
    rooms: ['@shared/ipc/channels', '@shared/ipc/contract', '@shared/ipc/envelope'],
    packages: 'electron',
  },
  'src-main/ports': { rooms: ['@shared'], packages: '' },
  'src-main/providers': { rooms: ['@shared', '@main/ports'], packages: 'node:.*|zod|axios|dockerode' },
  'src-main/tasks': { rooms: ['@shared', '@main/ports', '@main/providers/contract'], packages: 'node:.*' },
  'src-main/engine': {
    rooms: ['@shared', '@main/ports', '@main/tasks', '@main/providers/contract', '@main/providers/registry'],
    packages: 'node:.*',
  },
  'src-main/inventory': { rooms: ['@shared', '@main/ports'], packages: 'node:.*|zod|better-sqlite3' },
  'src-main/settings': { rooms: ['@shared', '@main/ports'], packages: 'node:.*|zod|yaml' },
  'src-main/ipc': {
    rooms: [
      '@shared',
      '@main/ports',
      '@main/engine',
      '@main/tasks',
      '@main/settings',
      '@main/providers/contract',
      '@main/providers/registry',
    ],
    packages: 'electron|zod',
  },
  'src-renderer/bridge': { rooms: ['@shared'], packages: 'zod|react|@tanstack/react-query' },
  'src-renderer/ui': {
    rooms: ['@shared/lib', '@shared/domain'],
    packages: 'react.*|@base-ui/.*|lucide-react|clsx|@tanstack/react-virtual|@fontsource.*',
  },
  'src-renderer/features': {
    rooms: ['@shared', '@renderer/bridge', '@renderer/ui', '@renderer/app', '@renderer/features'],
    packages: 'react.*|@tanstack/.*|@base-ui/.*|lucide-react|clsx|wouter.*',
  },
  'src-renderer/app': {
    rooms: ['@shared', '@renderer/bridge', '@renderer/ui', '@renderer/features'],
    packages: 'react.*|@tanstack/.*|@base-ui/.*|lucide-react|clsx|wouter.*|zod',
  },
  e2e: { rooms: ['@shared', '@main/testing'], packages: '.*' },
}

function own(room: string): string {
  return room.replace(/^src-(shared|main|renderer)/, '@$1')
}

/** A pattern that matches every import which the room may not make. */
function forbidden(room: string): string {
  const { rooms, packages } = ROOMS[room] ?? { rooms: [], packages: '' }
  const allowed = [own(room), ...rooms].map((name) => `${name}(/|$)`)
  const external = packages === '' ? [] : [`(${packages})(/|$)`]
  return `^(?!\\./|${[...allowed, ...external].join('|')}).*$`
}

const RAW_IPC = {
  name: 'electron',
  importNames: ['ipcMain', 'ipcRenderer', 'contextBridge'],
  message:
    'Raw IPC is for src-main/app/bootstrap.ts and src-main/preload only; everything else uses the contract.',
}

/** The only places that may say ipcMain, ipcRenderer or contextBridge. */
const RAW_IPC_ALLOWED = new Set(['src-main/preload'])

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
    ...Object.keys(ROOMS).map((room) => ({
      files: [`${room}/**/*.{ts,tsx}`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            ...(RAW_IPC_ALLOWED.has(room) ? {} : { paths: [RAW_IPC] }),
            patterns: [
              { regex: forbidden(room), message: `${room} may not import this (oxlint.config.ts, ROOMS).` },
              { regex: '^\\.\\./', message: 'Import from another folder by its alias.' },
            ],
          },
        ],
      } as const,
    })),
    // A provider never imports another one.
    ...['container', 'sandbox'].map((name) => ({
      files: [`src-main/providers/${name}/**/*.ts`],
      rules: {
        'no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                regex: `^(?!\\./|@shared/|@main/ports/|@main/providers/(contract|kit/|${name}/)|node:|zod|axios|dockerode).*$`,
                message:
                  'A provider imports its own folder, the contract, the kit, the ports and shared (oxlint.config.ts).',
              },
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
    { files: ['scripts/**'], rules: { 'no-console': 'off' } },
  ],
})
