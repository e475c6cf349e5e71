import { expect, test } from 'vitest'
import { Leaving } from '@main/app/leaving'
import { silentLogger } from '@main/ports/logger'

const event = { preventDefault: (): void => undefined }

function stage(stop: () => Promise<void> | undefined) {
  const did: string[] = []
  const leaving = new Leaving({
    app: { exit: () => did.push('exit'), relaunch: () => did.push('relaunch') },
    show: () => did.push('show'),
    leave: () => did.push('leave'),
    stop,
    logger: { ...silentLogger, error: (message) => did.push(message) },
  })
  return { leaving, did }
}

test('who asks for it while it lets go gets it anew, once, and no window of the one that ends', async () => {
  let letGo = (): void => undefined
  const { leaving, did } = stage(() => new Promise((done) => (letGo = done)))
  leaving.show()
  leaving.willQuit(event)
  leaving.show()
  leaving.show()
  leaving.willQuit(event)
  expect(did).toEqual(['show', 'leave', 'relaunch'])
  letGo()
  await expect.poll(() => did).toEqual(['show', 'leave', 'relaunch', 'exit'])
})

test('it goes at once where there is nothing to wait for, and where the inventory does not close', () => {
  const idle = stage(() => undefined)
  idle.leaving.willQuit(event)
  expect(idle.did).toEqual(['leave', 'exit'])
  const broken = stage(() => {
    throw new Error('disk I/O error')
  })
  broken.leaving.willQuit(event)
  expect(broken.did).toEqual(['leave', 'The inventory could not be closed', 'exit'])
})
