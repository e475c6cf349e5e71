import { isMac } from '@renderer/ui/platform'

/** One key as it is drawn: a word, or the name of a symbol that the fonts do not have. */
export type KeyPart =
  | { readonly kind: 'text'; readonly text: string }
  | {
      readonly kind: 'symbol'
      readonly symbol: 'command' | 'option' | 'shift' | 'up' | 'down' | 'left' | 'right'
      readonly text: string
    }

const MAC_SYMBOLS: Readonly<Record<string, KeyPart>> = {
  Mod: { kind: 'symbol', symbol: 'command', text: 'Command' },
  Alt: { kind: 'symbol', symbol: 'option', text: 'Option' },
  Shift: { kind: 'symbol', symbol: 'shift', text: 'Shift' },
}

const SYMBOLS: Readonly<Record<string, KeyPart>> = {
  Up: { kind: 'symbol', symbol: 'up', text: 'Up' },
  Down: { kind: 'symbol', symbol: 'down', text: 'Down' },
  Left: { kind: 'symbol', symbol: 'left', text: 'Left' },
  Right: { kind: 'symbol', symbol: 'right', text: 'Right' },
}

/** Splits "Mod K" into keys as this platform names them; `Mod` is Ctrl, or Command on macOS. */
export function keyParts(keys: string, mac: boolean = isMac): readonly KeyPart[] {
  return keys
    .split(' ')
    .filter((key) => key !== '')
    .map((key) => {
      const symbol = (mac ? MAC_SYMBOLS[key] : undefined) ?? SYMBOLS[key]
      return symbol ?? { kind: 'text', text: key === 'Mod' ? 'Ctrl' : key }
    })
}

const ARIA_NAMES: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  Del: 'Delete',
  Esc: 'Escape',
  Up: 'ArrowUp',
  Down: 'ArrowDown',
  Left: 'ArrowLeft',
  Right: 'ArrowRight',
}

/** The same keys in the notation of `aria-keyshortcuts`: "Control+K". */
export function ariaKeys(keys: string, mac: boolean = isMac): string {
  return keys
    .split(' ')
    .filter((key) => key !== '')
    .map((key) => (key === 'Mod' ? (mac ? 'Meta' : 'Control') : (ARIA_NAMES[key] ?? key)))
    .join('+')
}
