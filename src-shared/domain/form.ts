import { z } from 'zod'
import { jsonSchema } from '@shared/lib/json'

/** One choice of a choice field; `hint` is shown pale beside the label ("4 CPU, 8 GiB"). */
export const choiceSchema = z.object({
  value: z.string(),
  label: z.string().optional(),
  hint: z.string().optional(),
})

/**
 * The kinds of field a form can have, and the JSON value each produces:
 * text, multiline, secret, path, choice -> string; integer, number -> number; boolean -> boolean; list -> string[];
 * map -> { name: value } of strings; json -> any JSON.
 */
export const fieldTypeSchema = z.enum([
  'text',
  'multiline',
  'secret',
  'path',
  'choice',
  'integer',
  'number',
  'boolean',
  'list',
  'map',
  'json',
])
export type FieldType = z.infer<typeof fieldTypeSchema>

/**
 * One field of a generated form: of an offering (`Provider.describe`) or of an instance's configuration
 * (`ProviderDefinition.configFields`). The same descriptor draws the field, checks its value on both sides of the
 * bridge, and says which values are secrets.
 */
export const fieldSchema = z.object({
  /** The argument's name, verbatim as the provider takes it. */
  name: z.string(),
  /** A human label where the argument name is not the better one (settings); absent: the name, in mono. */
  label: z.string().optional(),
  type: fieldTypeSchema,
  required: z.boolean(),
  /** What the provider takes when nothing is said; shown with the source mark "Default". */
  default: jsonSchema.optional(),
  choices: z.array(choiceSchema).optional(),
  /** A choice, or a list, that takes other values than its choices, too. */
  openChoices: z.boolean().optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** A regular expression that a text value must match as a whole; `patternHint` says it in words. */
  pattern: z.string().optional(),
  patternHint: z.string().optional(),
  unit: z.string().optional(),
  help: z.string().optional(),
  placeholder: z.string().optional(),
  /** Fields of one group stand together under its title. */
  group: z.string().optional(),
  /** Seldom needed: folded away behind what is, until it says something. */
  seldom: z.boolean().optional(),
  /** Show the field only while another has one of these values. */
  showWhen: z.object({ field: z.string(), in: z.array(jsonSchema) }).optional(),
})
export type Field = z.infer<typeof fieldSchema>
