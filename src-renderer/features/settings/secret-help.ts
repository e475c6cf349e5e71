import type { Field } from '@shared/domain/form'

const IN_KEYRING = 'In the system keyring, not in the YAML file'
const IN_FILE = 'In the YAML file in plain text; the page YAML file moves it'
const ASKED = 'This system has no keyring: saving asks where it is kept'
const IN_MEMORY = 'Kept in memory until Broker Desktop ends: this system has no keyring'

/**
 * The fields of an instance's form: those of secrets say where the secret is kept, or would be, after what it means to
 * leave one empty.
 */
export function withSecretPlaces(
  fields: readonly Field[],
  stored: readonly string[],
  isProtected: boolean,
  /** Those that stand in the file in plain text. */
  plain: readonly string[] = [],
): readonly Field[] {
  return fields.map((field) => {
    if (field.type !== 'secret') return field
    if (plain.includes(field.name)) return { ...field, help: IN_FILE }
    const isEmpty = !stored.includes(field.name)
    if (isEmpty && isProtected) {
      return { ...field, help: [field.help, 'Kept in the system keyring.'].filter(Boolean).join(' ') }
    }
    if (isEmpty) return { ...field, help: field.help === undefined ? ASKED : `${field.help} ${ASKED}.` }
    return { ...field, help: isProtected ? IN_KEYRING : IN_MEMORY }
  })
}
