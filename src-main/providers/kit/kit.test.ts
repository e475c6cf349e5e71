import { describe, expect, test } from 'vitest'
import { FakeClock } from '@main/testing/fake-clock'
import { LineCutter, stripAnsi } from './ansi'
import { withDeadline } from './deadline'
import { pollUntil } from './poll'
import { SharedWork } from './shared-work'
import { Slots } from './slots'

test('stripAnsi takes colours, titles and control characters out and leaves the text', () => {
  expect(stripAnsi('\u001b[1;31mred\u001b[0m \u001b]0;title\u0007ok\u0008\tend\r\n')).toBe('red ok\tend\n')
})

test('LineCutter joins pieces, also inside a letter of several bytes, and gives the rest at the end', () => {
  const lines: string[] = []
  const cutter = new LineCutter((line) => lines.push(line))
  const bytes = new TextEncoder().encode('grün\nzwei')
  cutter.write(bytes.subarray(0, 3))
  cutter.write(bytes.subarray(3))
  expect(lines).toEqual(['grün'])
  cutter.end()
  expect(lines).toEqual(['grün', 'zwei'])
})

describe('withDeadline', () => {
  test('gives up work that hangs and ignores its signal', async () => {
    const clock = new FakeClock()
    const late = (): Error => new Error('late')
    const work = withDeadline({ clock, ms: 1000, late }, () => new Promise(() => undefined))
    const result = expect(work).rejects.toThrow('late')
    await clock.advance(1000)
    await result
  })

  test('stops with its caller, and leaves no sleeper behind', async () => {
    const clock = new FakeClock()
    const stop = new AbortController()
    const late = (): Error => new Error('late')
    const work = withDeadline(
      { clock, ms: 1000, signal: stop.signal, late },
      () => new Promise(() => undefined),
    )
    const result = expect(work).rejects.toMatchObject({ name: 'AbortError' })
    stop.abort()
    await result
    expect(clock.sleeping).toBe(0)
  })
})

describe('pollUntil', () => {
  test('looks at once, then with growing pauses', async () => {
    const clock = new FakeClock({ auto: true })
    const startMs = clock.now()
    const looks: number[] = []
    const signal = new AbortController().signal
    const options = { clock, signal, firstMs: 100, longestMs: 300, timeoutMs: 10_000 }
    const found = await pollUntil(options, async () => {
      looks.push(clock.now() - startMs)
      return looks.length === 5 ? 'here' : undefined
    })
    expect(found).toBe('here')
    expect(looks).toEqual([0, 100, 300, 600, 900])
  })

  test('ends when the time is over, after a last look', async () => {
    const clock = new FakeClock({ auto: true })
    const startMs = clock.now()
    const signal = new AbortController().signal
    const options = { clock, signal, firstMs: 400, longestMs: 400, timeoutMs: 1000 }
    expect(await pollUntil(options, async () => undefined)).toBeUndefined()
    expect(clock.now() - startMs).toBe(1000)
  })
})

describe('SharedWork', () => {
  function deferred(): { promise: Promise<string>; resolve: (value: string) => void } {
    let resolve: (value: string) => void = () => undefined
    const promise = new Promise<string>((done) => (resolve = done))
    return { promise, resolve }
  }

  test('is done once for all who want it, and who comes late hears all the news', async () => {
    const shared = new SharedWork<string, number>()
    const end = deferred()
    let begun = 0
    let tell: (news: number) => void = () => undefined
    const begin = (_: AbortSignal, say: (news: number) => void): Promise<string> => {
      begun += 1
      tell = say
      return end.promise
    }
    const { signal } = new AbortController()
    const first: number[] = []
    const second: number[] = []
    const one = shared.join('k', signal, begin, (news) => first.push(news))
    tell(1)
    const two = shared.join('k', signal, begin, (news) => second.push(news))
    tell(2)
    end.resolve('done')
    expect(await Promise.all([one, two])).toEqual(['done', 'done'])
    expect([begun, first, second]).toEqual([1, [1, 2], [1, 2]])
  })

  test('goes on while anybody wants it and is stopped when the last one has left', async () => {
    const shared = new SharedWork<string>()
    let stopped = false
    const begin = (signal: AbortSignal): Promise<string> => {
      signal.addEventListener('abort', () => (stopped = true))
      return deferred().promise
    }
    const [a, b] = [new AbortController(), new AbortController()]
    const one = expect(shared.join('k', a.signal, begin)).rejects.toMatchObject({
      data: { code: 'CANCELLED' },
    })
    const two = expect(shared.join('k', b.signal, begin)).rejects.toMatchObject({
      data: { code: 'CANCELLED' },
    })
    a.abort()
    await one
    expect(stopped).toBe(false)
    b.abort()
    await two
    expect(stopped).toBe(true)
  })
})

describe('Slots', () => {
  const never = new AbortController().signal

  test('lets so many go on at once, and the others in the order of their coming', async () => {
    const slots = new Slots(2)
    const ends: (() => void)[] = []
    const begun: number[] = []
    const all = [1, 2, 3, 4].map((number) =>
      slots.run(never, () => {
        begun.push(number)
        return new Promise<void>((resolve) => ends.push(resolve))
      }),
    )
    await Promise.resolve()
    expect(begun).toEqual([1, 2])
    ends.shift()?.()
    await all[0]
    expect(begun).toEqual([1, 2, 3])
    while (ends.length > 0) {
      ends.shift()?.()
      await new Promise((resolve) => setImmediate(resolve))
    }
    await Promise.all(all)
    expect(begun).toEqual([1, 2, 3, 4])
  })

  test('loses none to work that fails or to who leaves the queue', async () => {
    const slots = new Slots(1)
    await expect(slots.run(never, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed')
    let end = (): void => undefined
    const first = slots.run(never, () => new Promise<void>((resolve) => (end = resolve)))
    const stop = new AbortController()
    const left = expect(slots.run(stop.signal, async () => 'never')).rejects.toMatchObject({
      name: 'AbortError',
    })
    const last = slots.run(never, async () => 'last')
    stop.abort()
    await left
    end()
    await first
    expect(await last).toBe('last')
    expect(await slots.run(never, async () => 'again')).toBe('again')
  })
})
