import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isAlive, markProcess } from './processes.mjs'
import { claimSlot, removeSlot, setOwner, slotAt, usedSlots } from './slots.mjs'

const onLinux = test.runIf(process.platform === 'linux')

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'broker-desktop-slots-'))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const wipe = async (slot: Parameters<typeof removeSlot>[0]) => removeSlot(slot)

onLinux('gives every claimer a folder and a network of its own', async () => {
  const first = await claimSlot(root, wipe)
  const second = await claimSlot(root, wipe)
  expect([first.folder, first.bridge, first.subnet]).not.toContain(second.folder)
  expect(first.bridge).not.toBe(second.bridge)
  expect(first.subnet).not.toBe(second.subnet)
  expect(usedSlots(root)).toHaveLength(2)
})

onLinux('clears the slot of an owner that was killed, and only that', async () => {
  const running = await claimSlot(root, wipe)
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'])
  const killed = await claimSlot(root, wipe)
  setOwner(killed, child.pid ?? -1)
  writeFileSync(join(killed.folder, 'left-over'), '')
  child.kill('SIGKILL')
  await once(child, 'exit')

  const next = await claimSlot(root, wipe)
  expect(next.number).toBe(killed.number)
  expect(existsSync(join(next.folder, 'left-over'))).toBe(false)
  expect(existsSync(running.folder)).toBe(true)
})

onLinux('does not take another process with the same number for the owner', () => {
  const mark = markProcess(process.pid)
  expect(isAlive(mark)).toBe(true)
  expect(isAlive({ ...mark, startedAt: '1' })).toBe(false)
})

onLinux('says so when all slots are in use', async () => {
  for (let n = 0; n < 10; n++) await claimSlot(root, wipe)
  await expect(claimSlot(root, wipe)).rejects.toThrow('in use')
  expect(slotAt(0, root).folder).toBe(join(root, 'broker-desktop-engine-0'))
})
