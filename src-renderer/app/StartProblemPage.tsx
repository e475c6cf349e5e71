import { FolderOpen, RefreshCw } from 'lucide-react'
import type { ReactElement } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import type { StartProblem } from '@shared/ipc/contract'
import { toastProblem } from '@renderer/app/problem-toast'
import { AppIcon } from '@renderer/app/shell/AppIcon'
import { TitleBar } from '@renderer/app/shell/TitleBar'
import { useCall } from '@renderer/bridge/queries'
import { Button } from '@renderer/ui/Button'

function Facts({ facts }: { readonly facts: StartProblem['facts'] }): ReactElement {
  return (
    <dl className="mt-5 overflow-hidden rounded-lg border border-line-2 bg-surface shadow-ctl">
      {facts.map((fact) => (
        <div
          key={fact.label}
          className="flex min-h-9 items-center gap-4 px-4 py-1.5 not-first:border-t not-first:border-line"
        >
          <dt className="w-48 flex-none text-ink-3">{fact.label}</dt>
          <dd className="min-w-0 break-words tnum select-text">{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** Stands in place of all screens when the inventory could not be opened: what is so, and what can be done. */
export function StartProblemPage(props: {
  readonly problem: StartProblem
  readonly version: string
}): ReactElement {
  const { problem } = props
  const client = useQueryClient()
  const retry = useCall('app.resolveStartProblem', {
    onSuccess: () => client.invalidateQueries(),
    onError: toastProblem,
  })
  const show = useCall('app.showPath', { onError: toastProblem })
  const quit = useCall('app.quit', { onError: toastProblem })
  return (
    <div className="flex h-full flex-col bg-canvas text-ink">
      <TitleBar />
      <main className="flex min-h-0 flex-1 flex-col items-center overflow-y-auto px-4">
        <div className="my-auto w-[560px] max-w-full pb-20">
          <div className="flex items-center gap-3">
            <AppIcon size={32} />
            <span className="text-sm font-semibold">Broker Desktop {props.version}</span>
          </div>
          <h1 className="mt-6 text-lg font-semibold">{problem.title}</h1>
          <p className="mt-2 text-ink-2">{problem.detail}</p>
          {problem.facts.length === 0 ? null : <Facts facts={problem.facts} />}
          <p className="mt-3 mono break-all text-ink-3 select-text">{problem.path}</p>
          <div className="mt-5 flex items-center gap-2">
            {problem.canRetry ? (
              <Button
                variant="primary"
                size={32}
                icon={RefreshCw}
                busy={retry.isPending}
                onClick={() => {
                  retry.mutate({ choice: 'retry' })
                }}
              >
                Try again
              </Button>
            ) : null}
            <span className="flex-1" />
            <Button
              variant="ghost"
              size={32}
              icon={FolderOpen}
              onClick={() => {
                show.mutate({ what: 'inventory' })
              }}
            >
              Show the file
            </Button>
            <Button
              variant="ghost"
              size={32}
              onClick={() => {
                quit.mutate({})
              }}
            >
              Quit
            </Button>
          </div>
        </div>
      </main>
    </div>
  )
}
