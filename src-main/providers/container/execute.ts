import { finished } from 'node:stream/promises'
import type { CheckoutContext, CheckoutOrder, ExecutionResult } from '@main/providers/contract'
import { LineCutter, stripAnsi } from '@main/providers/kit/ansi'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { withDeadline } from '@main/providers/kit/deadline'
import { readArguments } from './arguments'
import { Attempt } from './attempt'
import { nameFor, originOf } from './checkout'
import type { EngineClient } from './client'
import { createOptions, networksOf } from './create-options'
import { Demux, outputText } from './demux'
import type { Connected, Engine } from './engine'
import { kindOf } from './errors'
import { findContainer, removeContainer } from './find'
import { obtainImage } from './image'

/** The steps of an execution; "Pull image" comes after the first where the image is not on the engine. */
export const EXECUTE_STEPS = ['Find image', 'Create', 'Run', 'Remove'] as const

/** How long the engine may take to hand out the last lines after the container has ended (ms). */
const DRAIN_MS = 5000

/** See `Provider.execute`: the output is standard output and standard error in the order they were written. */
export async function execute(
  engine: Engine,
  { client }: Connected,
  order: CheckoutOrder,
  ctx: CheckoutContext,
): Promise<ExecutionResult> {
  const attempt = new Attempt(engine, client, order.hostId, ctx, undefined)
  let result: ExecutionResult
  try {
    const id = await create(engine, client, order, attempt, ctx)
    ctx.step('Run')
    result = await run(engine, client, id, ctx, order.arguments['tty'] === true)
    ctx.step('Remove')
  } catch (error) {
    await attempt.cleanUp()
    throw error
  }
  await attempt.cleanUp()
  return result
}

async function create(
  engine: Engine,
  client: EngineClient,
  order: CheckoutOrder,
  attempt: Attempt,
  ctx: CheckoutContext,
): Promise<string> {
  const wanted = readArguments(order.arguments)
  throwIfCancelled(ctx.signal)
  ctx.plan(EXECUTE_STEPS)
  ctx.step('Find image')
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
  const id = await attempt.create(options).catch(async (error: unknown) => {
    if (kindOf(error) !== 'name-taken') throw error
    // What an earlier call of this order left has run already, or half: it is run anew.
    const mine = await findContainer(
      client,
      { hostId: order.hostId, ref: { name: options.name } },
      ctx.signal,
    )
    if (mine === undefined) throw error
    await removeContainer(client, mine.Id, engine.deps.clock, ctx.signal, engine.config.timeout * 1000)
    return await attempt.create(options)
  })
  throwIfCancelled(ctx.signal)
  for (const network of networksOf({ wanted, config: engine.config }).slice(1)) {
    await client.connectNetwork(network, id, ctx.signal)
  }
  return id
}

async function run(
  engine: Engine,
  client: EngineClient,
  id: string,
  ctx: CheckoutContext,
  tty: boolean,
): Promise<ExecutionResult> {
  await client.start(id, ctx.signal)
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
