import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

const alias = {
  '@shared': resolve('src-shared'),
  '@main': resolve('src-main'),
  '@renderer': resolve('src-renderer'),
}

/** Rings by file name: `x.test.ts` unit, `x.int.test.ts` integration, `x.bridge.test.ts` bridge (docs/development.md). */
export default defineConfig({
  resolve: { alias },
  test: {
    // For what hangs, not for what is slow: how fast something is belongs to `npm run bench`.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src-*/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.int.test.ts', '**/*.bridge.test.ts', 'node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['src-main/**/*.int.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          globalSetup: ['src-main/testing/engine-global-setup.ts'],
        },
      },
      { extends: true, test: { name: 'bridge', include: ['src-main/**/*.bridge.test.ts'] } },
    ],
  },
})
