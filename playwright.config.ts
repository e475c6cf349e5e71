import { defineConfig } from '@playwright/test'

/**
 * End to end in the real Electron. One worker: every test starts an application of its own, and two at once on a
 * small machine measure each other. No retries: a test that passes the second time is a defect.
 */
export default defineConfig({
  testDir: 'e2e/specs',
  outputDir: 'test-results',
  globalSetup: './e2e/fixtures/global-setup.ts',
  // What a test waits for has its own limit; this one is for tests that look at many screens on a busy computer.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  workers: 1,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list'], ['json', { outputFile: 'test-results/e2e.json' }]],
  use: { trace: 'retain-on-failure' },
})
