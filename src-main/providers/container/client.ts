import type { Readable } from 'node:stream'
import type Docker from 'dockerode'
import type { ContainerCreateOptions } from 'dockerode'
import { z } from 'zod'
import { BrokerError } from '@shared/domain/error'
import type { Clock } from '@main/ports/clock'
import { cancelled } from '@main/providers/kit/cancel'
import { withDeadline } from '@main/providers/kit/deadline'
import { engineError, EngineError, kindOf, type Doing } from './errors'
import { parseReference } from './image-names'
import {
  containerSchema,
  containerSummarySchema,
  imageSchema,
  imageSummarySchema,
  infoSchema,
  pullEventSchema,
  versionSchema,
  waitSchema,
  type Container,
  type ContainerSummary,
  type EngineInfo,
  type EngineVersion,
  type Image,
  type ImageSummary,
  type PullEvent,
} from './schemas'

/** What the client is made of. */
export interface ClientOptions {
  readonly docker: Docker
  readonly clock: Clock
  /** How long one call may take, and a stream may be silent (ms). */
  readonly timeoutMs: number
  /** "rootless Podman at unix:///run/user/1000/podman/podman.sock", for messages. */
  readonly where: string
  readonly instance: string
}

type About = Omit<Doing, 'where' | 'instance'> & { readonly timeoutMs?: number }

interface Abort {
  readonly abortSignal: AbortSignal
}

/** Calls of dockerode that take a signal though its types do not say so. */
interface Untyped {
  version(options: Abort): Promise<unknown>
  info(options: Abort): Promise<unknown>
  ping(options: Abort): Promise<unknown>
  getImage(name: string): { inspect(options: Abort): Promise<unknown> }
  getNetwork(name: string): { connect(options: Abort & { readonly Container: string }): Promise<unknown> }
  createContainer(
    options: Abort & { readonly _query: object; readonly _body: object },
  ): Promise<{ readonly id: string }>
  getContainer(id: string): { unpause(options: Abort): Promise<unknown> }
}

/**
 * Docker's Engine API (v1.41, as Docker and Podman speak it) as far as this provider needs it, over dockerode. Answers
 * are parsed. Every call ends: with its answer, when its signal is aborted, or when its time is over; and throws only
 * `EngineError`.
 */
export class EngineClient {
  readonly where: string
  readonly #docker: Docker
  readonly #untyped: Untyped
  readonly #options: ClientOptions

  constructor(options: ClientOptions) {
    this.#options = options
    this.#docker = options.docker
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see Untyped
    this.#untyped = options.docker as unknown as Untyped
    this.where = options.where
  }

  version(signal: AbortSignal, timeoutMs?: number): Promise<EngineVersion> {
    const about = {
      what: 'ask the engine for its version',
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    }
    return this.#call(about, signal, versionSchema, (abortSignal) => this.#untyped.version({ abortSignal }))
  }

  /** Answers as soon as the engine answers anything. */
  ping(signal: AbortSignal): Promise<void> {
    return this.#call({ what: 'reach the engine' }, signal, ignored, (abortSignal) =>
      this.#untyped.ping({ abortSignal }),
    )
  }

  info(signal: AbortSignal): Promise<EngineInfo> {
    return this.#call({ what: 'ask the engine about itself' }, signal, infoSchema, (abortSignal) =>
      this.#untyped.info({ abortSignal }),
    )
  }

  images(signal: AbortSignal): Promise<readonly ImageSummary[]> {
    return this.#call({ what: 'list the images' }, signal, z.array(imageSummarySchema), (abortSignal) =>
      this.#docker.listImages({ abortSignal }),
    )
  }

  /** An image that is on the engine, or undefined. */
  image(name: string, signal: AbortSignal): Promise<Image | undefined> {
    const about = { what: `look for the image ${name}`, image: name }
    return this.#optional(['no-image'], () =>
      this.#call(about, signal, imageSchema, (abortSignal) =>
        this.#untyped.getImage(name).inspect({ abortSignal }),
      ),
    )
  }

  /** The same as the engine describes it. */
  imageRaw(name: string, signal: AbortSignal): Promise<Readonly<Record<string, unknown>> | undefined> {
    const about = { what: `look at the image ${name}`, image: name }
    return this.#optional(['no-image'], () =>
      this.#call(about, signal, rawObject, (abortSignal) =>
        this.#untyped.getImage(name).inspect({ abortSignal }),
      ),
    )
  }

  /** Creates a container and answers its id. Throws `name-taken`, `no-image`, `no-network`, … */
  async create(options: ContainerCreateOptions, signal: AbortSignal): Promise<string> {
    const about = {
      what: `create the container ${options.name ?? ''}`.trimEnd(),
      image: options.Image,
      name: options.name,
      network: options.HostConfig?.NetworkMode,
    }
    return this.#call(about, signal, z.string(), async (abortSignal) => {
      const { name, platform, ...body } = options
      // dockerode would put the whole body into the address, too, and with it the environment into the engine's log.
      const query = {
        ...(name === undefined ? {} : { name }),
        ...(platform === undefined ? {} : { platform }),
      }
      const created = await this.#untyped.createContainer({ _query: query, _body: body, abortSignal })
      return created.id
    })
  }

  start(id: string, signal: AbortSignal): Promise<void> {
    return this.#call({ what: 'start the container' }, signal, ignored, async (abortSignal) => {
      try {
        await this.#docker.getContainer(id).start({ abortSignal })
      } catch (error) {
        // 304: it is running already.
        if (!(error instanceof Error && 'statusCode' in error && error.statusCode === 304)) throw error
      }
    })
  }

  unpause(id: string, signal: AbortSignal): Promise<void> {
    return this.#call({ what: 'continue the container' }, signal, ignored, (abortSignal) =>
      this.#untyped.getContainer(id).unpause({ abortSignal }),
    )
  }

  connectNetwork(network: string, id: string, signal: AbortSignal): Promise<void> {
    return this.#call(
      { what: `connect to the network ${network}`, network },
      signal,
      ignored,
      async (abortSignal) => {
        await this.#untyped.getNetwork(network).connect({ Container: id, abortSignal })
      },
    )
  }

  /** A container by id or name, or undefined. */
  container(idOrName: string, signal: AbortSignal): Promise<Container | undefined> {
    const about = { what: `look at the container ${idOrName}`, name: idOrName }
    return this.#optional(['no-container'], async () => {
      const raw = await this.#call(about, signal, rawObject, (abortSignal) =>
        this.#docker.getContainer(idOrName).inspect({ abortSignal }),
      )
      return { ...this.#parse(about, containerSchema, raw), raw }
    })
  }

  /** All containers, running or not; with `label` only those that have it (`name=value`). */
  containers(signal: AbortSignal, label?: string): Promise<readonly ContainerSummary[]> {
    const filters = label === undefined ? {} : { filters: { label: [label] } }
    return this.#call(
      { what: 'list the containers' },
      signal,
      z.array(containerSummarySchema),
      (abortSignal) => this.#docker.listContainers({ all: true, ...filters, abortSignal }),
    )
  }

  /** Removes a container by force with its anonymous volumes. Throws `no-container`, `removing`. */
  remove(id: string, signal: AbortSignal): Promise<void> {
    return this.#call({ what: 'remove the container' }, signal, ignored, async (abortSignal) => {
      await this.#docker.getContainer(id).remove({ force: true, v: true, abortSignal })
    })
  }

  /** Waits, as long as it takes, until a container has ended; answers its exit code. */
  async wait(id: string, signal: AbortSignal): Promise<number> {
    const about = { what: 'wait for the container', timeoutMs: Number.POSITIVE_INFINITY }
    const answer = await this.#call(about, signal, waitSchema, (abortSignal) =>
      this.#docker.getContainer(id).wait({ abortSignal }),
    )
    return answer.StatusCode
  }

  /** What a container wrote, as the engine frames it (see `demux`); `tail` answers only so many last lines. */
  logs(id: string, signal: AbortSignal, tail?: number): Promise<Buffer> {
    return this.#call(
      { what: "read the container's output" },
      signal,
      z.instanceof(Buffer),
      async (abortSignal) => {
        const limit = tail === undefined ? {} : { tail }
        const options = { stdout: true, stderr: true, follow: false, ...limit, abortSignal } as const
        const answer: unknown = await this.#docker.getContainer(id).logs(options)
        return typeof answer === 'string' ? Buffer.from(answer) : answer
      },
    )
  }

  /** What a container writes, as a stream that ends when the container has ended. The caller destroys it. */
  follow(id: string, signal: AbortSignal): Promise<Readable> {
    const about = { what: "read the container's output" }
    return this.#call(about, signal, stream, async (abortSignal) => {
      const options = { stdout: true, stderr: true, follow: true, abortSignal } as const
      return await this.#docker.getContainer(id).logs(options)
    })
  }

  /**
   * Pulls an image and tells every event. Throws `no-image`, `pull-refused`, `registry-unreachable`, `disk-full`; and
   * `timeout` when nothing is heard for as long as one call may take.
   */
  async pull(image: string, signal: AbortSignal, tell: (event: PullEvent) => void): Promise<void> {
    const about = { what: `pull ${image}`, image, pull: true }
    const { repository, tag } = parseReference(image)
    const quiet = new AbortController()
    const both = AbortSignal.any([signal, quiet.signal])
    const source = await this.#call(about, both, stream, (abortSignal) =>
      this.#docker.createImage({ fromImage: repository, tag, abortSignal }),
    )
    const lines = new JsonLines()
    let failure: string | undefined
    try {
      const chunks = source[Symbol.asyncIterator]()
      for (;;) {
        const { value, done } = await this.#call(about, signal, z.custom<IteratorResult<Buffer>>(), () =>
          chunks.next(),
        )
        if (done === true) break
        for (const line of lines.push(value)) {
          const event = pullEventSchema.safeParse(line)
          if (!event.success) continue
          failure = event.data.errorDetail?.message ?? event.data.error ?? failure
          tell(event.data)
        }
      }
    } finally {
      quiet.abort()
      source.destroy()
    }
    if (failure !== undefined) throw this.#wrap(new Error(failure), about)
  }

  #wrap(thrown: unknown, about: About): EngineError {
    const { where, instance } = this.#options
    return engineError(thrown, { ...about, where, instance })
  }

  #parse<T>(about: About, schema: z.ZodType<T>, answer: unknown): T {
    const parsed = schema.safeParse(answer)
    if (parsed.success) return parsed.data
    const said = z.prettifyError(parsed.error)
    throw this.#wrap(new Error(`The answer is not what Docker's API has: ${said}`), about)
  }

  async #call<T>(
    about: About,
    signal: AbortSignal,
    schema: z.ZodType<T>,
    run: (signal: AbortSignal) => Promise<unknown>,
  ): Promise<T> {
    const { clock } = this.#options
    const ms = about.timeoutMs ?? this.#options.timeoutMs
    let answer: unknown
    try {
      const late = (): Error => engineError(undefined, { ...about, ...this.#place() }, 'timeout')
      answer =
        ms === Number.POSITIVE_INFINITY
          ? await run(signal)
          : await withDeadline({ clock, ms, signal, late }, run)
    } catch (error) {
      if (signal.aborted && !(error instanceof EngineError)) throw this.#wrap(cancelled(), about)
      throw this.#wrap(error, about)
    }
    return this.#parse(about, schema, answer)
  }

  #place(): Pick<Doing, 'where' | 'instance'> {
    return { where: this.#options.where, instance: this.#options.instance }
  }

  async #optional<T>(absent: readonly string[], run: () => Promise<T>): Promise<T | undefined> {
    try {
      return await run()
    } catch (error) {
      if (error instanceof BrokerError && absent.includes(kindOf(error))) return undefined
      throw error
    }
  }
}

const ignored = z.unknown().transform(() => undefined)
const rawObject = z.record(z.string(), z.unknown())
const stream = z.custom<Readable>((value) => typeof value === 'object' && value !== null && 'pipe' in value)

/** Cuts a stream of JSON lines; what is no JSON is left out. */
class JsonLines {
  readonly #decoder = new TextDecoder()
  #rest = ''

  push(chunk: Uint8Array): readonly unknown[] {
    this.#rest += this.#decoder.decode(chunk, { stream: true })
    const lines = this.#rest.split('\n')
    this.#rest = lines.pop() ?? ''
    return lines.flatMap((line) => {
      try {
        return line.trim() === '' ? [] : [JSON.parse(line) as unknown]
      } catch {
        return []
      }
    })
  }
}
