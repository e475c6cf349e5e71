import { expect, test } from 'vitest'
import { onClose, quitQuestion, type RunningTask } from '@main/app/close-policy'

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

function checkout(offering: string, hosts: number): RunningTask {
  const lines = Array.from({ length: hosts }, () => ({ title: offering }))
  return { kind: 'checkout', title: `Check out ${offering}`, state: 'running', lines }
}

test('the running tasks are named, with their hosts', () => {
  expect(quitQuestion([checkout('deploy-rhel', 2), checkout('ubi9-init', 1)], true)).toMatchObject({
    message: 'Quit with 2 tasks running?',
    detail:
      'The providers go on with deploy-rhel (2 hosts) and ubi9-init. Broker Desktop picks them up when you open it again. No reminders until then.',
    buttons: ['Quit', 'Keep in tray'],
  })
})

test('many tasks are named up to two, and without a tray nothing is promised about one', () => {
  const tasks = ['a', 'b', 'c', 'd'].map((name) => checkout(name, 1))
  expect(quitQuestion(tasks, false)).toMatchObject({
    message: 'Quit with 4 tasks running?',
    detail: expect.stringContaining('go on with a, b and 2 more.') as unknown,
    buttons: ['Quit', 'Keep running'],
  })
})

test('what is no check out goes by what it does, and one that can be undone is not sent', () => {
  const extend: RunningTask = {
    kind: 'extend',
    title: 'Extend kx3 by 1 day',
    state: 'running',
    lines: [{ title: 'kx3' }],
  }
  const checkin: RunningTask = {
    kind: 'checkin',
    title: 'Check in m7p',
    state: 'waiting',
    lines: [{ title: 'm7p' }],
  }
  expect(quitQuestion([extend, checkin], true)?.detail).toBe(
    'The providers go on with extend kx3 by 1 day. Broker Desktop picks it up when you open it again. A check in that can still be undone will not be sent. No reminders until then.',
  )
  expect(quitQuestion([checkin, checkin], true)?.detail).toBe(
    '2 check ins that can still be undone will not be sent. No reminders until then.',
  )
})
