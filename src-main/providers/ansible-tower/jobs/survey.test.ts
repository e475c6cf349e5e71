import { afterEach, describe, expect, test } from 'vitest'
import type { JsonObject } from '@shared/lib/json'
import { describeOffering } from '@main/providers/ansible-tower/form/describe'
import { RecordingContext } from '@main/testing/recording-context'
import { towerOrder, TowerWorlds, type TowerWorld } from '@main/testing/tower-world'
import { checkout } from '.'

const worlds = new TowerWorlds()
afterEach(() => worlds.end())
const OFFERING = 'survey-of-all-types'

/** What the job of a check out with these arguments ran with. */
async function varsOf({ server, instance }: TowerWorld, given: JsonObject): Promise<JsonObject> {
  const order = towerOrder({ offering: OFFERING, arguments: given })
  await checkout(instance, order, undefined, new RecordingContext())
  return server.jobs().find(({ name }) => name === OFFERING)?.vars ?? {}
}

describe('a survey', () => {
  test('that is left as the form shows it runs with what the form shows', async () => {
    const world = await worlds.make()
    const { signal } = new AbortController()
    const { fields } = await describeOffering(world.instance, 'workflow', OFFERING, signal)
    const vars = await varsOf(world, { needed_password: 'hunter22' })
    const shown = fields.filter((field) => field.default !== undefined && field.group === undefined)
    expect(shown).toHaveLength(6)
    for (const field of shown) expect([field.name, vars[field.name]]).toEqual([field.name, field.default])
    expect(vars).toMatchObject({ needed_password: 'hunter22', a_password: 'default-secret' })
  })

  test('runs with its answers, each of the type that its question wants', async () => {
    const answers = {
      a_text: 'née 🚀 "quoted" \\',
      a_textarea: 'one\n\n two',
      a_password: '{"a": 1}',
      needed_password: '[hidden]',
      an_integer: 7,
      a_float: 0.25,
      a_choice: 'blue',
      some_choices: ['south', 'west'],
    }
    const typed = { ...answers, an_integer: '7', a_float: '0.25', some_choices: 'south, west' }
    expect(await varsOf(await worlds.make(), answers)).toMatchObject(answers)
    expect(await varsOf(await worlds.make(), typed)).toMatchObject(answers)
  })

  test('that is refused says of each answer what is wrong, and nothing is launched', async () => {
    const { server, instance } = await worlds.make()
    const wrong = {
      needed_password: 'abc',
      a_text: "'an_integer' value missing",
      an_integer: 11,
      a_float: 'x',
      a_choice: "'a_text' value",
      some_choices: ['up'],
    }
    const order = towerOrder({ offering: OFFERING, arguments: wrong })
    const error: unknown = await checkout(instance, order, undefined, new RecordingContext()).catch(
      (thrown: unknown) => thrown,
    )
    expect(error).toMatchObject({
      data: {
        code: 'INVALID_INPUT',
        fieldErrors: {
          a_text: expect.stringContaining('too large'),
          an_integer: expect.stringContaining('too large'),
          a_float: expect.stringContaining('numeric type'),
          a_choice: expect.stringContaining('expected to be one of'),
          some_choices: expect.stringContaining('expected to be one of'),
        },
      },
    })
    expect(JSON.stringify(error)).not.toContain('abc')
    expect(server.launches()).toEqual([])
  })
})
