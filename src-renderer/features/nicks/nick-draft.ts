import { nickNameSchema, type Nick, type NickDraft } from '@shared/domain/nick'
import type { ProviderKindInfo } from '@shared/domain/provider'
import type { Json } from '@shared/lib/json'
import { freeArguments, freeRowErrors, rowsOfRest, secretRows } from '@renderer/features/checkout/free-rows'
import { labelsOf, tagsOf } from '@renderer/features/checkout/labels'
import { isSecret } from '@renderer/features/checkout/value-text'
import type { KeyValueRow } from '@renderer/ui/key-value-row'

/** A nick while it is edited. */
export interface NickForm {
  readonly name: string
  /** "Container/remote", or "Container/" for the default instance of a kind. */
  readonly where: string
  readonly action: string
  readonly offering: string
  readonly count: number
  readonly tags: readonly string[]
  readonly rows: readonly KeyValueRow[]
}

const RULES = { fields: [], freeArguments: true }

/** The form of a nick; of a new one where there is none. */
export function formOf(nick: Nick | undefined, kinds: readonly ProviderKindInfo[]): NickForm {
  const order = nick?.order
  const kind = kinds.find((known) => known.kind === order?.provider) ?? kinds[0]
  return {
    name: nick?.name ?? '',
    where: `${kind?.kind ?? ''}/${order?.instance ?? ''}`,
    action: order?.action ?? kind?.actions[0]?.name ?? '',
    offering: order?.offering ?? '',
    count: order?.count ?? 1,
    tags: tagsOf(order?.labels ?? {}),
    rows: rowsOfRest([], order?.arguments ?? {}),
  }
}

/** What is wrong with the form, by field. */
export function nickErrors(form: NickForm): {
  readonly name?: string | undefined
  readonly offering?: string | undefined
  readonly rows: Readonly<Record<string, string>>
} {
  return {
    name: nickNameSchema.safeParse(form.name).error?.issues[0]?.message,
    offering: form.offering.trim() === '' ? 'Required. Say a name.' : undefined,
    rows: freeRowErrors(form.rows, RULES, true),
  }
}

/** The nick that a form means. Arguments that nobody changed stay what they were: a number stays a number. */
export function draftOf(
  form: NickForm,
  nick: Nick | undefined,
  kinds: readonly ProviderKindInfo[],
): NickDraft | undefined {
  const at = form.where.indexOf('/')
  const kind = kinds.find((known) => known.kind === form.where.slice(0, at))
  if (kind === undefined) return undefined
  const instance = form.where.slice(at + 1)
  const before = nick?.order.arguments ?? {}
  const args: Record<string, Json> = Object.fromEntries(freeArguments(form.rows, before))
  const secrets = new Set(secretRows(form.rows, before))
  return {
    name: form.name.trim(),
    ...(nick === undefined ? {} : { previousName: nick.name, basedOn: nick.revision }),
    order: {
      provider: kind.kind,
      ...(instance === '' ? {} : { instance }),
      action: form.action,
      offering: form.offering.trim(),
      count: form.count,
      labels: labelsOf(form.tags),
      ...(nick?.order.artifacts === undefined ? {} : { artifacts: nick.order.artifacts }),
      arguments: args,
    },
    secretArguments: Object.keys(args).filter((name) => isSecret(name, args[name] ?? null, secrets)),
  }
}
