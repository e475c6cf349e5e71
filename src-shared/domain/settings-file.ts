import { z } from 'zod'
import { providerKindSchema } from '@shared/domain/provider'

/** What is wrong in a settings file, in a sentence that names the line. */
const settingsProblemSchema = z.object({
  message: z.string(),
  line: z.number().int().optional(),
  column: z.number().int().optional(),
})

/** The settings file as the editor gets it. Secrets are not in it: in their place stands `<hidden 1>` and so on. */
export const settingsFileViewSchema = z.object({
  path: z.string(),
  /** Whether it is ours, in the data folder; else the one that the broker command has. */
  isOwn: z.boolean(),
  text: z.string(),
  /** Changes whenever the file does; what is saved names the one that it was made from. */
  revision: z.string(),
  /** How many secrets are hidden. */
  hidden: z.number().int(),
  problems: z.array(settingsProblemSchema),
})
export type SettingsFileView = z.infer<typeof settingsFileViewSchema>

/** A text that the file had. */
export const settingsBackupSchema = z.object({
  id: z.string(),
  atMs: z.number(),
  bytes: z.number().int(),
})

/** Lines that are there, or are not there any more; those that stay around them are not named. */
export const lineChangeSchema = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  text: z.string(),
})
export type LineChange = z.infer<typeof lineChangeSchema>

/** What an older form of the settings becomes. */
export const migrationSchema = z.object({
  /** What is done, in sentences; none when nothing is old. */
  steps: z.array(z.string()),
  changes: z.array(lineChangeSchema),
  revision: z.string(),
})

/** A secret that stands in the file in plain text; the value never comes here. */
export const plainSecretSchema = z.object({
  /** Whose it is: "AnsibleTower prod", "Nick rhel9". */
  of: z.string(),
  label: z.string(),
})

/** What was found in the folder of the broker command. */
export const brokerFolderSchema = z.object({
  folder: z.string(),
  settings: z
    .object({
      path: z.string(),
      modifiedMs: z.number(),
      /** What the file says its form is of ("0.6.0"). */
      version: z.string().optional(),
      providers: z.array(z.object({ provider: providerKindSchema, instances: z.array(z.string()) })),
      /** Sections of providers that this version does not have. */
      unknown: z.array(z.string()),
      nicks: z.array(z.string()),
      secrets: z.number().int(),
      problems: z.array(settingsProblemSchema),
      /** The file cannot be read at all: it can be opened and corrected, but not used. */
      isBroken: z.boolean(),
    })
    .optional(),
  inventory: z
    .object({
      path: z.string(),
      hosts: z.number().int(),
      /** Hosts that become none of ours, and why. */
      leftOut: z.array(z.string()),
      problem: z.string().optional(),
    })
    .optional(),
  /** Whether its settings file is the one in use. */
  inUse: z.boolean(),
})
export type BrokerFolder = z.infer<typeof brokerFolderSchema>

/** What a person chose to do with what was found. */
export const adoptRequestSchema = z.object({
  folder: z.string().max(4_000),
  /** `use`: that very file is read and edited from now on; `copy`: ours becomes what it says. */
  settings: z.enum(['use', 'copy', 'leave']),
  hosts: z.boolean(),
})
export type AdoptRequest = z.infer<typeof adoptRequestSchema>
