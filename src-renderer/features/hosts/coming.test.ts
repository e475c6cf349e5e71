import { describe, expect, test } from 'vitest'
import { Coming } from '@renderer/features/hosts/coming'

describe('what waits for work under way', () => {
  test('is done at once while there is none', () => {
    const done: boolean[] = []
    new Coming().afterAll((awaited) => done.push(awaited))
    expect(done).toEqual([false])
  })

  test('is done after all of it, in order, also where some of it fails', async () => {
    const coming = new Coming()
    let succeed = (): void => undefined
    let fail = (): void => undefined
    const first = new Promise<void>((resolve) => (succeed = resolve))
    const second = new Promise<void>((_, reject) => {
      fail = () => {
        reject(new Error('not read'))
      }
    })
    const done: string[] = []
    coming.add(first)
    coming.afterAll((awaited) => done.push(`after the first, ${awaited}`))
    coming.add(second)
    const last = new Promise<void>((resolve) => {
      coming.afterAll((awaited) => {
        done.push(`after both, ${awaited}`)
        resolve()
      })
    })
    expect(done).toEqual([])
    fail()
    succeed()
    await last
    expect(done).toEqual(['after the first, true', 'after both, true'])
  })

  test('is done at once again when it is over', async () => {
    const coming = new Coming()
    coming.add(Promise.resolve())
    await new Promise<void>((resolve) => {
      coming.afterAll(() => {
        resolve()
      })
    })
    const done: boolean[] = []
    coming.afterAll((awaited) => done.push(awaited))
    expect(done).toEqual([false])
  })
})
