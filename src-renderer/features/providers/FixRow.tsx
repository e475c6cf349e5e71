import type { ReactElement } from 'react'
import type { HealthFix } from '@shared/domain/provider'
import type { InstanceView } from '@shared/domain/settings'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { Button } from '@renderer/ui/Button'

/** A change of the settings that would mend it. */
export function FixRow(props: { readonly fix: HealthFix; readonly instance: InstanceView }): ReactElement {
  const { fix, instance } = props
  const save = useCall('settings.saveInstance', { onError: toastProblem })
  return (
    <div className="flex items-start gap-4 border-t border-line px-4 py-3">
      <p className="min-w-0 flex-1 break-words whitespace-pre-line text-ink-2 select-text">{fix.detail}</p>
      <Button
        busy={save.isPending}
        onClick={() => {
          const { provider, instance: name, isDefault, config } = instance
          save.mutate({
            provider,
            instance: name,
            isDefault,
            config: { ...config, ...fix.config },
            secrets: {},
          })
        }}
      >
        {fix.title}
      </Button>
    </div>
  )
}
