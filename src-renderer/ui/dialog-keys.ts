/** Elements for which Enter has a meaning of its own. */
const OWN_ENTER = 'button, a, textarea, [role=combobox], [role=option], [role=menuitem], [contenteditable]'
/** Elements that are chosen with Space: on them Enter means the dialog, though some are drawn as buttons. */
const CHOSEN_WITH_SPACE = '[role=radio], [role=checkbox], [role=switch]'

/** Whether a key press means "confirm" to the dialog it happened in. */
export function confirmsDialog(event: KeyboardEvent): boolean {
  if (!isPlainEnter(event)) return false
  const target = event.target
  return event.ctrlKey || event.metaKey || !(target instanceof Element) || target.closest(OWN_ENTER) === null
}

/** Whether it does on its way to a choice, which would keep it to itself. */
export function confirmsFromChoice(event: KeyboardEvent): boolean {
  if (!isPlainEnter(event)) return false
  return event.target instanceof Element && event.target.closest(CHOSEN_WITH_SPACE) !== null
}

function isPlainEnter(event: KeyboardEvent): boolean {
  return (
    event.key === 'Enter' &&
    !event.shiftKey &&
    !event.altKey &&
    !event.defaultPrevented &&
    !event.isComposing &&
    !event.repeat
  )
}
