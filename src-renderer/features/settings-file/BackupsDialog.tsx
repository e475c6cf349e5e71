import { useQuery } from '@tanstack/react-query'
import { useState, type ReactElement } from 'react'
import { momentText } from '@shared/lib/time-text'
import { CallProblem } from '@renderer/app/CallProblem'
import { useNow } from '@renderer/app/now'
import { toastProblem } from '@renderer/app/problem-toast'
import { callQuery, useCall } from '@renderer/bridge/queries'
import { ChangesView } from '@renderer/features/settings-file/ChangesView'
import { backupsQuery } from '@renderer/features/settings-file/queries'
import { Button } from '@renderer/ui/Button'
import { Dialog } from '@renderer/ui/Dialog'
import { Select } from '@renderer/ui/Select'
import { toastManager } from '@renderer/ui/toast-manager'

function Compared({ id }: { readonly id: string }): ReactElement | null {
  const compared = useQuery({ ...callQuery('settingsFile.compare', { id }), refetchOnMount: 'always' })
  if (compared.error !== null) return <CallProblem error={compared.error} />
  if (compared.data === undefined) return null
  return <ChangesView changes={compared.data.changes} label="What restoring changes" />
}

/** What the file was before each change, and going back to it. */
export function BackupsDialog(props: {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
}): ReactElement {
  const backups = useQuery({ ...backupsQuery, enabled: props.open, refetchOnMount: 'always' })
  const list = backups.data?.backups ?? []
  const [chosen, setChosen] = useState<string>()
  const id = list.some((one) => one.id === chosen) ? chosen : list[0]?.id
  const restore = useCall('settingsFile.restore', {
    onSuccess() {
      toastManager.show({ tone: 'ok', title: 'The settings file is what it was' })
      props.onOpenChange(false)
    },
    onError: toastProblem,
  })
  const nowMs = useNow()
  return (
    <Dialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      width={700}
      title="Earlier versions of the settings file"
      description="What the file is now is kept, too, when another one takes its place. Secrets that differ are not shown."
      footer={
        <Button
          variant="primary"
          size={32}
          busy={restore.isPending}
          onClick={() => {
            if (id !== undefined) restore.mutate({ id })
          }}
        >
          Restore this version
        </Button>
      }
    >
      {id === undefined ? (
        <p className="text-ink-2">There is none yet: Broker Desktop has not changed this file.</p>
      ) : (
        <div className="flex flex-col gap-3">
          <Select
            label="Version"
            value={id}
            onChange={setChosen}
            options={list.map((one) => ({
              value: one.id,
              label: `Until ${momentText(one.atMs, nowMs)}`,
              hint: `${one.bytes} bytes`,
            }))}
          />
          <Compared id={id} />
        </div>
      )}
    </Dialog>
  )
}
