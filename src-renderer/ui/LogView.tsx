import { useVirtualizer } from '@tanstack/react-virtual'
import { ArrowDownToLine } from 'lucide-react'
import {
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type WheelEvent,
} from 'react'
import { findHits, logText, newLinesText, nextHit, type LogLine } from '@renderer/ui/log-lines'
import { LogRow } from '@renderer/ui/LogRow'
import { LogToolbar } from '@renderer/ui/LogToolbar'
import { useLogAnchor } from '@renderer/ui/use-log-anchor'
import { useThrottled } from '@renderer/ui/use-throttled'

const LINE_HEIGHT = 19
/** How near to the end counts as "at the end". */
const END_SLACK = 24
/** Readers hear the newest line at most this often. */
const SPEAK_MS = 5000

/** Props of `LogView`. */
export interface LogViewProps {
  readonly lines: readonly LogLine[]
  readonly label: string
  /** What stands over it; absent: "Log". */
  readonly title?: string | undefined
  /** Lines still come in. */
  readonly live?: boolean | undefined
  readonly toolbarStart?: ReactNode
  /** The index of the line to open at: the failing one. */
  readonly initialLine?: number | undefined
  readonly onSave?: (() => void) | undefined
  readonly emptyText?: string | undefined
}

/** A log of any length. It follows its end until the reader scrolls away from it. */
export function LogView(props: LogViewProps): ReactElement {
  const { lines } = props
  const scroller = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const lastTop = useRef(0)
  const [following, setFollowing] = useState(props.initialLine === undefined)
  const [seenCount, setSeenCount] = useState(lines.length)
  const [query, setQuery] = useState('')
  const [hit, setHit] = useState(0)
  const [wrap, setWrap] = useState(false)
  const hits = useMemo(() => findHits(lines, query), [lines, query])
  const longest = useMemo(() => lines.reduce((most, line) => Math.max(most, line.text.length), 0), [lines])
  const live = props.live === true
  const spoken = useThrottled(live && following ? (lines.at(-1)?.text ?? '') : '', SPEAK_MS)

  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => LINE_HEIGHT,
    overscan: 20,
    paddingStart: 8,
    paddingEnd: 8,
  })

  const { initialLine } = props
  useEffect(() => {
    if (initialLine !== undefined) virtual.scrollToIndex(initialLine, { align: 'center' })
    // Only when another line is asked for: new lines must not pull the reader back.
  }, [initialLine, virtual])

  const anchor = useLogAnchor(
    scroller,
    following,
    initialLine === undefined
      ? undefined
      : () => {
          virtual.scrollToIndex(initialLine, { align: 'center' })
        },
  )

  useEffect(() => {
    const element = scroller.current
    if (following && element !== null) element.scrollTop = element.scrollHeight
  }, [following, lines.length, wrap])

  function scrolled(): void {
    const element = scroller.current
    if (element === null) return
    const atEnd = element.scrollHeight - element.scrollTop - element.clientHeight <= END_SLACK
    const isUpwards = element.scrollTop < lastTop.current
    lastTop.current = element.scrollTop
    // Only a move down to the end takes it up again: the first pixels of a turn upwards are still near the end.
    if (atEnd === following || (atEnd && isUpwards)) return
    setFollowing(atEnd)
    setSeenCount(lines.length)
  }

  function turned(event: WheelEvent): void {
    const element = scroller.current
    if (!following || event.deltaY >= 0 || element === null || element.scrollTop === 0) return
    // At once: a line that comes in before the browser has scrolled would pull the reader back to the end.
    setFollowing(false)
    setSeenCount(lines.length)
  }

  function show(position: number): void {
    const line = hits[position]
    if (line === undefined) return
    anchor.release()
    setHit(position)
    setFollowing(false)
    setSeenCount(lines.length)
    virtual.scrollToIndex(line, { align: 'center' })
  }

  function find(next: string): void {
    setQuery(next)
    setHit(0)
    const first = findHits(lines, next)[0]
    if (first === undefined) return
    anchor.release()
    setFollowing(false)
    setSeenCount(lines.length)
    virtual.scrollToIndex(first, { align: 'center' })
  }

  function keyDown(event: KeyboardEvent): void {
    if (!event.ctrlKey && !event.metaKey) return
    if (event.key === 'f') search.current?.focus()
    else if (event.key === 'g' && hits.length > 0) show(nextHit(hits.length, hit, 1))
    else return
    event.preventDefault()
  }

  const unseen = Math.max(0, lines.length - seenCount)
  const pill = following ? `Following, ${lines.length} lines` : unseen > 0 ? newLinesText(unseen) : 'Follow'
  const hasTimes = lines.some((line) => line.time !== '')
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- only listens to keys of what stands inside
    <div className="flex min-h-0 min-w-0 flex-1 flex-col" onKeyDown={keyDown}>
      <LogToolbar
        title={props.title ?? 'Log'}
        start={props.toolbarStart}
        query={query}
        onQueryChange={find}
        searchRef={search}
        hitCount={hits.length}
        currentHit={hit}
        onStep={(direction) => {
          show(nextHit(hits.length, hit, direction))
        }}
        wrap={wrap}
        onWrapChange={(next) => {
          setWrap(next)
          virtual.measure()
        }}
        copyText={() => logText(lines)}
        onSave={props.onSave}
      />
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div
          ref={scroller}
          role="log"
          aria-label={props.label}
          aria-live="off"
          // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so keys must be able to reach it
          tabIndex={0}
          onScroll={scrolled}
          onWheel={turned}
          className="min-h-0 flex-1 overflow-auto bg-surface mono leading-[19px] focus-visible:-outline-offset-2"
        >
          {lines.length === 0 ? (
            <p className="px-5 py-3 font-sans text-xs text-ink-3">
              {props.emptyText ?? 'Nothing was said yet.'}
            </p>
          ) : null}
          <div
            className="relative"
            style={{
              height: virtual.getTotalSize(),
              minWidth: wrap ? undefined : `calc(${longest}ch + ${hasTimes ? 144 : 68}px)`,
            }}
          >
            {virtual.getVirtualItems().map((item) => {
              const line = lines[item.index]
              return line === undefined ? null : (
                <div
                  key={item.key}
                  ref={wrap ? virtual.measureElement : undefined}
                  data-index={item.index}
                  style={{ transform: `translateY(${item.start}px)` }}
                  className="absolute inset-x-0 top-0"
                >
                  <LogRow line={line} query={query} current={item.index === hits[hit]} wrap={wrap} />
                </div>
              )
            })}
          </div>
        </div>
        <span className="sr-only" aria-live="polite">
          {spoken}
        </span>
        {live ? (
          <button
            type="button"
            aria-pressed={following}
            onClick={() => {
              setFollowing(true)
            }}
            className="absolute right-5 bottom-3 flex h-6 items-center gap-2 rounded-md bg-raised px-2.5 text-xs text-ink-2 shadow-pop edge-forced hover:text-ink"
          >
            <ArrowDownToLine size={12} strokeWidth={2.2} aria-hidden />
            <span className="tnum">{pill}</span>
          </button>
        ) : null}
      </div>
    </div>
  )
}
