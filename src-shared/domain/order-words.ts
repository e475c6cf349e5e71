import { artifactsSchema, type Artifacts } from '@shared/domain/execute'
import { providerKindSchema, type ProviderKind, type ProviderKindInfo } from '@shared/domain/provider'
import type { Json, JsonObject } from '@shared/lib/json'

/** What is known of a kind of provider to tell its actions from arguments. */
export type KnownActions = Pick<ProviderKindInfo, 'kind'> & {
  readonly actions: readonly { readonly name: string }[]
}

/**
 * What a set of Broker's keyword arguments asks for: the form in which nicks, args files and command lines say what,
 * where, how many and with which labels beside the arguments themselves.
 */
export interface OrderWords {
  /** The kind that the action belongs to, or that an instance was named of. */
  readonly provider?: ProviderKind | undefined
  /** Absent: the default instance of the kind. */
  readonly instance?: string | undefined
  readonly action?: string | undefined
  readonly offering?: string | undefined
  readonly count?: number | undefined
  readonly labels?: Readonly<Record<string, string>> | undefined
  readonly nick?: string | undefined
  readonly artifacts?: Artifacts | undefined
  readonly arguments: JsonObject
  /** What is not taken as it stands, each in a sentence. */
  readonly problems: readonly string[]
}

/** Broker's own words that are no arguments and have no meaning here. */
const WITHOUT_MEANING = new Set(['background', 'args_file', 'output_format'])

/** The words of a set of keyword arguments. The first name that is an action of a known kind is the action. */
export function readOrder(values: JsonObject, kinds: readonly KnownActions[]): OrderWords {
  const problems: string[] = []
  const actionNames = Object.keys(values).filter((name) => kindOf(name, kinds) !== undefined)
  const [action] = actionNames
  if (action !== undefined && actionNames.length > 1) {
    problems.push(`It says ${actionNames.join(' and ')}. Only ${action} is taken.`)
  }
  const named = Object.keys(values).filter((name) => providerKindSchema.safeParse(name).success)
  const provider = action === undefined ? providerKindSchema.safeParse(named[0]).data : kindOf(action, kinds)
  const words: Words = {
    arguments: {},
    problems,
    ...(provider === undefined ? {} : { provider }),
    ...(action === undefined ? {} : { action }),
  }
  const args: [string, Json][] = []
  const take = (name: string, value: Json): void => {
    if (value === null || WITHOUT_MEANING.has(name)) return
    if (name === action) words.offering = textOf(value)
    else if (actionNames.includes(name)) return
    else if (named.includes(name)) takeInstance(words, name, value, problems)
    else if (name === 'nick') words.nick = textOf(value)
    else if (name === 'count' || name === '_count') takeCount(words, value, problems)
    else if (name === 'provider_labels') takeLabels(words, value, problems)
    else if (name === 'artifacts') takeArtifacts(words, value, problems)
    else args.push([name, value])
  }
  for (const [name, value] of Object.entries(values)) take(name, value)
  return { ...words, arguments: Object.fromEntries(args), problems }
}

/** A check out or an execution in Broker's keyword arguments: what a nick says. The inverse of `readOrder`. */
export function orderValues(words: Omit<OrderWords, 'problems'>): JsonObject {
  const { provider, instance, action, offering, count, labels, artifacts } = words
  return {
    ...(action === undefined ? {} : { [action]: offering ?? '' }),
    ...(provider === undefined || instance === undefined ? {} : { [provider]: instance }),
    // The name under which Broker itself takes it from a nick.
    ...(count === undefined || count === 1 ? {} : { _count: count }),
    ...words.arguments,
    ...(labels === undefined || Object.keys(labels).length === 0 ? {} : { provider_labels: { ...labels } }),
    ...(artifacts === undefined ? {} : { artifacts }),
  }
}

type Words = { -readonly [N in keyof OrderWords]: OrderWords[N] }

function kindOf(action: string, kinds: readonly KnownActions[]): ProviderKind | undefined {
  return kinds.find((kind) => kind.actions.some(({ name }) => name === action))?.kind
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function takeInstance(words: Words, kind: string, value: Json, problems: string[]): void {
  if (kind === words.provider) words.instance = textOf(value)
  else {
    problems.push(
      `${kind} ${textOf(value)} is not taken: the rest is for ${words.provider ?? 'no provider'}.`,
    )
  }
}

function takeCount(words: Words, value: Json, problems: string[]): void {
  const count = Number(typeof value === 'string' && value.trim() === '' ? Number.NaN : value)
  if (Number.isInteger(count) && count > 0) words.count = count
  else problems.push(`count must be a whole number, at least 1. ${textOf(value)} is not taken.`)
}

/** "team=platform,bz-repro" or a map; only the first equals sign parts name and value. */
function takeLabels(words: Words, value: Json, problems: string[]): void {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const labels = Object.entries(value).filter(([name, text]) => name !== '' && text !== null)
    words.labels = Object.fromEntries(labels.map(([name, text]) => [name, textOf(text)]))
    return
  }
  if (typeof value !== 'string') {
    problems.push('provider_labels must be name=value, with commas between. It is not taken.')
    return
  }
  const tags = value.split(',').map((tag) => tag.trim())
  words.labels = Object.fromEntries(
    tags.flatMap((tag): [string, string][] => {
      const at = tag.indexOf('=')
      const name = (at < 0 ? tag : tag.slice(0, at)).trim()
      return name === '' ? [] : [[name, at < 0 ? '' : tag.slice(at + 1).trim()]]
    }),
  )
}

function takeArtifacts(words: Words, value: Json, problems: string[]): void {
  const artifacts = artifactsSchema.safeParse(value).data
  if (artifacts === undefined)
    problems.push(`artifacts must be last or merge. ${textOf(value)} is not taken.`)
  else words.artifacts = artifacts
}
