import { z } from 'zod'
import { instanceIdSchema } from '@shared/domain/provider'
import { DEFAULT_REMINDERS, leaseRuleSchema, reminderSettingsSchema } from '@shared/domain/reminder'
import { MAX_SAVED_FILTERS, savedFilterSchema } from '@shared/domain/saved-filter'
import { jsonObjectSchema } from '@shared/lib/json'

/** The application's own preferences (section `desktop` of the settings file). */
export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** How many hosts are worked on at once, over all tasks. */
  concurrency: z.number().int().min(1).max(100),
  /** How long a check in can be undone before it is sent; 0 sends at once. */
  undoSeconds: z.number().int().min(0).max(120),
  /** Single-letter shortcuts (WCAG 2.1.4 wants them switchable). */
  letterShortcuts: z.boolean(),
  firstRunDone: z.boolean(),
  reminders: reminderSettingsSchema,
  /** Reminders and default leases of single instances and nicks; what is not named here has none of its own. */
  leaseRules: z.array(leaseRuleSchema),
  /** Closing the window leaves the application in the tray. */
  closeToTray: z.boolean(),
  /** The person was told so, the first time. */
  toldTray: z.boolean(),
  /** Start hidden when the person signs in. */
  startAtLogin: z.boolean(),
  /** The saved filters of the Hosts page, in the order of the sidebar. */
  savedFilters: z.array(savedFilterSchema).max(MAX_SAVED_FILTERS),
  /**
   * Which columns the table of hosts has: what fits, with those of the settings file; those of the settings file alone;
   * or those that were chosen.
   */
  hostColumns: z.enum(['automatic', 'file', 'chosen']),
  /** The chosen ones: "lease", or "field/Snap" for one of the settings file. */
  chosenColumns: z.array(z.string().max(200)).max(100),
  /** Which report is written for each task that ends, if any. */
  automaticReports: z.enum(['off', 'full', 'broker']),
  /** Where those are written; "" is the folder `reports` in the data folder. */
  reportsFolder: z.string().max(4_000),
  /** The settings file that providers and nicks are in, when it is not this one: that of the broker command. */
  settingsFile: z.string().max(4_000),
  /** Keep the broker command's inventory.yaml up to date with the hosts that are held here. */
  writeInventory: z.boolean(),
  /** The least that is written to the log, and how. */
  logLevel: z.enum(['debug', 'info', 'warn', 'error']),
  logFormat: z.enum(['text', 'json']),
})
export type Preferences = z.infer<typeof preferencesSchema>

/** What holds where the settings file says nothing. */
export const DEFAULT_PREFERENCES: Preferences = {
  theme: 'system',
  concurrency: 20,
  undoSeconds: 10,
  letterShortcuts: true,
  firstRunDone: false,
  reminders: DEFAULT_REMINDERS,
  leaseRules: [],
  closeToTray: true,
  toldTray: false,
  startAtLogin: false,
  savedFilters: [],
  hostColumns: 'automatic',
  chosenColumns: [],
  automaticReports: 'off',
  reportsFolder: '',
  settingsFile: '',
  writeInventory: false,
  logLevel: 'info',
  logFormat: 'text',
}

/** A configured instance as the renderer sees it: secrets are replaced by whether one is stored. */
export const instanceViewSchema = instanceIdSchema.extend({
  isDefault: z.boolean(),
  config: jsonObjectSchema,
  /** Secret fields that have a value in the vault; the value itself never comes here. */
  storedSecrets: z.array(z.string()),
  /** Those of them that stand in the file itself, in plain text. */
  plainSecrets: z.array(z.string()).optional(),
  /** Fields whose value comes from the environment, with the variable: what the file says of them does not hold. */
  environment: z.record(z.string(), z.string()).optional(),
  /** Changes whenever what the file says of it does. */
  revision: z.string(),
  /** Why the instance cannot be used as it stands in the file, if so. */
  problem: z.string().optional(),
})
export type InstanceView = z.infer<typeof instanceViewSchema>

/** Where values come from that the settings file's own section does not decide. No value is in it. */
export const settingsOriginsSchema = z.object({
  /** By preference: the variable that wins, or the key of Broker's own that holds until another one is said. */
  preferences: z.record(z.string(), z.object({ from: z.string(), wins: z.boolean() })),
  /** Every variable that has an effect, and on what. */
  environment: z.array(z.object({ variable: z.string(), says: z.string() })),
})
export type SettingsOrigins = z.infer<typeof settingsOriginsSchema>

/** A configured instance as a form saves it: a secret is in `secrets` when typed, and left out to keep the stored one. */
export const instanceDraftSchema = instanceIdSchema.extend({
  /** The name it had before, when it is renamed. */
  previousName: z.string().optional(),
  isDefault: z.boolean(),
  config: jsonObjectSchema,
  secrets: z.record(z.string(), z.string()),
  /** Secrets that are typed go into the file, in plain text: what a person may choose where no keychain protects. */
  secretsInFile: z.boolean().optional(),
  /** The revision that the form began with: when the file has another by now, nothing is saved. */
  basedOn: z.string().optional(),
})
export type InstanceDraft = z.infer<typeof instanceDraftSchema>
