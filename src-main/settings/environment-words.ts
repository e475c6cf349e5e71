import type { SettingsOrigins } from '@shared/domain/settings'
import type { Override, SectionEnvironment } from '@main/settings/environment'

type Said = SettingsOrigins['environment']

/** What each variable is about: `thread_limit`, `nicks.rhel9.workflow`. */
export function saidAs(prefix: string, overrides: readonly Override[]): Said {
  return overrides.map(({ variable, path }) => ({ variable, says: `${prefix}${path.join('.')}` }))
}

/** What each variable says of a provider: `AnsibleTower: base_url`, `AnsibleTower prod: token`. */
export function saidOfSection(title: string, { shared, instances }: SectionEnvironment): Said {
  return [
    ...saidAs(`${title}: `, shared),
    ...[...instances.values()].flatMap(({ name, values }) => saidAs(`${title} ${name}: `, values)),
  ]
}
