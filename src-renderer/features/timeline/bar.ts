import type { HostSummary } from '@shared/domain/host'
import { momentText } from '@shared/lib/time-text'
import { endOf, leaseWords, reminderAt } from '@renderer/features/leases/lease-text'
import { xOf, type TimeScale } from '@renderer/features/timeline/scale'

/** A visible part of a bar, in pixels. Where it goes on out of sight it has no edge. */
export interface Piece {
  readonly x: number
  readonly width: number
  readonly cutStart: boolean
  readonly cutEnd: boolean
}

/** How a bar is coloured: the levels of urgency only under 4 hours. */
export type BarTone = 'calm' | 'soon' | 'attention' | 'alert'

/** A label and where it stands: from a place to the right, or up to a place. */
export interface BarLabel {
  readonly x: number
  readonly align: 'start' | 'end'
  readonly text: string
  /** "today 14:42", pale beside it. */
  readonly detail: string | undefined
  /** The person's own moment stands in the place of an end. */
  readonly isReminder?: true
  readonly isInside: boolean
}

/** A host's row as pixels. */
export interface Bar {
  /** `open`: no end is known. `settling`: left behind, waits for a decision. */
  readonly kind: 'lease' | 'ended' | 'open' | 'making' | 'settling'
  readonly tone: BarTone
  /** What is over; of an ended lease up to its end. */
  readonly past: Piece | undefined
  /** What is still to come; of an ended one what has passed since. */
  readonly rest: Piece | undefined
  readonly label: BarLabel
  /** The whole in one sentence, for readers. */
  readonly spoken: string
  /** Where the end lies, if it is in sight. */
  readonly endX: number | undefined
  /** Where the person's own reminder lies, of a host without an end. */
  readonly reminderX: number | undefined
}

/** What of a host its bar needs. */
export type BarHost = Pick<
  HostSummary,
  'state' | 'lease' | 'step' | 'problem' | 'createdAtMs' | 'checkedOutAtMs'
>

/** Under this the words do not fit into the part that is to come. */
const LEAST_INSIDE = 96
/** The narrowest that a part which carries a fact may get. */
const LEAST_PIECE = 3
/** The words of a bar are no wider than this, nearly always. */
const LABEL_ROOM = 148
/** And without the moment of the end than this. */
const SHORT_ROOM = 64
/** How wide what nobody knows the end of is drawn. */
const OPEN_WIDTH = 168

/** The bar of a host on a scale at a moment. */
export function barOf(host: BarHost, scale: TimeScale, nowMs: number): Bar {
  const words = leaseWords(host, nowMs)
  const startMs = host.checkedOutAtMs ?? host.createdAtMs
  const { spoken } = words
  const none = { past: undefined, rest: undefined, endX: undefined, reminderX: undefined, spoken }
  if (words.level === 'making') {
    const rest = openPiece(scale, nowMs)
    return { ...none, kind: 'making', tone: 'calm', rest, label: labelAfter(scale, nowMs, rest, words.text) }
  }
  if (host.state === 'left_behind') {
    const past = piece(scale, startMs, nowMs, LEAST_PIECE)
    const text = host.problem ?? 'It may still exist'
    const label = labelAfter(scale, nowMs, undefined, text)
    return { ...none, kind: 'settling', tone: 'calm', past, label, spoken: text }
  }
  const endMs = endOf(host)
  if (endMs === undefined) return { ...openBar(host, scale, nowMs, startMs), spoken }
  const label = { text: words.text, detail: words.end }
  if (words.level === 'ended') {
    const rest = piece(scale, endMs, nowMs, LEAST_PIECE)
    return {
      ...none,
      kind: 'ended',
      tone: 'alert',
      past: piece(scale, startMs, endMs, 0),
      rest,
      label: labelAfter(scale, nowMs, undefined, label.text),
      endX: inSight(scale, endMs),
    }
  }
  const tone = words.level === 'none' ? 'calm' : words.level
  const rest = piece(scale, nowMs, endMs, LEAST_PIECE)
  return {
    ...none,
    kind: 'lease',
    tone,
    past: piece(scale, Math.min(startMs, nowMs), nowMs, 0),
    rest,
    label: leaseLabel(scale, nowMs, endMs, rest, tone, label),
    endX: inSight(scale, endMs),
  }
}

function openBar(host: BarHost, scale: TimeScale, nowMs: number, startMs: number): Omit<Bar, 'spoken'> {
  const rest = piece(scale, nowMs, scale.toMs + 1, 0)
  const atMs = reminderAt(host)
  const reminderX = atMs === undefined ? undefined : inSight(scale, atMs)
  const labelX = Math.max(0, xOf(scale, nowMs)) + 8
  return {
    kind: 'open',
    tone: 'calm',
    past: piece(scale, Math.min(startMs, nowMs), nowMs, 0),
    rest,
    label: {
      x: labelX,
      align: 'start',
      text: 'No end',
      ...(atMs === undefined
        ? { detail: undefined }
        : { detail: momentText(atMs, nowMs), isReminder: true as const }),
      isInside: true,
    },
    endX: undefined,
    // Under the words it would only be in their way.
    reminderX: reminderX !== undefined && reminderX > labelX + LABEL_ROOM ? reminderX : undefined,
  }
}

function inSight(scale: TimeScale, atMs: number): number | undefined {
  const x = xOf(scale, atMs)
  return x < 0 || x > scale.width ? undefined : x
}

/** The part of a stretch of time that is in sight. */
function piece(scale: TimeScale, fromMs: number, toMs: number, least: number): Piece | undefined {
  const from = xOf(scale, fromMs)
  const to = Math.max(xOf(scale, toMs), from + least)
  if (to <= 0 || from >= scale.width || to <= from) return undefined
  const x = Math.max(0, from)
  return { x, width: Math.min(scale.width, to) - x, cutStart: from < 0, cutEnd: to > scale.width }
}

function openPiece(scale: TimeScale, nowMs: number): Piece | undefined {
  const from = xOf(scale, nowMs)
  if (from + OPEN_WIDTH <= 0 || from >= scale.width) return undefined
  const x = Math.max(0, from)
  const width = Math.min(OPEN_WIDTH, scale.width - x)
  return { x, width, cutStart: from < 0, cutEnd: true }
}

function leaseLabel(
  scale: TimeScale,
  nowMs: number,
  endMs: number,
  rest: Piece | undefined,
  tone: BarTone,
  words: { readonly text: string; readonly detail: string | undefined },
): BarLabel {
  // Over before what is in sight, or only beginning after it: the words stand at the edge on that side.
  if (rest === undefined) {
    return xOf(scale, endMs) <= 0
      ? { ...words, x: 8, align: 'start', isInside: false }
      : { ...words, x: scale.width - 8, align: 'end', isInside: false }
  }
  const nowX = Math.max(0, xOf(scale, nowMs))
  const short = { text: words.text, detail: undefined }
  // On the colours of urgency no ink is dark and light enough for both themes: there the words stand beside.
  const isPlain = tone === 'calm' || tone === 'soon'
  if (isPlain && rest.width >= LEAST_INSIDE) {
    return { ...(rest.width < LABEL_ROOM ? short : words), x: rest.x + 8, align: 'start', isInside: true }
  }
  const after = {
    x: rest.x + rest.width + (rest.width <= 6 ? 6 : 8),
    align: 'start',
    isInside: false,
  } as const
  const before = { x: nowX - 8, align: 'end', isInside: false } as const
  if (after.x + LABEL_ROOM <= scale.width) return { ...words, ...after }
  if (nowX > LABEL_ROOM) return { ...words, ...before }
  if (after.x + SHORT_ROOM <= scale.width || nowX < SHORT_ROOM) return { ...short, ...after }
  return { ...short, ...before }
}

/** Words right of the now-line, or inside what begins there. */
function labelAfter(scale: TimeScale, nowMs: number, around: Piece | undefined, text: string): BarLabel {
  const nowX = xOf(scale, nowMs)
  const isInside = around !== undefined
  if (nowX >= scale.width)
    return { x: scale.width - 8, align: 'end', text, detail: undefined, isInside: false }
  if (!isInside && nowX + LABEL_ROOM > scale.width)
    return { x: nowX - 8, align: 'end', text, detail: undefined, isInside }
  return { x: Math.max(0, nowX) + 8, align: 'start', text, detail: undefined, isInside }
}
