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

  test('that was not given is its default where the server would not take that as it is stored', () => {
    expect(
      variables(
        {},
        { variable: 'a', type: 'multiselect', choices: 'x\ny\nz', default: 'x\nz' },
        { variable: 'b', type: 'integer', default: '3' },
        { variable: 'c', type: 'text', default: 9 },
        { variable: 'd', type: 'multiselect', choices: ['x', 'y'], default: ['x'] },
        { variable: 'e', type: 'integer', default: 3 },
        { variable: 'f', type: 'multiselect', choices: ['x', 'y'], default: '' },
        { variable: 'g', type: 'password', default: '$encrypted$' },
      ),
    ).toEqual({ a: ['x', 'z'], b: 3, c: '9' })
  })

  test.each([
    ['integer', ''],
    ['integer', null],
    ['float', ''],
    ['multiplechoice', ''],
    ['multiselect', ''],
    ['text', null],
    ['password', null],
  ])('%s %j is none, and not sent', (type, said) => {
    expect(variables({ v: said }, { type })).toEqual({})
  })

  test('that says nothing leaves a required question its default', () => {
    expect(variables({ v: null }, { type: 'integer', required: true, default: 4 })).toEqual({ v: 4 })
  })

  test('may be an empty text where a text is asked for', () => {
    expect(variables({ v: '' }, { type: 'text', default: 'x' })).toEqual({ v: '' })
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

test('what a launch may ask for is not sent where nothing is said of it', () => {
  const { prompts } = launchArguments({ tower_limit: null, tower_verbosity: '', tower_job_tags: '' }, [])
  expect(prompts).toEqual({ job_tags: '' })
})

describe('what chooses a workflow in Broker', () => {
  test('is no variable of one that has none of that name', () => {
    expect(variables({ workflow: 'deploy', job_template: 'deploy', tower_inventory: 'lab', x: '1' })).toEqual(
      {
        x: '1',
      },
    )
  })

  test('is a variable where the survey asks for it, or the template has it', () => {
    expect(variables({ workflow: 'nightly' }, { variable: 'workflow', type: 'text' })).toEqual({
      workflow: 'nightly',
    })
    expect(
      launchArguments({ job_template: 'small', workflow: 'deploy' }, [], { job_template: 'large' }).variables,
    ).toEqual({ job_template: 'small' })
  })
})
