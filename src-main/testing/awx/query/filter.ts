import { detail, forbidden } from '@main/testing/awx/http/answer'
import { lookup, type Test } from '@main/testing/awx/query/lookups'
import { typeOf, type Field, type FieldValue, type Model } from '@main/testing/awx/query/model'

const RESERVED = new Set([
  'page',
  'page_size',
  'format',
  'order',
  'order_by',
  'search',
  'type',
  'host_filter',
  'count_disabled',
  'no_truncate',
  'limit',
  'validate',
  'role_level',
])

export type Predicate = (row: object) => boolean

/** Walks `inventory__organization__name`; what is left over is a lookup's name. */
interface Path {
  readonly relations: readonly Extract<Field, { type: 'relation' }>[]
  readonly model: Model
  readonly field: Field
  readonly lookup: string
}

function pathOf(model: Model, key: string): Path {
  const parts = key.split('__')
  const relations: Extract<Field, { type: 'relation' }>[] = []
  const seen = new Set<Field>()
  let here = model
  for (const [index, part] of parts.entries()) {
    const name = part === 'pk' ? 'id' : part
    if (here.secret.includes(name)) throw forbidden(`Filtering on ${name} is not allowed.`)
    const field = Object.hasOwn(here.fields, name) ? here.fields[name] : undefined
    const rest = parts.slice(index + 1)
    if (field === undefined) {
      const before = relations.at(-1)
      // `created_by__in`: the lookup stands directly behind the relation.
      if (before !== undefined && rest.length === 0 && (part === 'search' || isLookup(part))) {
        return { relations: relations.slice(0, -1), model: here, field: before, lookup: part }
      }
      throw detail(400, `${here.name} has no field named '${part}'`)
    }
    if (seen.has(field)) throw detail(400, `Loops not allowed in filters, detected on field ${name}.`)
    seen.add(field)
    if (field.type !== 'relation') {
      if (rest.length > 1) throw detail(400, `No related model for field ${name}.`)
      const lookupName = rest[0] ?? 'exact'
      if (!isLookup(lookupName) && lookupName !== 'search') {
        throw detail(
          400,
          `Unsupported lookup '${lookupName}' for ${here.name} or join on the field not permitted.`,
        )
      }
      return { relations, model: here, field, lookup: lookupName }
    }
    if (rest.length === 0) return { relations, model: field.model(), field, lookup: 'exact' }
    relations.push(field)
    here = field.model()
  }
  throw detail(400, 'Query string field name not provided.')
}

function isLookup(name: string): boolean {
  return /^i?(exact|contains|startswith|endswith|regex)$|^(gt|lt)e?$|^in$|^isnull$/.test(name)
}

/** Every row at the end of the relations. */
function reached(row: object, relations: Path['relations']): readonly object[] {
  let rows: readonly object[] = [row]
  for (const relation of relations) rows = rows.flatMap((each) => relation.get(each))
  return rows
}

function idOf(row: object): FieldValue {
  return 'id' in row && typeof row.id === 'number' ? row.id : null
}

function predicateOf(model: Model, key: string, text: string, skewMs: number): Predicate {
  const path = pathOf(model, key)
  const { field, relations } = path
  if (path.lookup === 'search') {
    const target = field.type === 'relation' ? field : undefined
    const search = searchPredicate(path.model, text)
    return (row) =>
      reached(row, relations).some((each) => (target === undefined ? [each] : target.get(each)).some(search))
  }
  const test: Test | undefined = lookup(path.lookup, field.type, text)
  if (test === undefined) throw detail(400, `Unsupported lookup '${path.lookup}'`)
  return (row) => {
    const rows = reached(row, relations)
    if (rows.length === 0) return test(null)
    return rows.some((each) => {
      if (field.type !== 'relation') return test(shifted(field.get(each), field.type, skewMs))
      const targets = field.get(each)
      return targets.length === 0 ? test(null) : targets.some((target) => test(idOf(target)))
    })
  }
}

/** Clients compare with the times that they were shown. */
function shifted(value: FieldValue, type: string, skewMs: number): FieldValue {
  return type === 'datetime' && typeof value === 'number' ? value + skewMs : value
}

/** Every term must be in one of the searched fields. */
function searchPredicate(model: Model, text: string): Predicate {
  const terms = text
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((term) => term !== '')
  const fields = model.searched.map((name) => model.fields[name]).filter((field) => field !== undefined)
  return (row) => {
    const texts = fields.map((field) =>
      field.type === 'relation' ? '' : String(field.get(row) ?? '').toLowerCase(),
    )
    return terms.every((term) => texts.some((each) => each.includes(term)))
  }
}

/** The rows that a query leaves, in its order (AWX 9-24, field lookup, search and order backends). */
export function filtered<T extends object>(
  model: Model,
  rows: readonly T[],
  query: URLSearchParams,
  skewMs: number,
): readonly T[] {
  const all: Predicate[] = []
  const any: Predicate[] = []
  for (const [key, text] of query) {
    if (RESERVED.has(key)) continue
    const [, chain = '', or = '', not = '', name = ''] = /^(chain__)?(or__)?(not__)?(.*)$/s.exec(key) ?? []
    void chain
    const predicate = predicateOf(model, name, text, skewMs)
    const wanted: Predicate = not === '' ? predicate : (row) => !predicate(row)
    if (or === '') all.push(wanted)
    else any.push(wanted)
  }
  const types = query.get('type')?.split(',')
  if (types !== undefined) all.push((row) => types.includes(typeOf(model, row)))
  for (const text of query.getAll('search')) {
    if (text.trim() !== '') all.push(searchPredicate(model, text))
  }
  const kept = rows.filter(
    (row) => all.every((test) => test(row)) && (any.length === 0 || any.some((test) => test(row))),
  )
  return ordered(model, kept, query)
}

function ordered<T extends object>(model: Model, rows: readonly T[], query: URLSearchParams): readonly T[] {
  const asked = [...query.getAll('order_by'), ...query.getAll('order')].filter((text) => text !== '')
  const keys = (asked.length > 0 ? asked : [model.order ?? ''])
    .flatMap((text) => text.split(','))
    .filter((key) => key !== '')
  if (keys.length === 0) return rows
  const columns = keys.map((key) => {
    const descending = key.startsWith('-')
    const path = orderPath(model, key.replace(/^-/, ''))
    return { descending, path }
  })
  const keyed = rows.map((row) => ({ row, keys: columns.map(({ path }) => orderValue(row, path)) }))
  keyed.sort((one, other) => {
    for (const [index, { descending }] of columns.entries()) {
      const order = compare(one.keys[index] ?? null, other.keys[index] ?? null)
      if (order !== 0) return descending ? -order : order
    }
    return 0
  })
  return keyed.map(({ row }) => row)
}

function orderPath(model: Model, key: string): Path {
  try {
    return pathOf(model, key)
  } catch {
    throw detail(
      400,
      `Cannot resolve keyword '${key}' into field. Choices are: ${Object.keys(model.fields).toSorted().join(', ')}`,
    )
  }
}

function orderValue(row: object, { relations, field }: Path): FieldValue {
  const [target] = reached(row, relations)
  if (target === undefined) return null
  if (field.type !== 'relation') return field.get(target)
  const [related] = field.get(target)
  return related === undefined ? null : idOf(related)
}

/** As PostgreSQL sorts: null is greater than everything. */
function compare(one: FieldValue, other: FieldValue): number {
  if (one === other) return 0
  if (one === null) return 1
  if (other === null) return -1
  return one < other ? -1 : 1
}
