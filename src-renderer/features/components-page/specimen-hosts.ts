import type { ProviderKind } from '@shared/domain/provider'

/** A made-up host for the table on the components page. */
export interface SpecimenHost {
  readonly id: string
  readonly name: string
  readonly kind: ProviderKind
  readonly instance: string
  readonly leftMs: number
  readonly tags: readonly string[]
}

const KINDS: readonly (readonly [ProviderKind, string])[] = [
  ['AnsibleTower', 'prod'],
  ['Container', 'podman-local'],
  ['Beaker', 'hub'],
  ['Sandbox', 'sandbox'],
]

/** Many hosts, always the same ones. */
export function specimenHosts(count: number): readonly SpecimenHost[] {
  return Array.from({ length: count }, (_, index) => {
    const [kind, instance] = KINDS[index % KINDS.length] ?? (['Sandbox', 'sandbox'] as const)
    return {
      id: `host-${index}`,
      name: `rhel-9-${index % 7}-${(index * 7919).toString(36).padStart(4, 'k')}.lab.example.com`,
      kind,
      instance,
      leftMs: (12 + index * index * 3) * 60_000,
      tags: index % 3 === 0 ? ['bz-repro', 'nvme'] : [],
    }
  })
}
