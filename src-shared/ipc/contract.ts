import { z } from 'zod'
import { appLogEntrySchema, appLogLevelSchema } from '@shared/domain/app-log'
import { autoExtendSchema } from '@shared/domain/auto-extend'
import { checkoutRequestSchema } from '@shared/domain/checkout'
import { errorDataSchema } from '@shared/domain/error'
import {
  hostCountSchema,
  hostDetailSchema,
  hostFacetsSchema,
  hostFilterSchema,
  hostSortSchema,
  hostSummarySchema,
} from '@shared/domain/host'
import { hostOrderSchema } from '@shared/domain/host-order'
import { fieldColumnsSchema } from '@shared/domain/inventory-field'
import { executeRequestSchema } from '@shared/domain/execute'
import { extensionLimitSchema, extensionSchema } from '@shared/domain/lease'
import { leaseDetailSchema } from '@shared/domain/lease-history'
import { nickCheckSchema, nickDraftSchema, nickNameSchema, nickSchema } from '@shared/domain/nick'
import { noticeSchema } from '@shared/domain/notice'
import {
  discoveredInstanceSchema,
  healthReportSchema,
  instanceIdSchema,
  listedDetailSchema,
  listedSchema,
  offeringFormSchema,
  offeringsSchema,
  providerKindInfoSchema,
} from '@shared/domain/provider'
import {
  instanceDraftSchema,
  instanceViewSchema,
  preferencesSchema,
  settingsOriginsSchema,
} from '@shared/domain/settings'
import {
  adoptRequestSchema,
  brokerFolderSchema,
  lineChangeSchema,
  migrationSchema,
  plainSecretSchema,
  settingsBackupSchema,
  settingsFileViewSchema,
} from '@shared/domain/settings-file'
import { pauseChoiceSchema, reminderStateSchema } from '@shared/domain/reminder'
import { syncPreviewSchema, syncScopeSchema } from '@shared/domain/sync'
import { logLineSchema, taskSchema } from '@shared/domain/task'
import {
  reportAboutSchema,
  reportFormatSchema,
  reportOutcomeSchema,
  writtenReportSchema,
} from '@shared/domain/written-report'
import type { CallName, EventName } from '@shared/ipc/channels'

const nothing = z.object({})
const settingsText = z.string().max(20_000_000)
const done = z.object({})
const hostIds = z.array(z.string().min(1)).min(1, 'Choose at least one host.').max(100_000)
const taskId = z.number().int().positive()
const reportId = z.number().int().positive()

/** Why the inventory could not be opened, and what can be done: the window shows this instead of the screens. */
export const startProblemSchema = z.object({
  kind: z.enum(['newer', 'locked', 'read_only', 'unreadable']),
  title: z.string(),
  detail: z.string(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
  path: z.string(),
  canRetry: z.boolean(),
})
export type StartProblem = z.infer<typeof startProblemSchema>

export const appInfoSchema = z.object({
  version: z.string(),
  electronVersion: z.string(),
  platform: z.enum(['linux', 'darwin', 'win32']),
  dataFolder: z.string(),
  logFile: z.string(),
  /** Whether secrets typed here survive a restart, protected by the system's keychain. */
  secretsProtected: z.boolean(),
  development: z.boolean(),
  /** The clock of this run, where it was started with one of its own: what it shows, and how many times as fast it goes. */
  clock: z.object({ nowMs: z.number(), rate: z.number().positive() }).optional(),
  startProblem: startProblemSchema.optional(),
  notices: z.array(noticeSchema),
})
export type AppInfo = z.infer<typeof appInfoSchema>

/**
 * The whole contract: each call's input and output. The wrapper in `src-main/ipc` parses both ways; the renderer's
 * facade takes its types from here. Each call has one object argument; long work answers with a task id at once.
 */
export const contract = {
  'app.info': { input: nothing, output: appInfoSchema },
  'app.quit': { input: nothing, output: done },
  /** Brings the main window to the front, at a place in it ("/hosts"). */
  'app.openWindow': {
    input: z.object({
      to: z
        .string()
        .regex(/^\/[a-z]/)
        .max(100_000),
    }),
    output: done,
  },
  'app.dismissNotice': { input: z.object({ id: z.string() }), output: done },
  /** Shows a file of ours (data folder, log, set-aside inventory) in the file manager. */
  'app.showPath': { input: z.object({ what: z.enum(['data', 'log', 'inventory']) }), output: done },
  /** Opens an https page in the system's browser. */
  'app.openLink': { input: z.object({ url: z.url({ protocol: /^https$/ }).max(4_000) }), output: done },
  'app.copyText': { input: z.object({ text: z.string().max(5_000_000) }), output: done },
  /** Asks where to save a text, and saves it; `path` is absent when the person cancelled. */
  'app.saveText': {
    input: z.object({ suggestedName: z.string().max(200), text: z.string().max(20_000_000) }),
    output: z.object({ path: z.string().optional() }),
  },
  'app.resolveStartProblem': { input: z.object({ choice: z.enum(['retry']) }), output: done },

  'hosts.page': {
    input: z.object({
      filter: hostFilterSchema,
      sort: hostSortSchema,
      offset: z.number().int().min(0),
      limit: z.number().int().min(1).max(500),
    }),
    output: z.object({ total: z.number().int(), held: z.number().int(), rows: z.array(hostSummarySchema) }),
  },
  'hosts.ids': {
    input: z.object({ filter: hostFilterSchema, sort: hostSortSchema }),
    output: z.object({ ids: z.array(z.string()) }),
  },
  /** How many hosts each of these filters keeps, or what is wrong with its text and where. */
  'hosts.count': {
    input: z.object({ filters: z.array(hostFilterSchema).max(200) }),
    output: z.object({ counts: z.array(hostCountSchema) }),
  },
  'hosts.facets': { input: nothing, output: hostFacetsSchema },
  /** The columns that the settings file adds to the table of hosts. */
  'hosts.columns': { input: nothing, output: fieldColumnsSchema },
  /** What each of these hosts is in a compact list (`inventory_list_vars`), in their order; moments in UTC. */
  'hosts.list': { input: z.object({ hostIds }), output: z.object({ lines: z.array(z.string()) }) },
  'hosts.get': { input: z.object({ hostId: z.string() }), output: hostDetailSchema },
  /**
   * What hosts were checked out with, to be checked out again: one order for those that were asked for alike, secrets as
   * markers. `without` are those of which it is not known.
   */
  'hosts.orders': {
    input: z.object({ hostIds: hostIds.max(1_000, 'Choose at most 1000 hosts.') }),
    output: z.object({ orders: z.array(hostOrderSchema), without: z.array(z.string()) }),
  },
  'hosts.checkout': { input: checkoutRequestSchema, output: z.object({ taskId }) },
  /** Starts a check in; it is sent when the undo time is over. */
  'hosts.checkin': { input: z.object({ hostIds }), output: z.object({ taskId }) },
  /** Takes hosts out of a check in that was not sent yet; without `hostIds`, all of them. */
  'hosts.undoCheckin': { input: z.object({ taskId, hostIds: hostIds.optional() }), output: done },
  'hosts.sendCheckin': { input: z.object({ taskId }), output: done },
  /** Stops the undo clock while the person looks at the notice, and starts it again. */
  'hosts.holdCheckin': { input: z.object({ taskId, held: z.boolean() }), output: done },
  /** Settles a left-behind host: keep it if it exists at the provider. */
  /** Asks for later ends; each host is a line of its own, and those that cannot be extended say so in theirs. */
  'hosts.extend': { input: z.object({ hostIds, extension: extensionSchema }), output: z.object({ taskId }) },
  /** The latest ends that extensions can reach, of those hosts whose provider tells one now. */
  'hosts.extensionLimits': {
    input: z.object({ hostIds }),
    output: z.object({ limits: z.array(extensionLimitSchema) }),
  },
  /** Takes hosts out of the inventory that are gone at their provider; nothing is sent there. */
  'hosts.forget': { input: z.object({ hostIds }), output: z.object({ forgotten: z.number().int() }) },
  /**
   * Sets the person's own moment to be reminded of hosts that have no end at their provider; `null` takes it away.
   * Hosts whose provider tells an end are left as they are.
   */
  'hosts.remindAt': {
    input: z.object({ hostIds, atMs: z.number().int().nullable() }),
    output: z.object({ changed: z.number().int() }),
  },
  /** Sets the rule by which hosts are extended without asking; `null` takes it away. */
  'hosts.autoExtend': {
    input: z.object({ hostIds, rule: autoExtendSchema.nullable() }),
    output: z.object({ changed: z.number().int() }),
  },
  /** Every end that a host's lease had, with its rule, its snooze, and what became of it after its end. */
  'hosts.leaseHistory': { input: z.object({ hostId: z.string() }), output: leaseDetailSchema },
  /**
   * Asks the provider now whether a host whose lease has ended is still there; one that is gone leaves the inventory.
   * Fails with what the provider said when it cannot be asked.
   */
  'hosts.checkEnded': {
    input: z.object({ hostId: z.string() }),
    output: z.object({ exists: z.boolean() }),
  },
  'hosts.keep': { input: z.object({ hostId: z.string() }), output: z.object({ exists: z.boolean() }) },

  'tasks.list': {
    input: z.object({ limit: z.number().int().min(1).max(500), search: z.string().max(500).optional() }),
    output: z.object({ tasks: z.array(taskSchema), active: z.number().int() }),
  },
  'tasks.get': { input: z.object({ taskId }), output: taskSchema },
  'tasks.log': {
    input: z.object({ taskId, afterSeq: z.number().int().min(0), limit: z.number().int().min(1).max(5_000) }),
    output: z.object({ lines: z.array(logLineSchema), more: z.boolean() }),
  },
  'tasks.cancel': { input: z.object({ taskId, line: z.number().int().optional() }), output: done },
  /** Runs what failed or was cancelled once more, with the same arguments. */
  /** Hosts that a failed or cancelled task left at the provider and that nobody has settled yet. */
  'tasks.leftBehind': {
    input: z.object({ taskId }),
    output: z.object({ hosts: z.array(hostSummarySchema) }),
  },
  'tasks.retry': { input: z.object({ taskId }), output: z.object({ taskId }) },

  'providers.kinds': { input: nothing, output: z.object({ kinds: z.array(providerKindInfoSchema) }) },
  /** Tests a configured instance, or a draft before it is saved. */
  'providers.check': {
    input: z.union([z.object({ target: instanceIdSchema }), z.object({ draft: instanceDraftSchema })]),
    output: healthReportSchema,
  },
  'providers.offerings': {
    input: z.object({
      target: instanceIdSchema,
      action: z.string(),
      /** Ask the provider even if a list is remembered; else a remembered one is answered and refreshed behind. */
      fresh: z.boolean().optional(),
    }),
    output: z.object({
      offerings: offeringsSchema,
      /** When the provider said so. */
      readAtMs: z.number(),
      /** Being read again: `providers.changed` tells when it is done. */
      refreshing: z.boolean(),
      /** Why it could not be read again. */
      problem: errorDataSchema.optional(),
    }),
  },
  /** Starts an execution. */
  'providers.execute': { input: executeRequestSchema, output: z.object({ taskId }) },
  /** The entries of a listing (inventories, flavors). */
  'providers.list': {
    input: z.object({ target: instanceIdSchema, listing: z.string() }),
    output: z.object({ entries: z.array(listedSchema) }),
  },
  'providers.show': {
    input: z.object({ target: instanceIdSchema, listing: z.string(), name: z.string() }),
    output: listedDetailSchema,
  },
  /** Begins to read an instance's hosts for a preview; `sync.changed` tells how it goes. */
  'sync.read': {
    input: z.object({ target: instanceIdSchema, scope: syncScopeSchema }),
    output: z.object({ syncId: z.string() }),
  },
  'sync.get': { input: z.object({ syncId: z.string() }), output: syncPreviewSchema },
  /** Writes the chosen rows of a preview: new ones are added, changed ones updated, gone ones forgotten. */
  'sync.apply': {
    input: z.object({ syncId: z.string(), keys: z.array(z.string()).min(1, 'Choose at least one row.') }),
    output: z.object({ taskId }),
  },
  /** Forgets a preview; reading stops. */
  'sync.close': { input: z.object({ syncId: z.string() }), output: done },
  'providers.describe': {
    input: z.object({ target: instanceIdSchema, action: z.string(), offering: z.string() }),
    output: offeringFormSchema,
  },
  'providers.discover': { input: nothing, output: z.object({ found: z.array(discoveredInstanceSchema) }) },

  /** The newest reports, and the folder that automatic ones go to. */
  'reports.list': {
    input: z.object({ limit: z.number().int().min(1).max(2_000) }),
    output: z.object({ reports: z.array(writtenReportSchema), folder: z.string() }),
  },
  /** Asks where, and writes it there; nothing is replaced. */
  'reports.write': {
    input: z.object({ about: reportAboutSchema, format: reportFormatSchema }),
    output: reportOutcomeSchema,
  },
  /** Writes over the file that `reports.write` or `reports.again` found there. */
  'reports.replace': { input: z.object({ pendingId: z.string() }), output: reportOutcomeSchema },
  /** Writes it once more, as things stand now, where it was written before. */
  'reports.again': { input: z.object({ reportId }), output: reportOutcomeSchema },
  /** Opens it with the program that the system has for such files. */
  'reports.open': { input: z.object({ reportId }), output: done },
  /** Shows it in the file manager. */
  'reports.reveal': { input: z.object({ reportId }), output: done },
  /** Asks for the folder of automatic reports; `folder` is absent when the person cancelled. */
  'reports.chooseFolder': { input: nothing, output: z.object({ folder: z.string().optional() }) },
  'reports.openFolder': { input: nothing, output: done },

  'reminders.state': { input: nothing, output: reminderStateSchema },
  /** Puts reminders off, at most until the end of each host; `snoozed` counts the hosts that have an end to come. */
  'reminders.snooze': {
    input: z.object({ hostIds, minutes: z.number().int().min(1).max(1440) }),
    output: z.object({ snoozed: z.number().int() }),
  },
  'reminders.pause': { input: z.object({ choice: pauseChoiceSchema }), output: reminderStateSchema },
  'reminders.resume': { input: nothing, output: reminderStateSchema },

  /** The nicks of the settings file, in its order. */
  'nicks.list': {
    input: nothing,
    output: z.object({ nicks: z.array(nickSchema), problem: z.string().optional() }),
  },
  /** One nick; an unknown one is an error with the nearest names. */
  'nicks.get': { input: z.object({ name: z.string() }), output: nickSchema },
  /** Asks the provider whether what a nick asks for is still there and takes what it says. */
  'nicks.check': { input: z.object({ name: z.string() }), output: nickCheckSchema },
  'nicks.save': { input: nickDraftSchema, output: nickSchema },
  /** What a host was made of as a new nick. */
  'nicks.saveHost': { input: z.object({ hostId: z.string(), name: nickNameSchema }), output: nickSchema },
  /** A copy under a free name, right behind it. */
  'nicks.duplicate': { input: z.object({ name: z.string() }), output: nickSchema },
  'nicks.remove': { input: z.object({ name: z.string() }), output: done },
  /** Puts a nick before another one; last without `before`. */
  'nicks.move': { input: z.object({ name: z.string(), before: z.string().optional() }), output: done },

  'settings.preferences': { input: nothing, output: preferencesSchema },
  'settings.savePreferences': { input: preferencesSchema.partial(), output: preferencesSchema },
  /** What the environment and Broker's own keys decide. */
  'settings.origins': { input: nothing, output: settingsOriginsSchema },
  'settings.instances': { input: nothing, output: z.object({ instances: z.array(instanceViewSchema) }) },
  'settings.saveInstance': { input: instanceDraftSchema, output: instanceViewSchema },
  'settings.removeInstance': { input: instanceIdSchema, output: done },

  /** The settings file in use, without its secrets. */
  'settingsFile.view': { input: nothing, output: settingsFileViewSchema },
  /** What would be wrong with a text as the file. */
  'settingsFile.check': {
    input: z.object({ text: settingsText }),
    output: settingsFileViewSchema.pick({ problems: true }),
  },
  /** Writes a text that was made from a revision; refused when the file has another by now, or cannot be read then. */
  'settingsFile.save': {
    input: z.object({ text: settingsText, revision: z.string() }),
    output: settingsFileViewSchema,
  },
  /** Shows the file in the file manager. */
  'settingsFile.show': { input: nothing, output: done },
  'settingsFile.backups': { input: nothing, output: z.object({ backups: z.array(settingsBackupSchema) }) },
  /** What restoring a backup would change. */
  'settingsFile.compare': {
    input: z.object({ id: z.string() }),
    output: z.object({ changes: z.array(lineChangeSchema) }),
  },
  'settingsFile.restore': { input: z.object({ id: z.string() }), output: done },
  /** What older forms in the file become. */
  'settingsFile.migration': { input: nothing, output: migrationSchema },
  'settingsFile.migrate': { input: z.object({ revision: z.string() }), output: done },
  /** Secrets of instances and nicks that stand in the file. */
  'settingsFile.secrets': {
    input: nothing,
    output: z.object({ secrets: z.array(plainSecretSchema), isProtected: z.boolean() }),
  },
  /** Moves them into the keychain; `agreed`: also where that protects nothing. */
  'settingsFile.moveSecrets': {
    input: z.object({ agreed: z.boolean() }),
    output: z.object({ moved: z.number().int() }),
  },
  /** Goes back to the settings file in the data folder. */
  'settingsFile.leave': { input: nothing, output: done },

  /** What the broker command has: in a folder, by default where it has its things. */
  'brokerFolder.find': {
    input: z.object({ folder: z.string().max(4_000).optional() }),
    output: brokerFolderSchema,
  },
  /** Asks for a folder; absent when the person cancelled. */
  'brokerFolder.choose': { input: nothing, output: z.object({ folder: z.string().optional() }) },
  'brokerFolder.adopt': { input: adoptRequestSchema, output: z.object({ hosts: z.number().int() }) },

  /** The newest entries of the application's own log, oldest first; `total` counts all that match. */
  'log.read': {
    input: z.object({
      level: appLogLevelSchema,
      search: z.string().max(500),
      limit: z.number().int().min(1).max(10_000),
    }),
    output: z.object({ entries: z.array(appLogEntrySchema), total: z.number().int() }),
  },
} as const satisfies Record<CallName, { input: z.ZodType; output: z.ZodType }>

/** What each event carries: what changed, by id. Only log lines travel whole, in batches. */
export const eventContract = {
  'hosts.changed': z.object({ hostIds: z.array(z.string()) }),
  'tasks.changed': z.object({ taskIds: z.array(z.number().int()) }),
  'tasks.logged': z.object({ taskId: z.number().int(), lines: z.array(logLineSchema) }),
  'providers.changed': z.object({ target: instanceIdSchema, action: z.string() }),
  'sync.changed': z.object({ syncId: z.string() }),
  /** Pausing, snoozing, or the next reminder. */
  'reminders.changed': z.object({}),
  /** One was written, or the history changed otherwise. */
  'reports.changed': z.object({}),
  /** A nick, their order, or how often one was used. */
  'nicks.changed': z.object({}),
  'settings.changed': z.object({}),
  /** There is more in the application's own log. */
  'log.grew': z.object({}),
  'app.noticed': z.object({}),
  /** The menu asks for a screen. */
  'app.navigated': z.object({ to: z.string() }),
} as const satisfies Record<EventName, z.ZodType>

export type CallInput<N extends CallName> = z.input<(typeof contract)[N]['input']>
export type CallRequest<N extends CallName> = z.output<(typeof contract)[N]['input']>
export type CallOutput<N extends CallName> = z.output<(typeof contract)[N]['output']>
export type EventPayload<N extends EventName> = z.output<(typeof eventContract)[N]>
