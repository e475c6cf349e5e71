import { z } from 'zod'
import { hostStateSchema } from '@shared/domain/host'
import { errorDataSchema } from '@shared/domain/error'
import { leaseSchema } from '@shared/domain/lease'
import { instanceIdSchema } from '@shared/domain/provider'

/** Whose hosts a sync reads at an instance. */
export const syncScopeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('mine') }),
  z.object({ kind: z.literal('user'), name: z.string().trim().min(1, 'Say whose hosts to read.') }),
  z.object({ kind: z.literal('everybody') }),
])
export type SyncScope = z.infer<typeof syncScopeSchema>

/** One thing that the provider says differently than the inventory has it. */
export const syncChangeSchema = z.object({
  /** "lease", "OS", "hostname", or the label of a fact. */
  what: z.string(),
  before: z.string().optional(),
  after: z.string().optional(),
  /** For `what` "lease": the moments, so that the window shows them in local time. */
  beforeMs: z.number().optional(),
  afterMs: z.number().optional(),
})
export type SyncChange = z.infer<typeof syncChangeSchema>

/** One host of a preview. `key` names it within the preview. */
export const syncRowSchema = z.object({
  key: z.string(),
  kind: z.enum(['new', 'changed', 'gone', 'same']),
  title: z.string(),
  /** Its id in the inventory; absent for new ones. */
  hostId: z.string().optional(),
  os: z.string().optional(),
  lease: leaseSchema.optional(),
  changes: z.array(syncChangeSchema),
  /** "made by the broker command", "made in AnsibleTower, job 47990". */
  note: z.string().optional(),
  /** For hosts that are in the inventory: how they stand there. */
  state: hostStateSchema.optional(),
  /** Set when the row is not for a sync to settle: "Left by task 528, decide there". */
  held: z.string().optional(),
  taskId: z.number().int().optional(),
})
export type SyncRow = z.infer<typeof syncRowSchema>

/**
 * What a sync found, before anything is written. It lives in the main process while its page is open; what is applied
 * of it becomes a task.
 */
export const syncPreviewSchema = z.object({
  id: z.string(),
  target: instanceIdSchema,
  scope: syncScopeSchema,
  state: z.discriminatedUnion('name', [
    z.object({
      name: z.literal('reading'),
      message: z.string().optional(),
      done: z.number().int(),
      total: z.number().int().optional(),
    }),
    z.object({
      name: z.literal('read'),
      /** Whose hosts these are: "maya.lindqvist", "everybody". */
      account: z.string(),
      tookMs: z.number(),
      readAtMs: z.number(),
      rows: z.array(syncRowSchema),
      /** What could not be read, in sentences: hosts with missing facts, inventories without access. */
      warnings: z.array(z.string()),
      /**
       * Set when the answer cannot be trusted to be whole (empty although hosts are held, or parts of it failed):
       * then nothing is "gone" unless the person says so row by row.
       */
      incomplete: z.string().optional(),
    }),
    z.object({ name: z.literal('failed'), error: errorDataSchema }),
    z.object({ name: z.literal('applied'), taskId: z.number().int() }),
  ]),
})
export type SyncPreview = z.infer<typeof syncPreviewSchema>
