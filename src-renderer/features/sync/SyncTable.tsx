import { useVirtualizer } from '@tanstack/react-virtual'
import { clsx } from 'clsx'
import { ChevronDown, ChevronRight, Minus, Pencil, Plus, type LucideIcon } from 'lucide-react'
import { useMemo, useRef, useState, type ReactElement } from 'react'
import type { SyncRow } from '@shared/domain/sync'
import { useNow } from '@renderer/app/now'
import {
  sectionTick,
  syncItems,
  withRow,
  withSection,
  type SectionKind,
} from '@renderer/features/sync/sync-rows'
import { SyncTableRow } from '@renderer/features/sync/SyncTableRow'
import { Checkbox } from '@renderer/ui/Checkbox'

const ROW_HEIGHT = 36
/** So many that are the same are not worth the room until they are asked for. */
const SAME_UNFOLDED = 20

const LOOKS: Readonly<
  Record<
    Exclude<SectionKind, 'same'>,
    { readonly title: string; readonly text: string; readonly icon: LucideIcon; readonly ink: string }
  >
> = {
  new: { title: 'New', text: 'At the provider, not in the inventory', icon: Plus, ink: 'text-ok-ink' },
  changed: {
    title: 'Changed',
    text: 'What the provider says replaces what is here',
    icon: Pencil,
    ink: 'text-warn-ink',
  },
  gone: {
    title: 'Gone',
    text: 'In the inventory, no longer at the provider',
    icon: Minus,
    ink: 'text-danger-ink',
  },
}

function SectionHead(props: {
  readonly section: SectionKind
  readonly rows: readonly SyncRow[]
  readonly tick: boolean | 'indeterminate' | undefined
  readonly onTick: (isTicked: boolean) => void
  readonly isFolded: boolean
  readonly onFold: () => void
}): ReactElement {
  const { section, rows } = props
  const number = <span className="font-normal text-ink-3 tnum">{rows.length}</span>
  if (section === 'same') {
    const Chevron = props.isFolded ? ChevronRight : ChevronDown
    return (
      <div role="cell" aria-colspan={2}>
        <button
          type="button"
          aria-expanded={!props.isFolded}
          onClick={props.onFold}
          className="flex h-7 items-center gap-3 rounded-sm text-sm font-semibold"
        >
          <Chevron size={14} strokeWidth={2} aria-hidden />
          <span>The same {number}</span>
        </button>
      </div>
    )
  }
  const { title, text, icon: Icon, ink } = LOOKS[section]
  return (
    <>
      <div role="cell" className="flex w-[15px] flex-none items-center">
        {props.tick === undefined ? null : (
          <Checkbox checked={props.tick} onChange={props.onTick} label={`All ${title.toLowerCase()}`} />
        )}
      </div>
      <div role="cell" className="flex min-w-0 items-center gap-2">
        <Icon size={14} strokeWidth={2} aria-hidden className={clsx('ml-1 flex-none', ink)} />
        <span className="text-sm font-semibold whitespace-nowrap">
          {title} {number}
        </span>
        <span className="truncate text-xs text-ink-3">{text}</span>
      </div>
    </>
  )
}

/** Every host of a preview under what a sync would do with it; stays quick with thousands. */
export function SyncTable(props: {
  readonly rows: readonly SyncRow[]
  readonly picks: ReadonlySet<string>
  readonly isIncomplete: boolean
  readonly onPicks: (picks: ReadonlySet<string>) => void
}): ReactElement {
  const { rows, picks, onPicks } = props
  const now = useNow()
  const scroller = useRef<HTMLDivElement>(null)
  const [folded, setFolded] = useState<ReadonlySet<SectionKind>>(
    () => new Set(rows.filter((row) => row.kind === 'same').length > SAME_UNFOLDED ? ['same'] : []),
  )
  const items = useMemo(() => syncItems(rows, folded), [rows, folded])
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })

  return (
    <div
      ref={scroller}
      className="min-h-0 flex-1 overflow-y-auto border-t border-line focus-visible:-outline-offset-2"
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
      tabIndex={0}
      role="region"
      aria-label="What would change"
    >
      <div
        role="table"
        aria-label="Hosts"
        aria-rowcount={items.length}
        className="relative"
        style={{ height: virtual.getTotalSize() }}
      >
        {virtual.getVirtualItems().map(({ index, start }) => {
          const item = items[index]
          if (item === undefined) return null
          const key = item.kind === 'section' ? item.section : item.row.key
          return (
            <div
              key={`${item.kind}/${key}`}
              role="row"
              aria-rowindex={index + 1}
              style={{ transform: `translateY(${start}px)` }}
              className={clsx(
                'absolute inset-x-0 top-0 flex h-9 items-center gap-3 border-b border-line px-5',
                item.kind === 'section' ? 'bg-sunken' : 'hover:bg-hover',
              )}
            >
              {item.kind === 'section' ? (
                <SectionHead
                  section={item.section}
                  rows={item.rows}
                  // What may only be missing in the answer is given up host by host.
                  tick={
                    item.section === 'gone' && props.isIncomplete ? undefined : sectionTick(item.rows, picks)
                  }
                  onTick={(isTicked) => {
                    onPicks(withSection(item.rows, picks, isTicked))
                  }}
                  isFolded={folded.has(item.section)}
                  onFold={() => {
                    setFolded((last) => {
                      const next = new Set(last)
                      if (!next.delete(item.section)) next.add(item.section)
                      return next
                    })
                  }}
                />
              ) : (
                <SyncTableRow
                  row={item.row}
                  isPicked={picks.has(item.row.key)}
                  onPick={(isPicked) => {
                    onPicks(withRow(picks, item.row.key, isPicked))
                  }}
                  nowMs={now}
                />
              )}
            </div>
          )
        })}
      </div>
    </div>
  )
}
