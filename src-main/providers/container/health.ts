import { toErrorData } from '@shared/domain/error'
import type { HealthItem, HealthReport } from '@shared/domain/provider'
import { count } from '@shared/lib/words'
import type { Clock } from '@main/ports/clock'
import type { Connected } from './engine'
import type { EngineInfo, EngineVersion } from './schemas'
import { isCompatible } from './labels'

/** How long a connection test waits for the first answer (ms). */
const ANSWER_MS = 15_000

/** The engine's name: Podman says it in its components, Docker in its platform. */
export function engineName(version: EngineVersion): string {
  if (version.Components.some((part) => part.Name.startsWith('Podman'))) return 'Podman'
  return version.Platform?.Name.startsWith('Docker') === true ? 'Docker' : 'Container engine'
}

/** Tries an engine and reports what it is. Throws what the connection throws; `unusable` makes a report of it. */
export async function checkEngine(
  connected: Connected,
  clock: Clock,
  signal: AbortSignal,
): Promise<HealthReport> {
  const { client } = connected
  const version = await client.version(signal, ANSWER_MS)
  const beforeMs = clock.now()
  await client.ping(signal)
  const latencyMs = clock.now() - beforeMs
  const [info, images] = await Promise.all([client.info(signal), client.images(signal)])
  const name = engineName(version)
  const tagged = images.filter((image) => image.RepoTags.some((tag) => !tag.includes('<none>')))
  const recommended = tagged.filter((image) => isCompatible(image.Labels)).length
  const items: HealthItem[] = [
    { level: 'ok', title: `${name} ${version.Version}`, detail: client.where },
    {
      level: 'ok',
      title: `API ${version.ApiVersion}`,
      detail: [info.OperatingSystem, version.Arch].filter(Boolean).join(', '),
    },
    { level: 'ok', title: isRootless(info) ? 'Rootless' : 'Runs as root' },
    imagesItem(tagged.length, recommended),
    ...info.Warnings.map((warning): HealthItem => ({ level: 'warn', title: warning })),
    ...apiItems(version),
  ]
  return { usable: true, summary: `Works: ${name} ${version.Version}`, latencyMs, items }
}

function imagesItem(tagged: number, recommended: number): HealthItem {
  if (recommended > 0) {
    return {
      level: 'ok',
      title: count(tagged, 'image'),
      detail: `${recommended} with the label broker_compatible`,
    }
  }
  if (tagged > 0)
    return { level: 'ok', title: count(tagged, 'image'), detail: 'None has the label broker_compatible.' }
  return { level: 'warn', title: 'No images', detail: 'An image is pulled when it is first checked out.' }
}

function apiItems(version: EngineVersion): readonly HealthItem[] {
  const [major = 0, minor = 0] = version.ApiVersion.split('.').map(Number)
  if (major > 1 || minor >= 40) return []
  return [
    {
      level: 'warn',
      title: `API ${version.ApiVersion} is old`,
      detail: 'Broker Desktop is tried with 1.41 and later.',
    },
  ]
}

function isRootless(info: EngineInfo): boolean {
  return info.Rootless ?? info.SecurityOptions.some((option) => option.includes('rootless'))
}

/** The report of an engine that cannot be used: why, and what to do. */
export function unusable(thrown: unknown): HealthReport {
  const { code, message, hint, said } = toErrorData(thrown)
  const detail = [hint, said].filter((part) => part !== undefined).join('\n')
  return {
    usable: false,
    summary: message,
    code,
    items: [{ level: 'error', title: message, ...(detail === '' ? {} : { detail }) }],
  }
}
