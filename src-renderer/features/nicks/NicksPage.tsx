import { useQuery } from '@tanstack/react-query'
import { Bookmark, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Nick } from '@shared/domain/nick'
import { CallProblem } from '@renderer/app/CallProblem'
import { goTo, paths } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { Waiting } from '@renderer/app/Waiting'
import { useCall } from '@renderer/bridge/queries'
import { NickRow } from '@renderer/features/nicks/NickRow'
import { nickPaths } from '@renderer/features/nicks/nick-paths'
import { nicksQuery } from '@renderer/features/nicks/queries'
import { AlertDialog } from '@renderer/ui/AlertDialog'
import { Button } from '@renderer/ui/Button'
import { Callout } from '@renderer/ui/Callout'
import { EmptyState } from '@renderer/ui/EmptyState'

/** Every nick of the settings file, in its order, and what is wrong with it. */
export function NicksPage(): ReactElement {
  const query = useQuery(nicksQuery)
  const [leaving, setLeaving] = useState<Nick>()
  const duplicate = useCall('nicks.duplicate', { onError: toastProblem })
  const move = useCall('nicks.move', { onError: toastProblem })
  const remove = useCall('nicks.remove', {
    onError: toastProblem,
    onSettled() {
      setLeaving(undefined)
    },
  })
  if (query.error !== null) {
    return (
      <div className="flex-1 p-5">
        <CallProblem error={query.error} onRetry={() => void query.refetch()} />
      </div>
    )
  }
  if (query.data === undefined) return <Waiting label="Reading the nicks" />
  const { nicks, problem } = query.data
  const add = (
    <Button
      icon={Plus}
      onClick={() => {
        goTo(nickPaths.new)
      }}
    >
      Add nick
    </Button>
  )
  return (
    <section aria-labelledby="nicks-title" data-pane className="min-h-0 flex-1 overflow-y-auto px-6 py-4">
      <div className="max-w-[760px]">
        <div className="flex min-h-7 items-center gap-2">
          <h2 id="nicks-title" className="min-w-0 flex-1 text-md font-semibold">
            Nicks
          </h2>
          {nicks.length === 0 ? null : add}
        </div>
        <p className="mt-1 text-ink-2">
          A nick is a name for what is checked out often. Nicks are in the settings file, where the broker
          command finds them, too.
        </p>
        {problem === undefined ? null : (
          <div className="mt-4">
            <Callout tone="warn" title={problem} />
          </div>
        )}
        {nicks.length === 0 ? (
          <EmptyState
            icon={Bookmark}
            title="No nick yet"
            text="Save one from the Check out form, from a host's arguments, or add it here."
            actions={add}
          />
        ) : (
          <ul aria-label="Nicks" className="mt-4 flex flex-col gap-2 border-t border-line pt-4">
            {nicks.map((nick, index) => (
              <NickRow
                key={nick.name}
                nick={nick}
                isFirst={index === 0}
                isLast={index === nicks.length - 1}
                onUse={() => {
                  goTo(paths.checkoutNick(nick.name))
                }}
                onEdit={() => {
                  goTo(nickPaths.edit(nick.name))
                }}
                onDuplicate={() => {
                  duplicate.mutate({ name: nick.name })
                }}
                onRemove={() => {
                  setLeaving(nick)
                }}
                onMove={(by) => {
                  const others = nicks.filter((each) => each !== nick).map((each) => each.name)
                  const before = others[index + by]
                  move.mutate({ name: nick.name, ...(before === undefined ? {} : { before }) })
                }}
              />
            ))}
          </ul>
        )}
      </div>
      <AlertDialog
        open={leaving !== undefined}
        onOpenChange={(open) => {
          if (!open) setLeaving(undefined)
        }}
        title={`Remove nick ${leaving?.name ?? ''}?`}
        description="It is taken out of the settings file, which the broker command reads, too. Hosts stay as they are."
        confirmLabel="Remove nick"
        tone="solidDanger"
        busy={remove.isPending}
        onConfirm={() => {
          if (leaving !== undefined) remove.mutate({ name: leaving.name })
        }}
      />
    </section>
  )
}
