import type { MessageBoxOptions } from 'electron'
import type { Task, TaskLine } from '@shared/domain/task'
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

/** What is told of a task that has not ended when the person quits. */
export type RunningTask = Pick<Task, 'kind' | 'title' | 'state'> & {
  readonly lines: readonly Pick<TaskLine, 'title'>[]
}

/** Asked before quitting while tasks run. The first button quits; undefined when nothing has to be asked. */
export function quitQuestion(tasks: readonly RunningTask[], hasTray: boolean): MessageBoxOptions | undefined {
  if (tasks.length === 0) return undefined
  const sent = tasks.filter((task) => task.state !== 'waiting')
  const waiting = tasks.length - sent.length
  const sentences = [
    ...(sent.length === 0
      ? []
      : [
          `The providers go on with ${nameSome(sent.map(nameOf))}. Broker Desktop picks ${sent.length === 1 ? 'it' : 'them'} up when you open it again.`,
        ]),
    ...(waiting === 0
      ? []
      : [
          `${waiting === 1 ? 'A check in' : `${waiting} check ins`} that can still be undone will not be sent.`,
        ]),
    'No reminders until then.',
  ]
  return {
    type: 'question',
    title: 'Broker Desktop',
    message: `Quit with ${count(tasks.length, 'task')} running?`,
    detail: sentences.join(' '),
    buttons: ['Quit', hasTray ? 'Keep in tray' : 'Keep running'],
    defaultId: 0,
    cancelId: 1,
    noLink: true,
  }
}

/** A check out goes by what it makes, "deploy-rhel (2 hosts)"; anything else by what it does, "extend a by 1 day". */
function nameOf({ kind, title, lines }: RunningTask): string {
  const [first] = lines
  if (kind !== 'checkout' || first === undefined) return title.charAt(0).toLowerCase() + title.slice(1)
  return lines.length === 1 ? first.title : `${first.title} (${count(lines.length, 'host')})`
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
