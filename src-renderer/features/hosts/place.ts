import type { InstanceId } from '@shared/domain/provider'

/** The instance's name where it says more than the provider's: the only Sandbox is not called "Sandbox sandbox". */
export function instanceName({ provider, instance }: InstanceId): string | undefined {
  return instance.toLowerCase() === provider.toLowerCase() ? undefined : instance
}

/** Where a host is: "Container podman". */
export function placeOf(host: InstanceId): string {
  const name = instanceName(host)
  return name === undefined ? host.provider : `${host.provider} ${name}`
}
