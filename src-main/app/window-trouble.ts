import type { BrowserWindow, MessageBoxOptions } from 'electron'
import type { Notice } from '@shared/domain/notice'
import type { Logger } from '@main/ports/logger'

/** More than this many crashes within a minute are a state, not an accident: reloading again would loop. */
const MAX_CRASHES = 3
const WITHIN_MS = 60_000

/** Counts crashes: whether the page is loaded again by itself, or the person is asked. */
export class CrashCounter {
  #times: readonly number[] = []

  /** Takes down one more crash. */
  record(nowMs: number): 'reload' | 'ask' {
    this.#times = [...this.#times.filter((at) => nowMs - at < WITHIN_MS), nowMs]
    return this.#times.length < MAX_CRASHES ? 'reload' : 'ask'
  }

  /** The person decided to go on: counting begins anew. */
  reset(): void {
    this.#times = []
  }
}

/** What the trouble handling needs of the rest of the application. */
export interface TroubleOptions {
  readonly logger: Logger
  readonly now: () => number
  /** Tells the page, once it is there again, what happened. */
  readonly notify: (notice: Notice) => void
  /** Asks with a native box, since there is no page to ask with; answers the index of the button. */
  readonly ask: (question: MessageBoxOptions) => Promise<number>
  readonly showLog: () => void
  readonly quit: () => void
}

/** The part of a `BrowserWindow` that gets into trouble. */
export type TroubledWindow = Pick<BrowserWindow, 'isDestroyed' | 'webContents' | 'on'>

/** Watches over the page of a window: loads it again when it ends by itself, and asks when it stops answering. */
export function watchForTrouble(window: TroubledWindow, options: TroubleOptions): void {
  const contents = window.webContents
  const crashes = new CrashCounter()
  let question: AbortController | undefined
  let isOnPurpose = false

  const reload = (): void => {
    if (!window.isDestroyed()) contents.reload()
  }

  /** A question that cannot be asked counts as answered with its first button. */
  const ask = (what: MessageBoxOptions): Promise<number> =>
    options.ask(what).catch((error: unknown) => {
      options.logger.error('A question about the window could not be asked', { error })
      return 0
    })

  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    question?.abort()
    if (reason === 'clean-exit' || window.isDestroyed()) return
    options.logger.error('The page ended unexpectedly', { reason, exitCode, onPurpose: isOnPurpose })
    if (isOnPurpose) {
      isOnPurpose = false
      return reload()
    }
    if (crashes.record(options.now()) === 'reload') {
      options.notify(crashNotice(reason))
      return reload()
    }
    void askAboutCrashes()
  })

  const askAboutCrashes = async (): Promise<void> => {
    const button = await ask(CRASH_QUESTION)
    if (button === 2) return options.quit()
    if (button === 1) options.showLog()
    crashes.reset()
    reload()
  }

  window.on('unresponsive', () => {
    // A page that stands at a breakpoint does not answer, either.
    if (question !== undefined || contents.isDevToolsOpened()) return
    options.logger.warn('The page does not answer')
    void askToWait()
  })

  const askToWait = async (): Promise<void> => {
    const asked = new AbortController()
    question = asked
    const button = await ask({ ...WAIT_QUESTION, signal: asked.signal })
    question = undefined
    if (button !== 1 || asked.signal.aborted || window.isDestroyed()) return
    // A page that does not answer does not obey a reload: it is ended, and that loads it again.
    isOnPurpose = true
    contents.forcefullyCrashRenderer()
  }

  window.on('responsive', () => question?.abort())
}

function crashNotice(reason: string): Notice {
  const why = reason === 'oom' ? 'It had no memory left.' : 'It ended unexpectedly.'
  return {
    id: 'window-reloaded',
    level: 'warn',
    title: 'The window was loaded again',
    detail: `${why} Your hosts and tasks were not affected. Text that was not sent has to be typed again. The log file has the details.`,
  }
}

const CRASH_QUESTION: MessageBoxOptions = {
  type: 'error',
  title: 'Broker Desktop',
  message: `The window ended ${MAX_CRASHES} times within a minute.`,
  detail:
    'Your hosts and tasks are not affected: tasks go on while this is open. Load the window again; if it keeps ending, show the log file, which says why.',
  buttons: ['Load again', 'Show log file', 'Quit'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
}

const WAIT_QUESTION: MessageBoxOptions = {
  type: 'warning',
  title: 'Broker Desktop',
  message: 'The window does not answer.',
  detail:
    'Tasks go on meanwhile. Wait, or load the window again; text that was not sent has to be typed again then.',
  buttons: ['Wait', 'Load again'],
  defaultId: 0,
  cancelId: 0,
  noLink: true,
}
