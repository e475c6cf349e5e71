import { describe, expect, test } from 'vitest'
import { maskArguments, openArguments, sealArguments } from '@main/engine/argument-secrets'
import { createMemoryVault } from '@main/testing/memory-vault'
import { MASK } from '@shared/lib/redact'

let ids = 0
const newId = (): string => `id-${(ids += 1)}`

describe('secret arguments', () => {
  const args = {
    release: '9.4',
    root_password: 'canary-plain',
    users: [{ name: 'maya', password: 'canary-in-a-list' }, 'plain'],
    environment: { API_TOKEN: 'canary-in-a-map', PORT: 80 },
    extra: '{"admin": {"password": "canary-in-text"}}',
    note: '[not json',
    odd: [null, [1, [2, null]], { none: null }],
    survey_answer: 'canary-by-form',
  }

  test('are nowhere in what is kept, however deep they are, and come back whole', () => {
    const vault = createMemoryVault()
    const sealed = sealArguments(vault, args, ['survey_answer'], newId)
    expect(JSON.stringify(sealed)).not.toContain('canary')
    expect(sealed).toMatchObject({
      release: '9.4',
      note: '[not json',
      environment: { PORT: 80 },
      odd: args.odd,
    })
    const opened = openArguments(vault, sealed)
    expect(opened.args).toEqual(args)
    for (const secret of [
      'canary-plain',
      'canary-in-a-list',
      'canary-in-a-map',
      args.extra,
      'canary-by-form',
    ])
      expect(opened.secrets).toContain(secret)
  })

  test('are masked where people see them', () => {
    const sealed = sealArguments(createMemoryVault(), args, ['survey_answer'], newId)
    expect(maskArguments(sealed)).toEqual({
      ...args,
      root_password: MASK,
      users: [{ name: 'maya', password: MASK }, 'plain'],
      environment: { API_TOKEN: MASK, PORT: 80 },
      extra: MASK,
      survey_answer: MASK,
    })
  })

  test('that were sealed stay as they are when they are sealed again', () => {
    const vault = createMemoryVault()
    const sealed = sealArguments(vault, args, [], newId)
    expect(sealArguments(vault, sealed, [], newId)).toEqual(sealed)
  })
})
