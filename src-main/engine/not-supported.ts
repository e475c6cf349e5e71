import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { InstanceId } from '@shared/domain/provider'

/** What is thrown when an instance has no such verb: "AnsibleTower prod cannot execute." */
export function notSupported(id: InstanceId, cannot: string): BrokerError {
  return new BrokerError({
    code: 'NOT_SUPPORTED',
    message: `${instanceText(id)} ${cannot}.`,
    provider: id.provider,
    instance: id.instance,
  })
}
