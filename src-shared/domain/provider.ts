import { z } from 'zod'
import { errorCodeSchema } from '@shared/domain/error'
import { factSchema } from '@shared/domain/fact'
import { fieldSchema } from '@shared/domain/form'
import { linkSchema } from '@shared/domain/link'
import { jsonObjectSchema } from '@shared/lib/json'

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
export type ActionVerb = z.infer<typeof actionVerbSchema>

/** What an extension may say to a kind of provider. */
export const extensionSupportSchema = z.object({
  /** Whether an amount, a moment, or nothing (the provider's own default) can be asked for. */
  kinds: z.array(z.enum(['by', 'until', 'default'])),
  /** What "the provider's default" is, for people: "as configured (+172800)". */
  defaultText: z.string().optional(),
})
export type ExtensionSupport = z.infer<typeof extensionSupportSchema>

/** A way to ask a provider for something; the name is Broker's argument for it (`workflow`, `container_host`, ...). */
export const actionSchema = z.object({
  name: z.string(),
  title: z.string(),
  /** What can be done with its offerings: a workflow both makes hosts and is executed. */
  verbs: z.array(actionVerbSchema).readonly(),
  /** What one offering of this action is called, in the singular: "image", "workflow". */
  offeringNoun: z.string(),
  /** Whether a name that is not in the list may be asked for (an image that is not pulled yet). */
  openOfferings: z.boolean(),
})
export type Action = z.infer<typeof actionSchema>

/**
 * A list that an instance has beside its offerings, to look things up in (inventories, flavors): nothing in it can be
 * checked out.
 */
export const listingSchema = z.object({
  name: z.string(),
  /** "Inventories". */
  title: z.string(),
  /** What one entry is called, in the singular: "inventory". */
  noun: z.string(),
  /** Reading it starts work at the provider: it is read when a person opens it, never to count its entries. */
  startsWork: z.boolean().optional(),
})
export type Listing = z.infer<typeof listingSchema>

/** A provider kind as the renderer sees it. */
export const providerKindInfoSchema = z.object({
  kind: providerKindSchema,
  title: z.string(),
  description: z.string(),
  /** Its hosts are pretended and marked so wherever they appear. */
  pretend: z.boolean(),
  actions: z.array(actionSchema),
  listings: z.array(listingSchema),
  configFields: z.array(fieldSchema),
  /** Which optional verbs its instances have. */
  capabilities: z.object({ extend: z.boolean(), execute: z.boolean(), inventory: z.boolean() }),
  /** What an extension may say; absent where hosts cannot be extended. */
  extension: extensionSupportSchema.optional(),
  /** Whose hosts a sync can read; absent where there is no sync. */
  syncScopes: z.array(z.enum(['mine', 'user', 'everybody'])).optional(),
  /** What the argument of a sync is: "User name", "Name prefix". */
  syncArgument: z.string().optional(),
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
  /** The provider's own labels, to search by. */
  labels: z.array(z.string()).optional(),
})
export type Offering = z.infer<typeof offeringSchema>
export const offeringsSchema = z.array(offeringSchema)

/** One entry of a listing. */
export const listedSchema = z.object({
  name: z.string(),
  description: z.string().optional(),
  /** Shown pale beside the name: "42 hosts". */
  detail: z.string().optional(),
})
export type Listed = z.infer<typeof listedSchema>

/** What is known of one entry of a listing. */
export const listedDetailSchema = listedSchema.extend({
  facts: z.array(factSchema),
  links: z.array(linkSchema),
  /** Verbatim but for secrets. */
  raw: jsonObjectSchema.optional(),
})
export type ListedDetail = z.infer<typeof listedDetailSchema>

/** The form of one offering. */
export const offeringFormSchema = z.object({
  description: z.string().optional(),
  fields: z.array(fieldSchema),
  /** Whether arguments beside the fields are passed on. */
  freeArguments: z.boolean(),
  /** What becomes of arguments beside the fields, where that needs saying: "The template ignores them." */
  freeArgumentsHelp: z.string().optional(),
  /** What becomes of labels, where that needs saying: "The template takes no labels." */
  labelsHelp: z.string().optional(),
  /** The provider's own pages of it. */
  links: z.array(linkSchema).optional(),
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

/** One cell of an instance's head: "Signed in as", "maya.lindqvist", "Token, ends 3 Mar 2027". */
export const identityItemSchema = z.object({
  label: z.string(),
  value: z.string(),
  detail: z.string().optional(),
})
export type IdentityItem = z.infer<typeof identityItemSchema>

/** A change of the configuration that would mend what a test found: trusting one certificate, a corrected address. */
export const healthFixSchema = z.object({
  /** The button: "Trust this certificate". */
  title: z.string(),
  /** What that means, with what identifies it (a fingerprint). */
  detail: z.string(),
  config: jsonObjectSchema,
})
export type HealthFix = z.infer<typeof healthFixSchema>

/** The outcome of `Provider.check`: can it be used, who am I there, how long does a call take. */
export const healthReportSchema = z.object({
  usable: z.boolean(),
  /** One sentence: "Works", "Works, but cannot pull". */
  summary: z.string(),
  /** Why it cannot be used: what was refused (AUTH, CONFIG) is not asked again by itself, what did not answer is. */
  code: errorCodeSchema.optional(),
  latencyMs: z.number().optional(),
  items: z.array(healthItemSchema),
  /** Who I am there, which version and flavour, how the certificate stands: the head of the instance's page. */
  identity: z.array(identityItemSchema).optional(),
  /** What would mend it, to be applied to the configuration with one press. */
  fixes: z.array(healthFixSchema).optional(),
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
