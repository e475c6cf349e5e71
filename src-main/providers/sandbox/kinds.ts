import type { ActionVerb } from '@shared/domain/provider'
import {
  BARE_METAL_STEPS,
  COMMAND_STEPS,
  DATABASE_STEPS,
  SLOW_STEPS,
  VM_STEPS,
  type StepScript,
} from './script'

/** How something that is made can go wrong. */
export const FAILURES = ['provider_error', 'connection_lost', 'no_address'] as const
export type Failure = (typeof FAILURES)[number]

/** An operating system or server that a pretended machine can run. */
export interface System {
  /** Sent as the argument; the part before the first dot goes into the machine's name. */
  readonly value: string
  readonly title: string
}

/** A kind of pretended machine, or a command: data only. */
export interface Kind {
  readonly name: string
  readonly title: string
  readonly description: string
  readonly detail: string
  readonly verb: ActionVerb
  readonly recommended: boolean
  readonly steps: readonly StepScript[]
  readonly systems: readonly System[]
  readonly cpus: number
  readonly memoryGib: number
  readonly diskGib: number
  /** Machines without a name and an address are kept like any other. */
  readonly isNameless?: boolean
  /** Goes wrong by itself: how likely (0 to 1), in which step, how. */
  readonly fails?: { readonly chance: number; readonly step: string; readonly failure: Failure }
  /** How often it refuses to be removed once it is made or has failed. */
  readonly refusals?: number
  /** Has to be said why it is wanted. */
  readonly needsPurpose?: boolean
  /** What a command exits with; 0 if absent. */
  readonly exitCode?: number
}

const SYSTEMS: readonly System[] = [
  { value: 'rhel-9.6', title: 'Red Hat Enterprise Linux 9.6' },
  { value: 'rhel-10.0', title: 'Red Hat Enterprise Linux 10.0' },
  { value: 'rhel-8.10', title: 'Red Hat Enterprise Linux 8.10' },
  { value: 'fedora-42', title: 'Fedora Linux 42' },
  { value: 'centos-stream-10', title: 'CentOS Stream 10' },
]

const vm = {
  verb: 'checkout',
  steps: VM_STEPS,
  systems: SYSTEMS,
  cpus: 2,
  memoryGib: 4,
  diskGib: 20,
  detail: '2 CPU, 4 GiB',
  recommended: false,
} as const

const command = {
  verb: 'execute',
  steps: COMMAND_STEPS,
  systems: SYSTEMS,
  cpus: 1,
  memoryGib: 1,
  diskGib: 10,
  recommended: false,
} as const

/** Everything that the Sandbox offers, in the order of its lists. */
export const KINDS: readonly Kind[] = [
  {
    ...vm,
    name: 'small-vm',
    title: 'Small virtual machine',
    description: 'A small virtual machine that always works. About 1 min at realistic speed.',
    recommended: true,
  },
  {
    ...vm,
    name: 'large-vm',
    title: 'Large virtual machine',
    description: 'A virtual machine with every kind of field on its form.',
    detail: '8 CPU, 32 GiB',
    recommended: true,
    cpus: 8,
    memoryGib: 32,
    diskGib: 120,
  },
  {
    ...vm,
    name: 'database',
    title: 'Database server',
    description: 'A database server with a user. About 30 s at realistic speed.',
    detail: '4 CPU, 16 GiB',
    recommended: true,
    steps: DATABASE_STEPS,
    systems: [
      { value: 'postgresql-17', title: 'PostgreSQL 17 on Fedora Linux 42' },
      { value: 'mariadb-11', title: 'MariaDB 11 on Fedora Linux 42' },
    ],
    cpus: 4,
    memoryGib: 16,
    diskGib: 60,
  },
  {
    ...vm,
    name: 'bare-metal',
    title: 'Bare metal system',
    description: 'A physical system that is installed from the network. It asks what it is wanted for.',
    detail: '32 CPU, 192 GiB',
    steps: BARE_METAL_STEPS,
    cpus: 32,
    memoryGib: 192,
    diskGib: 500,
    needsPurpose: true,
  },
  {
    ...vm,
    name: 'slow-vm',
    title: 'Slow virtual machine',
    description: 'Takes ten times as long as a small one: time to look, and to cancel.',
    steps: SLOW_STEPS,
  },
  {
    ...vm,
    name: 'flaky-vm',
    title: 'Flaky virtual machine',
    description: 'Fails every second time while it waits for its address, and cleans up.',
    fails: { chance: 0.5, step: 'Wait for address', failure: 'no_address' },
  },
  {
    ...vm,
    name: 'always-fails',
    title: 'Machine that never boots',
    description: 'Fails in the step Boot every time, and cleans up.',
    fails: { chance: 1, step: 'Boot', failure: 'provider_error' },
  },
  {
    ...vm,
    name: 'nameless',
    title: 'Machine without a name',
    description: 'Becomes ready without a name and an address. It can be kept and checked in like any other.',
    isNameless: true,
  },
  {
    ...vm,
    name: 'leaves-behind',
    title: 'Machine that leaves something behind',
    description: 'Fails in its last step and cannot be removed at once. Checking it in later works.',
    fails: { chance: 1, step: 'Register', failure: 'provider_error' },
    refusals: 1,
  },
  {
    ...command,
    name: 'uptime',
    title: 'Show the uptime',
    description: 'Prints how long the runner is up.',
    detail: '1 line',
    recommended: true,
  },
  {
    ...command,
    name: 'package-update',
    title: 'Update packages',
    description: 'Prints what a package update prints.',
    detail: '14 lines',
  },
  {
    ...command,
    name: 'many-lines',
    title: 'Print many lines',
    description: 'Prints as many numbered lines as asked for: to try the log.',
    detail: 'up to 5000 lines',
  },
  {
    ...command,
    name: 'failing-command',
    title: 'Fail',
    description: 'Prints an error and exits with 1.',
    detail: 'exit code 1',
    exitCode: 1,
  },
]

/** The kinds of a verb. */
export function kindsOf(verb: ActionVerb): readonly Kind[] {
  return KINDS.filter((kind) => kind.verb === verb)
}

/** The kind of a name, whatever its verb. */
export function kindNamed(name: string): Kind | undefined {
  return KINDS.find((kind) => kind.name === name)
}
