import { useState, type ReactElement } from 'react'
import type { AutoExtendState } from '@shared/domain/auto-extend'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { ruleText } from '@renderer/features/leases/auto-extend-draft'
import { AutoExtendForm } from '@renderer/features/leases/AutoExtendForm'
import { LinkButton } from '@renderer/ui/LinkButton'
import { Switch } from '@renderer/ui/Switch'

/** Whether a host is extended without asking; switching it on asks how, off takes the rule away. */
export function AutoExtendRow(props: {
  readonly hostId: string
  readonly state: AutoExtendState | undefined
  readonly nowMs: number
}): ReactElement {
  const { hostId, state, nowMs } = props
  const [isOpen, setOpen] = useState(false)
  const save = useCall('hosts.autoExtend', { onError: toastProblem })
  return (
    <div className="mt-3 border-t border-line pt-2">
      <div className="flex items-center gap-3">
        <Switch
          checked={state !== undefined || isOpen}
          onChange={(checked) => {
            setOpen(checked)
            if (!checked && state !== undefined) save.mutate({ hostIds: [hostId], rule: null })
          }}
        >
          Extend by itself
        </Switch>
        <span className="flex-1" />
        {state === undefined || isOpen ? null : (
          <LinkButton
            onClick={() => {
              setOpen(true)
            }}
          >
            Change
          </LinkButton>
        )}
      </div>
      {state === undefined || isOpen ? null : (
        <p className="text-xs text-ink-2">
          {ruleText(state, nowMs)} {state.rule.reason}
        </p>
      )}
      {isOpen ? (
        <AutoExtendForm
          hostId={hostId}
          rule={state?.rule}
          nowMs={nowMs}
          onDone={() => {
            setOpen(false)
          }}
        />
      ) : null}
    </div>
  )
}
