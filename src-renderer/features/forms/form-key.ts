/**
 * The key of an argument in the form's own state. react-hook-form reads dots, brackets and quotes in a name as a path,
 * and an argument may have any name that its provider takes.
 */
export function formKey(name: string): string {
  return `f:${encodeURIComponent(name).replaceAll('.', '%2E').replaceAll("'", '%27')}`
}
