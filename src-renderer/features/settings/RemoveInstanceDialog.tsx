import { instanceText } from '@shared/domain/provider'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { ReactElement } from 'react'
import type { InstanceView } from '@shared/domain/settings'
import { count } from '@shared/lib/words'
import { goTo } from '@renderer/app/navigation'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { settingsPaths } from '@renderer/features/settings/place'
import { heldQuery, instancesQuery } from '@renderer/features/settings/queries'
import { AlertDialog } from '@renderer/ui/AlertDialog'

/** Says what removing an instance means for the hosts that it made, and removes it. */
export function RemoveInstanceDialog(props: {
  readonly instance: InstanceView
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  /** Runs the navigation away from the page: what was typed there goes with the instance. */
  readonly letPass: (navigate: () => void) => void
}): ReactElement {
  const { instance, letPass } = props
  const id = { provider: instance.provider, instance: instance.instance }
  const held = useQuery({ ...heldQuery(id), enabled: props.open }).data?.total
  const client = useQueryClient()
  const remove = useCall('settings.removeInstance', {
    onSuccess() {
      // Gone from the list at once, so that the page it leads to does not show it for a moment more.
      client.setQueryData(instancesQuery.queryKey, (last) =>
        last === undefined
          ? last
          : {
              instances: last.instances.filter(
                (other) => other.provider !== id.provider || other.instance !== id.instance,
              ),
            },
      )
      letPass(() => {
        goTo(settingsPaths.providers)
      })
    },
    onError(error) {
      props.onOpenChange(false)
      toastProblem(error)
    },
  })
  return (
    <AlertDialog
      open={props.open}
      onOpenChange={props.onOpenChange}
      title={`Remove ${instanceText(instance)}?`}
      description={
        <>
          <p>{hostsText(held)}</p>
          <p className="mt-2">{keptText(instance.storedSecrets.length)}</p>
        </>
      }
      confirmLabel="Remove instance"
      tone="solidDanger"
      busy={remove.isPending}
      onConfirm={() => {
        remove.mutate(id)
      }}
    />
  )
}

/** What becomes of its hosts; before they are counted it is said for any number. */
function hostsText(held: number | undefined): string {
  if (held === 0) return 'It holds no host now.'
  const what = held === undefined ? 'Hosts it made' : `${count(held, 'host')} it made`
  const verb = held === 1 ? ['stays', 'it', 'is'] : ['stay', 'they', 'are']
  return `${what} ${verb[0]} in the inventory and at the provider. Until the instance is back, ${verb[1]} cannot be checked in.`
}

function keptText(secrets: number): string {
  if (secrets === 0) return 'Its settings are removed from the settings file.'
  return `Its settings are removed from the settings file, and its ${count(secrets, 'secret')} from where ${secrets === 1 ? 'it is' : 'they are'} kept.`
}
