import type { Field } from '@shared/domain/form'
import type { Preferences, SettingsOrigins } from '@shared/domain/settings'

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

/** Where a preference comes from, when what was chosen here does not decide it; undefined: it does. */
export function originHelp(
  origins: SettingsOrigins | undefined,
  name: keyof Preferences,
): string | undefined {
  const origin = origins?.preferences[name]
  if (origin === undefined) return undefined
  if (origin.wins) return `From ${origin.from}. It holds whatever is said here.`
  return `From ${origin.from}, until another one is said here.`
}
