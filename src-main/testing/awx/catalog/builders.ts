import type { Catalog, HostSpec, JobTemplateSpec, WorkflowSpec } from '@main/testing/awx/catalog/types'

/** One organization, a user `admin` (superuser, password `admin`) and nothing else: what tests build on. */
export function emptyCatalog(): Catalog {
  return {
    organizations: ['Default'],
    users: [{ username: 'admin', password: 'admin', superuser: true }],
    inventories: [],
    jobTemplates: [],
    workflows: [],
  }
}

/** So many workflows of one node each ("workflow-00001"…), all running `jobTemplate`. */
export function manyWorkflows(count: number, jobTemplate: string): readonly WorkflowSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(5, '0')
    return {
      name: `workflow-${number}`,
      description: `Workflow number ${index + 1}`,
      nodes: [{ key: 'only', runs: { jobTemplate } }],
    }
  })
}

/** So many hosts with facts of the kind that a deployment leaves; `prefix` makes the names unique. */
export function manyHosts(count: number, prefix = 'host'): readonly HostSpec[] {
  return Array.from({ length: count }, (_, index) => {
    const name = `${prefix}-${String(index + 1).padStart(4, '0')}`
    const fqdn = `${name}.lab.example.com`
    return {
      name,
      variables: { fqdn, ansible_host: `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}` },
      facts: {
        ansible_fqdn: fqdn,
        ansible_distribution: 'RedHat',
        ansible_distribution_version: '9.6',
        _broker_args: { workflow: 'deploy-rhel', host_type: 'host' },
        _broker_facts: { fqdn, name, host_type: 'host', os_distribution: 'RedHat' },
      },
    }
  })
}

/** A workflow of `count` nodes (in `rows` of equal length side by side) that all run `jobTemplate`. */
export function wideWorkflow(count: number, jobTemplate: JobTemplateSpec['name'], rows = 10): WorkflowSpec {
  return {
    name: `wide-${count}`,
    description: `${count} nodes in ${rows} rows side by side`,
    nodes: Array.from({ length: count }, (_, index) => {
      const next = index + rows
      return {
        key: `node-${index + 1}`,
        runs: { jobTemplate },
        ...(next < count ? { success: [`node-${next + 1}`] } : {}),
      }
    }),
  }
}
