import type { ReactElement } from 'react'

/** The luggage tag, the sign of a thing lent. Decoration beside the product's name. */
export function AppIcon({ size = 18 }: { readonly size?: number | undefined }): ReactElement {
  return (
    <svg width={size} height={size} viewBox="0 0 512 512" aria-hidden className="fill-forced">
      <rect width={512} height={512} rx={116} className="fill-accent" />
      <path
        fillRule="evenodd"
        d="M206 88a34 34 0 0 1 24-10h52a34 34 0 0 1 24 10l72 76a34 34 0 0 1 10 24v212a34 34 0 0 1-34 34H158a34 34 0 0 1-34-34V188a34 34 0 0 1 10-24zM256 132a30 30 0 1 0 0 60 30 30 0 0 0 0-60z"
        className="fill-on-fill"
      />
      <rect x={172} y={250} width={168} height={36} rx={18} className="fill-accent" />
      <rect x={172} y={326} width={96} height={36} rx={18} opacity={0.55} className="fill-accent" />
    </svg>
  )
}
