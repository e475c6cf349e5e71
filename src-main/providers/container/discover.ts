import type { DiscoveredInstance } from '@shared/domain/provider'
import type { DiscoveryDeps } from '@main/providers/contract'
import { searchEngines, type Surroundings } from './connect'
import { thisComputer } from './transport'

/** The engines of this computer that could be configured: each with its own endpoint, so that it stays the same one. */
export async function discoverEngines(
  deps: DiscoveryDeps,
  surroundings: Surroundings = thisComputer(deps.env),
): Promise<readonly DiscoveredInstance[]> {
  const { found, broken } = await searchEngines('auto', surroundings)
  for (const error of broken) deps.logger.info('An engine cannot be used', { reason: error.message })
  const names = new Set<string>()
  return found.map(({ title, url, engine }) => ({
    provider: 'Container',
    suggestedName: uniqueName(suggested(title, engine), names),
    description: `${title}, ${url}`,
    config: { endpoint: url, ...(engine === 'any' ? {} : { runtime: engine }) },
  }))
}

function suggested(title: string, engine: string): string {
  if (title === title.toUpperCase()) return engine === 'any' ? 'engine' : engine
  return title.toLowerCase().replaceAll(' ', '-')
}

function uniqueName(wanted: string, taken: Set<string>): string {
  let name = wanted
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}-${number}`
  taken.add(name)
  return name
}
