import type { FilterWords } from './words'

/** The fields of a host in filters: Broker's own first, by Broker's names, then ours (docs/filters.md). */
const HOST_FIELDS = [
  'hostname',
  'name',
  'type',
  '_broker_provider',
  '_broker_provider_instance',
  '_broker_args',
  '_broker_facts',
  'os_distribution',
  'os_distribution_version',
  'ip',
  'tower_inventory',
  'job_id',
  'id',
  'provider',
  'instance',
  'action',
  'offering',
  'nick',
  'os',
  'state',
  'pretend',
  'problem',
  'tags',
  'labels',
  'facts',
  'lease',
  'lease.ends',
  'lease.minutes_left',
  'lease.source',
  'created',
  'checked_out',
  'task',
  'raw',
] as const

/** Filters of the inventory's hosts. */
export const HOST_WORDS: FilterWords = { root: '@inv', noun: 'host', fields: HOST_FIELDS }

/** Whether a text that was typed into a search is meant as a filter. */
export function isHostFilter(text: string): boolean {
  return text.trimStart().startsWith('@inv')
}
