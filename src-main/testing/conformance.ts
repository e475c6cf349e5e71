import { afterAll, afterEach, describe, expect, test } from 'vitest'
import { BrokerError, errorCodeSchema, toErrorData, type ErrorCode } from '@shared/domain/error'
import type { HostRef } from '@shared/domain/host'
import { healthReportSchema, offeringFormSchema, offeringSchema } from '@shared/domain/provider'
import { fieldSchema } from '@shared/domain/form'
import type { CheckoutOrder, Provider, ProviderDefinition, HostTarget } from '@main/providers/contract'
import { RecordingContext } from '@main/testing/recording-context'

type Awaitable<T> = T | Promise<T>

/** A check out that must fail in a certain way. */
export interface FailingCase {
  /** Completes "a check out that fails: ...". */
  readonly title: string
  order(): CheckoutOrder
  /** The code it must fail with; absent: any code. */
  readonly code?: ErrorCode
}

/**
 * What the suite needs to try a provider on its service. Everything that asks "is it there" must ask the service
 * itself and not the provider under test.
 */
export interface ConformanceHarness {
  /** The definition of the kind (only what does not depend on the type of its configuration). */
  readonly definition: Pick<ProviderDefinition, 'kind' | 'actions' | 'capabilities'>
  /** A new provider that can be used; all of them speak to the same service. */
  makeProvider(): Awaitable<Provider>
  /** A provider of the same kind that cannot be used: its service does not answer, or refuses its credentials. */
  badInstance(): Awaitable<Provider>
  /** A check out that works and is quick, with a new unique `hostId` each time. */
  order(overrides?: Partial<CheckoutOrder>): CheckoutOrder
  /** A check out that works and takes long enough to be stopped in the middle; by default `order`. */
  slowOrder?(overrides?: Partial<CheckoutOrder>): CheckoutOrder
  /** Check outs that fail at the provider. */
  readonly failing?: readonly FailingCase[]
  /** An execution and what its output must contain. Needed where the definition says `execute`. */
  readonly execution?: () => { readonly order: CheckoutOrder; readonly output: string }
  /** An offering that is not there; by default "no-such-offering". */
  readonly unknownOffering?: string
  /** How many things exist at the service that were made for this host, or (without it) by any test of this run. */
  remoteCount(hostId?: string): Awaitable<number>
  /**
   * A provider that can die as its process would: after `die()` nothing that it does reaches the service, and its
   * calls never end. Absent: the crash tests are left out.
   */
  readonly mortalProvider?: () => Awaitable<{ readonly provider: Provider; die(): void }>
  /**
   * How often the service has extended what was made for this host. Absent where it cannot be counted: then it is not
   * proved that work which is taken up again is not done twice.
   */
  readonly extensionCount?: (hostId: string) => Awaitable<number>
  /** How many are made at once; 10 by default. */
  readonly concurrency?: number
  /** At how many moments a check out is cancelled, and dies; 6 by default. */
  readonly moments?: number
  /** By how much the end of a lease may differ from what was asked, in milliseconds; 1000 by default. */
  readonly leaseToleranceMs?: number
  /** For one test; 30000 by default. */
  readonly timeoutMs?: number
  /** Called after each test: removes what it left. */
  cleanup?(): Awaitable<void>
}

const MINE = { kind: 'mine' } as const

interface Outcome<T> {
  readonly value?: T
  readonly error?: unknown
}

async function settle<T>(work: Promise<T>): Promise<Outcome<T>> {
  try {
    return { value: await work }
  } catch (error) {
    return { error }
  }
}

/** Proves that what was thrown is an error of ours with a code of the closed set, and returns the code. */
function codeOf(thrown: unknown): ErrorCode {
  expect(thrown, 'something had to be thrown').toBeDefined()
  const isAbort = thrown instanceof Error && thrown.name === 'AbortError'
  if (!isAbort)
    expect(thrown, `only a BrokerError is thrown, not ${String(thrown)}`).toBeInstanceOf(BrokerError)
  const { code, message } = toErrorData(thrown)
  expect(errorCodeSchema.safeParse(code).success, `code ${code} is in the closed set`).toBe(true)
  expect(message.trim(), 'an error says what is wrong').not.toBe('')
  return code
}

/** Up to `count` numbers from 0 to `total - 1`, evenly, with the first and the last. */
function evenly(total: number, count: number): readonly number[] {
  if (total <= count) return Array.from({ length: total }, (_, index) => index)
  return [...new Set(Array.from({ length: count }, (_, i) => Math.round((i * (total - 1)) / (count - 1))))]
}

/**
 * Proves what `contract.ts` promises, for any provider: every provider's folder calls it in a test file of its own.
 * It registers one `describe` with a test for each promise; tests for verbs that the definition does not have, and
 * for harness members that are absent, are not registered (nothing is skipped).
 */
export function describeProviderConformance(name: string, harness: ConformanceHarness): void {
  const { actions, capabilities } = harness.definition
  const timeout = harness.timeoutMs ?? 30_000
  const moments = harness.moments ?? 6
  const unknown = harness.unknownOffering ?? 'no-such-offering'
  const slowOrder = (): CheckoutOrder => harness.slowOrder?.() ?? harness.order()
  const live: Provider[] = []
  /** Hosts that a throwing check out left without a claim: nothing of them may turn up later. */
  const promisedAbsent: string[] = []

  const provider = async (): Promise<Provider> => {
    const made = await harness.makeProvider()
    live.push(made)
    return made
  }
  const call = (): { readonly signal: AbortSignal } => ({ signal: new AbortController().signal })
  const aborted = (): { readonly signal: AbortSignal } => ({ signal: AbortSignal.abort() })
  const target = (order: CheckoutOrder, ref: HostRef | undefined): HostTarget => ({
    hostId: order.hostId,
    ref,
  })
  const targetOf = (orders: readonly CheckoutOrder[], index: number, ref: HostRef): HostTarget => ({
    hostId: orders[index]?.hostId ?? '',
    ref,
  })
  const countOf = async (order: CheckoutOrder): Promise<number> => await harness.remoteCount(order.hostId)

  /** After a check out that threw: nothing is left, or what is left is claimed and can be found and released by it. */
  async function expectFailureContract(order: CheckoutOrder, ctx: RecordingContext): Promise<void> {
    const left = await countOf(order)
    if (ctx.claimed === undefined) {
      promisedAbsent.push(order.hostId)
      expect(left, 'a check out that threw without a claim left nothing').toBe(0)
      return
    }
    const fresh = await provider()
    const found = await fresh.read(target(order, ctx.claimed), call())
    expect(found === 'gone', 'read finds by its claim what was left, and only that').toBe(left === 0)
    await fresh.release(target(order, ctx.claimed), new RecordingContext())
    expect(await countOf(order), 'what was left can be released by its claim').toBe(0)
  }

  describe(`${name} keeps the provider contract`, { timeout }, () => {
    afterEach(async () => {
      await harness.cleanup?.()
      for (const each of live.splice(0)) await each.dispose?.()
    })
    afterAll(async () => {
      for (const hostId of promisedAbsent) {
        expect(await harness.remoteCount(hostId), `host ${hostId} was said to be absent and came later`).toBe(
          0,
        )
      }
    })

    test('has exactly the verbs that its definition says', async () => {
      const made = await provider()
      expect({
        extend: made.extend !== undefined,
        execute: made.execute !== undefined,
        inventory: made.inventory !== undefined,
      }).toEqual(capabilities)
      expect(actions.length).toBeGreaterThan(0)
      expect(actions.some((action) => action.verbs.includes('execute'))).toBe(capabilities.execute)
    })

    describe('check', () => {
      test('reports a usable instance', async () => {
        const report = healthReportSchema.parse(await (await provider()).check(call()))
        expect(report).toMatchObject({ usable: true })
        expect(report.summary).not.toBe('')
      })

      test('reports an unusable instance without throwing, and says why', async () => {
        const bad = await harness.badInstance()
        live.push(bad)
        const report = healthReportSchema.parse(await bad.check(call()))
        expect(report.usable).toBe(false)
        expect(report.items.some((item) => item.level === 'error')).toBe(true)
      })
    })

    describe('an instance that cannot be used', () => {
      test('answers every verb with an error of ours, and never that a host is gone', async () => {
        const bad = await harness.badInstance()
        live.push(bad)
        const order = harness.order()
        const ctx = new RecordingContext()
        codeOf((await settle(bad.offerings(order.action, call()))).error)
        codeOf((await settle(bad.checkout(order, undefined, ctx))).error)
        codeOf((await settle(bad.read(target(order, ctx.claimed), call()))).error)
        codeOf((await settle(bad.release(target(order, ctx.claimed), new RecordingContext()))).error)
        if (bad.inventory !== undefined) codeOf((await settle(bad.inventory({ scope: MINE }, call()))).error)
        expect(await countOf(order)).toBe(0)
      })
    })

    describe('offerings and describe', () => {
      test.each(actions.map((action) => action.name))(
        '%s: lists what there is, each with a form',
        async (action) => {
          const made = await provider()
          const offerings = await made.offerings(action, call())
          expect(offerings.length).toBeGreaterThan(0)
          const names = offerings.map((offering) => offeringSchema.parse(offering).name)
          expect(new Set(names).size, 'names are unique').toBe(names.length)
          const recommended = offerings.map((offering) => offering.recommended)
          expect(recommended, 'recommended ones come first').toEqual(recommended.toSorted((a, b) => +b - +a))
          for (const offering of names.slice(0, 20)) {
            const form = offeringFormSchema.parse(await made.describe(action, offering, call()))
            expect(form.steps.length, `${offering} has steps`).toBeGreaterThan(0)
            expect(form.fields.length > 0 || form.freeArguments, `${offering} takes something`).toBe(true)
            for (const field of form.fields) fieldSchema.parse(field)
            const fields = form.fields.map((field) => field.name)
            expect(new Set(fields).size, `fields of ${offering} are unique`).toBe(fields.length)
          }
        },
      )

      test.each(actions.map((action) => action.name))(
        '%s: an unknown offering is not found, or noticed',
        async (action) => {
          const outcome = await settle((await provider()).describe(action, unknown, call()))
          if (outcome.error === undefined) expect(outcome.value?.notice ?? '').not.toBe('')
          else expect(codeOf(outcome.error)).toBe('NOT_FOUND')
        },
      )

      test('a check out of an unknown offering fails and leaves nothing, or a claim', async () => {
        const order = harness.order({ offering: unknown })
        const ctx = new RecordingContext()
        codeOf((await settle((await provider()).checkout(order, undefined, ctx))).error)
        await expectFailureContract(order, ctx)
      })
    })

    describe('checkout, read, release', () => {
      test('make one host, find it, remove it, and removing it again succeeds', async () => {
        const made = await provider()
        const order = harness.order()
        const ctx = new RecordingContext()
        const host = await made.checkout(order, undefined, ctx)
        expect(await countOf(order)).toBe(1)
        expect(ctx.claimed, 'the last claim is the reference of the host').toEqual(host.ref)

        const read = await made.read(target(order, host.ref), call())
        expect(read).toMatchObject({ ref: host.ref })
        expect(await made.read(target(order, undefined), call()), 'found by our own id, too').toMatchObject({
          ref: host.ref,
        })

        await made.release(target(order, host.ref), new RecordingContext())
        expect(await countOf(order)).toBe(0)
        expect(await made.read(target(order, host.ref), call())).toBe('gone')
        expect(await made.read(target(order, undefined), call())).toBe('gone')
        await made.release(target(order, host.ref), new RecordingContext())
        await made.release(target(order, undefined), new RecordingContext())
      })

      test('a host is found and released by our own id alone', async () => {
        const made = await provider()
        const order = harness.order()
        await made.checkout(order, undefined, new RecordingContext())
        await made.release(target(order, undefined), new RecordingContext())
        expect(await countOf(order)).toBe(0)
      })

      test('releasing what never was succeeds, reading it says gone', async () => {
        const made = await provider()
        const never = harness.order()
        expect(await made.read(target(never, undefined), call())).toBe('gone')
        await made.release(target(never, undefined), new RecordingContext())
      })

      test('the steps that are planned are begun, in order', async () => {
        const ctx = new RecordingContext()
        await (await provider()).checkout(harness.order(), undefined, ctx)
        expect(ctx.planned.length).toBeGreaterThan(0)
        expect(ctx.begun).toEqual(ctx.planned)
        const types = ctx.events.map((event) => event.type)
        expect(types.indexOf('plan'), 'the plan comes before the first step').toBeLessThan(
          types.indexOf('step'),
        )
        for (const event of ctx.events) {
          if (event.type !== 'progress' || event.fraction === undefined) continue
          expect(event.fraction).toBeGreaterThanOrEqual(0)
          expect(event.fraction).toBeLessThanOrEqual(1)
        }
      })

      test('the claim is there before anything exists', async () => {
        const order = slowOrder()
        const ctx = new RecordingContext()
        const made = await provider()
        const state = { isDone: false }
        const work = settle(made.checkout(order, undefined, ctx)).finally(() => (state.isDone = true))
        // Whatever the service shows must be claimed by the time its answer is here.
        while (!state.isDone) {
          const seen = await countOf(order)
          const isClaimed = ctx.claimed !== undefined
          expect(seen > 0 && !isClaimed, 'something exists and is not claimed').toBe(false)
          await new Promise((resolve) => setImmediate(resolve))
        }
        expect((await work).error).toBeUndefined()
      })

      test('many at once are as many hosts, and releasing one leaves the others', async () => {
        const made = await provider()
        const orders = Array.from({ length: harness.concurrency ?? 10 }, (_, index) =>
          harness.order({ index: index + 1, count: harness.concurrency ?? 10 }),
        )
        const hosts = await Promise.all(
          orders.map((order) => made.checkout(order, undefined, new RecordingContext())),
        )
        expect(new Set(hosts.map((host) => JSON.stringify(host.ref))).size).toBe(orders.length)
        const names = hosts.flatMap((host) => (host.name === undefined ? [] : [host.name]))
        expect(new Set(names).size).toBe(names.length)
        for (const order of orders) expect(await countOf(order)).toBe(1)

        const [first, ...others] = orders
        if (first === undefined) throw new Error('The harness asks for no hosts at all.')
        await made.release(target(first, hosts[0]?.ref), new RecordingContext())
        expect(await countOf(first)).toBe(0)
        for (const order of others) expect(await countOf(order)).toBe(1)
        await Promise.all(
          others.map((order, index) =>
            made.release(target(order, hosts[index + 1]?.ref), new RecordingContext()),
          ),
        )
        for (const order of others) expect(await countOf(order)).toBe(0)
      })
    })

    describe('a check out that is cancelled', () => {
      test('before it began leaves nothing and claims nothing', async () => {
        const order = harness.order()
        const ctx = new RecordingContext()
        ctx.abort()
        const outcome = await settle((await provider()).checkout(order, undefined, ctx))
        expect(codeOf(outcome.error)).toBe('CANCELLED')
        expect(ctx.claimed).toBeUndefined()
        expect(await countOf(order)).toBe(0)
      })

      test.each(['at', 'just after'] as const)(
        '%s several moments of its course leaves nothing, or a claim',
        { timeout: timeout * moments },
        async (when) => {
          const whole = new RecordingContext()
          await (await provider()).checkout(slowOrder(), undefined, whole)
          for (const moment of evenly(whole.events.length, moments)) {
            const order = slowOrder()
            const ctx: RecordingContext = new RecordingContext((_, index) => {
              if (index !== moment) return
              if (when === 'at') ctx.abort()
              else setImmediate(() => ctx.abort())
            })
            const outcome = await settle((await provider()).checkout(order, undefined, ctx))
            if (outcome.error === undefined) {
              // The end was faster than the cancellation: then the host is there, and claimed.
              expect(await countOf(order)).toBe(1)
              expect(ctx.claimed).toEqual(outcome.value?.ref)
            } else {
              expect(codeOf(outcome.error), `cancelled at event ${moment}`).toBe('CANCELLED')
            }
            await expectFailureContractOrHost(order, ctx, outcome.error === undefined)
          }
        },
      )

      async function expectFailureContractOrHost(
        order: CheckoutOrder,
        ctx: RecordingContext,
        isHost: boolean,
      ): Promise<void> {
        if (isHost) await (await provider()).release(target(order, ctx.claimed), new RecordingContext())
        else await expectFailureContract(order, ctx)
      }

      test('the other verbs stop for a signal, too', async () => {
        const made = await provider()
        const order = harness.order()
        const host = await made.checkout(order, undefined, new RecordingContext())
        expect(codeOf((await settle(made.offerings(order.action, aborted()))).error)).toBe('CANCELLED')
        expect(codeOf((await settle(made.read(target(order, host.ref), aborted()))).error)).toBe('CANCELLED')
        const ctx = new RecordingContext()
        ctx.abort()
        expect(codeOf((await settle(made.release(target(order, host.ref), ctx))).error)).toBe('CANCELLED')
        await made.release(target(order, host.ref), new RecordingContext())
        expect(await countOf(order)).toBe(0)
      })
    })

    describe('a check out that is made again', () => {
      test.each(['with its claim', 'with no claim'] as const)(
        '%s adopts the host that is there',
        async (how) => {
          const order = harness.order()
          const first = await (await provider()).checkout(order, undefined, new RecordingContext())
          const ctx = new RecordingContext()
          const again = await (
            await provider()
          ).checkout(order, how === 'with its claim' ? first.ref : undefined, ctx)
          expect(again.ref).toEqual(first.ref)
          expect(ctx.claimed, 'what was adopted is claimed').toEqual(first.ref)
          expect(ctx.begun, 'the steps are told again').toEqual(ctx.planned)
          expect(await countOf(order)).toBe(1)
        },
      )

      test('after the host is gone makes a new one', async () => {
        const made = await provider()
        const order = harness.order()
        const first = await made.checkout(order, undefined, new RecordingContext())
        await made.release(target(order, first.ref), new RecordingContext())
        await made.checkout(order, first.ref, new RecordingContext())
        expect(await countOf(order)).toBe(1)
      })

      const { mortalProvider } = harness
      if (mortalProvider !== undefined) {
        test.each(['with its claim', 'with no claim'] as const)(
          '%s, after the process died at several moments, goes on and makes no second',
          { timeout: timeout * moments },
          async (how) => {
            const whole = new RecordingContext()
            await (await provider()).checkout(slowOrder(), undefined, whole)
            for (const moment of evenly(whole.events.length, moments)) {
              const order = slowOrder()
              const mortal = await mortalProvider()
              live.push(mortal.provider)
              let onEnd = (): void => {}
              const end = new Promise<void>((resolve) => (onEnd = resolve))
              const ctx = new RecordingContext((_, index) => {
                if (index !== moment) return
                mortal.die()
                onEnd()
              })
              void settle(mortal.provider.checkout(order, undefined, ctx)).then(() => onEnd())
              await end
              const claimed = ctx.claimed
              if (claimed === undefined) expect(await countOf(order), `died at event ${moment}`).toBe(0)
              const survivor = await provider()
              const host = await survivor.checkout(
                order,
                how === 'with its claim' ? claimed : undefined,
                new RecordingContext(),
              )
              expect(await countOf(order), `died at event ${moment}`).toBe(1)
              await survivor.release(target(order, host.ref), new RecordingContext())
              expect(await countOf(order)).toBe(0)
            }
          },
        )
      }
    })

    for (const failing of harness.failing ?? []) {
      test(`a check out that fails: ${failing.title}: leaves nothing, or a claim`, async () => {
        const order = failing.order()
        const ctx = new RecordingContext()
        const outcome = await settle((await provider()).checkout(order, undefined, ctx))
        const code = codeOf(outcome.error)
        if (failing.code !== undefined) expect(code).toBe(failing.code)
        await expectFailureContract(order, ctx)
      })
    }

    if (capabilities.extend) {
      test('extend moves exactly the lease that was asked for, four at once', async () => {
        const made = await provider()
        const orders = Array.from({ length: 4 }, () => harness.order())
        const hosts = await Promise.all(
          orders.map((order) => made.checkout(order, undefined, new RecordingContext())),
        )
        const endOf = async (index: number): Promise<number> => {
          const order = orders[index]
          if (order === undefined) throw new Error(`There is no host ${index}.`)
          const read = await made.read(target(order, hosts[index]?.ref), call())
          if (read === 'gone' || read.lease === undefined) throw new Error(`Host ${index} has no lease.`)
          return read.lease.endsAtMs
        }
        const before = await Promise.all(hosts.map((_, index) => endOf(index)))
        const minutes = (count: number): number => count * 60_000
        const tolerance = harness.leaseToleranceMs ?? 1000

        const extended = await Promise.all(
          hosts.map(async (host, index) =>
            made.extend?.(
              targetOf(orders, index, host.ref),
              { kind: 'by', ms: minutes(10 * (index + 1)) },
              new RecordingContext(),
            ),
          ),
        )
        const after = await Promise.all(hosts.map((_, index) => endOf(index)))
        for (const [index, end] of after.entries()) {
          const moved = end - (before[index] ?? 0)
          expect(
            Math.abs(moved - minutes(10 * (index + 1))),
            `host ${index} moved ${moved} ms`,
          ).toBeLessThanOrEqual(tolerance)
          expect(Math.abs((extended[index]?.lease?.endsAtMs ?? 0) - end)).toBeLessThanOrEqual(tolerance)
        }

        const [first] = hosts
        if (first !== undefined) {
          const by = { kind: 'by' as const, ms: minutes(5) }
          await made.extend?.(targetOf(orders, 0, first.ref), by, new RecordingContext())
        }
        const last = await Promise.all(hosts.map((_, index) => endOf(index)))
        expect(last.slice(1), 'the others stay where they are').toEqual(after.slice(1))
        expect((last[0] ?? 0) - (after[0] ?? 0)).toBeGreaterThan(0)
      })

      const { extensionCount } = harness
      if (extensionCount !== undefined) {
        test('extend and release that are taken up again are not done twice', async () => {
          const made = await provider()
          const order = harness.order()
          const host = await made.checkout(order, undefined, new RecordingContext())
          const by = { kind: 'by' as const, ms: 60_000 }
          const first = new RecordingContext()
          const outcome = await made.extend?.(target(order, host.ref), by, first)
          const resumed = new RecordingContext(undefined, first)
          const again = await (await provider()).extend?.(target(order, host.ref), by, resumed)
          expect(await extensionCount(order.hostId)).toBe(1)
          expect(again?.lease?.endsAtMs, 'the same end is told').toBe(outcome?.lease?.endsAtMs)
          await made.extend?.(target(order, host.ref), by, new RecordingContext())
          expect(await extensionCount(order.hostId), 'another operation is another extension').toBe(2)

          const release = new RecordingContext()
          await made.release(target(order, host.ref), release)
          await (await provider()).release(target(order, host.ref), new RecordingContext(undefined, release))
          expect(await countOf(order)).toBe(0)
        })
      }

      test('extend of a host that is gone is an error of ours', async () => {
        const made = await provider()
        const order = harness.order()
        const host = await made.checkout(order, undefined, new RecordingContext())
        await made.release(target(order, host.ref), new RecordingContext())
        const by = { kind: 'by' as const, ms: 60_000 }
        const outcome = await settle(
          Promise.resolve(made.extend?.(target(order, host.ref), by, new RecordingContext())),
        )
        expect(codeOf(outcome.error)).toBe('NOT_FOUND')
      })
    }

    const { execution } = harness
    if (capabilities.execute && execution !== undefined) {
      test('execute returns the output and leaves nothing', async () => {
        const made = await provider()
        const { order, output } = execution()
        const ctx = new RecordingContext()
        const result = await made.execute?.(order, undefined, ctx)
        expect(result?.output).toContain(output)
        expect(ctx.lines.join('\n'), 'the output is streamed to the log').toContain(output)
        expect(ctx.begun).toEqual(ctx.planned)
        expect(ctx.claimed).toBeUndefined()
        expect(await countOf(order)).toBe(0)
      })

      test(
        'execute cancelled at several moments leaves nothing, or a claim',
        { timeout: timeout * moments },
        async () => {
          const whole = new RecordingContext()
          await (await provider()).execute?.(execution().order, undefined, whole)
          for (const moment of evenly(whole.events.length, moments)) {
            const { order } = execution()
            const ctx: RecordingContext = new RecordingContext((_, index) => index === moment && ctx.abort())
            const outcome = await settle(Promise.resolve((await provider()).execute?.(order, undefined, ctx)))
            if (outcome.error !== undefined) expect(codeOf(outcome.error)).toBe('CANCELLED')
            await expectFailureContract(order, ctx)
          }
        },
      )

      const mortalExecution = harness.mortalProvider
      if (mortalExecution !== undefined) {
        test(
          'execute goes on with its claim after the process died at several moments, and leaves nothing',
          { timeout: timeout * moments },
          async () => {
            const whole = new RecordingContext()
            await (await provider()).execute?.(execution().order, undefined, whole)
            for (const moment of evenly(whole.events.length, moments)) {
              const { order, output } = execution()
              const mortal = await mortalExecution()
              live.push(mortal.provider)
              let onEnd = (): void => {}
              const end = new Promise<void>((resolve) => (onEnd = resolve))
              const ctx = new RecordingContext((_, index) => {
                if (index !== moment) return
                mortal.die()
                onEnd()
              })
              void settle(Promise.resolve(mortal.provider.execute?.(order, undefined, ctx))).then(() =>
                onEnd(),
              )
              await end
              const resumed = new RecordingContext(undefined, ctx)
              const result = await (await provider()).execute?.(order, ctx.claimed, resumed)
              expect(result?.output, `died at event ${moment}`).toContain(output)
              expect(resumed.claimed).toBeUndefined()
              expect(await countOf(order), `died at event ${moment}`).toBe(0)
            }
          },
        )
      }
    }

    test('execute is tried where the definition has it', () => {
      expect(capabilities.execute).toBe(execution !== undefined)
    })

    if (capabilities.inventory) {
      test('inventory lists a host from its check out to its release', async () => {
        const made = await provider()
        const order = harness.order()
        const host = await made.checkout(order, undefined, new RecordingContext())
        const refs = async (): Promise<readonly HostRef[]> =>
          (await made.inventory?.({ scope: MINE }, call()))?.hosts.map((each) => each.ref) ?? []
        expect(await refs()).toContainEqual(host.ref)
        await made.release(target(order, host.ref), new RecordingContext())
        expect(await refs()).not.toContainEqual(host.ref)
      })
    }
  })
}
