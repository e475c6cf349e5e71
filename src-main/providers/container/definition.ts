import type { ProviderDefinition } from '@main/providers/contract'
import { containerConfigFields, containerConfigSchema, type ContainerConfig } from './config'
import { discoverEngines } from './discover'
import { IMAGES } from './images'
import { ContainerProvider } from './provider'

/** Containers of Docker and Podman. */
export const containerDefinition: ProviderDefinition<ContainerConfig> = {
  kind: 'Container',
  title: 'Container',
  description: 'Containers of Podman or Docker, on this computer or another.',
  pretend: false,
  actions: [
    {
      name: 'container_host',
      title: 'Container host',
      verbs: ['checkout'],
      offeringNoun: 'image',
      openOfferings: true,
    },
    {
      name: 'container_app',
      title: 'Container app',
      verbs: ['execute'],
      offeringNoun: 'image',
      openOfferings: true,
    },
  ],
  configSchema: containerConfigSchema,
  configFields: containerConfigFields,
  listings: [IMAGES],
  syncScopes: ['mine', 'user', 'everybody'],
  syncArgument: 'Name prefix',
  capabilities: { extend: false, execute: true, inventory: true },
  create: (config, deps) => new ContainerProvider(config, deps),
  discover: (deps) => discoverEngines(deps),
}
