import type { KeyMapGroup } from '@renderer/ui/KeyMap'

/** The groups of the key map, in the order in which it shows them. */
const SHORTCUT_GROUPS = [
  'Go to',
  'Anywhere',
  'Hosts',
  'Timeline',
  'Tasks',
  'Check out',
  'Settings',
  'Log',
] as const
type ShortcutGroup = (typeof SHORTCUT_GROUPS)[number]

/** One entry of the keyboard map. */
export interface Shortcut {
  /** In the notation of `KeyHint`: "Mod 1", "Del", "C"; each of them does it. */
  readonly keys: readonly string[]
  readonly does: string
  readonly group: ShortcutGroup
  /** Works while the focus is in a field, too. */
  readonly inFields?: true
  /** Taken by the component that has the focus (the table, the log); it is here for the map only. */
  readonly component?: true
}

/** Every key of the application. A screen takes one with `useShortcut(id, handler)`. */
export const SHORTCUTS = {
  goHosts: { keys: ['Mod 1'], does: 'Hosts', group: 'Go to', inFields: true },
  goCheckout: { keys: ['Mod 2'], does: 'Check out', group: 'Go to', inFields: true },
  goTasks: { keys: ['Mod 3'], does: 'Tasks', group: 'Go to', inFields: true },
  goProviders: { keys: ['Mod 4'], does: 'Providers', group: 'Go to', inFields: true },
  goReports: { keys: ['Mod 5'], does: 'Reports', group: 'Go to', inFields: true },
  goSettings: { keys: ['Mod ,'], does: 'Settings', group: 'Go to', inFields: true },

  palette: { keys: ['Mod K'], does: 'Find or run anything', group: 'Anywhere', inFields: true },
  checkout: { keys: ['C'], does: 'Check out', group: 'Anywhere' },
  undoCheckin: { keys: ['Mod Z'], does: 'Undo check in', group: 'Anywhere' },
  nextPane: { keys: ['F6'], does: 'Next pane', group: 'Anywhere', inFields: true },
  previousPane: { keys: ['Shift F6'], does: 'Previous pane', group: 'Anywhere', inFields: true },
  keyMap: { keys: ['?'], does: 'Show the keys', group: 'Anywhere' },

  search: { keys: ['/'], does: 'Search', group: 'Hosts' },
  filterHosts: { keys: ['Mod /'], does: 'Filter', group: 'Hosts', inFields: true },
  move: { keys: ['Up', 'Down', 'J', 'K'], does: 'Move', group: 'Hosts', component: true },
  extendSelection: {
    keys: ['Shift Up', 'Shift Down'],
    does: 'Move and select',
    group: 'Hosts',
    component: true,
  },
  toggleSelection: { keys: ['Space'], does: 'Select or deselect', group: 'Hosts', component: true },
  selectAll: { keys: ['Mod A'], does: 'Select all that match', group: 'Hosts' },
  openPanel: { keys: ['Enter'], does: 'Open the panel', group: 'Hosts', component: true },
  back: { keys: ['Esc'], does: 'Close the panel, then clear the selection', group: 'Hosts' },
  extend: { keys: ['E'], does: 'Extend', group: 'Hosts' },
  extendToday: { keys: ['Shift E'], does: 'Extend what ends today', group: 'Hosts' },
  duplicate: { keys: ['D'], does: 'Check out again', group: 'Hosts' },
  checkin: { keys: ['Del'], does: 'Check in', group: 'Hosts' },
  exportHosts: { keys: ['X'], does: 'Export', group: 'Hosts' },
  copyHostnames: { keys: ['Y'], does: 'Copy hostnames', group: 'Hosts' },
  copyList: { keys: ['Shift Y'], does: 'Copy as list', group: 'Hosts' },

  switchView: { keys: ['V'], does: 'Table or timeline', group: 'Timeline' },
  timelineToday: { keys: ['T'], does: 'Today', group: 'Timeline' },
  timelineEarlier: { keys: ['Left'], does: 'Earlier', group: 'Timeline' },
  timelineLater: { keys: ['Right'], does: 'Later', group: 'Timeline' },
  moveEnd: {
    keys: ['Alt Right', 'Alt Left'],
    does: 'Move the end, Enter reviews it',
    group: 'Timeline',
    component: true,
  },
  moveEndByDay: {
    keys: ['Alt Shift Right', 'Alt Shift Left'],
    does: 'Move the end by a day',
    group: 'Timeline',
    component: true,
  },

  retryWithChanges: { keys: ['R'], does: 'Retry with changes', group: 'Tasks' },

  chooseNick: {
    keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'],
    does: 'Fill in from a nick',
    group: 'Check out',
  },
  sendForm: { keys: ['Mod Enter'], does: 'Send the form', group: 'Check out', inFields: true },

  save: { keys: ['Mod S'], does: 'Save the instance', group: 'Settings', inFields: true },

  findInLog: { keys: ['Mod F'], does: 'Find in the log', group: 'Log', component: true },
  findNext: { keys: ['Mod G'], does: 'Next hit', group: 'Log', component: true },
} as const satisfies Record<string, Shortcut>

/** The name of an entry of the keyboard map. */
export type ShortcutId = keyof typeof SHORTCUTS

const NAMES: Readonly<Record<string, string>> = {
  Del: 'Delete',
  Esc: 'Escape',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
  Space: ' ',
}

/** What of a key press tells which keys are down. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** Whether a key press is these keys; `Mod` is Ctrl, or Command on macOS. */
export function isPressed(keys: string, press: KeyPress, mac: boolean): boolean {
  const parts = keys.split(' ')
  const name = parts.at(-1) ?? ''
  const key = NAMES[name] ?? name
  const command = parts.includes('Mod')
  if ((mac ? press.metaKey : press.ctrlKey) !== command) return false
  if ((mac ? press.ctrlKey : press.metaKey) || press.altKey) return false
  // Signs such as ? and / are on Shift or not, as the keyboard has it.
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase()
  if (!isSign && press.shiftKey !== parts.includes('Shift')) return false
  return press.key.toLowerCase() === key.toLowerCase()
}

/** Whether these keys are one character alone, which speech input may produce by accident (WCAG 2.1.4). */
export function isSingleCharacter(keys: string): boolean {
  return keys.length === 1
}

/** The map as the dialog shows it; without the single letters while those are switched off. */
export function keyMapGroups(withLetters: boolean): readonly KeyMapGroup[] {
  const all: readonly Shortcut[] = Object.values(SHORTCUTS)
  return SHORTCUT_GROUPS.map((title) => ({
    title,
    rows: all
      .filter((shortcut) => shortcut.group === title)
      .map((shortcut) => ({
        keys: shortcut.keys.filter(
          (keys) => withLetters || shortcut.component === true || !isSingleCharacter(keys),
        ),
        does: shortcut.does,
      }))
      .filter((row) => row.keys.length > 0),
  })).filter((group) => group.rows.length > 0)
}
