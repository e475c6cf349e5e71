import type { ReactElement } from 'react'
import { KeyHint } from '@renderer/ui/KeyHint'

/** Keys that belong together, under one title. */
export interface KeyMapGroup {
  readonly title: string
  readonly rows: readonly { readonly keys: readonly string[]; readonly does: string }[]
}

/** The map of all keys, in two columns. */
export function KeyMap({ groups }: { readonly groups: readonly KeyMapGroup[] }): ReactElement {
  return (
    <div className="columns-2 gap-8">
      {groups.map((group) => (
        <section key={group.title} className="mb-4 break-inside-avoid">
          <h3 className="mb-1 text-xs font-semibold">{group.title}</h3>
          <dl>
            {group.rows.map((row) => (
              <div
                key={row.does}
                className="flex min-h-7 items-center gap-3 border-b border-line py-1 text-xs"
              >
                <dt className="order-2 flex flex-none items-center gap-1.5">
                  {row.keys.map((keys) => (
                    <KeyHint key={keys} keys={keys} />
                  ))}
                </dt>
                <dd className="order-1 min-w-0 flex-1 text-ink-2">{row.does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </div>
  )
}
