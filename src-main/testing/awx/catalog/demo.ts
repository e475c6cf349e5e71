import { EVERYDAY_JOB_TEMPLATES, EVERYDAY_WORKFLOWS } from '@main/testing/awx/catalog/deployments'
import { ODD_JOB_TEMPLATES, ODD_WORKFLOWS } from '@main/testing/awx/catalog/odd'
import type { Catalog, HostSpec, UserSpec } from '@main/testing/awx/catalog/types'

/** Who is who; README.md in the folder above says what each is for. */
const USERS: readonly UserSpec[] = [
  { username: 'admin', password: 'admin-secret', superuser: true, firstName: 'Ada', lastName: 'Min' },
  { username: 'jdoe', password: 'jdoe-secret', firstName: 'Jay', lastName: 'Doe', email: 'jdoe@example.com' },
  {
    username: 'mlopez',
    password: 'mlopez-secret',
    firstName: 'Maria',
    lastName: 'Lopez',
    email: 'mlopez@example.com',
  },
  { username: 'viewer', password: 'viewer-secret', mayStart: false },
  {
    username: 'guest',
    password: 'guest-secret',
    hiddenInventories: ['shared-lab'],
    organizations: ['Platform QE'],
  },
  { username: 'ldap-user', password: 'ldap-secret', external: true },
  { username: 'former', password: 'former-secret', inactive: true },
]

/** A machine that was there before the server started. */
function oldHost(name: string, version: string, hostType = 'host'): HostSpec {
  const fqdn = `${name.replaceAll('.', '-')}.lab.example.com`
  return {
    name,
    description: 'imported',
    instanceId: `vm-${name}`,
    variables: { ansible_host: '10.0.0.5', fqdn },
    facts: {
      ansible_fqdn: fqdn,
      ansible_distribution: 'RedHat',
      ansible_distribution_version: version,
      ansible_interfaces: ['lo', 'eth0'],
      _broker_args: { workflow: 'deploy-rhel', deploy_rhel_version: version, host_type: hostType },
      _broker_facts: {
        fqdn,
        name,
        host_type: hostType,
        os_distribution: 'RedHat',
        os_distribution_version: version,
      },
    },
  }
}

/** An imaginary QE team: three inventories and some odd ones, what it does every day, and all that can go wrong. */
export function demoCatalog(): Catalog {
  return {
    organizations: ['Default', 'Platform QE'],
    users: USERS,
    inventories: [
      {
        name: 'jdoe-inventory',
        description: 'Machines of Jay Doe',
        hosts: [oldHost('jdoe-rhel-9.4-a1', '9.4'), oldHost('jdoe-sat-6.18-b2', '9.6', 'satellite')],
      },
      {
        name: 'mlopez-inventory',
        description: 'Machines of Maria Lopez',
        hosts: [oldHost('mlopez-rhel-8.10-c3', '8.10')],
      },
      {
        name: 'shared-lab',
        description: 'Where deployments go unless told otherwise',
        variables: '---\nsite: brno\n',
        hosts: [
          oldHost('lab-infra-1', '9.6', 'infra'),
          { name: 'lab-bare', description: 'No facts at all', variables: '---\nansible_host: 10.0.0.9\n' },
        ],
      },
      { name: 'shared-lab-2', description: 'Nearly the same name', organization: 'Platform QE' },
      { name: 'rhel-9-machines', description: 'Smart', kind: 'smart' },
      {
        name: 'all-labs',
        description: 'Constructed',
        kind: 'constructed',
        hosts: [
          { name: 'jdoe-rhel-9.4-a1', sourceHost: { inventory: 'jdoe-inventory', host: 'jdoe-rhel-9.4-a1' } },
        ],
      },
      { name: 'retired-lab', description: 'Being deleted', pendingDeletion: true },
    ],
    labels: [{ name: 'team=platform-qe' }, { name: 'team=content', organization: 'Platform QE' }],
    credentials: [
      { name: 'lab-ssh-key', type: 'Machine', description: 'For the machines of the lab' },
      { name: 'lab-root-key', type: 'Machine', usableBy: ['jdoe'] },
      { name: 'cloud', type: 'OpenStack', organization: 'Default' },
      { name: 'cloud', type: 'OpenStack', organization: 'Platform QE' },
      { name: 'lab-vault', type: 'Vault' },
    ],
    executionEnvironments: [
      { name: 'Default execution environment', image: 'quay.io/ansible/awx-ee:latest' },
      { name: 'rhel-tools', image: 'registry.example.com/ee/rhel-tools:2', organization: 'Platform QE' },
    ],
    instanceGroups: [{ name: 'controlplane' }, { name: 'default' }, { name: 'brno' }],
    jobTemplates: [...EVERYDAY_JOB_TEMPLATES, ...ODD_JOB_TEMPLATES],
    workflows: [...EVERYDAY_WORKFLOWS, ...ODD_WORKFLOWS],
  }
}
