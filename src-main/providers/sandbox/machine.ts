import { z } from 'zod'
import { jsonObjectSchema } from '@shared/lib/json'
import { FAILURES, kindNamed } from './kinds'
import type { Scene } from './script'

/**
 * What never changes of a machine after it was ordered. How it stands at a moment follows from this and the clock
 * (`phaseOf`), so a machine goes on being made while nobody looks, and also while the application is not running.
 */
export const blueprintSchema = z.object({
  kind: z.string(),
  /** Absent for a machine without a name. */
  name: z.string().optional(),
  system: z.string(),
  systemTitle: z.string(),
  cpus: z.number(),
  memoryGib: z.number(),
  diskGib: z.number(),
  ipv4: z.string(),
  ipv6: z.string(),
  hypervisor: z.string(),
  startedAtMs: z.number(),
  steps: z.array(z.object({ name: z.string(), durationMs: z.number() })).min(1),
  /** Where and how making it fails. */
  fails: z.object({ step: z.number().int(), failure: z.enum(FAILURES) }).optional(),
  /** Length of the lease from the moment it is ready; absent: no end. */
  leaseMs: z.number().optional(),
  /** How long removing it takes. */
  removalMs: z.number(),
  labels: z.record(z.string(), z.string()),
  origin: z.string(),
  /** How many lines a command prints. */
  lines: z.number().int(),
  /** What was ordered, without secrets. */
  parameters: jsonObjectSchema,
})
export type Blueprint = z.infer<typeof blueprintSchema>

/** A machine as the store keeps it: the blueprint and what changes. */
export interface Machine {
  /** The service's own id: "mch-000012". */
  readonly id: string
  /** Who ordered it: the inventory's id of the host. One machine for one id. */
  readonly hostId: string
  readonly instance: string
  readonly blueprint: Blueprint
  /** By how much the lease was extended so far. */
  readonly extendedMs: number
  /** How many more times it refuses to be removed once it is made or has failed. */
  readonly refusalsLeft: number
  /** How many more calls about it are cut off once its failing step is reached. */
  readonly cutsLeft: number
  /** When its removal ends, once that was asked for. */
  readonly removedAtMs: number | undefined
}

/** How a machine stands. Times are UTC epoch milliseconds. */
export type Phase =
  | { readonly name: 'building'; readonly step: number; readonly fraction: number; readonly nextAtMs: number }
  | { readonly name: 'failed'; readonly step: number; readonly atMs: number }
  | { readonly name: 'ready'; readonly atMs: number; readonly leaseEndsAtMs: number | undefined }
  | { readonly name: 'removing'; readonly untilMs: number }
  | { readonly name: 'gone' }

/** A failing step fails when this much of it is over. */
const FAILING_PART = 0.6

/** When the failing step of a machine fails; undefined for one that does not. */
export function failsAtMs(blueprint: Blueprint): number | undefined {
  if (blueprint.fails === undefined) return undefined
  const duration = blueprint.steps[blueprint.fails.step]?.durationMs ?? 0
  return Math.round(stepStartsAtMs(blueprint, blueprint.fails.step) + duration * FAILING_PART)
}

/** When a step begins; for the number after the last: when the machine is made. */
export function stepStartsAtMs(blueprint: Blueprint, step: number): number {
  return blueprint.steps.slice(0, step).reduce((at, each) => at + each.durationMs, blueprint.startedAtMs)
}

/** How a machine stands at a moment. A lost connection is a failure of the way to it and not of the machine. */
export function phaseOf(machine: Machine, nowMs: number): Phase {
  const { blueprint, removedAtMs } = machine
  if (removedAtMs !== undefined) {
    return removedAtMs <= nowMs ? { name: 'gone' } : { name: 'removing', untilMs: removedAtMs }
  }
  const failedAtMs = blueprint.fails?.failure === 'connection_lost' ? undefined : failsAtMs(blueprint)
  if (blueprint.fails !== undefined && failedAtMs !== undefined && failedAtMs <= nowMs) {
    return { name: 'failed', step: blueprint.fails.step, atMs: failedAtMs }
  }
  let startMs = blueprint.startedAtMs
  for (const [step, { durationMs }] of blueprint.steps.entries()) {
    const endMs = startMs + durationMs
    if (nowMs < endMs) {
      const fraction = Math.max(0, (nowMs - startMs) / durationMs)
      return { name: 'building', step, fraction, nextAtMs: Math.min(endMs, failedAtMs ?? endMs) }
    }
    startMs = endMs
  }
  const leaseEndsAtMs =
    blueprint.leaseMs === undefined ? undefined : startMs + blueprint.leaseMs + machine.extendedMs
  if (leaseEndsAtMs !== undefined && leaseEndsAtMs <= nowMs) return { name: 'gone' }
  return { name: 'ready', atMs: startMs, leaseEndsAtMs }
}

/** A line of a machine's log with its step and its time. */
export interface TimedLine {
  readonly step: number
  readonly atMs: number
  readonly text: string
  readonly level: 'info' | 'title' | 'warn' | 'error'
  readonly output: boolean
}

/** The whole log of making a machine, evenly over each step. A pure function: the same after every restart. */
export function logOf(machine: Machine): readonly TimedLine[] {
  const { blueprint } = machine
  const scene = sceneOf(machine)
  const scripts = kindNamed(blueprint.kind)?.steps ?? []
  return blueprint.steps.flatMap(({ durationMs }, step) => {
    const lines = scripts[step]?.lines(scene) ?? []
    const startMs = stepStartsAtMs(blueprint, step)
    return lines.map((line, index) => ({
      step,
      atMs: Math.round(startMs + (durationMs * index) / lines.length),
      text: line.text,
      level: line.level,
      output: line.output ?? false,
    }))
  })
}

/** What a step says of itself when this much of it is over; undefined where it says nothing. */
export function sayingOf(machine: Machine, step: number, fraction: number): string | undefined {
  return kindNamed(machine.blueprint.kind)?.steps[step]?.say?.(sceneOf(machine), fraction)
}

function sceneOf(machine: Machine): Scene {
  const { blueprint } = machine
  return {
    id: machine.id,
    name: blueprint.name,
    kind: blueprint.kind,
    system: blueprint.system,
    systemTitle: blueprint.systemTitle,
    cpus: blueprint.cpus,
    memoryGib: blueprint.memoryGib,
    diskGib: blueprint.diskGib,
    ipv4: blueprint.ipv4,
    ipv6: blueprint.ipv6,
    hypervisor: blueprint.hypervisor,
    lines: blueprint.lines,
  }
}
