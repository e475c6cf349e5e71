import { z } from 'zod'
import type { HealthItem } from '@shared/domain/provider'
import { momentText } from '@shared/lib/time-text'
import { count } from '@shared/lib/words'
import type { TowerInstance } from '@main/providers/ansible-tower/instance'
import type { Connection } from '@main/providers/ansible-tower/connect'
import { tokenSchema, type Token } from '@main/providers/ansible-tower/schemas/root'
import { GATEWAY_TOKENS } from '@main/providers/ansible-tower/session'
import type { Findings } from './findings'

const FIFTY_YEARS_MS = 50 * 365 * 24 * 60 * 60 * 1000
const SOON_MS = 7 * 24 * 60 * 60 * 1000

/** Who is signed in and how, what the token may do and until when, and how much there is to start. */
export async function accessFindings(
  { deps }: TowerInstance,
  { client, session }: Connection,
  signal: AbortSignal,
): Promise<Findings> {
  const nowMs = deps.clock.now()
  const [me, mayWrite, token, startable] = await Promise.all([
    client.me(signal),
    session.kind === 'token' ? client.mayWrite(signal).catch(() => undefined) : true,
    session.kind === 'token' ? onlyToken(client, signal) : undefined,
    startableItem(client, signal),
  ])
  const end = endOf(token, nowMs)
  const way = {
    token: ['Token', mayWrite === true ? 'may write' : '', end].filter((part) => part !== '').join(', '),
    temporary: 'Temporary token, deleted at the end',
    basic: 'Password: the server makes no token for this user',
  }[session.kind]
  const endsSoon =
    token?.expires !== undefined && token.expires !== null && Date.parse(token.expires) - nowMs < SOON_MS
  const signedIn: HealthItem = {
    level: endsSoon ? 'warn' : 'ok',
    title: `Signed in as ${me.username}`,
    detail: way,
  }
  const readOnly: HealthItem = {
    level: 'warn',
    title: 'The token may only read',
    detail: 'Nothing can be checked out, extended or checked in. Make a token with the scope write.',
  }
  return {
    items: [signedIn, ...(mayWrite === false ? [readOnly] : []), startable],
    identity: [
      { label: 'Signed in as', value: me.username, detail: way },
      { label: 'Server', value: client.api.title },
    ],
    ...(mayWrite === false ? { lacks: ['may only read'] } : {}),
  }
}

/**
 * The token that is used, where it is certain: the server does not tell by which token it was asked, so only when the
 * user has no other. Undefined also where the list may not be read.
 */
async function onlyToken(client: Connection['client'], signal: AbortSignal): Promise<Token | undefined> {
  const path = client.api.flavour === 'aap25' ? GATEWAY_TOKENS : 'tokens/'
  try {
    const me = await client.me(signal)
    const query = { user: me.id }
    const what = 'read the token'
    const tokens = await client.pages(path, tokenSchema, { signal, what, query, retries: 0 })
    return tokens.length === 1 ? tokens[0] : undefined
  } catch {
    return undefined
  }
}

function endOf(token: Token | undefined, nowMs: number): string {
  if (token?.expires === undefined || token.expires === null) return ''
  const atMs = Date.parse(token.expires)
  if (Number.isNaN(atMs)) return ''
  return atMs - nowMs > FIFTY_YEARS_MS ? 'does not end' : `ends ${momentText(atMs, nowMs)}`
}

const countSchema = z.object({ count: z.number().int() })

/** How much may be started: the server counts, nothing is listed. */
async function startableItem(client: Connection['client'], signal: AbortSignal): Promise<HealthItem> {
  const counted = async (collection: string, query: Readonly<Record<string, string>>): Promise<number> => {
    const options = { signal, what: `count the ${collection}`, query: { ...query, page_size: 1 } }
    return (await client.get(`${collection}/`, countSchema, options)).count
  }
  const mine = { role_level: 'execute_role' }
  const [workflows, jobs, inventories] = await Promise.all([
    counted('workflow_job_templates', mine),
    counted('job_templates', mine),
    counted('inventories', {}),
  ])
  const nothing = workflows + jobs === 0
  return {
    level: nothing ? 'warn' : 'ok',
    title: nothing
      ? 'May start nothing'
      : `May start ${count(workflows, 'workflow')} and ${count(jobs, 'job template')}`,
    detail: nothing
      ? 'Ask the administrator for the role Execute on a workflow or job template.'
      : `Sees ${count(inventories, 'inventory', 'inventories')}`,
  }
}
