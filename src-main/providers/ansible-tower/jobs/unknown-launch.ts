import { BrokerError } from '@shared/domain/error'
import { instanceText } from '@shared/domain/provider'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'

/** A launch of which nobody knows whether there is a job. */
class UnknownLaunch extends BrokerError {}

/** Whether nothing was launched, for certain. */
export function isRefused(error: unknown): boolean {
  return !(error instanceof UnknownLaunch)
}

/** The error for a launch of `template` (its name) that may have made a job which cannot be found, or told apart. */
export function unknownLaunch({ deps }: TowerInstance, template: string, error?: unknown): BrokerError {
  const where = instanceText({ provider: 'AnsibleTower', instance: deps.instance })
  const said = error instanceof BrokerError ? error.data.said : undefined
  return new UnknownLaunch(
    {
      code: 'PROVIDER',
      message: `${where} did not tell whether it launched ${template}, and its job cannot be found.`,
      hint: 'Look at the jobs there before you try again: it may run.',
      ...(said === undefined ? {} : { said }),
      provider: 'AnsibleTower',
      instance: deps.instance,
      retryable: false,
    },
    { cause: error },
  )
}
