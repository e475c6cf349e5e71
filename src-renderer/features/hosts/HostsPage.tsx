import { useQuery } from '@tanstack/react-query'
import { Plus, Server } from 'lucide-react'
import { useMemo, useRef, type ReactElement } from 'react'
import { CallProblem } from '@renderer/app/CallProblem'
import { useKept } from '@renderer/app/kept'
import { goTo, paths } from '@renderer/app/navigation'
import { facetsQuery } from '@renderer/app/queries'
import { useShortcut } from '@renderer/app/shortcuts'
import { PageHeader } from '@renderer/app/shell/PageHeader'
import { Waiting } from '@renderer/app/Waiting'
import { CheckinDialog } from '@renderer/features/hosts/CheckinDialog'
import { HostGesturesProvider } from '@renderer/features/hosts/host-gestures'
import { HostPanel } from '@renderer/features/hosts/HostPanel'
import { HostsActionBar } from '@renderer/features/hosts/HostsActionBar'
import { hostsMode, switchMode } from '@renderer/features/hosts/hosts-mode'
import { changeView, hostsView } from '@renderer/features/hosts/hosts-view-store'
import { HostsRows } from '@renderer/features/hosts/HostsRows'
import { HostsToolbar } from '@renderer/features/hosts/HostsToolbar'
import { useExtend } from '@renderer/features/hosts/use-extend'
import { useCheckin } from '@renderer/features/hosts/use-checkin'
import { useCopyHostnames } from '@renderer/features/hosts/use-copy-hostnames'
import { useCopyList } from '@renderer/features/hosts/use-copy-list'
import { useHostFocus } from '@renderer/features/hosts/use-host-focus'
import { useHostKeys } from '@renderer/features/hosts/use-host-keys'
import { useHostsPlace } from '@renderer/features/hosts/use-hosts-place'
import { useHostRows } from '@renderer/features/hosts/use-host-rows'
import { useLiveSelection } from '@renderer/features/hosts/use-live-selection'
import { useRoom } from '@renderer/features/hosts/use-room'
import { filterOf, isFiltered, statusText } from '@renderer/features/hosts/view'
import { ViewSwitch } from '@renderer/features/hosts/ViewSwitch'
import { ExtendDialog } from '@renderer/features/leases/ExtendDialog'
import { ReminderStatus } from '@renderer/features/leases/ReminderStatus'
import { sortOf, timelineView } from '@renderer/features/timeline/view-store'
import { SyncButton } from '@renderer/features/sync/SyncButton'
import { Button } from '@renderer/ui/Button'
import { EmptyState } from '@renderer/ui/EmptyState'
import { SplitPane, StatusBar } from '@renderer/ui/Layout'

function CheckoutButton({ size }: { readonly size: 28 | 32 }): ReactElement {
  return (
    <Button
      variant="primary"
      size={size}
      icon={Plus}
      keyHint="C"
      onClick={() => {
        goTo(paths.checkout)
      }}
    >
      Check out
    </Button>
  )
}

function HeaderActions(): ReactElement {
  return (
    <>
      <SyncButton />
      <CheckoutButton size={28} />
    </>
  )
}

/** What is held: found, looked at, copied, given back. */
export function HostsPage(): ReactElement {
  const view = useKept(hostsView)
  const filter = useMemo(() => filterOf(view), [view])
  const facets = useQuery(facetsQuery).data
  const mode = useKept(hostsMode)
  const { order } = useKept(timelineView)
  const sort = mode === 'timeline' ? sortOf(order) : view.sort
  const { rows, error, refetch, onRangeChange } = useHostRows(filter, sort)
  const known = useMemo(() => rows?.loaded.map(({ row }) => row) ?? [], [rows])

  const pane = useRef<HTMLDivElement>(null)
  const search = useRef<HTMLInputElement>(null)
  const room = useRoom(pane)
  const focus = useHostFocus(rows)
  const selection = useLiveSelection(rows, filter, sort, view.filter.trim() === view.kept.trim())
  const held = facets?.total ?? 0
  const checkin = useCheckin({ known, held, onStarted: selection.remove })
  const copyHostnames = useCopyHostnames(known)
  const copyList = useCopyList()
  const extending = useExtend(known)
  const gestures = useMemo(
    () => ({
      checkIn: (ids: ReadonlySet<string>) => void checkin.request(ids),
      extend: (ids: ReadonlySet<string>) => void extending.request(ids),
      reasonAgainstExtending: extending.reasonAgainst,
      copyHostnames: (ids: ReadonlySet<string>) => void copyHostnames(ids),
      copyList: (ids: ReadonlySet<string>) => void copyList(ids),
    }),
    [checkin, extending, copyHostnames, copyList],
  )
  const { focusTable } = useHostKeys({
    pane,
    search,
    focus,
    selection,
    gestures,
    onExtendToday: () => void extending.requestToday(),
  })
  useShortcut('switchView', switchMode)
  useHostsPlace({
    extend: (ids, origin) => void extending.request(ids, origin),
    show: (hostId) => {
      focus.open({ id: hostId })
    },
  })

  function close(): void {
    focus.close()
    focusTable()
  }

  const empty = rows?.total === 0 && !isFiltered(filter)
  return (
    <HostGesturesProvider value={gestures}>
      <PageHeader title="Hosts" count={facets?.total} view={<ViewSwitch />} actions={<HeaderActions />} />
      <SplitPane>
        <div ref={pane} className="flex min-h-0 min-w-0 flex-1 flex-col">
          <HostsToolbar
            view={view}
            mode={mode}
            onChange={changeView}
            facets={facets}
            room={room}
            searchRef={search}
            onSearchKeyDown={(event) => {
              if (event.key !== 'ArrowDown' && event.key !== 'Enter' && event.key !== 'Escape') return
              event.preventDefault()
              focusTable()
            }}
          />
          {error !== null && rows !== undefined ? (
            <CallProblem banner error={error} onRetry={refetch} />
          ) : null}
          <div data-pane className="relative flex min-h-0 flex-1 flex-col">
            {rows === undefined && error === null ? <Waiting label="Loading hosts" /> : null}
            {rows === undefined && error !== null ? (
              <div className="p-4">
                <CallProblem error={error} onRetry={refetch} />
              </div>
            ) : null}
            {empty ? (
              <EmptyState
                icon={Server}
                title="You hold no hosts"
                text="Check one out. It appears here while it is being made."
                actions={<CheckoutButton size={32} />}
              />
            ) : null}
            {rows !== undefined && !empty ? (
              <HostsRows
                mode={mode}
                rows={rows}
                view={view}
                onViewChange={changeView}
                room={room}
                focus={focus}
                selection={selection}
                onRangeChange={onRangeChange}
                onReview={extending.requestMoved}
              />
            ) : null}
            <HostsActionBar ids={selection.ids} known={known} onClear={selection.clear} />
          </div>
          <StatusBar
            start={
              facets === undefined || rows === undefined ? null : (
                <span>
                  {statusText(
                    facets,
                    { filtered: isFiltered(filter), total: rows.total },
                    selection.ids.size,
                  )}
                </span>
              )
            }
            end={<ReminderStatus />}
          />
        </div>
        {focus.panel === undefined ? null : (
          <HostPanel
            key={focus.panel.hostId}
            hostId={focus.panel.hostId}
            row={known.find((host) => host.id === focus.panel?.hostId)}
            pinned={focus.panel.pinned}
            onPinnedChange={focus.setPinned}
            onCheckIn={(hostId) => {
              gestures.checkIn(new Set([hostId]))
            }}
            onClose={close}
          />
        )}
      </SplitPane>
      <CheckinDialog
        asked={checkin.asked}
        busy={checkin.pending}
        onConfirm={checkin.confirm}
        onDismiss={checkin.dismiss}
      />
      {extending.asked === undefined ? null : (
        <ExtendDialog {...extending.asked} onClose={extending.close} onStarted={selection.remove} />
      )}
    </HostGesturesProvider>
  )
}
