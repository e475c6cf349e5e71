import type { OperationContext } from '@main/providers/contract'
import type { EngineClient } from './client'
import type { Engine } from './engine'
import { engineError } from './errors'
import { canPull, localNames } from './image-names'
import { PullProgress } from './pull'
import type { Image } from './schemas'

/** An image on the engine and the name to create containers by. */
export interface LocalImage {
  readonly name: string
  readonly image: Image
}

/** Looks for an image on the engine under every name it may have there. */
export async function findImage(
  engine: Engine,
  client: EngineClient,
  name: string,
  signal: AbortSignal,
): Promise<LocalImage | undefined> {
  for (const candidate of localNames(name)) {
    const image = await engine.images.join(candidate, signal, (shared) => client.image(candidate, shared))
    if (image !== undefined) return { name: candidate, image }
  }
  return undefined
}

/**
 * The image of a check out: found on the engine, or pulled (with the step "Pull image", and then `restSteps` are planned).
 * Throws `no-image` and what a pull can throw.
 */
export async function obtainImage(
  engine: Engine,
  client: EngineClient,
  name: string,
  ctx: OperationContext,
  restSteps: readonly string[],
): Promise<LocalImage> {
  const found = await findImage(engine, client, name, ctx.signal)
  if (found !== undefined) return found
  const missing = { where: client.where, instance: engine.deps.instance, what: 'find the image', image: name }
  if (!canPull(name)) throw engineError(new Error(`No such image: ${name}`), missing, 'no-image')
  ctx.plan(['Pull image', ...restSteps])
  ctx.step('Pull image')
  ctx.log(`${name} is not on the engine. Pulling it.`)
  const progress = new PullProgress()
  await engine.pulls.join(
    name,
    ctx.signal,
    (shared, tell) => client.pull(name, shared, tell),
    (event) => {
      const { fraction, message, line } = progress.take(event)
      if (line !== undefined) ctx.log(line)
      ctx.progress(fraction, message)
    },
  )
  const pulled = await findImage(engine, client, name, ctx.signal)
  if (pulled !== undefined) return pulled
  throw engineError(new Error(`No such image: ${name}`), missing, 'no-image')
}
