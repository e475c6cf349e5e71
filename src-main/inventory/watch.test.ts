/* oxlint-disable typescript/no-unsafe-type-assertion -- a test reads what it has just written */
import { BrokerError } from '@shared/domain/error'
import { silentLogger } from '@main/ports/logger'
import { expect, it, vi } from 'vitest'
import { SqliteError } from './database'
import { problemOf } from './problem'
import { readable, watched } from './watch'

it('warns of a slow query by its name and not by its values', () => {
  let now = 0
  const warn = vi.fn()
  const store = {
    find: (text: string, ms: number) => {
      now += ms
      return text
    },
  }
  const slow = watched('hosts', store, {
    logger: { ...silentLogger, warn },
    onDamage: () => {},
    elapsed: () => now,
  })
  expect(slow.find('secret', 40)).toBe('secret')
  expect(warn).not.toHaveBeenCalled()
  slow.find('secret', 41)
  expect(warn.mock.calls).toEqual([['Slow inventory query', { query: 'hosts.find', ms: 41 }]])
})

it.each([
  ['SQLITE_BUSY', 'TIMEOUT', 'another program'],
  ['SQLITE_FULL', 'INTERNAL', 'disk is full'],
  ['SQLITE_READONLY_DBMOVED', 'PERMISSION', 'read-only'],
  ['SQLITE_CORRUPT_INDEX', 'INTERNAL', 'damaged'],
  ['SQLITE_IOERR', 'INTERNAL', 'could not be read or written'],
])('says %s in words', (code, expected, words) => {
  const error = readable(new SqliteError('x', code))
  expect(error).toBeInstanceOf(BrokerError)
  expect((error as BrokerError).data).toMatchObject({
    code: expected,
    message: expect.stringContaining(words) as string,
  })
})

it('leaves other errors alone and tells of damage', () => {
  const onDamage = vi.fn()
  const own = new Error('ours')
  expect(readable(own)).toBe(own)
  const store = watched(
    'x',
    {
      read: () => {
        throw new SqliteError('x', 'SQLITE_CORRUPT')
      },
    },
    { logger: silentLogger, onDamage },
  )
  expect(() => store.read()).toThrow('damaged')
  expect(onDamage).toHaveBeenCalledOnce()
})

it.each([
  ['SQLITE_BUSY', 'locked'],
  ['SQLITE_READONLY', 'read_only'],
  ['SQLITE_CANTOPEN', 'read_only'],
  ['EROFS', 'read_only'],
  ['SQLITE_FULL', 'unreadable'],
  ['ENOSPC', 'unreadable'],
  ['EISDIR', 'unreadable'],
])('%s at opening is the problem %s', (code, kind) => {
  const error = code.startsWith('SQLITE')
    ? new SqliteError('x', code)
    : Object.assign(new Error('x'), { code })
  const problem = problemOf(error, '/data/inventory.db')
  expect(problem).toMatchObject({ kind, path: '/data/inventory.db', canRetry: true })
  expect(problem.title.includes('space')).toBe(/FULL|NOSPC/.test(code))
})
