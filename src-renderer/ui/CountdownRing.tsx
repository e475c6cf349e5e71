import type { ReactElement } from 'react'

const RADIUS = 8
const AROUND = 2 * Math.PI * RADIUS

/** The seconds left, in a ring that empties. Not a live region: the words beside it are. */
export function CountdownRing(props: { readonly leftMs: number; readonly totalMs: number }): ReactElement {
  const share = Math.max(0, Math.min(1, props.leftMs / props.totalMs))
  return (
    <svg width={20} height={20} viewBox="0 0 20 20" aria-hidden>
      <circle cx={10} cy={10} r={RADIUS} fill="none" strokeWidth={2} className="stroke-track" />
      <circle
        cx={10}
        cy={10}
        r={RADIUS}
        fill="none"
        strokeWidth={2}
        strokeDasharray={`${share * AROUND} ${AROUND}`}
        transform="rotate(-90 10 10)"
        className="stroke-ink-2"
      />
      <text x={10} y={13} textAnchor="middle" fontSize={8.5} fontWeight={600} className="fill-ink tnum">
        {Math.ceil(props.leftMs / 1000)}
      </text>
    </svg>
  )
}
