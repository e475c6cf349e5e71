import type { FormValues } from '@shared/domain/form-check'
import type { Json, JsonObject } from '@shared/lib/json'

const MARKER = '$secret'

/** Whether a value stands for a secret that is kept already: it is sent back as it is, and nothing of it can be shown. */
export function isStoredSecret(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && MARKER in value
}

/** The values of a form in which the named secrets are kept already. */
export function withStoredSecrets(values: FormValues, stored: readonly string[]): FormValues {
  return { ...values, ...Object.fromEntries(stored.map((name) => [name, { [MARKER]: name }])) }
}
