import {
  commandScript,
  deployScript,
  extendScript,
  listScript,
  removeScript,
  reportScript,
} from '@main/testing/awx/catalog/scripts'
import type { JobTemplateSpec, SurveyQuestion, WorkflowSpec } from '@main/testing/awx/catalog/types'

/** The team's everyday work: deploy, extend, remove, list, run a command. */

const INVENTORY = 'shared-lab'

export const RHEL_TEMPLATES = [
  'tpl-rhel-10.0-20260901',
  'tpl-rhel-9.6-20260814',
  'tpl-rhel-9.4-20260310',
  'tpl-rhel-8.10-20260110',
  'tpl-satellite-6.18-ga',
  'tpl-capsule-6.18-ga',
]

export const FLAVORS = [
  { name: 'm1.small', cores: 1, memory: '2 GiB', disk: '20 GiB' },
  { name: 'm1.medium', cores: 2, memory: '4 GiB', disk: '40 GiB' },
  { name: 'm1.large', cores: 4, memory: '16 GiB', disk: '80 GiB' },
]

const RHEL_SURVEY: readonly SurveyQuestion[] = [
  {
    question_name: 'RHEL version',
    question_description: 'Which minor release, x.y',
    required: true,
    type: 'multiplechoice',
    variable: 'deploy_rhel_version',
    choices: ['8.10', '9.4', '9.6', '10.0'],
    default: '9.6',
  },
  {
    question_name: 'Flavor',
    required: false,
    type: 'multiplechoice',
    variable: 'deploy_flavor',
    choices: 'm1.small\nm1.medium\nm1.large',
    default: 'm1.medium',
  },
  {
    question_name: 'Memory in GiB',
    question_description: 'Instead of the flavor’s',
    required: false,
    type: 'integer',
    variable: 'target_memory',
    min: 1,
    max: 64,
  },
]

export const EVERYDAY_JOB_TEMPLATES: readonly JobTemplateSpec[] = [
  {
    name: 'allocate-capacity',
    description: 'Reserve room on a hypervisor',
    inventory: INVENTORY,
    script: {
      durationMs: 1_500,
      tasks: [
        { name: 'Ask the scheduler', play: 'Allocate' },
        { name: 'Reserve', play: 'Allocate', changed: true },
      ],
      artifacts: ({ serial }) => ({ reservation: `r-${serial}` }),
    },
  },
  {
    name: 'deploy-vm',
    description: 'Clone a template and start it',
    inventory: INVENTORY,
    playbook: 'deploy/vm.yml',
    needsInventory: true,
    script: deployScript(),
  },
  {
    name: 'deploy-base-vm',
    description: 'Start a machine of a base system',
    inventory: INVENTORY,
    needsInventory: true,
    script: deployScript({
      os: 'base',
      distribution: 'CentOS',
      version: '10',
      versionVariable: 'deploy_base_version',
    }),
  },
  {
    name: 'configure-host',
    description: 'Register the system, and tell what it is',
    inventory: INVENTORY,
    useFactCache: true,
    script: reportScript(),
  },
  { name: 'remove-machine', description: 'Remove one machine', inventory: INVENTORY, script: removeScript() },
  { name: 'extend-machine', description: 'Set a new end', inventory: INVENTORY, script: extendScript() },
  { name: 'read-templates', inventory: INVENTORY, script: listScript('list_templates', RHEL_TEMPLATES) },
  { name: 'read-flavors', inventory: INVENTORY, script: listScript('list_flavors', FLAVORS) },
  {
    name: 'run-command',
    description: 'Run one shell command on a host',
    inventory: INVENTORY,
    extraVars: '{"command": "uptime", "target_host": "localhost"}',
    ask: { limit: true, tags: true, verbosity: true },
    script: commandScript(),
  },
  {
    name: 'health-check',
    description: 'Look after the lab, takes no variables',
    inventory: INVENTORY,
    ask: { variables: false, inventory: false, labels: false },
    script: { durationMs: 2_000 },
  },
]

export const EVERYDAY_WORKFLOWS: readonly WorkflowSpec[] = [
  {
    name: 'deploy-rhel',
    description: 'Deploy a RHEL host',
    inventory: INVENTORY,
    extraVars: '{"deploy_rhel_version": "", "host_type": "host"}',
    survey: RHEL_SURVEY,
    labels: ['team=platform-qe'],
    ask: { limit: true },
    nodes: [
      { key: 'configure', runs: { jobTemplate: 'configure-host' } },
      { key: 'allocate', runs: { jobTemplate: 'allocate-capacity' }, success: ['deploy'] },
      { key: 'deploy', runs: { jobTemplate: 'deploy-vm' }, success: ['configure'] },
    ],
  },
  {
    name: 'deploy-base-os',
    description: 'Deploy a machine of a community system',
    inventory: INVENTORY,
    extraVars: '---\n# the release to install\ndeploy_base_version: "10"\nhost_type: host\ntarget_cores: 2\n',
    nodes: [
      { key: 'deploy', runs: { jobTemplate: 'deploy-base-vm' }, success: ['configure'] },
      { key: 'configure', runs: { jobTemplate: 'configure-host' } },
    ],
  },
  {
    name: 'deploy-satellite',
    description: 'Deploy a Satellite with its capsule, in nested workflows',
    inventory: INVENTORY,
    extraVars: '{"deploy_sat_version": "6.18", "deploy_rhel_version": "9.6", "host_type": "satellite"}',
    nodes: [
      { key: 'sync', runs: { projectUpdate: 'qe-playbooks' }, success: ['host'] },
      { key: 'host', runs: { workflow: 'deploy-rhel' }, success: ['install'] },
      { key: 'install', runs: { jobTemplate: 'configure-host' } },
    ],
  },
  {
    name: 'remove-vm',
    description: 'Remove source_vm',
    inventory: INVENTORY,
    extraVars: '{"source_vm": ""}',
    nodes: [{ key: 'remove', runs: { jobTemplate: 'remove-machine' } }],
  },
  {
    name: 'extend-vm',
    description: 'Give target_vm more time',
    inventory: INVENTORY,
    extraVars: '{"target_vm": "", "new_expire_time": "+172800"}',
    nodes: [{ key: 'extend', runs: { jobTemplate: 'extend-machine' } }],
  },
  {
    name: 'list-templates',
    description: 'Which templates can be deployed',
    inventory: INVENTORY,
    nodes: [{ key: 'read', runs: { jobTemplate: 'read-templates' } }],
  },
  {
    name: 'list-flavors',
    description: 'Which sizes there are',
    inventory: INVENTORY,
    nodes: [{ key: 'read', runs: { jobTemplate: 'read-flavors' } }],
  },
  {
    name: 'run-command-everywhere',
    description: 'Run one command on two sites side by side',
    inventory: INVENTORY,
    extraVars: '{"command": "uptime"}',
    nodes: [
      { key: 'check', runs: { jobTemplate: 'health-check' }, always: ['brno', 'raleigh'] },
      { key: 'brno', runs: { jobTemplate: 'run-command' } },
      { key: 'raleigh', runs: { jobTemplate: 'run-command' } },
    ],
  },
]
