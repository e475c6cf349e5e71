import type { ProviderDefinition } from '@main/providers/contract'
import { towerConfigSchema, type TowerConfig } from './config'
import { towerConfigFields } from './config-fields'
import { towerListings } from './listings'
import { AnsibleTowerProvider } from './provider'

/** Workflows and job templates of Ansible Tower, AWX and Ansible Automation Platform. */
export const ansibleTowerDefinition: ProviderDefinition<TowerConfig> = {
  kind: 'AnsibleTower',
  title: 'AnsibleTower',
  description: 'Workflows and job templates of Ansible Tower, AWX or Ansible Automation Platform.',
  pretend: false,
  actions: [
    {
      name: 'workflow',
      title: 'Workflow',
      verbs: ['checkout', 'execute'],
      offeringNoun: 'workflow',
      openOfferings: false,
    },
    {
      name: 'job_template',
      title: 'Job template',
      verbs: ['checkout', 'execute'],
      offeringNoun: 'job template',
      openOfferings: false,
    },
  ],
  configSchema: towerConfigSchema,
  configFields: towerConfigFields,
  listings: towerListings,
  extension: {
    kinds: ['by', 'until', 'default'],
    defaultText: 'as the instance says (2 days unless configured)',
  },
  syncScopes: ['mine', 'user', 'everybody'],
  syncArgument: 'User name',
  capabilities: { extend: true, execute: true, inventory: true },
  create: (config, deps) => new AnsibleTowerProvider(config, deps),
}
