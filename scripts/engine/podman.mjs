#!/usr/bin/env node
// A private container engine for the tests. As a command: node scripts/engine/podman.mjs up|down|wipe
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, mkdirSync, openSync, readFileSync, realpathSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readJsonIfThere, writeWhole } from '../lib/files.mjs'
import { hasCommand, run } from '../lib/processes.mjs'
import { PlainError, runMain, say, secondsSince } from '../lib/say.mjs'
import { importImages } from './images.mjs'
import { engineObstacle } from './obstacle.mjs'
import { endProcess, isAlive, markProcess } from './processes.mjs'
import { claimSlot, removeSlot, setOwner, usedSlots } from './slots.mjs'

/**
 * @typedef {import('./slots.mjs').Slot} Slot
 * @typedef {import('./podman.d.mts').Engine} Engine
 * @typedef {import('./podman.d.mts').EngineUnavailable} EngineUnavailable
 */

/**
 * Starts a real Podman with a Docker-compatible API that shares nothing with any other engine on this machine: its own
 * socket, storage, network and configuration. Several may run side by side. What an earlier run that was killed left
 * behind is removed first; `stop` removes everything of this one.
 * @param {{ root?: string }} [options] `root` is the folder in which the engine's own folder is made.
 * @returns {Promise<Engine | EngineUnavailable>} Unavailable with the reason where it cannot run.
 * @throws {PlainError} It should run here but does not; or it cannot run here and `CI` is set.
 */
export async function startEngine({ root = tmpdir() } = {}) {
  const obstacle = await engineObstacle()
  if (obstacle !== undefined) {
    if (process.env.CI) throw new PlainError(`In CI a missing container engine is a failure: ${obstacle}`)
    return { available: false, reason: obstacle }
  }
  const slot = await claimSlot(realpathOrSame(root), wipe)
  try {
    configure(slot)
    const socketPath = await startService(slot)
    /** @param {readonly string[]} args */
    const podman = (args) => podmanIn(slot, args)
    await importImages(slot.folder, podman)
    return {
      available: true,
      socketPath,
      dockerHost: `unix://${socketPath}`,
      folder: slot.folder,
      podman,
      stop: () => wipe(slot),
    }
  } catch (error) {
    await wipe(slot)
    throw error
  }
}

/** @param {string} path */
function realpathOrSame(path) {
  try {
    return realpathSync(path)
  } catch {
    return path
  }
}

/** Storage on overlay where the kernel has it; elsewhere plain copies, which are slower but work everywhere. */
function storageDriver() {
  return /\boverlay\b/.test(readFileSync('/proc/filesystems', 'utf8')) ? 'overlay' : 'vfs'
}

/** @param {Slot} slot */
function globalArgs(slot) {
  return [
    '--root',
    join(slot.folder, 'root'),
    '--runroot',
    join(slot.folder, 'run'),
    '--storage-driver',
    storageDriver(),
  ]
}

/** @param {Slot} slot */
function podmanEnv(slot) {
  const { CONTAINER_HOST: _host, CONTAINERS_STORAGE_CONF: _storage, ...rest } = process.env
  return { ...rest, CONTAINERS_CONF: join(slot.folder, 'containers.conf') }
}

/**
 * @param {Slot} slot
 * @param {readonly string[]} args
 */
async function podmanIn(slot, args) {
  const { code, stdout, stderr } = await run('podman', [...globalArgs(slot), ...args], {
    output: 'capture',
    env: podmanEnv(slot),
  })
  if (code !== 0) throw new PlainError(`podman ${args.join(' ')} failed:\n${stderr}`)
  return stdout
}

/** @param {Slot} slot */
function configure(slot) {
  const { folder } = slot
  for (const name of ['root', 'run', 'tmp', 'networks']) mkdirSync(join(folder, name), { recursive: true })
  // default_ulimits: without CAP_SYS_RESOURCE the runtime cannot raise a hard limit, and Podman's own default is above
  //   it. cgroupfs and the two file loggers: there may be no systemd. lock_type, tmp_dir and network_config_dir: nothing
  //   is shared with another Podman.
  writeWhole(
    join(folder, 'containers.conf'),
    `[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "${hasCommand('runc') ? 'runc' : 'crun'}"
lock_type = "file"
tmp_dir = "${join(folder, 'tmp')}"
[containers]
cgroups = "enabled"
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
log_driver = "k8s-file"
[network]
network_backend = "netavark"
network_config_dir = "${join(folder, 'networks')}"
default_network = "${slot.bridge}"
`,
  )
  // The default network has a name of its own besides its own bridge: the firewall's chains are named after it, and an
  // engine that ends would take away another's.
  writeWhole(
    join(folder, 'networks', `${slot.bridge}.json`),
    JSON.stringify({
      name: slot.bridge,
      id: createHash('sha256').update(slot.folder).digest('hex'),
      driver: 'bridge',
      network_interface: slot.bridge,
      created: '2024-01-01T00:00:00Z',
      ipv6_enabled: false,
      internal: false,
      dns_enabled: false,
      subnets: [{ subnet: `${slot.subnet}.0/24`, gateway: `${slot.subnet}.1` }],
      ipam_options: { driver: 'host-local' },
    }),
  )
}

/**
 * @param {Slot} slot
 * @returns {Promise<string>} The socket.
 */
async function startService(slot) {
  const socketPath = join(slot.folder, 'podman.sock')
  const logFile = join(slot.folder, 'service.log')
  const log = openSync(logFile, 'w')
  const child = spawn(
    'podman',
    [...globalArgs(slot), 'system', 'service', '--time=0', `unix://${socketPath}`],
    {
      env: podmanEnv(slot),
      // Not in our process group: Ctrl-C ends the tests, which then stop the engine in good order.
      detached: true,
      stdio: ['ignore', log, log],
    },
  )
  closeSync(log)
  child.unref()
  const mark = markProcess(child.pid ?? -1)
  writeWhole(serviceFile(slot), JSON.stringify(mark))
  for (let n = 0; n < 200 && isAlive(mark); n++) {
    if (await answers(socketPath)) return socketPath
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new PlainError(
    `The private container engine did not start:\n${readFileSync(logFile, 'utf8').slice(-2000)}`,
  )
}

/** @param {Slot} slot */
function serviceFile(slot) {
  return join(slot.folder, 'service.json')
}

/**
 * @param {string} socketPath
 * @returns {Promise<boolean>}
 */
function answers(socketPath) {
  return new Promise((resolve) => {
    const ping = request({ socketPath, path: '/_ping', timeout: 5000 }, (response) => {
      response.resume()
      resolve(response.statusCode === 200)
    })
    ping.on('timeout', () => ping.destroy())
    ping.on('error', () => resolve(false))
    ping.end()
  })
}

/**
 * Removes all that an engine left, whatever state it is in: containers with their port forwardings, the service, the
 * networks, the folder.
 * @param {Slot} slot
 */
async function wipe(slot) {
  const service = readJsonIfThere(serviceFile(slot))
  if (service !== undefined) {
    // Through Podman, not by force: it also takes back the forwarded ports, which outlive a container that is killed.
    await podmanIn(slot, ['rm', '--force', '--all', '--time', '0']).catch(() => undefined)
    await podmanIn(slot, ['network', 'prune', '--force']).catch(() => undefined)
    await endProcess(service)
  }
  await run('ip', ['link', 'delete', slot.bridge], { output: 'capture' })
  for (const mount of mountsBelow(slot.folder)) await run('umount', ['--lazy', mount], { output: 'capture' })
  // Never across a mount that could not be taken away.
  await run('rm', ['-rf', '--one-file-system', slot.folder], { output: 'capture' })
  removeSlot(slot)
}

/** @param {string} folder */
function mountsBelow(folder) {
  return readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '')
    .filter((path) => path.startsWith(`${folder}/`))
    .toSorted()
    .toReversed()
}

/** @param {string | undefined} verb */
async function commandLine(verb) {
  switch (verb) {
    case 'up': {
      const startedAt = performance.now()
      const engine = await startEngine()
      if (!engine.available) throw new PlainError(engine.reason)
      // It outlives this command: it belongs to its own service from now on.
      const slot = usedSlots().find(({ folder }) => folder === engine.folder)
      const service = slot && readJsonIfThere(serviceFile(slot))
      if (slot && service) setOwner(slot, service.pid)
      say('engine', `ready in ${secondsSince(startedAt)}; end it with: node scripts/engine/podman.mjs down`)
      process.stdout.write(`DOCKER_HOST=${engine.dockerHost}\n`)
      return
    }
    case 'down': {
      for (const slot of usedSlots()) {
        const owner = readJsonIfThere(join(slot.folder, 'owner.json'))
        const service = readJsonIfThere(serviceFile(slot))
        // A running test's engine has the test as its owner: leave it alone.
        if (isAlive(owner) && owner.pid !== service?.pid) continue
        await wipe(slot)
        say('engine', `removed ${slot.folder}`)
      }
      return
    }
    case 'wipe': {
      for (const slot of usedSlots()) {
        await wipe(slot)
        say('engine', `removed ${slot.folder}`)
      }
      return
    }
    default:
      throw new PlainError('Say what to do: node scripts/engine/podman.mjs up|down|wipe')
  }
}

if (process.argv[1] && realpathOrSame(process.argv[1]) === fileURLToPath(import.meta.url)) {
  await runMain(() => commandLine(process.argv[2]))
}
