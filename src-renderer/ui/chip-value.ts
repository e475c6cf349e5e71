/** What an active filter chip says of its values: "prod", "prod, stage", "prod and 2 more". */
export function chipValueText(labels: readonly string[]): string {
  const [first, ...rest] = labels
  if (first === undefined) return ''
  return rest.length <= 1 ? labels.join(', ') : `${first} and ${rest.length} more`
}
