import { z } from 'zod'
import type { Bus } from './bus'

/** An entry of a tray icon's menu, as the desktop reads it (com.canonical.dbusmenu). */
export interface MenuEntry {
  readonly id: number
  /** "" for a line between entries. */
  readonly label: string
  readonly enabled: boolean
  readonly entries: readonly MenuEntry[]
}

/** An icon in the tray, as the panel sees it (org.kde.StatusNotifierItem). */
export interface TrayItem {
  readonly address: string
  tooltip(): Promise<string>
  /** The bytes of its picture, to tell one from another. */
  picture(): Promise<string>
  menu(): Promise<readonly MenuEntry[]>
  /** Chooses an entry by the words on it and on the menus that it is in. */
  choose(...labels: readonly (string | RegExp)[]): Promise<void>
  /** What a left click does. */
  activate(): Promise<void>
}

interface Node {
  readonly id: number
  readonly properties: Readonly<Record<string, unknown>>
  readonly children: readonly Node[]
}

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z
    .tuple([z.number(), z.record(z.string(), z.unknown()), z.array(nodeSchema)])
    .transform(([id, properties, children]) => ({ id, properties, children })),
)
const layoutSchema = z.tuple([z.number(), nodeSchema])
const tooltipSchema = z.tuple([z.string(), z.unknown(), z.string(), z.string()])
const pixmapsSchema = z.array(z.tuple([z.number(), z.number(), z.instanceof(Buffer)]))

const WATCHER = {
  to: 'org.kde.StatusNotifierWatcher',
  path: '/StatusNotifierWatcher',
  of: 'org.kde.StatusNotifierWatcher',
}

/** How often an entry is chosen anew in a menu that changes at the same moment. */
const MOST_TURNS = 5

/** The icons that are in the tray now. */
export async function trayItems(bus: Bus): Promise<readonly TrayItem[]> {
  const registered = z.array(z.string()).parse(await bus.property(WATCHER, 'RegisteredStatusNotifierItems'))
  return registered.map((address) => trayItem(bus, address))
}

function trayItem(bus: Bus, address: string): TrayItem {
  const slash = address.indexOf('/')
  const to = address.slice(0, slash)
  const item = { to, path: address.slice(slash), of: 'org.kde.StatusNotifierItem' }
  const menuOf = async () => ({
    to,
    path: z.string().parse(await bus.property(item, 'Menu')),
    of: 'com.canonical.dbusmenu',
  })
  const read = async (): Promise<readonly MenuEntry[]> => {
    const layout = await bus.ask({
      ...(await menuOf()),
      member: 'GetLayout',
      types: 'iias',
      arguments: [0, -1, []],
    })
    return layoutSchema.parse(layout)[1].children.map(entryOf)
  }
  return {
    address,
    tooltip: async () => tooltipSchema.parse(await bus.property(item, 'ToolTip'))[2],
    async picture() {
      const [first] = pixmapsSchema.parse(await bus.property(item, 'IconPixmap'))
      return first?.[2].toString('base64') ?? ''
    },
    menu: read,
    async choose(...labels) {
      for (let turn = 1; ; turn += 1) {
        const menu = await menuOf()
        const { id } = entryAt(await read(), labels)
        try {
          await bus.ask({ ...menu, member: 'Event', types: 'isvu', arguments: [id, 'clicked', ['i', 0], 0] })
          return
        } catch (error) {
          // The menu was made anew meanwhile and does not know that entry: nothing was done, so it is read again.
          if (turn === MOST_TURNS) throw error
        }
      }
    },
    activate: async () => {
      await bus.ask({ ...item, member: 'Activate', types: 'ii', arguments: [0, 0] })
    },
  }
}

function entryOf({ id, properties, children }: Node): MenuEntry {
  const { label, enabled } = properties
  return {
    id,
    label: typeof label === 'string' ? label : '',
    enabled: enabled !== false,
    entries: children.map(entryOf),
  }
}

/** The entry with these words on it and on the menus that it is in. */
function entryAt(menu: readonly MenuEntry[], labels: readonly (string | RegExp)[]): MenuEntry {
  let entries = menu
  let found: MenuEntry | undefined
  for (const label of labels) {
    found = entries.find((entry) => matches(entry.label, label))
    if (found === undefined)
      throw new Error(`The menu has no ${String(label)}: ${entries.map((entry) => entry.label).join(', ')}`)
    entries = found.entries
  }
  if (found === undefined) throw new Error('Nothing of the menu was named.')
  return found
}

function matches(label: string, wanted: string | RegExp): boolean {
  return typeof wanted === 'string' ? label === wanted : wanted.test(label)
}
