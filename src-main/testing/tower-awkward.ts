import { emptyCatalog, type Catalog, type JobScript } from '@main/testing/awx'

const INVENTORY = 'lab'
const DAY_MS = 86_400_000

function textOf(vars: Readonly<Record<string, unknown>>, name: string): string {
  const value = vars[name]
  return typeof value === 'string' ? value : ''
}

const makesOne: JobScript = {
  durationMs: 1000,
  effect: (world, { serial, nowMs }) => {
    const name = `vm-${serial}`
    const expiresAtMs = Math.floor(nowMs / 1000) * 1000 + DAY_MS
    const brokerFacts = { host_type: 'host', expire_date: Math.floor(expiresAtMs / 1000) }
    const machine = world.deploy({
      name,
      fqdn: `${name}.lab.example.com`,
      args: { workflow: 'deploy' },
      brokerFacts,
      expiresAtMs,
    })
    return { vm_name: name, ...machine.facts }
  },
}
const extendsOne: JobScript = {
  durationMs: 500,
  effect: (world, { vars }) => {
    const name = textOf(vars, 'target_vm')
    const before = world.machine(name)?.expiresAtMs ?? 0
    const expiresAtMs = before + Number(vars['new_expire_time']) * 1000
    const expire_date = Math.floor(expiresAtMs / 1000)
    world.change(name, { expiresAtMs, brokerFacts: { expire_date } })
    return { expire_date }
  },
}

const NOTHING_ASKED = { variables: false, inventory: false, labels: false }
const question = (variable: string) => ({
  question_name: variable,
  variable,
  type: 'text' as const,
  required: true,
  min: 0,
  max: 1024,
})

/** A site whose workflows cannot all carry an id of ours, and whose releases and left-overs are of the awkward kinds. */
export function awkwardCatalog(): Catalog {
  const template = (name: string, script: JobScript) => ({ name, inventory: INVENTORY, script })
  const alone = (jobTemplate: string) => ({
    inventory: INVENTORY,
    nodes: [{ key: 'only', runs: { jobTemplate } }],
  })
  return {
    ...emptyCatalog(),
    inventories: [{ name: INVENTORY }],
    jobTemplates: [
      template('make', makesOne),
      template('make-nameless', {
        durationMs: 300,
        effect: (_, { serial }) => ({ _broker_facts: { fqdn: `x${serial}.lab` }, _broker_args: {} }),
      }),
      template('remove', {
        durationMs: 300,
        effect: (world, { vars }) => ({ removed: world.remove(textOf(vars, 'source_vm')) }),
      }),
      template('remove-slowly', {
        durationMs: 8000,
        effect: (world, { vars }) => ({ removed: world.remove(textOf(vars, 'source_vm')) }),
      }),
      template('leave-in-inventory', { durationMs: 300, effect: () => ({}) }),
      template('extend', extendsOne),
      template('fail', { durationMs: 200, outcome: { kind: 'failed', message: 'No.' } }),
    ],
    workflows: [
      { name: 'deploy', ...alone('make') },
      { name: 'fixed', ask: NOTHING_ASKED, ...alone('make') },
      {
        name: 'two-and-fail',
        inventory: INVENTORY,
        nodes: [
          { key: 'named', runs: { jobTemplate: 'make' }, success: ['nameless'] },
          { key: 'nameless', runs: { jobTemplate: 'make-nameless' }, success: ['end'] },
          { key: 'end', runs: { jobTemplate: 'fail' } },
        ],
      },
      { name: 'remove-vm', ...alone('remove') },
      { name: 'remove-slowly', ...alone('remove-slowly') },
      { name: 'remove-keep', ...alone('leave-in-inventory') },
      { name: 'extend-vm', ...alone('extend') },
      {
        name: 'extend-survey',
        ask: NOTHING_ASKED,
        survey: [question('target_vm'), question('new_expire_time')],
        ...alone('extend'),
      },
    ],
  }
}
