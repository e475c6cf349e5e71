import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readJsonIfThere, writeWhole } from '../lib/files.mjs'
import { PlainError } from '../lib/say.mjs'
import { isAlive, markProcess } from './processes.mjs'

/**
 * A place for one private engine: its folder and a network that no other engine of ours has. Several test runs on one
 * machine take one each.
 * @typedef {object} Slot
 * @property {number} number
 * @property {string} folder
 * @property {string} bridge
 * @property {string} subnet The first three numbers of its /24 network.
 */

const SLOTS = 10
/** A claimed slot without an owner's mark is one whose claimer died within an instant, or is about to write it. */
const CLAIM_GRACE_MS = 10_000
/** A lock that is older is one whose holder died: clearing takes a few seconds. */
const CLEARING_MS = 60_000

/**
 * @param {number} number
 * @param {string} [root]
 * @returns {Slot}
 */
export function slotAt(number, root = tmpdir()) {
  return {
    number,
    folder: join(root, `broker-desktop-engine-${number}`),
    bridge: `bdtest${number}`,
    subnet: `10.98.${77 + number}`,
  }
}

/** @param {Slot} slot */
function ownerFile(slot) {
  return join(slot.folder, 'owner.json')
}

/**
 * Says who uses a slot: while this process lives, the slot is taken.
 * @param {Slot} slot
 * @param {number} pid
 */
export function setOwner(slot, pid) {
  writeWhole(ownerFile(slot), JSON.stringify(markProcess(pid)))
}

/** @param {Slot} slot */
function isAbandoned(slot) {
  const owner = readJsonIfThere(ownerFile(slot))
  if (owner !== undefined) return !isAlive(owner)
  try {
    return Date.now() - statSync(slot.folder).mtimeMs > CLAIM_GRACE_MS
  } catch {
    return false
  }
}

/**
 * Of two runs that start in the same moment, lets one clear an abandoned slot. The look after the lock is what counts: the
 * other may have cleared the slot and taken it since.
 * @param {Slot} slot
 */
function lockForClearing(slot) {
  const lock = join(slot.folder, 'clearing.lock')
  try {
    if (Date.now() - statSync(lock).mtimeMs > CLEARING_MS) rmSync(lock)
  } catch {
    // There is none.
  }
  try {
    writeFileSync(lock, '', { flag: 'wx' })
  } catch {
    return false
  }
  if (isAbandoned(slot)) return true
  rmSync(lock, { force: true })
  return false
}

/**
 * The slots in use, and those whose owner was killed.
 * @param {string} [root]
 * @returns {Slot[]}
 */
export function usedSlots(root = tmpdir()) {
  const names = new Set(readdirSync(root))
  return Array.from({ length: SLOTS }, (_, number) => slotAt(number, root)).filter((slot) =>
    names.has(`broker-desktop-engine-${slot.number}`),
  )
}

/**
 * Takes a free slot for this process, after clearing those whose owner was killed.
 * @param {string} root
 * @param {(slot: Slot) => Promise<void>} wipe Removes all that is left of an engine, its folder included.
 * @returns {Promise<Slot>}
 * @throws {PlainError} All slots are in use.
 */
export async function claimSlot(root, wipe) {
  mkdirSync(root, { recursive: true })
  for (const slot of usedSlots(root)) {
    if (!isAbandoned(slot) || !lockForClearing(slot)) continue
    await wipe(slot)
  }
  for (let number = 0; number < SLOTS; number++) {
    const slot = slotAt(number, root)
    try {
      mkdirSync(slot.folder)
    } catch {
      continue
    }
    setOwner(slot, process.pid)
    return slot
  }
  throw new PlainError(
    `${SLOTS} private container engines are in use. End one, or run: node scripts/engine/podman.mjs wipe`,
  )
}

/** @param {Slot} slot */
export function removeSlot(slot) {
  rmSync(slot.folder, { recursive: true, force: true })
}
