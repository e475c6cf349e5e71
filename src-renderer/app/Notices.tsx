import { X } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Notice } from '@shared/domain/notice'
import { ReminderActions } from '@renderer/app/ReminderActions'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { Button } from '@renderer/ui/Button'
import { Callout, type CalloutTone } from '@renderer/ui/Callout'
import { IconButton } from '@renderer/ui/IconButton'

const TONES: Readonly<Record<Notice['level'], CalloutTone>> = { info: 'info', warn: 'warn', error: 'danger' }

/** What the person has to know about the application itself, above the page until it is dismissed. */
export function Notices({ notices }: { readonly notices: readonly Notice[] }): ReactElement {
  const dismiss = useCall('app.dismissNotice', { onError: toastProblem })
  const show = useCall('app.showPath', { onError: toastProblem })
  return (
    <>
      {notices.map((notice) => (
        <Callout
          key={notice.id}
          banner
          tone={TONES[notice.level]}
          title={notice.title}
          actions={
            <>
              {notice.hostIds === undefined ? null : (
                <ReminderActions
                  hostIds={notice.hostIds}
                  onDone={() => {
                    dismiss.mutate({ id: notice.id })
                  }}
                />
              )}
              {notice.path === undefined ? null : (
                <Button
                  onClick={() => {
                    // A notice has a file only where it tells of an inventory that was set aside.
                    show.mutate({ what: 'inventory' })
                  }}
                >
                  Show
                </Button>
              )}
              <IconButton
                icon={X}
                label={`Dismiss: ${notice.title}`}
                onClick={() => {
                  dismiss.mutate({ id: notice.id })
                }}
              />
            </>
          }
        >
          <p>{notice.detail}</p>
          {notice.path === undefined ? null : <p className="mono break-all select-text">{notice.path}</p>}
        </Callout>
      ))}
    </>
  )
}
