import { Bell } from 'lucide-react'
import { useId, useState, type ReactElement } from 'react'
import { momentText } from '@shared/lib/time-text'
import type { BridgeError } from '@renderer/bridge/client'
import { useCall } from '@renderer/bridge/queries'
import { fieldText, firstUntil, localMoment } from '@renderer/features/leases/amounts'
import { Button } from '@renderer/ui/Button'
import { Field } from '@renderer/ui/Field'
import { LinkButton } from '@renderer/ui/LinkButton'
import { MomentInput } from '@renderer/ui/MomentInput'

/** The person's own moment for a host without an end: to be reminded of it then. */
export function RemindAt(props: {
  readonly hostId: string
  readonly atMs: number | undefined
  readonly nowMs: number
}): ReactElement {
  const { hostId, atMs, nowMs } = props
  const id = useId()
  const [typed, setTyped] = useState<string>()
  const [error, setError] = useState<string>()
  const call = useCall('hosts.remindAt', {
    onError: ({ data }: BridgeError) => {
      setError(data.fieldErrors?.['atMs'] ?? data.message)
    },
    onSuccess: () => {
      setTyped(undefined)
    },
  })

  function set(): void {
    const wanted = localMoment(typed ?? '')
    if (wanted === undefined) setError('Say a date and a time.')
    else if (wanted <= nowMs) setError('Say a time that is still to come.')
    else call.mutate({ hostIds: [hostId], atMs: wanted })
  }

  function begin(): void {
    setError(undefined)
    setTyped(atMs === undefined ? firstUntil(nowMs) : fieldText(atMs))
  }

  if (typed === undefined) {
    return (
      <p className="mt-2 flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-2">
        <span className="inline-flex items-center gap-1.5">
          <Bell size={12} strokeWidth={2} aria-hidden className="text-ink-3" />
          {atMs === undefined ? 'No reminder' : `Reminds you ${momentText(atMs, nowMs)}`}
        </span>
        <LinkButton onClick={begin}>{atMs === undefined ? 'Remind me at' : 'Change'}</LinkButton>
        {atMs === undefined ? null : (
          <LinkButton
            onClick={() => {
              call.mutate({ hostIds: [hostId], atMs: null })
            }}
          >
            Take away
          </LinkButton>
        )}
      </p>
    )
  }
  return (
    // It says itself what is wrong, in place and in the product's words.
    <form
      noValidate
      aria-labelledby={id}
      className="mt-2 flex items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        set()
      }}
    >
      <span id={id} className="sr-only">
        Reminder
      </span>
      <Field label="Remind me at" error={error} className="w-56">
        <MomentInput
          value={typed}
          min={fieldText(nowMs)}
          onChange={(next) => {
            setError(undefined)
            setTyped(next)
          }}
        />
      </Field>
      <div className={error === undefined ? 'flex gap-1.5' : 'mb-5 flex gap-1.5'}>
        <Button type="submit" size={32} busy={call.isPending}>
          Set
        </Button>
        <Button
          variant="ghost"
          size={32}
          onClick={() => {
            setTyped(undefined)
          }}
        >
          Cancel
        </Button>
      </div>
    </form>
  )
}
