import type { Fact } from '@shared/domain/fact'
import { isJsonObject, type Json, type JsonObject } from '@shared/lib/json'
import { isSecretName } from '@shared/lib/redact'
import type { JobArtifacts } from './artifacts'
import { isFalsy, single, textOf } from './values'

/** What Broker's workflows leave of a host in the artifacts of their jobs. */
export interface BrokerHost {
  readonly name: string | undefined
  readonly hostname: string | undefined
  readonly hostType: string | undefined
  readonly os: string | undefined
  /** What the host was asked for with. */
  readonly args: JsonObject
  /** What it is; falsy values are dropped. */
  readonly facts: JsonObject
  /** Why there is no more, where there is not: the host is kept all the same. */
  readonly problem: string | undefined
}

/**
 * Reads a host as Broker does: of `_broker_facts` the first key ending in `fqdn` is its hostname, the first of `name`
 * and `vm_provisioned` (else `vm_name` of the artifacts) its name, the one ending in `host_type` its type; of lists the
 * first element counts.
 */
export function brokerHost(artifacts: JobArtifacts): BrokerHost {
  const all = typeof artifacts === 'string' ? {} : artifacts
  const facts = withoutFalsy(objectOf(all['_broker_facts']))
  const hidden = typeof artifacts === 'string' ? `: ${artifacts}` : ''
  return {
    name: textOf(facts['name']) ?? textOf(facts['vm_provisioned']) ?? textOf(all['vm_name']),
    hostname: firstEnding(facts, 'fqdn'),
    hostType: firstEnding(facts, 'host_type'),
    os: osOf(facts),
    args: withoutFalsy(objectOf(all['_broker_args'])),
    facts,
    problem: isJsonObject(all['_broker_facts']) ? undefined : `Host facts not found in artifacts${hidden}`,
  }
}

function objectOf(value: Json | undefined): JsonObject {
  return isJsonObject(value) ? value : {}
}

function withoutFalsy(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => !isFalsy(value)))
}

function firstEnding(facts: JsonObject, end: string): string | undefined {
  for (const [key, value] of Object.entries(facts)) {
    if (key.endsWith(end) && textOf(value) !== undefined) return textOf(value)
  }
  return undefined
}

/** "RedHat 9.6" of `os_distribution` and `os_distribution_version`, or of Ansible's own facts. */
export function osOf(facts: JsonObject): string | undefined {
  const distribution = textOf(facts['os_distribution']) ?? textOf(facts['ansible_distribution'])
  const version = textOf(facts['os_distribution_version']) ?? textOf(facts['ansible_distribution_version'])
  if (distribution === undefined) return undefined
  return version === undefined || distribution.includes(version) ? distribution : `${distribution} ${version}`
}

/** Told elsewhere in the window, or of no use to a person. */
const TOLD_ELSEWHERE = /fqdn$|^name$|^vm_provisioned$|^os_distribution/
const MONOSPACED = /ip(v[46])?(_address)?(es)?$|addr|mac|uuid|_id$|^id$|url/i
const ACRONYMS: Readonly<Record<string, string>> = {
  ip: 'IP',
  ipv4: 'IPv4',
  ipv6: 'IPv6',
  mac: 'MAC',
  os: 'OS',
  cpu: 'CPU',
  cpus: 'CPUs',
  ram: 'RAM',
  vm: 'VM',
  uuid: 'UUID',
  id: 'ID',
  url: 'URL',
}

/** `_broker_facts` for people; moments and whatever is no plain value stay with the provider's own description. */
export function factsForPeople(facts: JsonObject): readonly Fact[] {
  return Object.entries(facts).flatMap(([key, value]) => {
    if (TOLD_ELSEWHERE.test(key) || key.startsWith('_') || /_(time|date)$/.test(key) || isSecretName(key))
      return []
    const text = plain(value)
    if (text === undefined) return []
    return [{ label: labelOf(key), value: text, ...(MONOSPACED.test(key) ? { mono: true } : {}) }]
  })
}

function plain(value: Json): string | undefined {
  if (Array.isArray(value)) {
    const texts = value.flatMap((each) => textOf(each) ?? [])
    return texts.length === value.length ? texts.join(', ') : undefined
  }
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : textOf(single(value))
}

/** "ip_address" as "IP address". */
function labelOf(key: string): string {
  const words = key.split(/[_\s-]+/).filter((word) => word !== '')
  const named = words.map((word, index) => {
    const known = ACRONYMS[word.toLowerCase()]
    if (known !== undefined) return known
    return index === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word
  })
  return named.join(' ')
}
