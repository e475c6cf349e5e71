import type { MessageBoxOptions } from 'electron'
import { count, nameSome } from '@shared/lib/words'

/** What closing the window does. */
export type Closing =
  /** The window goes, because the application ends. */
  | 'close'
  /** It goes out of sight and the application stays in the tray (on macOS: in the Dock). */
  | 'hide'
  /** The person is asked: out of sight there would be nothing left to bring it back. */
  | 'ask'
  /** The application ends with its window. */
  | 'quit'

export function onClose(state: {
  readonly isQuitting: boolean
  readonly closeToTray: boolean
  /** Something stays in sight that brings the window back. */
  readonly hasHandle: boolean
}): Closing {
  if (state.isQuitting) return 'close'
  if (!state.closeToTray) return 'quit'
  return state.hasHandle ? 'hide' : 'ask'
}

/** Something that still runs when the person quits. */
export interface RunningTask {
  readonly title: string
  readonly hosts: number
}

/** Asked before quitting while tasks run. The first button quits; undefined when nothing has to be asked. */
export function quitQuestion(tasks: readonly RunningTask[], hasTray: boolean): MessageBoxOptions | undefined {
  if (tasks.length === 0) return undefined
  const names = tasks.map(({ title, hosts }) => (hosts > 1 ? `${title} (${count(hosts, 'host')})` : title))
  return {
    type: 'question',
    title: 'Broker Desktop',
    message: `Quit with ${count(tasks.length, 'task')} running?`,
    detail: `The providers go on with ${nameSome(names)}. Broker Desktop picks ${
      tasks.length === 1 ? 'it' : 'them'
    } up when you open it again. No reminders until then.`,
    buttons: ['Quit', hasTray ? 'Keep in tray' : 'Keep running'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
}

/** Asked when the window is closed on a desktop without a tray: keep running, quit, or leave the window open. */
export const CLOSE_QUESTION: MessageBoxOptions = {
  type: 'question',
  title: 'Broker Desktop',
  message: 'Keep Broker Desktop running without its window?',
  detail:
    'This desktop has no tray to come back from. It goes on with tasks and reminds you of leases; start Broker Desktop again to see its window.',
  buttons: ['Keep running', 'Quit', 'Cancel'],
  defaultId: 0,
  cancelId: 2,
  noLink: true,
}
