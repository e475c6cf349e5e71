import { ClockPlus, Copy, CopyPlus, Terminal, Undo2, type LucideIcon } from 'lucide-react'
import { hostTitle, type HostSummary } from '@shared/domain/host'
import { goTo, paths } from '@renderer/app/navigation'
import { canCheckIn } from '@renderer/features/hosts/checkin-words'
import { shortOs } from '@renderer/features/hosts/short-os'
import { leaseWords, type LeaseWords } from '@renderer/features/leases/lease-text'
import type { PaletteItem } from '@renderer/features/palette/palette-item'

/** What is done with a host that needs the main process, and whether it can be. */
export interface HostDeeds {
  readonly canExtend: (host: HostSummary) => boolean
  readonly checkIn: (host: HostSummary) => void
  readonly duplicate: (host: HostSummary) => void
  readonly copyHostname: (host: HostSummary) => void
  readonly copySshCommand: (host: HostSummary) => void
}

interface Deed {
  readonly verb: string
  readonly look: LucideIcon
  readonly can?: (host: HostSummary, deeds: HostDeeds) => boolean
  readonly detail?: (host: HostSummary, nowMs: number) => string
  readonly run: (host: HostSummary, deeds: HostDeeds) => void
}

const hasHostname = (host: HostSummary): boolean => host.hostname !== undefined

const DEEDS: readonly Deed[] = [
  {
    verb: 'Extend',
    look: ClockPlus,
    can: (host, deeds) => deeds.canExtend(host),
    detail(host, nowMs) {
      const { end, text } = leaseWords(host, nowMs)
      return end === undefined ? text : `ends ${end}`
    },
    run(host) {
      goTo(paths.extend([host.id]))
    },
  },
  {
    verb: 'Check in',
    look: Undo2,
    can: canCheckIn,
    detail: () => 'can be undone before it is sent',
    run(host, deeds) {
      deeds.checkIn(host)
    },
  },
  {
    verb: 'Duplicate',
    look: CopyPlus,
    run(host, deeds) {
      deeds.duplicate(host)
    },
  },
  {
    verb: 'Copy hostname of',
    look: Copy,
    can: hasHostname,
    run(host, deeds) {
      deeds.copyHostname(host)
    },
  },
  {
    verb: 'Copy SSH command of',
    look: Terminal,
    can: hasHostname,
    run(host, deeds) {
      deeds.copySshCommand(host)
    },
  },
]

/** The words that say what is done with a host. */
export const HOST_VERBS: readonly string[] = DEEDS.map(({ verb }) => verb)

const TONES: Readonly<Partial<Record<LeaseWords['level'], PaletteItem['endTone']>>> = {
  attention: 'warn',
  alert: 'danger',
  ended: 'danger',
}

/** How a host stands: of its lease what is left. */
function endOf(host: HostSummary, nowMs: number): Pick<PaletteItem, 'end' | 'endTone'> {
  if (host.state === 'left_behind') return { end: 'Left behind', endTone: 'warn' }
  const { text, level } = leaseWords(host, nowMs)
  return { end: text, endTone: TONES[level] }
}

/** Each host, and what can be done with it. */
export function hostItems(
  hosts: readonly HostSummary[],
  deeds: HostDeeds,
  nowMs: number,
): readonly PaletteItem[] {
  return hosts.flatMap((host) => {
    const about = {
      group: 'Hosts',
      name: hostTitle(host),
      mono: host.hostname !== undefined || host.name !== undefined,
      words: [host.offering, host.instance, host.provider, ...host.tags],
    } as const
    return [
      {
        ...about,
        id: `host/${host.id}`,
        look: host.provider,
        detail: host.os === undefined ? host.offering : shortOs(host.os),
        ...endOf(host, nowMs),
        verbs: HOST_VERBS,
        run() {
          goTo(paths.showHost(host.id))
        },
      },
      ...DEEDS.filter(({ can }) => can?.(host, deeds) ?? true).map(({ verb, look, detail, run }) => ({
        ...about,
        id: `host/${host.id}/${verb}`,
        verb,
        look,
        detail: detail?.(host, nowMs),
        run() {
          run(host, deeds)
        },
      })),
    ]
  })
}
