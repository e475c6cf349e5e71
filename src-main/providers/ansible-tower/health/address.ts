import type { HealthFix } from '@shared/domain/provider'
import type { ProviderDeps } from '@main/providers/contract'
import { parseBase } from '@main/providers/ansible-tower/address'
import type { TowerConfig } from '@main/providers/ansible-tower/config'
import { whatAnswers } from '@main/providers/ansible-tower/connect'
import { TowerError } from '@main/providers/ansible-tower/errors'

/** Deeper than this no page of the user interface is. */
const MOST_PARTS = 4

/** What would mend an address that is not right; undefined where nothing is known that would. */
export async function addressFix(
  config: TowerConfig,
  deps: ProviderDeps,
  thrown: TowerError,
  signal: AbortSignal,
): Promise<HealthFix | undefined> {
  const { kind, data, details } = thrown
  if (kind === 'moved' && details.location !== undefined) {
    return fixTo(details.location, `${parseBase(config.base_url)?.href.replace(/\/$/, '')} sends there.`)
  }
  return kind === 'not-api' && data.code === 'CONFIG' ? await fixAbove(config, deps, signal) : undefined
}

/** The address of a page has parts too many: they are taken off, one after the other, until a server answers. */
async function fixAbove(
  config: TowerConfig,
  deps: ProviderDeps,
  signal: AbortSignal,
): Promise<HealthFix | undefined> {
  const base = parseBase(config.base_url)
  const parts = base?.pathname.split('/').filter((part) => part !== '') ?? []
  if (base === undefined || parts.length > MOST_PARTS) return undefined
  while (parts.pop() !== undefined) {
    const address = [base.origin, ...parts].join('/')
    try {
      return fixTo(
        address,
        `${await whatAnswers({ ...config, base_url: address }, deps, signal)} answers there.`,
      )
    } catch (error) {
      if (signal.aborted || !(error instanceof TowerError)) throw error
    }
  }
  return undefined
}

function fixTo(address: string, detail: string): HealthFix {
  return { title: `Use ${address}`, detail, config: { base_url: address } }
}
