import { useEffect, useLayoutEffect, useRef } from 'react'
import {
  isPressed,
  isSingleCharacter,
  SHORTCUTS,
  type Shortcut,
  type ShortcutId,
} from '@renderer/app/shortcut-map'
import { isMac } from '@renderer/ui/platform'

const FIELDS = 'input, textarea, select, [contenteditable], [role=combobox]'
/** Checkboxes and the like are inputs that no text goes into. */
const TEXTLESS = 'input:is([type=checkbox], [type=radio], [type=button])'
/** What lies over the page has keys of its own, and the page below must not move. */
const OVERLAYS = '[role=dialog], [role=alertdialog], [role=menu], [role=listbox]'

type Handler = (event: KeyboardEvent) => void

const handlers = new Map<ShortcutId, { readonly current: Handler }[]>()

/** Takes a key of the map while the component is shown and `enabled`. The component shown last wins. */
export function useShortcut(id: ShortcutId, handler: Handler, enabled = true): void {
  const latest = useRef(handler)
  useLayoutEffect(() => {
    latest.current = handler
  })
  useEffect(() => {
    if (!enabled) return
    handlers.set(id, [...(handlers.get(id) ?? []), latest])
    return () => {
      handlers.set(
        id,
        (handlers.get(id) ?? []).filter((other) => other !== latest),
      )
    }
  }, [id, enabled])
}

/** Takes keys that are numbers, and tells which one was pressed. */
export function useNumberShortcut(id: ShortcutId, handler: (number: number) => void): void {
  useShortcut(id, (event) => {
    handler(Number(event.key))
  })
}

/** Listens to the keyboard for all of `useShortcut`; once, at the root. */
export function useShortcutListener(letters: boolean): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      if ((event.defaultPrevented && !isCommandEnter(event)) || event.isComposing) return
      const handler = handlerFor(event, letters)
      if (handler === undefined) return
      event.preventDefault()
      handler(event)
    }
    window.addEventListener('keydown', listen)
    return () => {
      window.removeEventListener('keydown', listen)
    }
  }, [letters])
}

/** Checkboxes and radios refuse every Enter, so that it does not press them; the one that sends is still to be sent. */
function isCommandEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && (event.ctrlKey || event.metaKey)
}

function handlerFor(event: KeyboardEvent, letters: boolean): Handler | undefined {
  const target = event.target instanceof Element ? event.target : document.body
  if (target.closest(OVERLAYS) !== null) return undefined
  const inField = target.closest(FIELDS) !== null && target.closest(TEXTLESS) === null
  for (const [id, taken] of handlers) {
    const shortcut: Shortcut = SHORTCUTS[id]
    const handler = taken.at(-1)
    if (handler === undefined || (inField && shortcut.inFields !== true)) continue
    const pressed = shortcut.keys.some(
      (keys) => isPressed(keys, event, isMac) && (letters || !isSingleCharacter(keys)),
    )
    if (pressed) return handler.current
  }
  return undefined
}
