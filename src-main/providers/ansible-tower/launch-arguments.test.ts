import { describe, expect, test } from 'vitest'
import type { JsonObject } from '@shared/lib/json'
import { launchArguments } from './launch-arguments'
import { questionSchema } from './schemas/templates'

const variables = (given: JsonObject, ...questions: object[]): JsonObject =>
  launchArguments(
    given,
    questions.map((question) => questionSchema.parse({ variable: 'v', ...question })),
  ).variables

describe('a variable', () => {
  test.each([
    ['text', 'text'],
    ['["a", 1]', ['a', 1]],
    ['{"a": {"b": true}}', { a: { b: true } }],
    ['5', '5'],
    ['true', 'true'],
    ['[not json]', '[not json]'],
    [5, 5],
    [false, false],
    [['a'], ['a']],
  ])('%j is sent as %j', (said, sent) => {
    expect(variables({ x: said })).toEqual({ x: sent })
  })
})

describe('an answer to the survey', () => {
  test.each([
    ['integer', '5', 5],
    ['integer', 'five', 'five'],
    ['float', '0.5', 0.5],
    ['text', 5, '5'],
    ['text', '[1, 2]', '[1, 2]'],
    ['multiplechoice', 9, '9'],
    ['multiselect', 'a,b', ['a', 'b']],
    ['multiselect', ['a'], ['a']],
    ['password', '{"a":1}', '{"a":1}'],
  ])('%s %j is sent as %j', (type, said, sent) => {
    expect(variables({ v: said }, { type })).toEqual({ v: sent })
  })

  test('that is required and was not given is its default, also one that is not shown', () => {
    expect(
      variables(
        {},
        { variable: 'a', type: 'integer', required: true, default: '3' },
        { variable: 'b', type: 'password', required: true, default: '$encrypted$' },
        { variable: 'c', type: 'text', required: true, default: '' },
        { variable: 'd', type: 'text', default: 'not required' },
      ),
    ).toEqual({ a: 3, b: '$encrypted$' })
  })
})

test('what is asked for beside variables goes where the launch has it', () => {
  const { variables: sent, prompts } = launchArguments(
    {
      workflow: 'deploy',
      tower_inventory: 7,
      tower_limit: 'web*',
      tower_verbosity: '3',
      tower_diff_mode: 'true',
      tower_password_ssh_password: 'geheim',
      version: '9.6',
    },
    [],
  )
  expect(sent).toEqual({ version: '9.6' })
  expect(prompts).toEqual({
    limit: 'web*',
    verbosity: 3,
    diff_mode: true,
    credential_passwords: { ssh_password: 'geheim' },
  })
})
