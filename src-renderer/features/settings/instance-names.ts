import type { InstanceId, ProviderKind } from '@shared/domain/provider'

/** The names that instances of a kind have, but for one of them. */
export function takenNames(
  instances: readonly InstanceId[],
  kind: ProviderKind,
  but?: string,
): readonly string[] {
  return instances
    .filter(({ provider, instance }) => provider === kind && instance !== but)
    .map(({ instance }) => instance)
}

/** A name that is not taken: the wished one, or it with a number behind. */
export function uniqueName(wished: string, taken: readonly string[]): string {
  if (!taken.includes(wished)) return wished
  for (let number = 2; ; number += 1) {
    const name = `${wished}-${number}`
    if (!taken.includes(name)) return name
  }
}

/** What is wrong with a name, as far as it can be seen here; which letters it may have is for the settings to say. */
export function nameError(name: string, taken: readonly string[]): string | undefined {
  if (name.trim() === '') return 'Required. Say a name.'
  return taken.includes(name.trim())
    ? 'There is an instance of this name already. Choose another.'
    : undefined
}
