import { clsx } from 'clsx'
import type { ReactElement } from 'react'
import { leaseBarPercent, leaseLevel } from '@shared/domain/lease'
import { durationText } from '@shared/lib/time-text'
import { Specimen } from '@renderer/features/components-page/Specimen'
import { CheckMark } from '@renderer/ui/CheckMark'
import { HostName } from '@renderer/ui/HostName'
import { LeaseCell } from '@renderer/ui/LeaseCell'
import { ToastCard } from '@renderer/ui/ToastCard'
import type { Toast } from '@renderer/ui/toast-manager'

const MINUTE = 60_000

const LEASES: readonly { readonly minutes: number; readonly end: string; readonly fullEnd: string }[] = [
  { minutes: 24 * 1440, end: '6 Dec 14:00', fullEnd: 'Sun 6 Dec 2026, 14:00' },
  { minutes: 4 * 1440, end: 'Mon 14:00', fullEnd: 'Mon 16 Nov 2026, 14:00' },
  { minutes: 19 * 60, end: 'Fri 09:00', fullEnd: 'Fri 13 Nov 2026, 09:00' },
  { minutes: 190, end: 'today 17:10', fullEnd: 'Thu 12 Nov 2026, 17:10' },
  { minutes: 42, end: 'today 14:42', fullEnd: 'Thu 12 Nov 2026, 14:42' },
  { minutes: 12, end: 'today 14:12', fullEnd: 'Thu 12 Nov 2026, 14:12' },
]

function nothing(): void {
  // A specimen: pressing it has no meaning here.
}

function Leases(): ReactElement {
  return (
    <Specimen title="Lease, one logarithmic scale from 5 min to 30 days">
      <div className="grid grid-cols-2 gap-x-8 gap-y-1 *:flex *:h-6 *:items-center">
        {LEASES.map((lease) => {
          const left = lease.minutes * MINUTE
          return (
            <div key={lease.minutes}>
              <LeaseCell
                width={72}
                level={leaseLevel(left, 0)}
                widthPercent={leaseBarPercent(left)}
                text={durationText(left)}
                end={lease.end}
                fullEnd={lease.fullEnd}
                spoken={`${durationText(left)} left, ends ${lease.end}`}
              />
            </div>
          )
        })}
        <div>
          <LeaseCell
            width={72}
            level="ended"
            text="Ended 20 min ago"
            spoken="Ended 20 minutes ago"
            onResolve={nothing}
          />
        </div>
        <div>
          <LeaseCell width={72} level="none" text="No end" spoken="No end" reminder="Fri 09:00" />
        </div>
        <div>
          <LeaseCell
            width={72}
            level="making"
            widthPercent={62}
            text="Step 4 of 6, wait for address"
            spoken="Being made, step 4 of 6, wait for address"
          />
        </div>
      </div>
    </Specimen>
  )
}

const ROWS = [
  { name: 'Rest', look: '', checked: false },
  { name: 'Hover', look: 'bg-hover', checked: false },
  { name: 'Selected', look: 'bg-accent-soft', checked: true },
  { name: 'Focused', look: 'outline-2 -outline-offset-2 outline-focus', checked: false },
] as const

/** Drawn rows: hover and focus cannot be held on several rows of a real table at once. */
function Rows(): ReactElement {
  return (
    <Specimen title="Row states">
      <div className="overflow-hidden rounded-lg border border-line">
        {ROWS.map((row) => (
          <div
            key={row.name}
            className={clsx('flex h-9 items-center gap-3 border-b border-line px-3 last:border-0', row.look)}
          >
            <CheckMark checked={row.checked} />
            <HostName name="rhel-9-4-kx3.lab.example.com" className="flex-1" />
            <span className="w-24 text-right text-xs text-ink-2">{row.name}</span>
          </div>
        ))}
      </div>
    </Specimen>
  )
}

const TOASTS: readonly Toast[] = [
  {
    id: 'checking-in',
    title: 'Checking in 3 hosts',
    description: (seconds) => `rhel-9-4-kx3, rhel-9-4-m7p and 1 more, sent in ${seconds} s`,
    actions: [
      { label: 'Undo', keyHint: 'Mod Z', onPress: nothing },
      { label: 'Send now', variant: 'ghost', onPress: nothing },
    ],
    countdownMs: 10_000,
    totalMs: 10_000,
    leftMs: 7000,
  },
  {
    id: 'extended',
    tone: 'ok',
    title: 'rhel-9-4-kx3 now ends Fri 13 Nov 14:12',
    description: 'AnsibleTower prod confirmed',
    totalMs: 6000,
    leftMs: 6000,
  },
]

/** Leases, rows and toasts: the second half of the design's own sheet. */
export function StateSpecimens(): ReactElement {
  return (
    <>
      <Leases />
      <Rows />
      <Specimen title="Toasts">
        <div className="flex flex-col gap-2">
          {TOASTS.map((toast) => (
            <ToastCard key={toast.id} toast={toast} onClose={nothing} />
          ))}
        </div>
      </Specimen>
    </>
  )
}
