import type { LeaseRule } from '@shared/domain/reminder'
import type { SettingsStore } from '@main/settings/store'

/**
 * Changes the rules for leases of `settings`, each to what `change` answers: another one, itself, or nothing to take it
 * out. The file is written only when that makes a difference; answers whether it did.
 */
export function changeLeaseRules(
  settings: SettingsStore,
  change: (rule: LeaseRule) => LeaseRule | undefined,
): boolean {
  const before = settings.preferences().leaseRules
  const after = before.flatMap((rule) => change(rule) ?? [])
  if (after.length === before.length && after.every((rule, index) => rule === before[index])) return false
  settings.savePreferences({ leaseRules: after })
  return true
}
