import type { ProviderDefinition } from '@main/providers/contract'
import { ansibleTowerDefinition } from '@main/providers/ansible-tower/definition'
import { containerDefinition } from '@main/providers/container/definition'
import { sandboxDefinition } from '@main/providers/sandbox/definition'

/** Every kind of provider in the product. A new one is added here, and nowhere else. */
export const catalog: readonly ProviderDefinition[] = [
  ansibleTowerDefinition,
  containerDefinition,
  sandboxDefinition,
]
