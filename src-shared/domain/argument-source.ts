import { z } from 'zod'

/**
 * Where an argument comes from: typed (in the form, or in a command that was pasted), a nick, a file, or, where nobody
 * said it, the instance's configuration, a variable of the environment, or the default of what was asked for.
 */
export const argumentSourceSchema = z.object({
  kind: z.enum(['typed', 'nick', 'file', 'instance', 'environment', 'default']),
  /** The nick, the file's name, or the variable. */
  name: z.string().optional(),
})
export type ArgumentSource = z.infer<typeof argumentSourceSchema>

/** By the argument's name. */
export const argumentSourcesSchema = z.record(z.string(), argumentSourceSchema)
export type ArgumentSources = z.infer<typeof argumentSourcesSchema>

/** Where an argument comes from, as it was written down; undefined where that was not. */
export function knownSource(sources: ArgumentSources | undefined, name: string): ArgumentSource | undefined {
  return sources !== undefined && Object.hasOwn(sources, name) ? sources[name] : undefined
}
