import type { Field } from '@shared/domain/form'

/** The fields of an instance's form: those that the environment decides say so, with the variable. */
export function withEnvironment(
  fields: readonly Field[],
  environment: Readonly<Record<string, string>> | undefined,
): readonly Field[] {
  if (environment === undefined) return fields
  return fields.map((field) => {
    const variable = environment[field.name]
    if (variable === undefined) return field
    // What is seldom needed is folded away; what decides must be seen.
    return { ...field, seldom: false, help: `From ${variable}. It holds whatever is said here.` }
  })
}
