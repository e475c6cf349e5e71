import { sessionBus } from 'dbus-native'

/** One thing to ask of a program on the bus. */
export interface Ask {
  readonly to: string
  readonly path: string
  readonly of: string
  readonly member: string
  /** The types of the arguments, as D-Bus writes them. */
  readonly types?: string
  readonly arguments?: readonly unknown[]
}

/** A session bus, asked as any program on the desktop asks it. */
export interface Bus {
  /** Asks and answers what came back: one value as it is, several as a list. */
  ask(what: Ask): Promise<unknown>
  /** A property of an object. */
  property(of: Pick<Ask, 'to' | 'path' | 'of'>, name: string): Promise<unknown>
  close(): void
}

export function connectBus(busAddress: string): Bus {
  const bus = sessionBus({ busAddress })
  // Whoever asks gets the failure, too.
  bus.connection.on('error', () => undefined)
  const ask = async (what: Ask): Promise<unknown> =>
    bus.invoke<unknown>({
      destination: what.to,
      path: what.path,
      interface: what.of,
      member: what.member,
      ...(what.types === undefined ? {} : { signature: what.types, body: [...(what.arguments ?? [])] }),
    })
  return {
    ask,
    property: (of, name) =>
      ask({
        ...of,
        of: 'org.freedesktop.DBus.Properties',
        member: 'Get',
        types: 'ss',
        arguments: [of.of, name],
      }),
    close: () => void bus.connection.end(),
  }
}
