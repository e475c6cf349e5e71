/** What a filter can compare. Dates are UTC epoch milliseconds. */
export type FieldValue = string | number | boolean | null

export type FieldType = 'integer' | 'float' | 'string' | 'boolean' | 'datetime'

export interface ValueField {
  readonly type: FieldType
  readonly get: (row: object) => FieldValue
}

export interface RelationField {
  readonly type: 'relation'
  readonly model: () => Model
  /** What it leads to: none, one, or several. */
  readonly get: (row: object) => readonly object[]
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

  one<U extends object>(name: string, model: () => Model, get: (row: T) => U | undefined): this {
    return this.#relation(name, model, (row) => {
      const found = get(row)
      return found === undefined ? [] : [found]
    })
  }

  many<U extends object>(name: string, model: () => Model, get: (row: T) => Iterable<U>): this {
    return this.#relation(name, model, (row) => [...get(row)])
  }

  build(
    name: string,
    options: { readonly searched?: readonly string[]; readonly secret?: readonly string[] } = {},
  ): Model {
    return {
      name,
      fields: this.#fields,
      searched: options.searched ?? ['name', 'description'],
      secret: options.secret ?? [],
    }
  }

  #value(name: string, type: FieldType, get: (row: T) => FieldValue): this {
    this.#fields[name] = { type, get: get as (row: object) => FieldValue }
    return this
  }

  #relation(name: string, model: () => Model, get: (row: T) => readonly object[]): this {
    this.#fields[name] = { type: 'relation', model, get: get as (row: object) => readonly object[] }
    return this
  }
}
