import { useQuery } from '@tanstack/react-query'
import { Play, Plus, RefreshCw } from 'lucide-react'
import { memo, type ReactElement } from 'react'
import type { Action, InstanceId } from '@shared/domain/provider'
import { ageText } from '@shared/lib/time-text'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { useNow } from '@renderer/app/now'
import { useShortcut } from '@renderer/app/shortcuts'
import { describeQuery } from '@renderer/features/checkout/queries'
import { canDo } from '@renderer/features/checkout/selection'
import { DetailHead } from '@renderer/features/providers/DetailHead'
import { StarButton } from '@renderer/features/providers/EntryList'
import { isFavourite } from '@renderer/features/providers/favourites'
import { describedText, fieldCountText } from '@renderer/features/providers/field-words'
import { FieldTable } from '@renderer/features/providers/FieldTable'
import { openCheckout, openRun } from '@renderer/features/providers/open-order'
import type { Entry } from '@renderer/features/providers/use-entries'
import { favourites } from '@renderer/features/providers/view-store'
import { Button } from '@renderer/ui/Button'
import { CopyButton } from '@renderer/ui/CopyButton'
import { IconButton } from '@renderer/ui/IconButton'
import { Spinner } from '@renderer/ui/Spinner'
import { useThrottled } from '@renderer/ui/use-throttled'

/** Moving down the list with the keys asks for what one stops at, not for everything on the way. */
const SETTLE_MS = 200
const PLACEHOLDERS = [0, 1, 2, 3, 4, 5]

function Placeholder(): ReactElement {
  return (
    <div aria-hidden className="min-h-0 flex-1 overflow-hidden">
      {PLACEHOLDERS.map((place) => (
        <div key={place} className="flex h-[49px] flex-col justify-center gap-2 border-b border-line px-5">
          <span className="block h-2 w-1/3 rounded-full bg-track" />
          <span className="block h-2 w-1/2 rounded-full bg-hover" />
        </div>
      ))}
    </div>
  )
}

/** One offering: what it is, what it takes, and the way to ask for it. */
export const OfferingPane = memo(function OfferingPane(props: {
  readonly id: InstanceId
  readonly action: Action
  readonly entry: Entry
}): ReactElement {
  const { id, action, entry } = props
  const now = useNow()
  const settled = useThrottled(entry.name, SETTLE_MS)
  const described = useQuery({
    ...describeQuery(id, action.name, entry.name),
    enabled: settled === entry.name,
  })
  const marked = useKept(favourites.kept)
  const place = { target: id, action: action.name }
  const selection = { ...place, offering: entry.name }
  const canCheckOut = canDo(action, 'checkout')
  const canRun = canDo(action, 'execute')
  useShortcut(
    'checkout',
    () => {
      openCheckout(selection)
    },
    canCheckOut,
  )
  const form = described.data
  const age = ageText(described.dataUpdatedAt, now)

  return (
    <>
      <DetailHead
        name={entry.name}
        noun={action.offeringNoun}
        description={form?.description ?? entry.description ?? entry.title}
        labels={entry.labels}
        links={form?.links ?? []}
        actions={
          <>
            <span className="flex size-6 items-center justify-center">
              <StarButton
                name={entry.name}
                isFavourite={isFavourite(marked, place, entry.name)}
                onToggle={() => {
                  favourites.toggle(place, entry.name)
                }}
              />
            </span>
            {canRun ? (
              <Button
                variant={canCheckOut ? 'secondary' : 'primary'}
                icon={Play}
                onClick={() => {
                  openRun(selection)
                }}
              >
                Run
              </Button>
            ) : null}
            {canCheckOut ? (
              <Button
                variant="primary"
                icon={Plus}
                keyHint="C"
                onClick={() => {
                  openCheckout(selection)
                }}
              >
                Check out
              </Button>
            ) : null}
          </>
        }
      />
      <div className="flex h-8 flex-none items-center gap-1 border-y border-line bg-sunken px-5 text-xs text-ink-3">
        <span className="flex-1">{form === undefined ? '' : fieldCountText(form.fields)}</span>
        {form === undefined ? null : (
          <span className="tnum">Described {age === 'now' ? 'just now' : `${age} ago`}</span>
        )}
        {form === undefined ? null : (
          <CopyButton
            label="Copy what it takes"
            text={() =>
              describedText({
                name: entry.name,
                description: form.description ?? entry.description,
                fields: form.fields,
              })
            }
          />
        )}
        {described.isFetching ? (
          <span role="status" className="flex size-6 items-center justify-center">
            <Spinner size={12} label={`Reading what ${entry.name} takes`} />
          </span>
        ) : (
          <IconButton
            icon={RefreshCw}
            size={24}
            label="Describe again"
            onClick={() => void described.refetch()}
          />
        )}
      </div>
      {described.error === null ? null : (
        <div className="p-4">
          <CallProblem error={described.error} onRetry={() => void described.refetch()} />
        </div>
      )}
      {form === undefined ? (
        described.error === null ? (
          <Placeholder />
        ) : null
      ) : (
        <FieldTable key={entry.name} label={`Fields of ${entry.name}`} fields={form.fields} />
      )}
    </>
  )
})
