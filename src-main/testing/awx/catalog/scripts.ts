import type { Json, JsonObject } from '@shared/lib/json'
import type { JobScript, RunInput, ScriptTask } from '@main/testing/awx/catalog/types'

const DAY_MS = 86_400_000
const LEASE_MS = 2 * DAY_MS
const DEFAULT_EXTENSION_S = 172_800

/** Texts of variables; others count as the fallback. */
function text(vars: JsonObject, name: string, fallback: string): string {
  const value = vars[name]
  return typeof value === 'string' && value !== '' ? value : fallback
}

/** When a machine ends, in the three ways that sites have of telling it. */
export function endFacts(endMs: number): JsonObject {
  return {
    expire_date: Math.floor(endMs / 1000),
    shutdown_time: new Date(endMs).toISOString(),
    remove_time: new Date(endMs + DAY_MS).toISOString(),
  }
}

/** What the deployment keeps of the launch: the site's workflow writes it as `_broker_args`. Never a secret. */
function argsOf(input: RunInput): JsonObject {
  const { vars } = input
  const kept = Object.entries(vars).filter(
    ([name, value]) =>
      (name.startsWith('deploy_') ||
        ['host_type', 'target_memory', 'target_cores', 'count'].includes(name)) &&
      value !== '',
  )
  const own = vars['_broker_extra_vars']
  const extra = typeof own === 'object' && own !== null && !Array.isArray(own) ? own : {}
  return { workflow: input.rootName, ...Object.fromEntries(kept), ...extra }
}

/** "jdoe-rhel-9.6-3f": the user, the system, its version, and what makes it unique. */
function machineName(input: RunInput, os: string, version: string): string {
  const given = input.vars['vm_name_override']
  if (typeof given === 'string' && given !== '') return given
  const unique = `${input.serial.toString(36)}${Math.floor(input.nowMs / 1000)
    .toString(36)
    .slice(-3)}`
  return `${input.username}-${os}-${version}-${unique}`
}

export interface DeployOptions {
  readonly os?: string
  readonly distribution?: string
  /** The variable that the version comes from. */
  readonly versionVariable?: string
  readonly version?: string
  readonly domain?: string
  readonly durationMs?: number
  readonly leaseMs?: number
}

const tasks =
  (...names: readonly string[]) =>
  ({ jobName }: RunInput): readonly ScriptTask[] =>
    names.map((name, index) => ({
      name,
      play: jobName,
      changed: index > 0,
      output: index === 0 ? [] : [`  \u001B[0;36m"msg": "${name}: done"\u001B[0m`],
    }))

/** Makes the machine and its host; leaves `vm_name` for the nodes behind it and for whoever cleans up. */
export function deployScript(options: DeployOptions = {}): JobScript {
  const { os = 'rhel', distribution = 'RedHat', domain = 'lab.example.com' } = options
  return {
    durationMs: options.durationMs ?? 4_000,
    tasks: tasks('Find a hypervisor', 'Clone the template', 'Start the machine', 'Wait for its address'),
    effect: (world, input) => {
      const version = text(
        input.vars,
        options.versionVariable ?? `deploy_${os}_version`,
        options.version ?? '9.6',
      )
      const name = machineName(input, os, version)
      const fqdn = `${name.replaceAll('.', '-')}.${domain}`
      const expiresAtMs = input.nowMs + (options.leaseMs ?? LEASE_MS)
      const machine = world.deploy({
        name,
        fqdn,
        expiresAtMs,
        args: argsOf(input),
        brokerFacts: {
          host_type: text(input.vars, 'host_type', 'host'),
          os_distribution: distribution,
          os_distribution_version: version,
          ...endFacts(expiresAtMs),
        },
        facts: {
          ansible_distribution: distribution,
          ansible_distribution_version: version,
          ansible_interfaces: ['lo', 'eth0'],
          expire_date: Math.floor(expiresAtMs / 1000),
        },
        variables: { ansible_host: `10.0.${(input.serial >> 8) & 255}.${input.serial & 255}` },
      })
      return { vm_name: machine.name }
    },
  }
}

/** Tells what was deployed: the artifacts that a host is made of. */
export function reportScript(options: { readonly durationMs?: number } = {}): JobScript {
  return {
    durationMs: options.durationMs ?? 1_500,
    tasks: tasks('Wait for ssh', 'Register the system', 'Set the facts'),
    effect: (world, { vars }) => {
      const name = text(vars, 'vm_name', '')
      const machine = world.machine(name)
      if (machine === undefined) throw new Error(`There is no machine ${name}.`)
      const { _broker_args: args = {}, _broker_facts: facts = {} } = machine.facts
      return { _broker_args: args, _broker_facts: facts, vm_name: machine.name }
    },
  }
}

/** Removes `source_vm`. What is gone already is fine, as with most sites. */
export function removeScript(
  options: { readonly strict?: boolean; readonly durationMs?: number } = {},
): JobScript {
  return {
    durationMs: options.durationMs ?? 2_000,
    tasks: tasks('Find the machine', 'Power it off', 'Remove it', 'Clean the inventory'),
    effect: (world, { vars }) => {
      const name = text(vars, 'source_vm', '')
      if (name === '') throw new Error('source_vm is not defined')
      const removed = world.remove(name)
      if (!removed && options.strict === true) throw new Error(`Could not find ${name}.`)
      return { removed: removed ? [name] : [] }
    },
  }
}

/** "+172800" adds seconds to the end that it has; digits alone are the new end in seconds since 1970. */
export function extendScript(options: { readonly durationMs?: number } = {}): JobScript {
  return {
    durationMs: options.durationMs ?? 1_500,
    isExtension: true,
    tasks: tasks('Find the machine', 'Set the new time'),
    effect: (world, { vars, nowMs }) => {
      const name = text(vars, 'target_vm', '')
      const machine = world.machine(name)
      const endMs = newEnd(vars['new_expire_time'], machine?.expiresAtMs ?? nowMs)
      const facts = endFacts(endMs)
      const changed = world.change(name, { expiresAtMs: endMs, brokerFacts: facts })
      if (changed === undefined) throw new Error(`Could not find ${name === '' ? 'target_vm' : name}.`)
      return {
        target_vm: changed.name,
        expire_date: facts['expire_date'] ?? null,
        _broker_facts: { name: changed.name, fqdn: changed.fqdn, ...facts },
      }
    },
  }
}

function newEnd(given: Json | undefined, endMs: number): number {
  if (given === undefined || given === '') return endMs + DEFAULT_EXTENSION_S * 1000
  const asText = typeof given === 'number' ? String(given) : typeof given === 'string' ? given.trim() : ''
  if (!/^\+?\d+$/.test(asText)) throw new Error(`new_expire_time "${asText}" is neither seconds nor a time.`)
  return asText.startsWith('+') ? endMs + Number(asText) * 1000 : Number(asText) * 1000
}

/** Leaves `data_out.<name>`: how the lists of templates and flavors are told. */
export function listScript(name: string, values: readonly Json[]): JobScript {
  return {
    durationMs: 1_000,
    tasks: tasks(`Read ${name}`),
    artifacts: { data_out: { [name]: [...values] } },
  }
}

/** Prints and returns what it was told to run. */
export function commandScript(): JobScript {
  return {
    durationMs: 1_500,
    tasks: ({ vars, jobName }) => [
      { name: 'Gathering Facts', play: jobName, action: 'ansible.builtin.setup' },
      {
        name: 'Run the command',
        play: jobName,
        action: 'ansible.builtin.shell',
        host: text(vars, 'target_host', 'localhost'),
        changed: true,
        output: [
          '  \u001B[0;36mmsg: |-\u001B[0m',
          `    \u001B[0;36m$ ${text(vars, 'command', 'uptime')}\u001B[0m`,
          '     12:00:01 up 4 days,  3:12,  1 user,  load average: 0.08, 0.03, 0.01',
        ],
      },
    ],
    artifacts: ({ vars }) => ({
      data_out: { command: text(vars, 'command', 'uptime'), rc: 0, stdout: 'up 4 days' },
    }),
  }
}
