const PANES = 'aside, [data-pane]'
const TABBABLE =
  'a[href], button:not(:disabled), input:not(:disabled), textarea:not(:disabled), [tabindex]:not([tabindex="-1"])'

const START = '[role=row][tabindex="0"]'

/**
 * Moves the focus to the next pane (F6): the sidebar, whatever a page marks with `data-pane`, its side panel. Inside a
 * pane it goes to the row that holds the keys, or else to what Tab would reach first.
 */
export function focusNextPane(backwards = false): void {
  const panes = [...document.querySelectorAll<HTMLElement>(PANES)].filter((pane) => startOf(pane) !== null)
  const current = panes.findLastIndex((pane) => pane.contains(document.activeElement))
  const step = backwards ? -1 : 1
  const next = panes.at(current === -1 ? 0 : (current + step) % panes.length)
  if (next !== undefined) startOf(next)?.focus()
}

function startOf(pane: HTMLElement): HTMLElement | null {
  return pane.querySelector<HTMLElement>(START) ?? pane.querySelector<HTMLElement>(TABBABLE)
}
