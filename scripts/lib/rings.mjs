import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runOnScreen } from './app.mjs'
import { build } from './build.mjs'
import { readJsonIfThere } from './files.mjs'
import { projectRoot } from './paths.mjs'
import { projectEnv, run, runTool, toolCommand } from './processes.mjs'

/**
 * What a ring of tests came to.
 * @typedef {object} Outcome
 * @property {string} ring
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 * @property {number} seconds
 */

/**
 * Runs a ring and measures it. A ring that throws counts as one failure, so that the others still run.
 * @param {string} ring
 * @param {() => Promise<{ passed: number, failed: number, skipped: number }>} body
 * @returns {Promise<Outcome>}
 */
async function measured(ring, body) {
  const startedAt = performance.now()
  let counts = { passed: 0, failed: 1, skipped: 0 }
  try {
    counts = await body()
  } catch (error) {
    process.stderr.write(`\n${ring}: ${error instanceof Error ? error.message : String(error)}\n`)
  }
  return { ring, ...counts, seconds: (performance.now() - startedAt) / 1000 }
}

/**
 * A tool that either agrees or does not: one check. It prints only when it does not.
 * @param {string} ring
 * @param {() => Promise<import('./processes.mjs').RunResult>} body
 */
function oneCheck(ring, body) {
  return measured(ring, async () => {
    const { code, stdout, stderr } = await body()
    if (code !== 0) process.stdout.write(`\n${ring}:\n${stdout}${stderr}\n`)
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  })
}

/** Types, one check for each environment's tsconfig, side by side. */
export function typeRings() {
  const configs = readdirSync(projectRoot).filter((name) => /^tsconfig\.(?!base\.)\w+\.json$/.test(name))
  return configs.toSorted().map((config) =>
    oneCheck(`types ${config.split('.')[1]}`, () =>
      runTool(['typescript', 'tsc'], ['--noEmit', '--pretty', 'false', '-p', config], {
        output: 'capture',
      }),
    ),
  )
}

export const lintRing = () => oneCheck('lint', () => runScript('lint'))

export const formatRing = () => oneCheck('format', () => runScript('format:check'))

/**
 * A script of package.json, so that its flags are written in one place.
 * @param {string} name
 */
function runScript(name) {
  const script = readJsonIfThere(join(projectRoot, 'package.json')).scripts[name]
  return run(script, [], { output: 'capture', env: projectEnv(), shell: true })
}

/**
 * A project of vitest.config.ts.
 * @param {string} project
 */
export function vitestRing(project) {
  return measured(project, () =>
    withReport(async (report) => {
      const { code } = await runTool('vitest', [
        'run',
        '--project',
        project,
        '--reporter=default',
        '--reporter=json',
        `--outputFile.json=${report}`,
      ])
      const result = readJsonIfThere(report)
      return counted(code, {
        passed: result?.numPassedTests ?? 0,
        failed: result?.numFailedTests ?? 0,
        skipped: (result?.numPendingTests ?? 0) + (result?.numTodoTests ?? 0),
      })
    }),
  )
}

/** Main, preload and renderer, as users get them. */
export const buildRing = () =>
  measured('build', async () => {
    await build()
    return { passed: 1, failed: 0, skipped: 0 }
  })

/**
 * Playwright on the built application. Flaky tests count as failed: a test that passes at the second try is not sound.
 * @param {readonly string[]} [args]
 */
export function e2eRing(args = []) {
  return measured('end to end', () =>
    withReport(async (report) => {
      const [node, script] = toolCommand('@playwright/test', 'playwright')
      const { code } = await runOnScreen(node, [script, 'test', '--reporter=list,json', ...args], {
        ...process.env,
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      })
      const stats = readJsonIfThere(report)?.stats
      return counted(code, {
        passed: stats?.expected ?? 0,
        failed: (stats?.unexpected ?? 0) + (stats?.flaky ?? 0),
        skipped: stats?.skipped ?? 0,
      })
    }),
  )
}

/**
 * @template T
 * @param {(file: string) => Promise<T>} body
 */
async function withReport(body) {
  const folder = mkdtempSync(join(tmpdir(), 'broker-desktop-report-'))
  try {
    return await body(join(folder, 'report.json'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/**
 * A runner that fails without a failed test (a set-up that threw, a file that does not load) has failed all the same, and
 * so has one that found nothing to run.
 * @param {number} code
 * @param {{ passed: number, failed: number, skipped: number }} counts
 */
function counted(code, counts) {
  const ranNothing = counts.passed + counts.failed + counts.skipped === 0
  return (code !== 0 || ranNothing) && counts.failed === 0 ? { ...counts, failed: 1 } : counts
}

/**
 * Prints what all rings came to: a table, and the totals alone on the last line.
 * @param {readonly Outcome[]} outcomes
 * @returns {number} The exit code: 1 when anything failed, or, in CI, was skipped.
 */
export function summarize(outcomes) {
  const width = Math.max(...outcomes.map(({ ring }) => ring.length))
  process.stdout.write(`\n${'ring'.padEnd(width)}  passed  failed  skipped      time\n`)
  for (const { ring, passed, failed, skipped, seconds } of outcomes) {
    const cells = [String(passed).padStart(6), String(failed).padStart(6), String(skipped).padStart(7)]
    process.stdout.write(`${ring.padEnd(width)}  ${cells.join('  ')}  ${seconds.toFixed(1).padStart(6)} s\n`)
  }
  /** @param {'passed' | 'failed' | 'skipped'} key */
  const total = (key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0)
  const skipIsFailure = Boolean(process.env.CI) && total('skipped') > 0
  if (total('skipped') > 0) {
    process.stdout.write(
      skipIsFailure
        ? '\nTests were skipped. In CI that is a failure: everything must run there.\n'
        : '\nTests were skipped: what they need is missing on this machine. See above for what.\n',
    )
  }
  process.stdout.write(
    `\n${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped\n`,
  )
  return total('failed') > 0 || skipIsFailure ? 1 : 0
}
