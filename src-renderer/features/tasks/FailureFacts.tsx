import type { ReactElement } from 'react'
import type { FailureCause } from '@shared/domain/error'
import { count } from '@shared/lib/words'
import { causeFacts, type FailureFact } from '@renderer/features/tasks/failure-words'
import { OpenLink } from '@renderer/app/OpenLink'

/** Where it happened, in two columns where there is room. */
export function FailureFacts({ facts }: { readonly facts: readonly FailureFact[] }): ReactElement | null {
  if (facts.length === 0) return null
  return (
    <dl className="mt-2.5 grid grid-cols-1 gap-x-6 gap-y-0.5 @[560px]:grid-cols-2">
      {facts.map(({ label, value, links }) => (
        <div key={`${label}/${value}`} className="flex min-w-0 gap-3">
          <dt className="w-12 flex-none text-xs leading-5 text-ink-2">{label}</dt>
          <dd title={value} className="flex min-w-0 gap-3 leading-5 select-text">
            {links.length === 0 ? (
              <span className="truncate">{value}</span>
            ) : (
              links.map((link) => (
                <OpenLink
                  key={link.url}
                  link={link}
                  text={links.length === 1 ? value : link.label}
                  className="min-h-5! text-sm!"
                />
              ))
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** The further reasons of a failure, folded away. */
export function MoreCauses({ causes }: { readonly causes: readonly FailureCause[] }): ReactElement | null {
  if (causes.length === 0) return null
  return (
    <details className="mt-2.5">
      <summary className="w-fit rounded-sm text-xs font-medium text-ink-2 hover:text-ink">
        {count(causes.length, 'more reason')}
      </summary>
      <ol className="mt-2 flex max-h-48 flex-col gap-3 overflow-y-auto border-l-2 border-danger-line pl-3">
        {causes.map((cause, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- two nodes may fail for the same reason
          <li key={index}>
            <p className="mono leading-5 break-words whitespace-pre-wrap text-ink select-text">
              {cause.reason}
            </p>
            <FailureFacts facts={causeFacts(cause)} />
          </li>
        ))}
      </ol>
    </details>
  )
}
