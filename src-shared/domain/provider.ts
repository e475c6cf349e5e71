import { z } from 'zod'
import { fieldSchema } from '@shared/domain/form'

/** Every kind of provider the product knows; the values are Broker's own section names in its settings file. */
export const providerKindSchema = z.enum([
  'AnsibleTower',
  'Container',
  'Beaker',
  'Foreman',
  'OpenStack',
  'Sandbox',
])
export type ProviderKind = z.infer<typeof providerKindSchema>

/** What an action does: `checkout` makes a host that stays, `execute` runs something and returns its output. */
export const actionVerbSchema = z.enum(['checkout', 'execute'])

/** A way to ask a provider for something; the name is Broker's argument for it (`workflow`, `container_host`, ...). */
export const actionSchema = z.object({
  name: z.string(),
  title: z.string(),
  verb: actionVerbSchema,
  /** What one offering of this action is called, in the singular: "image", "workflow". */
  offeringNoun: z.string(),
  /** Whether a name that is not in the list may be asked for (an image that is not pulled yet). */
  openOfferings: z.boolean(),
})
export type Action = z.infer<typeof actionSchema>

/** A provider kind as the renderer sees it. */
export const providerKindInfoSchema = z.object({
  kind: providerKindSchema,
  title: z.string(),
  description: z.string(),
  /** Its hosts are pretended and marked so wherever they appear. */
  pretend: z.boolean(),
  actions: z.array(actionSchema),
  configFields: z.array(fieldSchema),
  /** Which optional verbs its instances have. */
  capabilities: z.object({ extend: z.boolean(), execute: z.boolean(), inventory: z.boolean() }),
})
export type ProviderKindInfo = z.infer<typeof providerKindInfoSchema>

/** Names one configured provider: kind and instance name are unique together. */
export const instanceIdSchema = z.object({ provider: providerKindSchema, instance: z.string().min(1) })
export type InstanceId = z.infer<typeof instanceIdSchema>

/** Whether an instance carries its kind's name: it is said once then, "Sandbox" and not "Sandbox sandbox". */
export function isNamedByKind({ provider, instance }: InstanceId): boolean {
  return instance.toLowerCase() === provider.toLowerCase()
}

/** "AnsibleTower prod": how sentences name an instance. */
export function instanceText(id: InstanceId): string {
  return isNamedByKind(id) ? id.provider : `${id.provider} ${id.instance}`
}

/** One thing that can be checked out or executed: a workflow, an image, a pretend machine. */
export const offeringSchema = z.object({
  /** Sent verbatim as the action's argument. */
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  /** Shown pale beside the name: "128 MB", "4 CPU, 8 GiB". */
  detail: z.string().optional(),
  /** Recommended by the provider (an image labelled broker_compatible): listed first. */
  recommended: z.boolean(),
})
export type Offering = z.infer<typeof offeringSchema>

/** The form of one offering. */
export const offeringFormSchema = z.object({
  description: z.string().optional(),
  fields: z.array(fieldSchema),
  /** Whether arguments beside the fields are passed on. */
  freeArguments: z.boolean(),
  /** A notice above the form: "This image is not on the engine. It is pulled first." */
  notice: z.string().optional(),
  /** The named steps a check out goes through, in order. */
  steps: z.array(z.string()),
})
export type OfferingForm = z.infer<typeof offeringFormSchema>

/** One line of a connection test. */
export const healthItemSchema = z.object({
  level: z.enum(['ok', 'warn', 'error']),
  title: z.string(),
  detail: z.string().optional(),
})
export type HealthItem = z.infer<typeof healthItemSchema>

/** The outcome of `Provider.check`: can it be used, who am I there, how long does a call take. */
export const healthReportSchema = z.object({
  usable: z.boolean(),
  /** One sentence: "Works", "Works, but cannot pull". */
  summary: z.string(),
  latencyMs: z.number().optional(),
  items: z.array(healthItemSchema),
})
export type HealthReport = z.infer<typeof healthReportSchema>

/** An instance that was found on this computer and is not configured yet. */
export const discoveredInstanceSchema = z.object({
  provider: providerKindSchema,
  suggestedName: z.string(),
  /** Where it was found: "rootless Podman, unix:///run/user/1000/podman/podman.sock". */
  description: z.string(),
  config: z.record(z.string(), z.json()),
})
export type DiscoveredInstance = z.infer<typeof discoveredInstanceSchema>
