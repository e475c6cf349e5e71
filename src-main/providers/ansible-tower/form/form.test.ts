import { describe, expect, test } from 'vitest'
import { offeringFormSchema } from '@shared/domain/provider'
import {
  launchPageSchema,
  questionSchema,
  templateSchema,
  type Question,
} from '@main/providers/ansible-tower/schemas/templates'
import { offeringForm, type FormParts } from './describe'
import { surveyField } from './survey'
import { variableFields } from './variables'

const question = (given: object): Question => questionSchema.parse({ variable: 'v', ...given })

describe('a question of a survey', () => {
  test.each([
    [
      { type: 'text', min: 0, max: 1024 },
      { type: 'text', min: 0, max: 1024 },
    ],
    [{ type: 'text', min: null, max: '' }, { type: 'text' }],
    [
      { type: 'textarea', default: 'a\nb' },
      { type: 'multiline', default: 'a\nb' },
    ],
    [
      { type: 'integer', default: '3', min: 1, max: '10' },
      { type: 'integer', default: 3, min: 1, max: 10 },
    ],
    [{ type: 'integer', default: '' }, { type: 'integer' }],
    [
      { type: 'float', default: 0.5 },
      { type: 'number', default: 0.5 },
    ],
    [
      { type: 'multiplechoice', choices: ['9.4', '9.6'], default: '9.6', min: 0, max: 1024 },
      { type: 'choice', choices: [{ value: '9.4' }, { value: '9.6' }], default: '9.6' },
    ],
    [
      { type: 'multiplechoice', choices: 'a\nb\n' },
      { type: 'choice', choices: [{ value: 'a' }, { value: 'b' }] },
    ],
    [
      { type: 'multiselect', choices: 'a\nb\nc', default: 'a\nc' },
      { type: 'list', choices: [{ value: 'a' }, { value: 'b' }, { value: 'c' }], default: ['a', 'c'] },
    ],
    [
      { type: 'multiselect', choices: 'a\r\nb c\r\n', default: 'a\r\nb c' },
      { type: 'list', choices: [{ value: 'a' }, { value: 'b c' }], default: ['a', 'b c'] },
    ],
    [
      { type: 'something-new', default: 'x' },
      { type: 'text', default: 'x' },
    ],
  ])('%j', (given, field) => {
    expect(surveyField(question(given))).toEqual({ name: 'v', required: false, ...field })
  })

  test('with an encrypted default need not be answered, and the default is not shown', () => {
    const field = surveyField(question({ type: 'password', required: true, default: '$encrypted$', max: 32 }))
    expect(field).toMatchObject({
      type: 'secret',
      required: false,
      placeholder: 'Encrypted default',
      max: 32,
    })
    expect(field).not.toHaveProperty('default')
  })

  test('explains itself in its own words', () => {
    const given = { type: 'text', question_name: 'RHEL version', question_description: 'As x.y' }
    expect(surveyField(question(given)).help).toBe('RHEL version. As x.y.')
  })
})

test('variables of a template have the type of their default, and a secret stays there', () => {
  const fields = variableFields({
    version: '9.4',
    empty: '',
    none: null,
    count: 2,
    ratio: 0.5,
    on: false,
    names: ['a'],
    mixed: [1, 'a'],
    deep: { a: { b: 1 } },
    text: 'a\nb',
    root_password: 'geheim',
  })
  expect(fields.map(({ name, type, default: value }) => [name, type, value])).toEqual([
    ['version', 'text', '9.4'],
    ['empty', 'text', undefined],
    ['none', 'text', undefined],
    ['count', 'integer', 2],
    ['ratio', 'number', 0.5],
    ['on', 'boolean', false],
    ['names', 'list', ['a']],
    ['mixed', 'json', [1, 'a']],
    ['deep', 'json', { a: { b: 1 } }],
    ['text', 'multiline', 'a\nb'],
    ['root_password', 'secret', undefined],
  ])
  expect(JSON.stringify(fields)).not.toContain('geheim')
})

describe('the form', () => {
  const parts = (
    template: object = {},
    more: Partial<Omit<FormParts, 'template'>> & { readonly page?: object } = {},
  ): FormParts => ({
    offering: 'deploy',
    action: 'workflow',
    template: templateSchema.parse({ id: 34, name: 'deploy', ask_variables_on_launch: true, ...template }),
    questions: [],
    launch: launchPageSchema.parse(more.page ?? {}),
    inventories: [],
    inventory: undefined,
    choosable: {},
    ...more,
  })
  const inventory = (id: number, name: string, hosts = 1): FormParts['inventories'][number] => ({
    id,
    name,
    url: '',
    description: '',
    kind: '',
    total_hosts: hosts,
    hosts_with_active_failures: 0,
    total_groups: 0,
    pending_deletion: false,
    variables: '',
    summary_fields: {},
  })

  test.each([
    ['{"a": 1}', ['a']],
    ['---\na: 1\nb:\n  - x\n', ['a', 'b']],
    ['', []],
    ['---', []],
    ['null', []],
    ['- a\n- b', []],
    ['{broken', []],
  ])('reads variables of %j', (extraVars, names) => {
    const { fields } = offeringForm(parts({ extra_vars: extraVars }))
    expect(fields.map(({ name }) => name)).toEqual(names)
  })

  test.each(['{"ratio": 1.0, "count": 1, "small": 0.5}', 'ratio: 1.0\ncount: 1\nsmall: 0.5\n'])(
    'of %j takes a fraction where the default is written as one',
    (extraVars) => {
      const { fields } = offeringForm(parts({ extra_vars: extraVars }))
      expect(fields.map(({ name, type, default: value }) => [name, type, value])).toEqual([
        ['ratio', 'number', 1],
        ['count', 'integer', 1],
        ['small', 'number', 0.5],
      ])
    },
  )

  test('asks a variable of the survey once, as the survey does', () => {
    const questions = [question({ variable: 'a', type: 'integer', required: true })]
    const { fields } = offeringForm(parts({ extra_vars: '{"a": "x", "b": 1}' }, { questions }))
    expect(fields.map(({ name, type }) => [name, type])).toEqual([
      ['a', 'integer'],
      ['b', 'integer'],
    ])
  })

  test('of a template that takes no variables has none, and says what becomes of others', () => {
    const given = { extra_vars: '{"a": 1}', ask_variables_on_launch: false }
    const workflow = offeringForm(parts(given))
    expect(workflow).toMatchObject({ fields: [], freeArguments: false })
    expect(workflow.notice).toContain('takes no variables')
    const job = offeringForm({ ...parts(given), action: 'job_template' })
    expect(job).toMatchObject({ freeArguments: true, freeArgumentsHelp: 'The job template ignores them.' })
  })

  test('says that labels are not taken', () => {
    expect(offeringForm(parts()).labelsHelp).toBe('The workflow takes no labels.')
    expect(offeringForm(parts({ ask_labels_on_launch: true }))).not.toHaveProperty('labelsHelp')
  })

  describe('asks for the inventory', () => {
    test('by id where two have one name', () => {
      const inventories = [inventory(7, 'lab', 12), inventory(8, 'lab'), inventory(9, 'other')]
      const given = parts({ ask_inventory_on_launch: true, inventory: 8 }, { inventories })
      expect(offeringForm(given).fields[0]).toMatchObject({
        default: '8',
        choices: [
          { value: '7', label: 'lab', hint: '12 hosts, id 7' },
          { value: '8', label: 'lab', hint: '1 host, id 8' },
          { value: 'other' },
        ],
      })
    })

    const inventories = [inventory(7, 'lab', 12), inventory(8, 'other')]
    const fieldOf = (given: FormParts): unknown => offeringForm(given).fields[0]

    test('with the default of the template', () => {
      const given = parts({ ask_inventory_on_launch: true, inventory: 7 }, { inventories })
      expect(fieldOf(given)).toMatchObject({
        name: 'tower_inventory',
        default: 'lab',
        required: false,
        openChoices: true,
        choices: [
          { value: 'lab', hint: '12 hosts' },
          { value: 'other', hint: '1 host' },
        ],
      })
    })

    test('with that of the instance before it', () => {
      const given = parts(
        { ask_inventory_on_launch: true, inventory: 7 },
        { inventories, inventory: 'other' },
      )
      expect(fieldOf(given)).toMatchObject({ default: 'other', required: false })
    })

    test('and wants one where the default may not be seen', () => {
      const given = parts({ ask_inventory_on_launch: true, inventory: 99 }, { inventories })
      expect(fieldOf(given)).toMatchObject({ required: true, help: expect.stringContaining('may not see') })
      expect(fieldOf(given)).not.toHaveProperty('default')
    })

    test('and wants one where a launch needs one', () => {
      const given = parts(
        { ask_inventory_on_launch: true, inventory: null },
        { inventories, page: { inventory_needed_to_start: true } },
      )
      expect(fieldOf(given)).toMatchObject({ required: true })
    })

    test('not where the template does not', () => {
      expect(offeringForm(parts({ inventory: 7 }, { inventories })).fields).toEqual([])
    })
  })

  test('asks for what the template asks for, with its own values', () => {
    const given = parts({
      ask_limit_on_launch: true,
      limit: 'web*',
      ask_tags_on_launch: true,
      ask_verbosity_on_launch: true,
      verbosity: 0,
      ask_job_type_on_launch: true,
      job_type: 'run',
    })
    expect(offeringForm(given).fields.map(({ name, default: value }) => [name, value])).toEqual([
      ['tower_limit', 'web*'],
      ['tower_job_tags', undefined],
      ['tower_verbosity', 0],
      ['tower_job_type', 'run'],
    ])
  })

  test('asks for the passwords that credentials do not keep', () => {
    const given = parts({}, { page: { passwords_needed_to_start: ['ssh_password'] } })
    expect(offeringForm(given).fields).toMatchObject([
      { name: 'tower_password_ssh_password', type: 'secret', required: true },
    ])
  })

  test('tells of nodes that will fail', () => {
    const given = parts({}, { page: { node_templates_missing: [3], node_prompts_rejected: [4] } })
    expect(offeringForm(given).notice).toBe(
      '2 nodes of this workflow will fail: a template was deleted, a template does not take what it is given.',
    )
  })

  test('is one that the window can draw', () => {
    const given = parts({ ask_inventory_on_launch: true, extra_vars: '{"a": [1]}' })
    expect(offeringFormSchema.safeParse(offeringForm(given)).success).toBe(true)
  })
})
