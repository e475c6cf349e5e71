import { redactError } from '@shared/domain/error'
import type { LineStatus } from '@shared/domain/task'
import { isJsonObject, type Json } from '@shared/lib/json'
import type {
  HostPatch,
  HostStore,
  Inventory,
  LinePatch,
  NewHostEvent,
  TaskStore,
} from '@main/ports/inventory'

type Redact = (text: string) => string

/**
 * The inventory, with every secret that is alive in this process taken out of what is said in words before it is
 * written: the log and the messages of tasks, their errors, the events and the trouble of hosts, and what a provider
 * tells of a host (a secret argument that no form knows comes back there). Whoever wrote such a text need not have known
 * the secret in it.
 */
export function redactingInventory(inventory: Inventory, redact: Redact): Inventory {
  const tasks = over<TaskStore>(inventory.tasks, {
    changeLine: (taskId, line, patch, nowMs) => {
      inventory.tasks.changeLine(taskId, line, withoutSecrets(patch, redact), nowMs)
    },
    appendLog: (taskId, entries) =>
      inventory.tasks.appendLog(
        taskId,
        entries.map((entry) => ({ ...entry, text: redact(entry.text) })),
      ),
  })
  const event = (said: NewHostEvent): NewHostEvent => ({ ...said, text: redact(said.text) })
  const told = (patch: HostPatch): HostPatch => {
    const { problem, raw, facts, links } = patch
    return {
      ...patch,
      ...(typeof problem === 'string' ? { problem: redact(problem) } : {}),
      ...(isJsonObject(raw) ? { raw: plainWithout(raw, redact) } : {}),
      ...(facts === undefined ? {} : { facts: plainWithout(facts, redact) }),
      ...(links === undefined ? {} : { links: plainWithout(links, redact) }),
    }
  }
  const hosts = over<HostStore>(inventory.hosts, {
    add: (host, patch, said, nowMs) => {
      inventory.hosts.add(host, told(patch), event(said), nowMs)
    },
    change: (id, from, patch, said, nowMs) =>
      inventory.hosts.change(id, from, told(patch), said === undefined ? undefined : event(said), nowMs),
  })
  return over<Inventory>(inventory, { tasks, hosts })
}

function withoutSecrets(patch: LinePatch, redact: Redact): LinePatch {
  const { status, title, steps, message, reconnecting, links, result } = patch
  return {
    ...patch,
    ...(status === undefined ? {} : { status: statusWithout(status, redact) }),
    ...(title === undefined ? {} : { title: redact(title) }),
    ...(typeof message === 'string' ? { message: redact(message) } : {}),
    ...(typeof reconnecting === 'string' ? { reconnecting: redact(reconnecting) } : {}),
    ...(steps === undefined ? {} : { steps: plainWithout(steps, redact) }),
    ...(links === undefined ? {} : { links: plainWithout(links, redact) }),
    ...(result === undefined ? {} : { result: plainWithout(result, redact) }),
  }
}

function statusWithout(status: LineStatus, redact: Redact): LineStatus {
  if (status.state === 'failed') return { ...status, error: redactError(status.error, redact) }
  if (status.state === 'cancelled') return { ...status, reason: redact(status.reason) }
  return status
}

/** Plain data of any size: nearly always there is nothing to take out, which is seen at one look. */
function plainWithout<T extends object>(value: T, redact: Redact): T {
  const text = JSON.stringify(value)
  if (redact(text) === text) return value
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- plain data keeps its shape: only texts become others
  return textsWithout(value as unknown as Json, redact) as unknown as T
}

function textsWithout(value: Json, redact: Redact): Json {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((inner) => textsWithout(inner, redact))
  if (!isJsonObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, textsWithout(inner, redact)]))
}

/** The same object with some of its members in place of its own. */
function over<T extends object>(target: T, members: Partial<T>): T {
  return new Proxy(target, {
    get(on, name) {
      const from = Object.hasOwn(members, name) ? members : on
      const value: unknown = Reflect.get(from, name)
      return typeof value === 'function' && from === on ? value.bind(on) : value
    },
  })
}
