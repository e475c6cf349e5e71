import { describe, expect, it } from 'vitest'
import { readInventoryFields } from './inventory-fields'
import { readSettings, type SettingsContent } from './settings-text'

function contentOf(text: string): SettingsContent {
  const read = readSettings(text, 'broker_settings.yaml')
  if ('problem' in read) throw new Error(read.problem.message)
  return read.content
}
function columns(text: string): readonly (readonly string[])[] {
  return readInventoryFields(contentOf(text), 'broker_settings.yaml').columns.map(({ title, field }) => [
    title,
    field.text,
  ])
}
function problems(text: string): readonly string[] {
  return readInventoryFields(contentOf(text), 'broker_settings.yaml').problems.map(({ message }) => message)
}

describe('inventory_fields', () => {
  it('are the columns, in the order of the file', () => {
    const text = [
      'inventory_fields:  # as the broker command has them',
      '  Host: hostname | name',
      '  Provider: _broker_provider',
      '  Action: $action',
      '  OS: os_distribution os_distribution_version',
      'inventory_list_vars: hostname | name | ip',
    ].join('\n')
    expect(columns(text)).toEqual([
      ['Host', 'hostname | name'],
      ['Provider', '_broker_provider'],
      ['Action', '$action'],
      ['OS', 'os_distribution os_distribution_version'],
    ])
    expect(readInventoryFields(contentOf(text), 'x').list.text).toBe('hostname | name | ip')
    expect(problems(text)).toEqual([])
  })

  it('are none, and a list is of hostnames, where the file does not say them', () => {
    for (const text of ['', 'inventory_fields:\ninventory_list_vars:\n', 'inventory_fields: {}\n']) {
      expect(columns(text)).toEqual([])
      expect(readInventoryFields(contentOf(text), 'x').list.text).toBe('hostname | name')
      expect(problems(text)).toEqual([])
    }
  })

  it('count in any case of letters', () => {
    expect(columns('INVENTORY_FIELDS:\n  Host: name\n')).toEqual([['Host', 'name']])
  })

  it('that cannot be read are named with key and place, and the others hold', () => {
    const text = [
      'inventory_fields:',
      '  Host: hostname |',
      '  Snap: _broker_args.snap',
      '  Age: 5',
      '  Who: $user',
      'inventory_list_vars: [hostname]',
    ].join('\n')
    expect(columns(text)).toEqual([['Snap', '_broker_args.snap']])
    expect(problems(text)).toEqual([
      'broker_settings.yaml, line 2: inventory_fields, Host, character 11: a field is missing beside |.',
      'broker_settings.yaml, line 4: inventory_fields, Age must be a text, as in hostname | name.',
      'broker_settings.yaml, line 5: inventory_fields, Who, character 1: $user is not known; the one word with a $ is $action.',
      'broker_settings.yaml, line 6: inventory_list_vars must be a text, as in hostname | name.',
    ])
    expect(readInventoryFields(contentOf(text), 'x').list.text).toBe('hostname | name')
  })

  it('must be a section, of not too many columns, with titles that can be read', () => {
    expect(problems('inventory_fields: hostname\n')).toEqual([
      'broker_settings.yaml, line 1: inventory_fields must be titles with what each shows.',
    ])
    const many = Array.from({ length: 52 }, (_, at) => `  C${at}: name`).join('\n')
    expect(columns(`inventory_fields:\n${many}\n`)).toHaveLength(50)
    expect(problems(`inventory_fields:\n${many}\n`)).toEqual([
      'broker_settings.yaml, line 52: inventory_fields has more than 50 columns. Those from C50 on are left out.',
    ])
    expect(problems(`inventory_fields:\n  "": name\n  ${'x'.repeat(101)}: name\n`)).toHaveLength(2)
  })
})
