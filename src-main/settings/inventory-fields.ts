import { readInventoryField, type FieldColumn, type InventoryField } from '@shared/domain/inventory-field'
import { lineOf, type SettingsContent, type SettingsProblem } from '@main/settings/settings-text'
import { asObject } from '@main/settings/values'
import type { YamlPath } from '@main/settings/yaml-edit'

/** Broker's columns as a settings file says them. */
export interface InventoryFields {
  readonly columns: readonly FieldColumn[]
  /** What one host is in a list that is copied. */
  readonly list: InventoryField
  readonly problems: readonly SettingsProblem[]
}

const FIELDS = 'inventory_fields'
const LIST = 'inventory_list_vars'
const DEFAULT_LIST = 'hostname | name'
/** More columns nobody reads, and each is evaluated for every row. */
const MOST_COLUMNS = 50
const MOST_TITLE = 100

/** A file that did not change is asked for every page of hosts. */
const known = new WeakMap<SettingsContent, InventoryFields>()

/** Reads `inventory_fields` and `inventory_list_vars`; what cannot be used is left out and told with its line. */
export function readInventoryFields(content: SettingsContent, fileName: string): InventoryFields {
  const last = known.get(content)
  if (last !== undefined) return last
  const read = readAnew(content, fileName)
  known.set(content, read)
  return read
}

function readAnew(content: SettingsContent, fileName: string): InventoryFields {
  const problems: SettingsProblem[] = []
  const tell = (path: YamlPath, says: string): void => {
    const line = lineOf(content, path)
    const where = line === undefined ? '' : `, line ${line}`
    problems.push({ message: `${fileName}${where}: ${says}`, ...(line === undefined ? {} : { line }) })
  }
  const fieldOf = (path: YamlPath, value: unknown): InventoryField | undefined => {
    const name = path.join(', ')
    if (typeof value !== 'string') {
      tell(path, `${name} must be a text, as in ${DEFAULT_LIST}.`)
      return undefined
    }
    const answer = readInventoryField(value)
    if ('field' in answer) return answer.field
    tell(path, `${name}, character ${answer.problem.at}: ${answer.problem.message}.`)
    return undefined
  }

  const fields = keyOf(content, FIELDS)
  const section = content.data[fields] ?? {}
  const map = asObject(section)
  if (map === undefined) tell([fields], `${fields} must be titles with what each shows.`)
  const columns: FieldColumn[] = []
  for (const [key, value] of Object.entries(map ?? {})) {
    const title = key.trim()
    const path = [fields, key]
    if (title === '' || title.length > MOST_TITLE) tell(path, `a title has 1 to ${MOST_TITLE} characters.`)
    else if (columns.length === MOST_COLUMNS) {
      tell(path, `${fields} has more than ${MOST_COLUMNS} columns. Those from ${title} on are left out.`)
      break
    } else {
      const field = fieldOf(path, value)
      if (field !== undefined) columns.push({ title, field })
    }
  }
  const list = keyOf(content, LIST)
  const said = content.data[list]
  const field = said === undefined || said === null ? undefined : fieldOf([list], said)
  return { columns, list: field ?? PRESET, problems }
}

const PRESET = presetOf(readInventoryField(DEFAULT_LIST))

function presetOf(answer: ReturnType<typeof readInventoryField>): InventoryField {
  if ('field' in answer) return answer.field
  throw new Error(answer.problem.message)
}

/** A key of the file in any case of letters, as Broker reads it. */
function keyOf(content: SettingsContent, name: string): string {
  return Object.keys(content.data).find((key) => key.toLowerCase() === name) ?? name
}
