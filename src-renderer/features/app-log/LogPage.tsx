import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { FolderOpen } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import type { AppLogLevel } from '@shared/domain/app-log'
import type { Preferences } from '@shared/domain/settings'
import { CallProblem } from '@renderer/app/CallProblem'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { callQuery, useCall } from '@renderer/bridge/queries'
import { lineOf } from '@renderer/features/app-log/log-entries'
import { originHelp } from '@renderer/features/settings/environment-help'
import { originsQuery } from '@renderer/features/settings/queries'
import { useSavePreferences } from '@renderer/features/settings/use-save-preferences'
import { Button } from '@renderer/ui/Button'
import { LogView } from '@renderer/ui/LogView'
import { SearchInput } from '@renderer/ui/SearchInput'
import { SegmentedControl } from '@renderer/ui/SegmentedControl'
import { Select } from '@renderer/ui/Select'

const SHOWN = 5_000
const LEVELS: readonly { readonly value: AppLogLevel; readonly label: string }[] = [
  { value: 'debug', label: 'Debug' },
  { value: 'info', label: 'Info' },
  { value: 'warn', label: 'Warnings' },
  { value: 'error', label: 'Errors' },
]

/** The application's own log: followed, searched, and how much of it is written. */
export function LogPage({ preferences }: { readonly preferences: Preferences }): ReactElement {
  const [level, setLevel] = useState<AppLogLevel>('debug')
  const [search, setSearch] = useState('')
  const log = useQuery({
    ...callQuery('log.read', { level, search, limit: SHOWN }),
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
  const save = useSavePreferences()
  const show = useCall('app.showPath', { onError: toastProblem })
  const origins = useQuery(originsQuery).data
  const from = originHelp(origins, 'logLevel') ?? originHelp(origins, 'logFormat')
  const nowMs = useNow()
  const lines = useMemo(
    () => (log.data?.entries ?? []).map((entry) => lineOf(entry, new Date(nowMs))),
    [log.data, nowMs],
  )
  const total = log.data?.total ?? 0
  return (
    <section aria-label="Log" data-pane className="flex min-h-0 flex-1 flex-col">
      <div className="flex flex-none flex-wrap items-center gap-2 border-b border-line px-6 py-3">
        <h2 className="text-md font-semibold">Log</h2>
        <span className="min-w-0 flex-1 text-xs text-ink-3 tnum">
          {total > SHOWN ? `the newest ${SHOWN} of ${total}` : null}
        </span>
        <div className="w-52">
          <SearchInput
            label="Only entries with"
            placeholder="Only entries with"
            value={search}
            onChange={setSearch}
          />
        </div>
        <SegmentedControl label="Show" value={level} onChange={setLevel} options={LEVELS} />
        <Button
          icon={FolderOpen}
          onClick={() => {
            show.mutate({ what: 'log' })
          }}
        >
          Open the folder
        </Button>
      </div>
      {log.error === null ? (
        <LogView lines={lines} label="Application log" title="Entries" live emptyText="No entry matches." />
      ) : (
        <div className="flex-1 p-5">
          <CallProblem
            error={log.error}
            onRetry={() => {
              void log.refetch()
            }}
          />
        </div>
      )}
      <div className="flex h-14 flex-none items-center gap-3 border-t border-line bg-surface px-6">
        <span className="text-xs text-ink-2">Written from now on</span>
        {from === undefined ? null : <span className="text-xs text-ink-3">{from}</span>}
        <div className="w-40">
          <Select
            label="Least that is written"
            value={preferences.logLevel}
            options={LEVELS}
            onChange={(logLevel) => {
              save({ logLevel })
            }}
          />
        </div>
        <SegmentedControl
          label="Form of the log"
          value={preferences.logFormat}
          options={[
            { value: 'text', label: 'Text' },
            { value: 'json', label: 'JSON' },
          ]}
          onChange={(logFormat) => {
            save({ logFormat })
          }}
        />
      </div>
    </section>
  )
}
