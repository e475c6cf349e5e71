import type { Clock } from '@main/ports/clock'
import type { HostTarget } from '@main/providers/contract'
import { pollUntil } from '@main/providers/kit/poll'
import type { EngineClient } from './client'
import { kindOf } from './errors'
import { HOST_LABEL, isOurs } from './labels'
import type { Container } from './schemas'

/**
 * Finds the container of a host: by its id (never used twice by an engine), by its name if our label says that it is
 * this host's (a name can be used again by anybody), else by our label alone.
 */
export async function findContainer(
  client: EngineClient,
  target: HostTarget,
  signal: AbortSignal,
): Promise<Container | undefined> {
  const id = target.ref?.['id']
  if (id !== undefined) return await client.container(id, signal)
  const name = target.ref?.['name']
  if (name !== undefined) {
    const named = await client.container(name, signal)
    if (named !== undefined && isOurs(named.Config.Labels, target.hostId)) return named
  }
  const [labelled] = await client.containers(signal, `${HOST_LABEL}=${target.hostId}`)
  return labelled === undefined ? undefined : await client.container(labelled.Id, signal)
}

/**
 * Removes a container whatever its state and does not return before it is gone: one that is gone already, or that
 * somebody else is removing, is fine. Throws when it may still be there.
 */
export async function removeContainer(
  client: EngineClient,
  id: string,
  clock: Clock,
  signal: AbortSignal,
  timeoutMs: number,
): Promise<void> {
  let problem: unknown
  const pace = { clock, signal, firstMs: 100, longestMs: 2000, timeoutMs }
  const gone = await pollUntil(pace, async () => {
    try {
      await client.remove(id, signal)
      return true
    } catch (error) {
      const kind = kindOf(error)
      if (kind === 'no-container') return true
      // The answer is lost, or somebody is removing it: look until it is gone. Anything else will not change.
      if (kind !== 'removing' && kind !== 'cut') throw error
      problem = error
      return (await client.container(id, signal)) === undefined ? true : undefined
    }
  })
  if (gone === undefined) throw problem
}
