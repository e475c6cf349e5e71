import { z } from 'zod'
import { artifactsSchema } from '@shared/domain/execute'
import { labelsSchema } from '@shared/domain/checkout'
import { providerKindSchema } from '@shared/domain/provider'
import { isJsonObject, jsonObjectSchema } from '@shared/lib/json'

/** A name that a person calls a set of arguments by. */
export const nickNameSchema = z
  .string()
  .trim()
  .min(1, 'Say a name.')
  .max(64, 'At most 64 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'Say a name on one line.')

/** What a nick asks for, and where; see `OrderWords`. Secret arguments are markers that point to it. */
export const nickOrderSchema = z.object({
  provider: providerKindSchema.optional(),
  /** Absent: the default instance of the provider. */
  instance: z.string().optional(),
  action: z.string().optional(),
  offering: z.string().optional(),
  count: z.number().int().optional(),
  labels: labelsSchema.optional(),
  artifacts: artifactsSchema.optional(),
  arguments: jsonObjectSchema,
})
export type NickOrder = z.infer<typeof nickOrderSchema>

/** A nick as the window sees it. */
export const nickSchema = z.object({
  name: z.string(),
  order: nickOrderSchema,
  /** How often hosts were checked out by it. */
  uses: z.number().int(),
  lastUsedAtMs: z.number().optional(),
  /** Why it cannot be used as it stands, as far as the settings alone tell. */
  problem: z.string().optional(),
  /** What is not taken of it, each in a sentence. */
  notes: z.array(z.string()),
  /** The keys that the environment decides, with the variable: what the file says of them does not hold. */
  environment: z.record(z.string(), z.string()).optional(),
  /** Changes whenever what the settings say of it does. */
  revision: z.string(),
})
export type Nick = z.infer<typeof nickSchema>

/** A nick as a form saves it: a new one, or with `previousName` a change of one. */
export const nickDraftSchema = z.object({
  name: nickNameSchema,
  /** The name it had before: it is changed, and perhaps renamed. */
  previousName: z.string().optional(),
  order: nickOrderSchema.required({ provider: true, action: true }),
  /** Which of the arguments are secrets: they are kept in the vault and do not get into the file. */
  secretArguments: z.array(z.string()),
  /** Its secrets go into the file, in plain text: what a person may choose where no keychain protects. */
  secretsInFile: z.boolean().optional(),
  /** The revision that the form began with: when it has another by now, nothing is saved. */
  basedOn: z.string().optional(),
})
export type NickDraft = z.infer<typeof nickDraftSchema>

/** Whether a draft has secrets that were typed, and are not already kept. */
export function hasTypedSecrets({
  order,
  secretArguments,
}: Pick<NickDraft, 'order' | 'secretArguments'>): boolean {
  return secretArguments.some((name) => {
    const value = order.arguments[name]
    return value !== undefined && value !== '' && !isJsonObject(value)
  })
}

/** What asking the provider says of a nick. */
export const nickCheckSchema = z.object({
  /** Each in a sentence; empty where it can be checked out as it is. */
  problems: z.array(z.string()),
  /** Why the provider could not be asked. */
  unknown: z.string().optional(),
})
export type NickCheck = z.infer<typeof nickCheckSchema>
