import { describe, expect, test } from 'vitest'
import type { Preferences } from '@shared/domain/settings'
import { shownColumns, type ColumnChoice } from '@renderer/features/hosts/columns/choice'
import { COLUMNS_FOR } from '@renderer/features/hosts/view'

const BROKERS_OWN = [
  { title: 'Host', expression: 'hostname|name' },
  { title: 'Provider', expression: '_broker_provider' },
  { title: 'Action', expression: '$action' },
  { title: 'OS', expression: 'os_distribution  os_distribution_version' },
]
const SNAP = { title: 'Snap', expression: '_broker_args.snap' }
const ENDS = { title: 'Ends', expression: 'remove_time' }

function choice(
  fields: ColumnChoice['fields'],
  hostColumns: Preferences['hostColumns'] = 'automatic',
  chosenColumns: string[] = [],
): ColumnChoice {
  return { preferences: { hostColumns, chosenColumns }, fields }
}

describe('the columns of the table of hosts', () => {
  test("are ours while the settings file says none, or only what ours show, as Broker's own do", () => {
    for (const room of ['wide', 'roomy', 'medium', 'tight', 'narrow'] as const) {
      expect(shownColumns(room, choice([]))).toEqual(COLUMNS_FOR[room])
      expect(shownColumns(room, choice(BROKERS_OWN))).toEqual(COLUMNS_FOR[room])
    }
  })

  test('are ours with those of the settings file that show more, as far as there is room', () => {
    const fields = choice([...BROKERS_OWN, SNAP, ENDS])
    const more = ['field/Snap', 'field/Ends'] as const
    expect(shownColumns('wide', fields)).toEqual(['name', 'provider', 'os', ...more, 'lease', 'age', 'tags'])
    expect(shownColumns('roomy', fields)).toEqual(['name', 'provider', 'os', ...more, 'lease', 'age'])
    expect(shownColumns('medium', fields)).toEqual(['name', 'provider', 'os', 'lease'])
    expect(shownColumns('tight', fields)).toEqual(['name', 'provider', 'lease'])
    expect(shownColumns('narrow', fields)).toEqual(['name', 'lease'])
  })

  test('are those of the settings file, in its order, between the host and its lease', () => {
    const fields = choice([SNAP, ...BROKERS_OWN], 'file')
    const all = ['name', 'field/Snap', 'field/Provider', 'field/Action', 'field/OS', 'lease']
    expect(shownColumns('wide', fields)).toEqual(all)
    expect(shownColumns('narrow', fields)).toEqual(['name', 'lease'])
    expect(shownColumns('tight', fields)).toEqual(['name', 'field/Snap', 'lease'])
  })

  test('are those that were chosen; one that the file does not have any more is not there', () => {
    const fields = choice([SNAP], 'chosen', ['field/Snap', 'tags', 'field/Gone', 'provider'])
    expect(shownColumns('wide', fields)).toEqual(['name', 'provider', 'field/Snap', 'tags'])
    expect(shownColumns('narrow', fields)).toEqual(['name', 'provider'])
    expect(shownColumns('wide', choice([SNAP], 'chosen'))).toEqual(['name'])
  })

  test('stay as chosen where there is much room, though the table has to scroll', () => {
    const many = Array.from({ length: 20 }, (_, at) => ({ title: `C${at}`, expression: 'ip' }))
    expect(shownColumns('roomy', choice(many, 'file'))).toHaveLength(22)
    expect(shownColumns('medium', choice(many, 'file')).length).toBeLessThan(8)
  })
})
