import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataFolderOverride, dataPaths } from '@main/app/paths'

describe('dataFolderOverride', () => {
  const cwd = resolve('/', 'somewhere')
  it.each([
    ['nothing said', {}, '', undefined],
    ['an empty variable', { BROKER_DESKTOP_HOME: ' ' }, '', undefined],
    ['the variable', { BROKER_DESKTOP_HOME: resolve('/', 'data') }, '', resolve('/', 'data')],
    ['a relative variable', { BROKER_DESKTOP_HOME: 'data' }, '', join(cwd, 'data')],
    ['the switch', {}, resolve('/', 'switch'), resolve('/', 'switch')],
    [
      'both: the switch is for this very start',
      { BROKER_DESKTOP_HOME: resolve('/', 'data') },
      'switch',
      join(cwd, 'switch'),
    ],
  ])('%s', (_what, env, userDataSwitch, expected) => {
    expect(dataFolderOverride({ env, userDataSwitch, cwd })).toBe(expected)
  })
})

describe('dataPaths', () => {
  it('are all inside the data folder, and no two the same', () => {
    const paths = Object.entries(dataPaths('data')).filter(([name]) => name !== 'dataFolder')
    for (const [name, path] of paths) expect(path.startsWith(join('data', '/')), name).toBe(true)
    expect(new Set(paths.map(([, path]) => path)).size).toBe(paths.length)
  })
})
