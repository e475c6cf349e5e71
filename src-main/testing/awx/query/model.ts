/** What a filter can compare. Dates are UTC epoch milliseconds. */
export type FieldValue = string | number | boolean | null

export type FieldType = 'integer' | 'float' | 'string' | 'boolean' | 'datetime'

export interface ValueField {
  readonly type: FieldType
  /** A method, so that a model may hold getters of its own row type. */
  get(row: object): FieldValue
}

export interface RelationField {
  readonly type: 'relation'
  readonly model: () => Model
  /** What it leads to: none, one, or several. */
  get(row: object): readonly object[]
}

export type Field = ValueField | RelationField

/** A table as filters see it. */
export interface Model {
  /** "WorkflowJobTemplate", as error messages have it. */
  readonly name: string
  readonly fields: Readonly<Record<string, Field>>
  /** What `search` looks through. */
  readonly searched: readonly string[]
  /** Fields that are there and may not be filtered. */
  readonly secret: readonly string[]
  /** What a list without `order_by` is sorted by; the order of the ids when there is none. */
  readonly order: string | undefined
}

/** "OAuth2AccessToken" as O, Auth2, Access, Token. */
export function wordsOf(name: string): readonly string[] {
  return name.split(/(?<=.)(?=[A-Z][a-z])|(?<=[a-z0-9])(?=[A-Z])/)
}

/** The `type` that a row is shown with: "workflow_job_template". Rows of unified lists are of several. */
export function typeOf({ name }: Model, row?: object): string {
  if (row !== undefined && name.startsWith('Unified') && 'kind' in row) return String(row.kind)
  return wordsOf(name).join('_').toLowerCase()
}

/** The fields of one row type, checked against it. */
export class ModelBuilder<T extends object> {
  readonly #fields: Record<string, Field> = {}

  integer(name: string, get: (row: T) => number | null): this {
    return this.#value(name, 'integer', get)
  }

  float(name: string, get: (row: T) => number | null): this {
    return this.#value(name, 'float', get)
  }

  string(name: string, get: (row: T) => string | null): this {
    return this.#value(name, 'string', get)
  }

  boolean(name: string, get: (row: T) => boolean): this {
    return this.#value(name, 'boolean', get)
  }

  datetime(name: string, get: (row: T) => number | null | undefined): this {
    return this.#value(name, 'datetime', (row) => get(row) ?? null)
  }

  one(name: string, model: () => Model, get: (row: T) => object | undefined): this {
    return this.#relation(name, model, (row) => {
      const found = get(row)
      return found === undefined ? [] : [found]
    })
  }

  many(name: string, model: () => Model, get: (row: T) => Iterable<object>): this {
    return this.#relation(name, model, (row) => [...get(row)])
  }

  build(
    name: string,
    options: {
      readonly searched?: readonly string[]
      readonly secret?: readonly string[]
      readonly order?: string
    } = {},
  ): Model {
    return {
      name,
      fields: this.#fields,
      searched: options.searched ?? ['name', 'description'],
      secret: options.secret ?? [],
      order: options.order,
    }
  }

  #value(name: string, type: FieldType, get: (row: T) => FieldValue): this {
    this.#fields[name] = { type, get }
    return this
  }

  #relation(name: string, model: () => Model, get: (row: T) => readonly object[]): this {
    this.#fields[name] = { type: 'relation', model, get }
    return this
  }
}
