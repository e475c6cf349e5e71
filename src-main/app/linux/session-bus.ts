import type { Message } from 'dbus-native'

/** One call of a method of an object on the bus. */
export interface BusCall {
  readonly to: string
  readonly path: string
  readonly of: string
  readonly member: string
  /** The types of the arguments, as D-Bus writes them ("ss"). */
  readonly types?: string
  readonly arguments?: readonly unknown[]
}

/** A signal of anybody, by its interface and name. */
export interface BusSignal {
  readonly of: string
  readonly member: string
}

/** The bus that the programs of a Linux desktop talk over (D-Bus Specification 0.43). */
export interface SessionBus {
  /** Answers what came back: one value as it is, several as a list. Rejects with what the other side says. */
  call(what: BusCall): Promise<unknown>
  property(of: Pick<BusCall, 'to' | 'path' | 'of'>, name: string): Promise<unknown>
  /** Whether anybody has this name now. */
  hasOwner(name: string): Promise<boolean>
  /** Whether asking for this name starts who has it. */
  canStart(name: string): Promise<boolean>
  /** Calls back with the signal's arguments whenever it is sent. */
  listen(signal: BusSignal, heard: (values: readonly unknown[]) => void): Promise<void>
  close(): void
}

const BUS = {
  to: 'org.freedesktop.DBus',
  path: '/org/freedesktop/DBus',
  of: 'org.freedesktop.DBus',
}

/**
 * Connects to the session's bus.
 * @param lost Told when there is none, or it ended: from then on every call is rejected.
 */
export async function connectSessionBus(options: {
  readonly busAddress: string
  readonly lost: (error: Error) => void
}): Promise<SessionBus> {
  // Only where it is used: no other platform has such a bus.
  const { sessionBus } = await import('dbus-native')
  const bus = sessionBus({ busAddress: options.busAddress })
  bus.connection.on('error', options.lost)
  const call = async (what: BusCall): Promise<unknown> =>
    bus.invoke<unknown>({
      destination: what.to,
      path: what.path,
      interface: what.of,
      member: what.member,
      ...(what.types === undefined ? {} : { signature: what.types, body: [...(what.arguments ?? [])] }),
    })
  return {
    call,
    property: (of, name) =>
      call({
        ...of,
        of: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        types: 'ss',
        arguments: [of.of, name],
      }),
    async hasOwner(name) {
      return (await call({ ...BUS, member: 'NameHasOwner', types: 's', arguments: [name] })) === true
    },
    async canStart(name) {
      const names = await call({ ...BUS, member: 'ListActivatableNames' })
      return Array.isArray(names) && names.includes(name)
    },
    async listen({ of, member }, heard) {
      bus.connection.on('message', (message: Message) => {
        if (message.interface === of && message.member === member) heard(message.body ?? [])
      })
      await bus.watch(`type='signal',interface='${of}',member='${member}'`)
    },
    close: () => void bus.connection.end(),
  }
}
