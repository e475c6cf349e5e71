import { wideWorkflow } from '@main/testing/awx/catalog/builders'
import { deployScript, reportScript } from '@main/testing/awx/catalog/scripts'
import type { JobTemplateSpec, RunInput, SurveyQuestion, WorkflowSpec } from '@main/testing/awx/catalog/types'

/** Everything that goes wrong or looks strange, each under a name that says it. */

const INVENTORY = 'shared-lab'
const TRACEBACK = `Traceback (most recent call last):
  File "/var/lib/awx/venv/awx/lib64/python3.9/site-packages/awx/main/tasks/jobs.py", line 594, in run
    raise RuntimeError("Job runner: the execution node went away")
RuntimeError: Job runner: the execution node went away
`

/** True unless the launch says `fail: false`; so one host of several can be made to fail. */
const isAskedToFail = ({ vars }: RunInput): boolean => vars['fail'] !== false && vars['fail'] !== 'false'

const ALL_QUESTIONS: readonly SurveyQuestion[] = [
  {
    question_name: 'Short text',
    required: true,
    type: 'text',
    variable: 'a_text',
    min: 3,
    max: 20,
    default: 'hello',
  },
  {
    question_name: 'Long text',
    type: 'textarea',
    variable: 'a_textarea',
    default: 'first line\nsecond line',
  },
  {
    question_name: 'Password',
    question_description: 'Has a default that is not shown',
    type: 'password',
    variable: 'a_password',
    min: 0,
    max: 32,
    default: 'default-secret',
  },
  {
    question_name: 'Password without default',
    required: true,
    type: 'password',
    variable: 'needed_password',
    min: 4,
  },
  {
    question_name: 'Integer',
    required: true,
    type: 'integer',
    variable: 'an_integer',
    min: 1,
    max: 10,
    default: 3,
  },
  { question_name: 'Float', type: 'float', variable: 'a_float', min: 0, max: 1, default: 0.5 },
  {
    question_name: 'One of several',
    required: true,
    type: 'multiplechoice',
    variable: 'a_choice',
    choices: ['red', 'green', 'blue'],
    default: 'green',
  },
  {
    question_name: 'Some of several',
    type: 'multiselect',
    variable: 'some_choices',
    choices: 'north\nsouth\neast\nwest',
    default: 'north\neast',
  },
]

export const ODD_JOB_TEMPLATES: readonly JobTemplateSpec[] = [
  { name: 'succeed', inventory: INVENTORY, script: { durationMs: 500 } },
  {
    name: 'configure-that-fails',
    inventory: INVENTORY,
    script: {
      ...reportScript(),
      outcome: (input) =>
        isAskedToFail(input)
          ? { kind: 'failed', message: 'No capacity left in the subscription pool', host: 'localhost' }
          : { kind: 'successful' },
    },
  },
  {
    name: 'fail-after-cleaning-up',
    inventory: INVENTORY,
    script: {
      tasks: [
        { name: 'Configure the host', rescued: 'No capacity left in the subscription pool' },
        { name: 'Check the host in', changed: true },
        { name: 'Say so', action: 'ansible.builtin.fail' },
      ],
      outcome: { kind: 'failed', message: 'The deployment failed; the host was automatically checked-in.' },
    },
  },
  {
    name: 'fail-in-a-loop',
    inventory: INVENTORY,
    script: { outcome: { kind: 'failed', message: 'Item 1 is bad', loop: true } },
  },
  {
    name: 'fail-unseen',
    inventory: INVENTORY,
    script: { outcome: { kind: 'failed', message: 'secret', noLog: true } },
  },
  {
    name: 'fail-unreachable',
    inventory: INVENTORY,
    script: {
      outcome: {
        kind: 'failed',
        message: 'Failed to connect to the host via ssh: No route to host',
        host: 'hv-3.lab.example.com',
        unreachable: true,
      },
    },
  },
  {
    name: 'break-with-traceback',
    inventory: INVENTORY,
    script: { outcome: { kind: 'error', traceback: TRACEBACK } },
  },
  {
    name: 'break-without-traceback',
    inventory: INVENTORY,
    script: { outcome: { kind: 'error', explanation: 'Job terminated due to error' } },
  },
  {
    name: 'fail-before-start',
    inventory: INVENTORY,
    script: {
      outcome: { kind: 'failed-before-start', explanation: 'deploy-vm: Task failed pre-start check.' },
    },
  },
  {
    name: 'fail-after-its-update',
    inventory: INVENTORY,
    script: {
      // The update was made just before.
      outcome: ({ jobId }) => ({
        kind: 'failed-before-start',
        explanation: `Previous Task Failed: {"job_type": "project_update", "job_name": "qe-playbooks", "job_id": "${jobId - 1}"}`,
      }),
    },
  },
  { name: 'run-for-ever', inventory: INVENTORY, script: { outcome: { kind: 'never-ends' } } },
  { name: 'wait-for-ever', inventory: INVENTORY, script: { outcome: { kind: 'pending-forever' } } },
  { name: 'canceled-by-somebody', inventory: INVENTORY, script: { outcome: { kind: 'canceled' } } },
  {
    name: 'hidden-artifacts',
    inventory: INVENTORY,
    script: { durationMs: 500, artifacts: '$hidden due to Ansible no_log flag$' },
  },
  {
    name: 'report-lists',
    description: 'Facts as lists, and none that names a host',
    inventory: INVENTORY,
    script: {
      durationMs: 500,
      artifacts: ({ serial }) => ({
        _broker_args: { workflow: 'facts-as-lists' },
        _broker_facts: {
          name: [`vm-${serial}`],
          vm_provisioned: [`vm-${serial}`],
          host_type: 'host',
          fqdn: [],
        },
      }),
    },
  },
  {
    name: 'deploy-slowly',
    inventory: INVENTORY,
    needsInventory: true,
    script: deployScript({ durationMs: 30_000 }),
  },
  { name: 'sliced', inventory: INVENTORY, slices: 3, script: { durationMs: 500 } },
  {
    name: 'asks-for-everything',
    description: 'All that a launch may choose',
    inventory: INVENTORY,
    credentials: ['lab-ssh-key', 'lab-vault'],
    executionEnvironment: 'Default execution environment',
    instanceGroups: ['default'],
    ask: {
      limit: true,
      tags: true,
      skipTags: true,
      scmBranch: true,
      credential: true,
      executionEnvironment: true,
      instanceGroups: true,
      verbosity: true,
      diffMode: true,
      jobType: true,
      forks: true,
      timeout: true,
      jobSliceCount: true,
    },
    script: { durationMs: 500 },
  },
  { name: 'needs-a-password', inventory: INVENTORY, passwordsNeeded: ['ssh_password'], script: {} },
  { name: 'project-failed', inventory: INVENTORY, project: 'failed', script: {} },
  { name: 'project-missing', inventory: INVENTORY, project: 'none', script: {} },
  {
    name: 'loud',
    description: 'Prints more than can be displayed',
    inventory: INVENTORY,
    script: { durationMs: 500, extraOutput: () => `${'x'.repeat(99)}\n`.repeat(11_000) },
  },
  { name: 'one-at-a-time', inventory: INVENTORY, allowSimultaneous: false, script: { durationMs: 2_000 } },
]

/** A workflow of one job. */
function single(name: string, jobTemplate: string, description = ''): WorkflowSpec {
  return { name, description, inventory: INVENTORY, nodes: [{ key: 'only', runs: { jobTemplate } }] }
}

export const ODD_WORKFLOWS: readonly WorkflowSpec[] = [
  {
    name: 'deploy-that-fails',
    description: 'Leaves a machine behind: its last node fails, unless fail is false',
    inventory: INVENTORY,
    extraVars: '{"deploy_rhel_version": "9.6", "fail": true}',
    nodes: [
      { key: 'allocate', runs: { jobTemplate: 'allocate-capacity' }, success: ['deploy'] },
      { key: 'deploy', runs: { jobTemplate: 'deploy-vm' }, success: ['configure'] },
      { key: 'configure', runs: { jobTemplate: 'configure-that-fails' } },
    ],
  },
  {
    name: 'deploy-that-cleans-up',
    description: 'Fails and says that it has removed what it made',
    inventory: INVENTORY,
    nodes: [
      { key: 'deploy', runs: { jobTemplate: 'deploy-vm' }, success: ['fail'] },
      { key: 'fail', runs: { jobTemplate: 'fail-after-cleaning-up' } },
    ],
  },
  {
    name: 'deploy-slow',
    description: 'Takes half a minute',
    inventory: INVENTORY,
    nodes: [
      { key: 'deploy', runs: { jobTemplate: 'deploy-slowly' }, success: ['configure'] },
      { key: 'configure', runs: { jobTemplate: 'configure-host' } },
    ],
  },
  {
    name: 'survey-of-all-types',
    description: 'Every type of question',
    inventory: INVENTORY,
    survey: ALL_QUESTIONS,
    nodes: [{ key: 'only', runs: { jobTemplate: 'succeed' } }],
  },
  {
    name: 'takes-no-variables',
    description: 'Nothing may be said at its launch',
    inventory: INVENTORY,
    extraVars: '{"fixed": 1}',
    ask: { variables: false, inventory: false, labels: false },
    nodes: [{ key: 'only', runs: { jobTemplate: 'succeed' } }],
  },
  {
    name: 'recovers',
    description: 'A failure with a path that handles it: successful',
    inventory: INVENTORY,
    nodes: [
      { key: 'bad', runs: { jobTemplate: 'fail-in-a-loop' }, failure: ['mend'], success: ['never'] },
      { key: 'mend', runs: { jobTemplate: 'succeed' } },
      { key: 'never', runs: { jobTemplate: 'succeed' } },
    ],
  },
  {
    name: 'nested-failure',
    description: 'Fails two workflows down',
    inventory: INVENTORY,
    nodes: [{ key: 'inner', runs: { workflow: 'deploy-that-fails' } }],
  },
  {
    name: 'needs-approval',
    description: 'Stays running until somebody approves',
    inventory: INVENTORY,
    nodes: [
      { key: 'ask', runs: { approval: 'May it go on?' }, success: ['go-on'] },
      { key: 'go-on', runs: { jobTemplate: 'succeed' } },
    ],
  },
  { name: 'template-is-gone', inventory: INVENTORY, nodes: [{ key: 'gone', runs: { missing: true } }] },
  { name: 'without-inventory', nodes: [{ key: 'deploy', runs: { jobTemplate: 'succeed' } }] },
  {
    name: 'pending-for-ever',
    inventory: INVENTORY,
    pendingForever: 'This job is not ready to start because there is not enough available capacity.',
    nodes: [{ key: 'only', runs: { jobTemplate: 'succeed' } }],
  },
  {
    name: 'project-cannot-be-read',
    description: 'Its first node is an update that fails',
    inventory: INVENTORY,
    nodes: [{ key: 'sync', runs: { projectUpdate: 'qe-playbooks', fails: true } }],
  },
  {
    name: 'fails-with-its-update',
    description: 'The update that a job needs fails',
    inventory: INVENTORY,
    nodes: [
      { key: 'sync', runs: { projectUpdate: 'qe-playbooks', fails: true }, always: ['job'] },
      { key: 'job', runs: { jobTemplate: 'fail-after-its-update' } },
    ],
  },
  single('never-ending', 'run-for-ever', 'Runs until it is cancelled'),
  single('breaks', 'break-with-traceback', 'The run itself breaks, with a traceback'),
  single('breaks-silently', 'break-without-traceback'),
  single('fails-unreachable', 'fail-unreachable'),
  single('fails-unseen', 'fail-unseen', 'The reason is hidden by no_log'),
  single('fails-before-start', 'fail-before-start'),
  single('canceled-by-somebody', 'canceled-by-somebody'),
  single('hidden-artifacts', 'hidden-artifacts'),
  single('facts-as-lists', 'report-lists', 'A host without a hostname'),
  single('no-host-facts', 'succeed', 'Succeeds, and there is no host'),
  single('a/b "quoted" & <odd> ünïcode 測試', 'succeed', 'A name with everything in it'),
  { ...single('twice', 'succeed', 'The one of Default'), organization: 'Default' },
  { ...single('twice', 'succeed', 'The one of Platform QE'), organization: 'Platform QE' },
  { ...single('only-for-jdoe', 'succeed'), startableBy: ['jdoe'] },
  { ...single('seen-by-jdoe', 'succeed'), visibleTo: ['jdoe'] },
  { ...wideWorkflow(150, 'succeed'), inventory: INVENTORY },
]
