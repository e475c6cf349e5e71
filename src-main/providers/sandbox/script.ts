import type { LogLevel } from '@shared/domain/task'
import { DOMAIN } from './names'

/** What the lines of a log speak about. */
export interface Scene {
  readonly id: string
  /** Absent for a machine without a name. */
  readonly name: string | undefined
  readonly kind: string
  readonly system: string
  readonly systemTitle: string
  readonly cpus: number
  readonly memoryGib: number
  readonly diskGib: number
  readonly ipv4: string
  readonly ipv6: string
  readonly hypervisor: string
  /** How many lines `many-lines` prints. */
  readonly lines: number
}

/** A line of a step. `output` marks what a command itself printed. */
export interface ScriptLine {
  readonly text: string
  readonly level: LogLevel
  readonly output?: boolean
}

/** A step: its name, how long it takes at realistic speed (ms, on average), what it logs and what it says meanwhile. */
export interface StepScript {
  readonly name: string
  readonly ms: number
  lines(scene: Scene): readonly ScriptLine[]
  say?(scene: Scene, fraction: number): string
}

const SECOND = 1000
/** As wide as the play recap of the deployments these logs are modelled on. */
const RULER = 64

function task(name: string): ScriptLine {
  return { text: `TASK [${name}] ${'*'.repeat(Math.max(3, RULER - name.length))}`, level: 'title' }
}

function ok(data: Readonly<Record<string, unknown>>): ScriptLine {
  return { text: `ok: [sandbox] => ${JSON.stringify(data)}`, level: 'info' }
}

function changed(data: Readonly<Record<string, unknown>>): ScriptLine {
  return { text: `changed: [sandbox] => ${JSON.stringify(data)}`, level: 'info' }
}

function says(text: string, level: LogLevel = 'info'): ScriptLine {
  return { text, level }
}

function output(text: string): ScriptLine {
  return { text, level: 'info', output: true }
}

function gib(value: number): string {
  return value.toFixed(1)
}

const reserve: StepScript = {
  name: 'Reserve a name',
  ms: 2 * SECOND,
  lines: (scene) => [
    says(`PLAY [Deploy ${scene.kind}] ${'*'.repeat(RULER - scene.kind.length)}`, 'title'),
    task('vm : Reserve a name'),
    ok({ name: scene.name ?? null, machine: scene.id }),
    task('vm : Pick a hypervisor'),
    ok({ hypervisor: scene.hypervisor, free_gib: 1841 }),
  ],
}

const clone: StepScript = {
  name: 'Clone image',
  ms: 25 * SECOND,
  lines: (scene) => [
    task(`vm : Clone image ${scene.system}`),
    says('clone queued, position 1'),
    says('clone started'),
    changed({ machine: scene.id, image: `${scene.system}-x86_64.qcow2`, datastore: 'ssd-02' }),
    task('vm : Set hardware'),
    changed({ cpu: scene.cpus, memory_mib: scene.memoryGib * 1024, disk_gib: scene.diskGib }),
  ],
  say: (scene, fraction) => {
    const size = 2 + scene.diskGib / 20
    return `Cloned ${gib(size * fraction)} of ${gib(size)} GiB`
  },
}

const boot: StepScript = {
  name: 'Boot',
  ms: 14 * SECOND,
  lines: (scene) => [
    task('vm : Power on'),
    changed({ power_state: 'on' }),
    task('vm : Wait for guest agent'),
    says(`[    0.000000] Linux version 6.12.0 (${scene.systemTitle})`),
    says('[    2.418803] systemd[1]: Reached target Basic System.'),
    ok({ agent: 'running', attempts: 4 }),
  ],
}

const address: StepScript = {
  name: 'Wait for address',
  ms: 9 * SECOND,
  lines: (scene) => [
    task('network : Wait for an address'),
    says('FAILED - RETRYING: Wait for an address (15 retries left).'),
    says('FAILED - RETRYING: Wait for an address (14 retries left).'),
    scene.name === undefined
      ? says('no address asked for')
      : ok({ ipv4: scene.ipv4, ipv6: scene.ipv6, interface: 'enp1s0' }),
  ],
  say: (_, fraction) => `Attempt ${1 + Math.floor(fraction * 14)} of 15`,
}

const register: StepScript = {
  name: 'Register',
  ms: 6 * SECOND,
  lines: (scene) => [
    task('register : Set the hostname'),
    scene.name === undefined ? says('skipping: [sandbox]') : changed({ hostname: `${scene.name}.${DOMAIN}` }),
    task('register : Register the system'),
    changed({ system: scene.systemTitle, status: 'registered' }),
    says('PLAY RECAP', 'title'),
    says('sandbox : ok=7  changed=5  unreachable=0  failed=0  skipped=0'),
  ],
}

/** A virtual machine: about a minute. */
export const VM_STEPS: readonly StepScript[] = [reserve, clone, boot, address, register]

/** The same, ten times slower. */
export const SLOW_STEPS: readonly StepScript[] = VM_STEPS.map((step) => ({ ...step, ms: step.ms * 10 }))

/** A database server: about half a minute. */
export const DATABASE_STEPS: readonly StepScript[] = [
  reserve,
  {
    name: 'Allocate storage',
    ms: 8 * SECOND,
    lines: (scene) => [
      task('storage : Create the volume'),
      changed({ volume: `${scene.id}-data`, size_gib: scene.diskGib }),
      task('storage : Make the file system'),
      changed({ fstype: 'xfs' }),
    ],
  },
  {
    name: 'Start server',
    ms: 12 * SECOND,
    lines: (scene) => [
      task(`database : Start ${scene.system}`),
      says('database system is starting up'),
      changed({ service: scene.system, state: 'started' }),
    ],
  },
  {
    name: 'Wait for connections',
    ms: 6 * SECOND,
    lines: (scene) => [
      task('database : Wait for connections'),
      says('FAILED - RETRYING: Wait for connections (9 retries left).'),
      ok({ address: scene.ipv4, listening: true }),
    ],
  },
  {
    name: 'Create user',
    ms: 2 * SECOND,
    lines: () => [task('database : Create user'), changed({ user: 'broker', database: 'broker' })],
  },
]

/** A physical system: about four minutes. */
export const BARE_METAL_STEPS: readonly StepScript[] = [
  {
    name: 'Reserve a system',
    ms: 4 * SECOND,
    lines: (scene) => [
      task('lab : Find a free system'),
      says(`12 systems match cpu>=${scene.cpus} memory>=${scene.memoryGib}GiB`),
      ok({ system: scene.name ?? null, rack: 'b07', unit: 14 }),
    ],
  },
  {
    name: 'Provision firmware',
    ms: 40 * SECOND,
    lines: () => [
      task('firmware : Compare the baseline'),
      says('bios 2.19.1 -> 2.21.0'),
      changed({ bios: '2.21.0', bmc: '7.10.70' }),
    ],
  },
  {
    name: 'Install system',
    ms: 120 * SECOND,
    lines: (scene) => [
      task('install : Boot from the network'),
      changed({ next_boot: 'pxe' }),
      says('anaconda: starting installer, one moment'),
      says(`anaconda: installing ${scene.systemTitle}`),
      says('anaconda: 512 packages, 1.4 GiB'),
      says('anaconda: installing boot loader'),
      changed({ installed: true }),
    ],
    say: (_, fraction) => `Installed ${Math.floor(fraction * 512)} of 512 packages`,
  },
  { ...boot, ms: 45 * SECOND },
  { ...address, ms: 15 * SECOND },
  register,
]

const PACKAGES = ['bash', 'curl', 'glibc', 'kernel-core', 'openssl-libs', 'podman', 'systemd', 'vim-minimal']

function commandLines(scene: Scene): readonly ScriptLine[] {
  switch (scene.kind) {
    case 'package-update':
      return [
        output('Last metadata expiration check: 0:12:41 ago.'),
        output('Dependencies resolved.'),
        output(`Upgrade  ${PACKAGES.length} Packages`),
        ...PACKAGES.map((name, index) =>
          output(`  Upgrading        : ${name}  ${index + 1}/${PACKAGES.length}`),
        ),
        output(''),
        output('Upgraded:'),
        output(`  ${PACKAGES.join('  ')}`),
        output('Complete!'),
      ]
    case 'many-lines':
      return Array.from({ length: scene.lines }, (_, index) => output(`line ${index + 1} of ${scene.lines}`))
    case 'failing-command':
      return [output('bash: line 1: no-such-command: command not found')]
    default:
      return [output(' 14:05:09 up 41 days,  3:12,  0 users,  load average: 0.08, 0.03, 0.01')]
  }
}

/** A command on a runner that is made for it: about ten seconds. */
export const COMMAND_STEPS: readonly StepScript[] = [
  {
    name: 'Start a runner',
    ms: 3 * SECOND,
    lines: (scene) => [says(`runner ${scene.id} on ${scene.hypervisor}`)],
  },
  { name: 'Run command', ms: 6 * SECOND, lines: commandLines },
  { name: 'Collect output', ms: SECOND, lines: () => [says('runner finished')] },
]
