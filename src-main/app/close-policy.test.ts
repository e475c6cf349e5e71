import { expect, test } from 'vitest'
import { onClose, quitQuestion } from '@main/app/close-policy'

test.each([
  [{ isQuitting: true, closeToTray: true, hasHandle: true }, 'close'],
  [{ isQuitting: false, closeToTray: true, hasHandle: true }, 'hide'],
  [{ isQuitting: false, closeToTray: true, hasHandle: false }, 'ask'],
  [{ isQuitting: false, closeToTray: false, hasHandle: true }, 'quit'],
] as const)('closing the window: %j', (state, closing) => {
  expect(onClose(state)).toBe(closing)
})

test('nothing is asked when nothing runs', () => {
  expect(quitQuestion([], true)).toBeUndefined()
})

test('the running tasks are named, with their hosts', () => {
  const question = quitQuestion(
    [
      { title: 'deploy-rhel', hosts: 2 },
      { title: 'ubi9-init', hosts: 1 },
    ],
    true,
  )
  expect(question).toMatchObject({
    message: 'Quit with 2 tasks running?',
    detail:
      'The providers go on with deploy-rhel (2 hosts) and ubi9-init. Broker Desktop picks them up when you open it again. No reminders until then.',
    buttons: ['Quit', 'Keep in tray'],
  })
})

test('many tasks are named up to two, and without a tray nothing is promised about one', () => {
  const tasks = ['a', 'b', 'c', 'd'].map((title) => ({ title, hosts: 1 }))
  expect(quitQuestion(tasks, false)).toMatchObject({
    message: 'Quit with 4 tasks running?',
    detail: expect.stringContaining('go on with a, b and 2 more.') as unknown,
    buttons: ['Quit', 'Keep running'],
  })
  expect(quitQuestion([{ title: 'a', hosts: 1 }], true)?.detail).toContain('picks it up')
})
