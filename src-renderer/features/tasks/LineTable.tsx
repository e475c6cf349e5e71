import { useVirtualizer } from '@tanstack/react-virtual'
import { useLayoutEffect, useRef, type KeyboardEvent, type ReactElement } from 'react'
import type { Task } from '@shared/domain/task'
import { LineRow } from '@renderer/features/tasks/LineRow'

const ROW_HEIGHT = 36
/** More hosts scroll: the log below is what one reads. */
const MOST_ROWS = 6

function targetOf(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return Math.min(count - 1, index + 1)
    case 'ArrowUp':
      return Math.max(0, index - 1)
    case 'Home':
      return 0
    case 'End':
      return count - 1
    default:
      return undefined
  }
}

/** The hosts of a task, a line each; only those in sight exist, for a task may have 200. */
export function LineTable(props: {
  readonly task: Task
  /** The number of the line that is looked at. */
  readonly selected: number | undefined
  readonly onSelect: (line: number) => void
  readonly nowMs: number
}): ReactElement {
  const { lines, kind, cancelRequested, id } = props.task
  const scroller = useRef<HTMLDivElement>(null)
  const takeFocus = useRef(false)
  const at = Math.max(
    0,
    lines.findIndex((line) => line.line === props.selected),
  )
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 6,
  })

  useLayoutEffect(() => {
    if (!takeFocus.current) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`)
    if (row === null || row === undefined) return
    takeFocus.current = false
    row.focus({ preventScroll: true })
  })

  function keyDown(event: KeyboardEvent): void {
    const target = event.target instanceof Element ? event.target.closest('button, a') : null
    const next = targetOf(event.key, at, lines.length)
    const line = next === undefined ? undefined : lines[next]
    if (target !== null || next === undefined || line === undefined) return
    event.preventDefault()
    takeFocus.current = true
    virtual.scrollToIndex(next)
    props.onSelect(line.line)
  }

  return (
    // oxlint-disable-next-line jsx-a11y/interactive-supports-focus -- the focus is on its rows (roving tabindex)
    <div role="grid" aria-label="Hosts of this task" aria-rowcount={lines.length + 1} onKeyDown={keyDown}>
      <div role="rowgroup">
        <div
          role="row"
          aria-rowindex={1}
          className="flex h-7 items-center gap-3 border-y border-line bg-sunken px-5 text-xs text-ink-3"
        >
          <span role="columnheader" className="w-5 flex-none">
            <span className="sr-only">Number</span>
          </span>
          <span role="columnheader" className="w-[30%] max-w-[236px] flex-none">
            {kind === 'execute' ? 'Run' : 'Host'}
          </span>
          <span role="columnheader" className="min-w-0 flex-1">
            Steps
          </span>
          <span role="columnheader" className="w-[152px] flex-none">
            Now
          </span>
          <span role="columnheader" className="hidden w-16 flex-none text-right @[600px]:block">
            Elapsed
          </span>
          <span role="columnheader" className="w-[84px] flex-none text-right">
            Links
          </span>
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        style={{ height: Math.min(lines.length, MOST_ROWS) * ROW_HEIGHT }}
        className="overflow-y-auto"
      >
        <div role="presentation" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map((item) => {
            const line = lines[item.index]
            return line === undefined ? null : (
              <LineRow
                key={line.line}
                taskId={id}
                kind={kind}
                cancelling={cancelRequested}
                line={line}
                index={item.index}
                top={item.start}
                selected={item.index === at}
                nowMs={line.endedAtMs === undefined ? props.nowMs : line.endedAtMs}
                onSelect={props.onSelect}
              />
            )
          })}
        </div>
      </div>
    </div>
  )
}
