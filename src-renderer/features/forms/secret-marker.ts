import type { FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'

const MARKER = '$secret'
const REMOVED_MARKER = '$removedSecret'

/** Whether a value stands for a secret that is kept already: it is sent back as it is, and nothing of it can be shown. */
export function isStoredSecret(value: Json | undefined): value is JsonObject {
  return hasMarker(value, MARKER)
}

/** Whether a value says that a secret that is kept shall be taken away. */
export function isRemovedSecret(value: Json | undefined): value is JsonObject {
  return hasMarker(value, REMOVED_MARKER)
}

/** What stands in a secret's field when the kept one shall be taken away. */
export function removedSecret(name: string): JsonObject {
  return { [REMOVED_MARKER]: name }
}

function hasMarker(value: Json | undefined, marker: string): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && marker in value
}

/** The values of a form in which the named secrets are kept already. */
export function withStoredSecrets(values: FormValues, stored: readonly string[]): FormValues {
  return { ...values, ...Object.fromEntries(stored.map((name) => [name, { [MARKER]: name }])) }
}
