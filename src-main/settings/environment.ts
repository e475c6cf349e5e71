import type { Field } from '@shared/domain/form'
import { jsonSchema, type Json } from '@shared/lib/json'
import { asObject } from '@main/settings/values'
import { yamlValues } from '@main/settings/yaml-values'

/** A value that comes from the environment, with the variable as the person wrote it. */
export interface EnvironmentValue {
  readonly variable: string
  readonly value: Json
}

type Env = Readonly<Record<string, string | undefined>>
type Values = Readonly<Record<string, EnvironmentValue>>

/** What the environment says of one provider's section. */
export interface SectionEnvironment {
  /** For all its instances: `BROKER_ANSIBLETOWER__base_url`. */
  readonly shared: Values
  /** For one, by its name in lower case: `BROKER_ANSIBLETOWER__instances__prod__base_url`. */
  readonly instances: Readonly<Record<string, Values>>
}

/**
 * The variables that Broker takes in place of what its settings file says: `BROKER_<SECTION>__<key>`, in any case of
 * letters. What is nested deeper than a key of a section or of an instance has no meaning for a provider.
 */
export function sectionEnvironment(env: Env, section: string, fields: readonly Field[]): SectionEnvironment {
  const shared: Record<string, EnvironmentValue> = {}
  const instances: Record<string, Record<string, EnvironmentValue>> = {}
  for (const [variable, text] of Object.entries(env).toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    const [prefixed = '', ...path] = variable.split('__')
    if (text === undefined || prefixed.toLowerCase() !== `broker_${section.toLowerCase()}`) continue
    const [first = '', instance = '', key = ''] = path
    const named = path.length === 1 ? first : key
    const field = fields.find(({ name }) => name.toLowerCase() === named.toLowerCase())
    const entry = { variable, value: valueOf(text, field) }
    if (path.length === 1 && first !== '') shared[field?.name ?? first.toLowerCase()] = entry
    if (path.length === 3 && first.toLowerCase() === 'instances' && key !== '') {
      const of = (instances[instance.toLowerCase()] ??= {})
      of[field?.name ?? key.toLowerCase()] = entry
    }
  }
  return { shared, instances }
}

/**
 * As the original reads them: `@int`, `@bool` and the like say the type; else numbers, true and false, quoted texts,
 * lists and maps are what they look like. A field that holds a text keeps it as it stands: a token of digits is no
 * number.
 */
function valueOf(text: string, field: Field | undefined): Json {
  const cast = /^@(str|int|float|bool|json)\s+(.*)$/su.exec(text)
  if (cast?.[1] === 'str' || (cast === null && isText(field))) return cast?.[2] ?? text
  const source = cast?.[2] ?? text
  if (cast?.[1] === 'bool') return /^(true|yes|on|1|t|y)$/iu.test(source)
  const read = yamlValues(source)
  const value = 'value' in read ? read.value : source
  const isPlain = typeof value === 'number' || typeof value === 'boolean' || /^\s*["'[{]/u.test(source)
  const parsed = jsonSchema.safeParse(isPlain && value !== undefined ? value : source)
  return parsed.success ? parsed.data : source
}

function isText(field: Field | undefined): boolean {
  return field !== undefined && !['integer', 'number', 'boolean', 'list', 'map', 'json'].includes(field.type)
}

/** Only the values, without the variables. */
export function valuesOf(environment: Values): Readonly<Record<string, Json>> {
  return Object.fromEntries(Object.entries(environment).map(([name, { value }]) => [name, value]))
}

/** Whether a value of the file says that the file wins over the environment. */
export function overridesEnvironment(values: unknown): boolean {
  const said = asObject(values)?.['override_envars']
  return said === true || (typeof said === 'string' && said.toLowerCase() === 'true')
}
