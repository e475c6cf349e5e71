import { useId, type ReactElement } from 'react'
import type { BeingMade } from '@renderer/app/shell/nav-item'
import { ProgressBar } from '@renderer/ui/ProgressBar'
import { ProviderMark } from '@renderer/ui/ProviderMark'

/** What is being made now, at the bottom of the sidebar. */
export function BeingMadeList({ items }: { readonly items: readonly BeingMade[] }): ReactElement | null {
  const titleId = useId()
  if (items.length === 0) return null
  return (
    <section aria-labelledby={titleId} className="flex-none px-2 pb-2">
      <h2 id={titleId} className="px-2 pb-1 text-2xs font-medium text-ink-3">
        Being made
      </h2>
      <ul>
        {items.map((item) => (
          <li key={item.id}>
            <a href={item.href} draggable={false} className="block rounded-md px-2 py-1.5 hover:bg-track">
              <span className="mb-1.5 flex items-center gap-2">
                <ProviderMark kind={item.kind} size={16} />
                <span className="min-w-0 flex-1 truncate text-xs text-ink">{item.title}</span>
                <span className="text-2xs text-ink-3 tnum">{item.elapsed}</span>
              </span>
              <ProgressBar percent={item.percent} label={item.label} />
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
