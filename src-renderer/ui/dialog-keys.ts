/** Elements for which Enter has a meaning of its own. */
const OWN_ENTER = 'button, a, textarea, [role=combobox], [role=option], [role=menuitem], [contenteditable]'

/** Whether a key press means "confirm" to the dialog it happened in. */
export function confirmsDialog(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey || event.defaultPrevented || event.isComposing)
    return false
  const target = event.target
  return event.ctrlKey || event.metaKey || !(target instanceof Element) || target.closest(OWN_ENTER) === null
}
