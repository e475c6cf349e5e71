import type { HostPatch } from '@main/ports/inventory'
import type { ProvisionedHost } from '@main/providers/contract'
import { changeHost } from '@main/engine/deps'
import type { EngineDeps } from '@main/engine/deps'

/** A host, and the task that an event of its history belongs to. */
export interface HostLine {
  readonly hostId: string
  readonly taskId?: number
}

/** What a provider tells of a host, as it is kept; what it does not tell stays as it was. */
export function toldOf(made: ProvisionedHost): HostPatch {
  const { ref, name, hostname, os, lease, facts, links, sshCommand, raw } = made
  return {
    ref,
    ...(name === undefined ? {} : { name }),
    ...(hostname === undefined ? {} : { hostname }),
    ...(os === undefined ? {} : { os }),
    ...(lease === undefined ? {} : { lease }),
    ...(facts.length === 0 ? {} : { facts }),
    ...(links.length === 0 ? {} : { links }),
    ...(sshCommand === undefined ? {} : { sshCommand }),
    ...(raw === undefined ? {} : { raw }),
  }
}

/** Records that a host exists and is usable, with what the provider told of it. */
export function recordReady(deps: EngineDeps, line: HostLine, made: ProvisionedHost): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making'],
    { ...toldOf(made), state: 'ready', problem: null, checkedOutAtMs: deps.clock.now() },
    { kind: 'checked_out', text: 'Checked out', ...taskOf(line) },
  )
}

/** Records that a left-behind host is kept, with what is there now; `problem` says what is wrong with it, if anything. */
export function recordKept(
  deps: EngineDeps,
  line: HostLine,
  found: ProvisionedHost,
  problem: string | undefined,
): void {
  changeHost(
    deps,
    line.hostId,
    ['left_behind'],
    { ...toldOf(found), state: 'ready', problem: problem ?? null, checkedOutAtMs: deps.clock.now() },
    { kind: 'kept', text: 'Kept', ...taskOf(line) },
  )
}

/** Records that a host never came to be: nothing is at the provider. */
export function discard(deps: EngineDeps, line: HostLine, why: string): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making', 'left_behind'],
    { state: 'discarded', ref: null },
    { kind: 'discarded', text: why, ...taskOf(line) },
  )
}

/** Records that something may still be at the provider, and why: the person settles it. */
export function leaveBehind(deps: EngineDeps, line: HostLine, problem: string): void {
  changeHost(
    deps,
    line.hostId,
    ['requested', 'making'],
    { state: 'left_behind', problem },
    { kind: 'left_behind', text: problem, ...taskOf(line) },
  )
}

/**
 * Gives a host back that was to be checked in: to `ready`, or to `left_behind` when it never became ready. Its problem
 * stays unless there is a newer one.
 */
export function backToHeld(
  deps: EngineDeps,
  line: HostLine,
  why: {
    readonly kind: 'release_failed' | 'check_in_undone'
    readonly text: string
    readonly problem?: string
  },
): void {
  const wasMade = deps.inventory.hosts.get(line.hostId)?.checkedOutAtMs !== undefined
  changeHost(
    deps,
    line.hostId,
    ['checking_in', 'releasing'],
    {
      state: wasMade ? 'ready' : 'left_behind',
      ...(why.problem === undefined ? {} : { problem: why.problem }),
    },
    { kind: why.kind, text: why.text, ...taskOf(line) },
  )
}

function taskOf({ taskId }: HostLine): { readonly taskId?: number } {
  return taskId === undefined ? {} : { taskId }
}
