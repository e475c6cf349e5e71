import { finished } from 'node:stream/promises'
import type { ExecutionResult } from '@shared/domain/execute'
import type { HostRef } from '@shared/domain/host'
import type { CheckoutContext, CheckoutOrder } from '@main/providers/contract'
import { LineCutter, stripAnsi } from '@main/providers/kit/ansi'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { withDeadline } from '@main/providers/kit/deadline'
import { readArguments, type Wanted } from './arguments'
import { Attempt } from './attempt'
import { nameFor, originOf } from './checkout'
import type { EngineClient } from './client'
import { createOptions, networksOf } from './create-options'
import { Demux, outputText } from './demux'
import type { Connected, Engine } from './engine'
import { kindOf } from './errors'
import { findContainer } from './find'
import { obtainImage } from './image'
import { nameOf, refOf } from './map'
import type { Container } from './schemas'

/** The steps of an execution; "Pull image" comes after the first where the image is not on the engine. */
export const EXECUTE_STEPS = ['Find image', 'Create', 'Run', 'Remove'] as const

/** States of a container that never ran. */
const NOT_BEGUN = new Set(['created', 'configured', 'initialized'])

/** How long the engine may take to hand out the last lines after the container has ended (ms). */
const DRAIN_MS = 5000

/** See `Provider.execute`: the output is standard output and standard error in the order they were written. */
export async function execute(
  engine: Engine,
  { client }: Connected,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<ExecutionResult> {
  const attempt = new Attempt(engine, client, order.hostId, ctx, claimed)
  let result: ExecutionResult
  try {
    const made = await obtain(engine, client, order, claimed, attempt, ctx)
    ctx.step('Run')
    result = await run(engine, client, made, ctx, order.arguments['tty'] === true)
    ctx.step('Remove')
  } catch (error) {
    await attempt.cleanUp()
    throw error
  }
  await attempt.cleanUp()
  return result
}

/** A container that is to run, or that an earlier call has begun already. */
interface Made {
  readonly id: string
  readonly isBegun: boolean
}

async function obtain(
  engine: Engine,
  client: EngineClient,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  attempt: Attempt,
  ctx: CheckoutContext,
): Promise<Made> {
  const wanted = readArguments(order.arguments)
  throwIfCancelled(ctx.signal)
  ctx.plan(EXECUTE_STEPS)
  ctx.step('Find image')
  const earlier =
    claimed === undefined
      ? undefined
      : await findContainer(client, { hostId: order.hostId, ref: claimed }, ctx.signal)
  if (earlier === undefined) return await create(engine, client, order, wanted, attempt, ctx)
  ctx.step('Create')
  return adopt(earlier, attempt, ctx)
}

function adopt(container: Container, attempt: Attempt, ctx: CheckoutContext): Made {
  attempt.claim(refOf(container))
  ctx.log(`Found ${nameOf(container)}, which was made before. Going on with it.`)
  const { Status: status } = container.State
  return { id: container.Id, isBegun: !NOT_BEGUN.has(status) }
}

async function create(
  engine: Engine,
  client: EngineClient,
  order: CheckoutOrder,
  wanted: Wanted,
  attempt: Attempt,
  ctx: CheckoutContext,
): Promise<Made> {
  const rest = EXECUTE_STEPS.slice(1)
  const { name: image, image: details } = await obtainImage(engine, client, order.offering, ctx, rest)
  const options = createOptions({
    name: nameFor(engine, order, wanted),
    image,
    wanted,
    exposed: details.Config.ExposedPorts,
    config: engine.config,
    origin: originOf(engine, order),
  })
  throwIfCancelled(ctx.signal)
  ctx.step('Create')
  let id: string
  try {
    id = await attempt.create(options)
  } catch (error) {
    if (kindOf(error) !== 'name-taken') throw error
    // The name follows from the order's id: an earlier call that was never answered may have made it.
    const target = { hostId: order.hostId, ref: { name: options.name } }
    const mine = await findContainer(client, target, ctx.signal)
    if (mine === undefined) throw error
    return adopt(mine, attempt, ctx)
  }
  throwIfCancelled(ctx.signal)
  for (const network of networksOf({ wanted, config: engine.config }).slice(1)) {
    await client.connectNetwork(network, id, ctx.signal)
  }
  return { id, isBegun: false }
}

async function run(
  engine: Engine,
  client: EngineClient,
  { id, isBegun }: Made,
  ctx: CheckoutContext,
  tty: boolean,
): Promise<ExecutionResult> {
  if (!isBegun) await client.start(id, ctx.signal)
  const stream = await client.follow(id, ctx.signal)
  const demux = new Demux(tty)
  const cutters = {
    stdout: new LineCutter((line) => ctx.log(line)),
    stderr: new LineCutter((line) => ctx.log(line, 'warn')),
  }
  stream.on('data', (chunk: Buffer) => {
    for (const piece of demux.push(chunk)) cutters[piece.from].write(piece.data)
  })
  // A follower that breaks loses nothing: the whole output is read again at the end.
  const followed = finished(stream, { writable: false }).catch(() => undefined)
  try {
    const exitCode = await client.wait(id, ctx.signal)
    const late = (): Error => new Error('The log did not end.')
    const { clock } = engine.deps
    await withDeadline({ clock, ms: DRAIN_MS, signal: ctx.signal, late }, () => followed).catch(
      () => undefined,
    )
    cutters.stdout.end()
    cutters.stderr.end()
    throwIfCancelled(ctx.signal)
    const output = stripAnsi(outputText(await client.logs(id, ctx.signal), tty))
    ctx.log(`Ended with exit code ${exitCode}.`, exitCode === 0 ? 'info' : 'warn')
    return { output, exitCode }
  } finally {
    stream.destroy()
  }
}
