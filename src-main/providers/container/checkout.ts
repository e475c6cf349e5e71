import { BrokerError } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import type { CheckoutContext, CheckoutOrder, ProvisionedHost } from '@main/providers/contract'
import { throwIfCancelled } from '@main/providers/kit/cancel'
import { pollUntil } from '@main/providers/kit/poll'
import { readArguments, type Wanted } from './arguments'
import { Attempt } from './attempt'
import type { EngineClient } from './client'
import { containerName, createOptions, networksOf } from './create-options'
import { outputText } from './demux'
import type { Connected, Engine } from './engine'
import { engineError, kindOf, takenPort } from './errors'
import { findContainer, removeContainer } from './find'
import { obtainImage } from './image'
import type { Origin } from './labels'
import { engineHost, refOf, toHost } from './map'
import type { Container } from './schemas'
import { stripAnsi } from '@main/providers/kit/ansi'

/** The steps of a check out; "Pull image" comes after the first where the image is not on the engine. */
export const CHECKOUT_STEPS = ['Find image', 'Create', 'Start', 'Wait until running'] as const

/** States in which a container is on its way to running. */
const COMING = new Set(['created', 'configured', 'initialized', 'starting', 'restarting', 'running'])
/** States in which it is on its way out: it is not adopted, a new one is made when it is gone. */
const GOING = new Set(['removing', 'dead', 'stopping'])

/**
 * How long after its start a container is looked at (ms). A shell without a terminal ends at once, and engines still
 * call it running for some milliseconds: such a thing is no host. One late look costs the engine less than two.
 */
const STEADY_MS = 100

/** How often a container is made whose free ports are taken before it starts. */
const PORT_ATTEMPTS = 5

/** Who asks, for the labels. */
export function originOf(engine: Engine, order: CheckoutOrder): Origin {
  return {
    hostId: order.hostId,
    userName: engine.deps.userName,
    origin: order.origin,
    buildUrl: engine.deps.env['BUILD_URL'],
    labels: order.labels,
  }
}

/** The name a container of this order gets. */
export function nameFor(engine: Engine, order: CheckoutOrder, wanted: Wanted): string {
  const { config, deps } = engine
  const { hostId, index, count } = order
  const naming = { hostId, index, count, configPrefix: config.name_prefix, userName: deps.userName }
  return containerName(wanted, naming)
}

/** See `Provider.checkout`. */
export async function checkout(
  engine: Engine,
  connected: Connected,
  order: CheckoutOrder,
  claimed: HostRef | undefined,
  ctx: CheckoutContext,
): Promise<ProvisionedHost> {
  const { client, found } = connected
  const attempt = new Attempt(engine, client, order.hostId, ctx, claimed)
  try {
    const wanted = readArguments(order.arguments)
    throwIfCancelled(ctx.signal)
    ctx.plan(CHECKOUT_STEPS)
    const existing = claimed === undefined ? undefined : await findLiving(engine, client, order, claimed, ctx)
    const made =
      existing === undefined
        ? await make(engine, client, order, wanted, attempt, ctx)
        : adopt(existing, attempt, ctx)
    const container = await run(engine, client, made, wanted, ctx)
    attempt.claim(refOf(container))
    return toHost(container, engineHost(found.endpoint))
  } catch (error) {
    await attempt.cleanUp()
    throw error
  }
}

/** What is to be started: a container that was just made, or one that an earlier call made. */
interface Made {
  readonly id: string
  readonly state: string
  readonly isNew: boolean
  /** Creates it once more, after it was removed; absent for what an earlier call made. */
  readonly again?: () => Promise<string>
}

async function findLiving(
  engine: Engine,
  client: EngineClient,
  order: CheckoutOrder,
  ref: HostRef,
  ctx: CheckoutContext,
): Promise<Container | undefined> {
  const { clock } = engine.deps
  const container = await findContainer(client, { hostId: order.hostId, ref }, ctx.signal)
  if (container === undefined || !GOING.has(container.State.Status)) return container
  await removeContainer(client, container.Id, clock, ctx.signal, engine.config.timeout * 1000)
  return undefined
}

function adopt(container: Container, attempt: Attempt, ctx: CheckoutContext): Made {
  attempt.claim(refOf(container))
  ctx.step('Find image')
  ctx.step('Create')
  ctx.log(`Found ${container.Name.replace('/', '')}, which was made before. Going on with it.`)
  return { id: container.Id, state: container.State.Status, isNew: false }
}

async function make(
  engine: Engine,
  client: EngineClient,
  order: CheckoutOrder,
  wanted: Wanted,
  attempt: Attempt,
  ctx: CheckoutContext,
): Promise<Made> {
  ctx.step('Find image')
  const { name: image, image: details } = await obtainImage(
    engine,
    client,
    order.offering,
    ctx,
    CHECKOUT_STEPS.slice(1),
  )
  const name = nameFor(engine, order, wanted)
  const options = createOptions({
    name,
    image,
    wanted,
    exposed: details.Config.ExposedPorts,
    config: engine.config,
    origin: originOf(engine, order),
  })
  throwIfCancelled(ctx.signal)
  ctx.step('Create')
  try {
    const id = await attempt.create(options)
    throwIfCancelled(ctx.signal)
    return { id, state: 'created', isNew: true, again: () => attempt.create(options) }
  } catch (error) {
    if (kindOf(error) !== 'name-taken') throw error
    // The name follows from the host's id: an earlier call that was never answered may have made it.
    const mine = await findContainer(client, { hostId: order.hostId, ref: { name } }, ctx.signal)
    if (mine === undefined) throw error
    attempt.claim(refOf(mine))
    ctx.log(`Found ${name}, which was made before. Going on with it.`)
    return { id: mine.Id, state: mine.State.Status, isNew: false }
  }
}

/** Starts it and waits until it runs. Throws, with the last lines of its output, when it ends instead. */
async function run(
  engine: Engine,
  client: EngineClient,
  made: Made,
  wanted: Wanted,
  ctx: CheckoutContext,
): Promise<Container> {
  ctx.step('Start')
  const id = made.state === 'running' ? made.id : await start(engine, client, made, wanted, ctx)
  ctx.step('Wait until running')
  if (made.state !== 'running') await engine.deps.clock.sleep(STEADY_MS, ctx.signal)
  const { clock } = engine.deps
  const pace = { clock, signal: ctx.signal, firstMs: STEADY_MS, longestMs: 1000 }
  const container = await pollUntil({ ...pace, timeoutMs: engine.config.timeout * 1000 }, async () => {
    const now = await client.container(id, ctx.signal)
    if (now === undefined) throw vanished(engine, client)
    if (now.State.Status === 'running') return now
    if (!COMING.has(now.State.Status)) throw await ended(engine, client, now, ctx.signal)
    ctx.progress(undefined, `The container is ${now.State.Status}`)
    return undefined
  })
  if (container !== undefined) return container
  const doing = { where: client.where, instance: engine.deps.instance, what: 'see the container running' }
  throw engineError(undefined, doing, 'timeout')
}

/**
 * Starts it. Podman chooses free host ports when it creates and takes them when it starts: where somebody was faster
 * with a port that nobody asked for, the container is made anew.
 */
async function start(
  engine: Engine,
  client: EngineClient,
  made: Made,
  wanted: Wanted,
  ctx: CheckoutContext,
): Promise<string> {
  const asked = new Set(
    wanted.ports.flatMap(({ hostPort }) => (hostPort === undefined ? [] : [String(hostPort)])),
  )
  const others = networksOf({ wanted, config: engine.config }).slice(1)
  for (let id = made.id, attempts = 1; ; attempts += 1) {
    for (const network of others) await joinNetwork(client, network, { ...made, id }, ctx)
    throwIfCancelled(ctx.signal)
    try {
      if (made.state === 'paused') await client.unpause(id, ctx.signal)
      else await client.start(id, ctx.signal)
      return id
    } catch (error) {
      const port = kindOf(error) === 'port-taken' ? takenPort(error) : undefined
      const isOursToChoose = port !== undefined && !asked.has(port)
      if (made.again === undefined || !isOursToChoose || attempts === PORT_ATTEMPTS) throw error
      ctx.log(`Port ${port}, which the engine chose, was taken meanwhile. Making the container anew.`, 'warn')
      await removeContainer(client, id, engine.deps.clock, ctx.signal, engine.config.timeout * 1000)
      throwIfCancelled(ctx.signal)
      id = await made.again()
    }
  }
}

async function joinNetwork(
  client: EngineClient,
  network: string,
  made: Made,
  ctx: CheckoutContext,
): Promise<void> {
  try {
    await client.connectNetwork(network, made.id, ctx.signal)
  } catch (error) {
    const said = error instanceof BrokerError ? (error.data.said ?? '') : ''
    if (!made.isNew && /already (connected|exists)|is already/i.test(said)) return
    throw error
  }
}

function vanished(engine: Engine, client: EngineClient): BrokerError {
  return new BrokerError({
    code: 'PROVIDER',
    message: `The container is gone from ${client.where}: somebody removed it.`,
    hint: 'Check out again.',
    provider: 'Container',
    instance: engine.deps.instance,
    retryable: true,
  })
}

async function ended(
  engine: Engine,
  client: EngineClient,
  container: Container,
  signal: AbortSignal,
): Promise<BrokerError> {
  const { ExitCode: code, Error: reason, Status: status } = container.State
  const output = await client.logs(container.Id, signal, 20).catch(() => Buffer.alloc(0))
  const said = stripAnsi(outputText(output, container.Config.Tty === true)).trim() || reason?.trim()
  return new BrokerError({
    code: 'PROVIDER',
    message: `The container did not stay running: it is ${status}${code === undefined ? '' : ` with exit code ${code}`}.`,
    hint: 'A host needs a command that does not end. Give another image or command; what it wrote last is below.',
    ...(said === undefined || said === '' ? {} : { said }),
    provider: 'Container',
    instance: engine.deps.instance,
  })
}
