import { useCallback, useState } from 'react'
import type { HostSummary } from '@shared/domain/host'
import type { HostRows } from '@renderer/features/hosts/use-host-rows'

/** The host in the side panel. */
interface OpenPanel {
  readonly hostId: string
  readonly pinned: boolean
}

/** Which row the keys belong to, and which host the side panel shows. */
export interface HostFocus {
  readonly index: number | undefined
  readonly row: HostSummary | undefined
  readonly moveTo: (index: number) => void
  readonly panel: OpenPanel | undefined
  /** Shows a host in the panel; a pinned panel stays with its host. */
  readonly open: (host: Pick<HostSummary, 'id'>) => void
  readonly setPinned: (pinned: boolean) => void
  readonly close: () => void
}

/**
 * The focus follows its host when rows move, and stays in its place when the host leaves. The panel follows the focus
 * only where a person moves it: it must not turn to another host by itself.
 */
export function useHostFocus(rows: HostRows | undefined): HostFocus {
  const [focus, setFocus] = useState<{ readonly id: string | undefined; readonly index: number }>()
  const [panel, setPanel] = useState<OpenPanel>()

  const moved = focus?.id === undefined ? undefined : rows?.loaded.find(({ row }) => row.id === focus.id)
  const index = moved?.index ?? focus?.index
  const row = moved?.row ?? (index === undefined ? undefined : rows?.getRow(index))

  const open = useCallback((host: Pick<HostSummary, 'id'>) => {
    setPanel((now) => (now?.pinned === true ? now : { hostId: host.id, pinned: false }))
  }, [])

  const moveTo = useCallback(
    (to: number) => {
      const next = rows?.getRow(to)
      setFocus({ id: next?.id, index: to })
      if (next === undefined) return
      setPanel((now) => (now === undefined || now.pinned ? now : { hostId: next.id, pinned: false }))
    },
    [rows],
  )

  return {
    index,
    row,
    moveTo,
    panel,
    open,
    setPinned: (pinned) => {
      setPanel((now) => now && { ...now, pinned })
    },
    close: () => {
      setPanel(undefined)
    },
  }
}
