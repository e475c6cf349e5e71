import { isJsonObject, type JsonObject } from '@shared/lib/json'
import { maskArguments } from '@main/engine/argument-secrets'
import type { HostRecord } from '@main/ports/inventory'

/**
 * A host as Broker keeps and prints it: `name`, `hostname`, `type` and the three `_broker_…` keys are always there, and
 * `tower_inventory`, `job_id` and `_attrs` where they are known. What a workflow told in `_broker_facts` stands beside them, as
 * Broker 0.8 has it. The arguments carry the action as the first of them ("workflow": "deploy-rhel").
 */
export function brokerHost(host: HostRecord): JsonObject {
  const raw = host.raw ?? {}
  const { _broker_facts: told, tower_inventory: inventory, host_type: type, _attrs: attrs } = raw
  const jobId = host.ref?.['job_id']
  return {
    ...(isJsonObject(told) ? told : {}),
    name: host.name ?? null,
    hostname: host.hostname ?? null,
    type: typeof type === 'string' ? type : 'host',
    _broker_provider: host.provider,
    _broker_provider_instance: host.instance,
    _broker_args: { [host.action]: host.offering, ...maskArguments(host.arguments) },
    ...(inventory === undefined ? {} : { tower_inventory: inventory }),
    ...(jobId === undefined ? {} : { job_id: jobId }),
    ...(attrs === undefined ? {} : { _attrs: attrs }),
  }
}
