import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyCatalog, startAwx, type AwxServer, type SurveyQuestion } from '@main/testing/awx'
import { clientOf, launchPath, type Reply, type TestClient } from '@main/testing/awx/test-client'

const question = (variable: string, more: Omit<SurveyQuestion, 'question_name' | 'variable'>) => ({
  question_name: variable,
  variable,
  ...more,
})
const choices = ['north', 'south', 'east']

let server: AwxServer
let admin: TestClient
beforeAll(async () => {
  const runs = { jobTemplate: 'succeed' }
  server = await startAwx({
    speed: 1000,
    catalog: {
      ...emptyCatalog(),
      jobTemplates: [{ name: 'succeed', script: {} }],
      workflows: [
        {
          name: 'defaults',
          nodes: [{ key: 'only', runs }],
          survey: [
            question('empty_text', { type: 'text', default: '' }),
            question('short_text', { type: 'text', min: 3, default: 'ab' }),
            question('emoji', { type: 'text', max: 2, default: '🚀🚀' }),
            question('empty_number', { type: 'integer', default: '' }),
            question('number_as_text', { type: 'integer', default: '3' }),
            question('number', { type: 'integer', default: 3 }),
            question('float_as_text', { type: 'float', default: '0.5' }),
            question('no_choice', { type: 'multiplechoice', choices, default: '' }),
            question('choice', { type: 'multiplechoice', choices, default: 'east' }),
            question('choices_as_text', { type: 'multiselect', choices, default: 'north\neast' }),
            question('choices_as_list', { type: 'multiselect', choices, default: ['north', 'east'] }),
            question('nothing', { type: 'text' }),
          ],
        },
        {
          name: 'strict',
          ask: { variables: false },
          nodes: [{ key: 'only', runs }],
          survey: [
            question('needed', { type: 'text', required: true, max: 3 }),
            question('password', { type: 'password', required: true, default: '' }),
          ],
        },
      ],
    },
  })
  admin = clientOf(server)
})
afterAll(() => server.close())

async function launch(name: string, extraVars: object): Promise<Reply> {
  return admin.post(await launchPath(admin, name), { extra_vars: extraVars })
}

describe('a default', () => {
  test('counts where its question would take it as an answer, and is left out where not', async () => {
    const { json } = await launch('defaults', {})
    expect(JSON.parse(json.extra_vars)).toEqual({
      empty_text: '',
      emoji: '🚀🚀',
      number: 3,
      choice: 'east',
      choices_as_list: ['north', 'east'],
    })
  })

  test('of a password that is an empty text is one', async () => {
    const { json } = await launch('strict', { needed: 'a', password: '$encrypted$' })
    expect(server.jobs().find(({ id }) => id === json.id)?.vars).toEqual({ needed: 'a', password: '' })
  })
})

test('the length of an answer is counted in characters', async () => {
  expect((await launch('strict', { needed: '🚀🚀🚀', password: 'x' })).status).toBe(201)
})

test('a broken rule and a variable that is not allowed are told in one answer', async () => {
  expect(await launch('strict', { needed: 'long', password: 'x', other: 1 })).toMatchObject({
    status: 400,
    json: {
      variables_needed_to_start: ["'needed' value long is too large (must be no more than 3)."],
      extra_vars: [expect.stringContaining('Variables other are not allowed on launch.')],
    },
  })
})
