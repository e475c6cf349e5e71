import { ArrowRight, TriangleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import type { SyncRow } from '@shared/domain/sync'
import { hrefTo, paths } from '@renderer/app/navigation'
import { shortOs } from '@renderer/features/hosts/short-os'
import { canPick } from '@renderer/features/sync/sync-rows'
import { changeSides, goneText, leaseText } from '@renderer/features/sync/sync-words'
import { Badge } from '@renderer/ui/Badge'
import { Checkbox } from '@renderer/ui/Checkbox'
import { HostName } from '@renderer/ui/HostName'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'

const FATES = [
  { value: 'forget', label: 'Forget' },
  { value: 'keep', label: 'Keep the record' },
] as const

/** How many changes of a host there is room for in a line; of the others the names are told. */
const SHOWN = 2

function Changes({ row, nowMs }: { readonly row: SyncRow; readonly nowMs: number }): ReactElement {
  const texts = row.changes.map((change) => ({ ...changeSides(change, nowMs), what: change.what }))
  const sentences = texts.map(({ what, before, after }) => `${what}: ${before}, now ${after}`)
  const others = texts.slice(SHOWN).map(({ what }) => what)
  return (
    <span title={sentences.join('\n')} className="flex min-w-0 items-center gap-3 overflow-hidden">
      {texts.slice(0, SHOWN).map(({ what, before, after }) => (
        <span key={what} className="flex min-w-0 items-center gap-2">
          <span className="flex-none text-xs text-ink-3">{what}</span>
          <del className="max-w-48 min-w-6 truncate text-ink-3 tnum">{before}</del>
          <ArrowRight size={12} strokeWidth={2.2} aria-hidden className="flex-none text-ink-3" />
          <ins className="max-w-48 min-w-12 truncate font-medium text-ink tnum no-underline">{after}</ins>
        </span>
      ))}
      {others.length === 0 ? null : (
        <>
          <span aria-hidden className="min-w-16 flex-1 truncate text-xs text-ink-3">
            and {others.join(', ')}
          </span>
          <span className="sr-only">{sentences.slice(SHOWN).join('. ')}</span>
        </>
      )}
    </span>
  )
}

function Gone({ row, nowMs }: { readonly row: SyncRow; readonly nowMs: number }): ReactElement {
  const { text, isEnded } = goneText(row.lease, nowMs)
  return (
    <>
      <span
        className={isEnded ? 'font-medium whitespace-nowrap text-danger-ink tnum' : 'whitespace-nowrap tnum'}
      >
        {text}
      </span>
      <Note row={row} />
    </>
  )
}

function Note({ row }: { readonly row: SyncRow }): ReactElement | null {
  if (row.note === undefined) return null
  return (
    <span title={row.note} className="truncate text-xs text-ink-3">
      {row.note}
    </span>
  )
}

function Facts({ row, nowMs }: { readonly row: SyncRow; readonly nowMs: number }): ReactElement {
  return (
    <>
      <span title={row.os} className="w-24 flex-none truncate">
        {row.os === undefined ? null : shortOs(row.os)}
      </span>
      <span className="whitespace-nowrap text-ink-3 tnum">{leaseText(row.lease, nowMs)}</span>
      <Note row={row} />
    </>
  )
}

/** Why a row is not for a sync to settle, and the way to where it is. */
function Held({ row }: { readonly row: SyncRow }): ReactElement {
  const badge = (
    <Badge tone="warn" icon={TriangleAlert}>
      {row.held}
    </Badge>
  )
  return row.taskId === undefined ? (
    badge
  ) : (
    <a href={hrefTo(paths.task(row.taskId))} draggable={false} className="flex-none rounded-sm">
      {badge}
    </a>
  )
}

/** One host: whether it is applied, which it is, and what a sync would do with it. */
export function SyncTableRow(props: {
  readonly row: SyncRow
  readonly isPicked: boolean
  readonly onPick: (isPicked: boolean) => void
  readonly nowMs: number
}): ReactElement {
  const { row, nowMs } = props
  return (
    <>
      <div role="cell" className="flex w-[15px] flex-none items-center">
        {row.kind === 'same' ? null : (
          <Checkbox
            checked={props.isPicked}
            disabled={!canPick(row)}
            onChange={props.onPick}
            label={row.title}
          />
        )}
      </div>
      <div role="cell" className="flex w-[clamp(160px,32%,272px)] min-w-0 flex-none">
        <HostName name={row.title} muted={row.kind === 'same'} className="select-text" />
      </div>
      <div role="cell" className="flex min-w-0 flex-1 items-center gap-2 overflow-hidden text-ink-2">
        {row.kind === 'changed' ? <Changes row={row} nowMs={nowMs} /> : null}
        {row.kind === 'gone' ? <Gone row={row} nowMs={nowMs} /> : null}
        {row.kind === 'new' || row.kind === 'same' ? <Facts row={row} nowMs={nowMs} /> : null}
      </div>
      {row.held === undefined && row.kind !== 'gone' ? null : (
        <div role="cell" className="flex flex-none">
          {row.held === undefined ? (
            <SegmentedControl
              label={`What becomes of ${row.title}`}
              options={FATES}
              value={props.isPicked ? 'forget' : 'keep'}
              onChange={(fate) => {
                props.onPick(fate === 'forget')
              }}
            />
          ) : (
            <Held row={row} />
          )}
        </div>
      )}
    </>
  )
}
