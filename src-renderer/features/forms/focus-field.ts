const FOCUSABLE =
  'input:not([type=hidden]):not([aria-hidden=true]), textarea, button, [role=combobox], [role=switch], [tabindex="0"]'

/** Puts the focus into a field below an element, unfolded and in sight; false when it is not there. */
export function focusField(rootId: string, name: string): boolean {
  const root = document.getElementById(rootId)
  const field = root?.querySelector<HTMLElement>(`[data-field="${CSS.escape(name)}"]`)
  const controls = [...(field?.querySelectorAll<HTMLElement>(FOCUSABLE) ?? [])]
  // In a row of choices the chosen one has the focus; elsewhere what is typed into, and not a button beside it.
  const control =
    controls.find((element) => element.getAttribute('aria-checked') === 'true') ??
    controls.find((element) => element.matches('input, textarea')) ??
    controls[0]
  if (control === undefined) return false
  const folded = control.closest('details')
  if (folded !== null) folded.open = true
  control.focus({ preventScroll: true })
  field?.scrollIntoView({ block: 'nearest' })
  return true
}
