import type { ProviderDefinition } from '@main/providers/contract'
import { sandboxConfigFields, sandboxConfigSchema, type SandboxConfig } from './config'
import { ACTION_OF, SandboxProvider } from './provider'

/** The Sandbox: pretended machines inside the application, for trying, learning and showing everything. */
export const sandboxDefinition: ProviderDefinition<SandboxConfig> = {
  kind: 'Sandbox',
  title: 'Sandbox',
  description: 'Pretend machines with real steps, failures and leases. Nothing leaves this computer.',
  pretend: true,
  actions: [
    {
      name: ACTION_OF.checkout,
      title: 'Machine',
      verbs: ['checkout'],
      offeringNoun: 'machine',
      openOfferings: false,
    },
    {
      name: ACTION_OF.execute,
      title: 'Command',
      verbs: ['execute'],
      offeringNoun: 'command',
      openOfferings: false,
    },
  ],
  configSchema: sandboxConfigSchema,
  configFields: sandboxConfigFields,
  extension: { kinds: ['by', 'until', 'default'], defaultText: 'the lease of the instance once more' },
  syncScopes: ['mine'],
  capabilities: { extend: true, execute: true, inventory: true },
  create: (config, deps) => new SandboxProvider(config, deps),
}
