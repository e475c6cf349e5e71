import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import { parseBase } from './address'
import { lengthMs } from './length'

const text = z.string().trim()
const optionalText = text.transform((value) => (value === '' ? undefined : value)).optional()
const seconds = z.coerce.number().positive()

const certificates = optionalText.refine((value) => value === undefined || isCertificate(value), {
  message:
    'Not a certificate. Paste it as PEM, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.',
})

/**
 * An instance of the AnsibleTower provider as Broker's settings file has it, under Broker's own keys, with what Broker
 * Desktop adds: `verify_tls`, `ca_certificate`, `trusted_certificate`, `lease_fields` and the times of waiting. Unknown
 * keys are dropped here (`aap_version` among them: the server is asked for its flavour), so that files of other
 * versions still load.
 */
export const towerConfigSchema = z
  .object({
    /** With the path below which a reverse proxy serves it, where there is one. */
    base_url: text.refine((value) => parseBase(value) !== undefined, {
      message: 'Say the address with https://, as in https://tower.example.com.',
    }),
    /** Absent: the token where there is one. */
    auth_type: z.enum(['token', 'password']).optional(),
    token: optionalText,
    username: optionalText,
    password: z.string().optional(),
    verify_tls: z.boolean().default(true),
    /** PEM, one or several: authorities that are trusted besides those of the system. */
    ca_certificate: certificates,
    /** PEM: the one server certificate that is trusted, whoever signed it and whatever name it carries. */
    trusted_certificate: certificates,
    /** Name or id; absent: the template's own. */
    inventory: z
      .union([text, z.number().int().transform(String)])
      .transform((value) => (value === '' ? undefined : value))
      .optional(),
    release_workflow: text.min(1).default('remove-vm'),
    extend_workflow: text.min(1).default('extend-vm'),
    /** Sent as it stands when nothing else is asked for: "+" and seconds is an amount. */
    new_expire_time: z.union([text.min(1), z.number().transform((value) => `+${value}`)]).default('+172800'),
    /** The longest that a host can be had, from its check out on and extensions included: "14d". Absent: not known. */
    max_lease: optionalText.refine((value) => value === undefined || lengthMs(value) !== undefined, {
      message: 'Say a length such as 14d, 36h or 90m.',
    }),
    /** `key=value` labels for every launch, where the template asks for labels. */
    provider_labels: z
      .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]).transform(labelText))
      .default({}),
    /** Names of facts that tell when a host's lease ends, the first that is there counts. */
    lease_fields: z
      .array(text.min(1))
      .default(['expire_date', 'remove_time', 'shutdown_time', 'expire_time']),
    error_scope: z.enum(['last', 'all']).default('last'),
    /** What becomes of finished machines of a failed check out; `prompt`: nothing happens before a person decides. */
    dangling_behavior: z.enum(['prompt', 'checkin', 'store']).default('prompt'),
    /** Seconds. */
    workflow_poll_interval: seconds.max(300).default(5),
    /** Seconds from a job's start at which its wait ends with an error; the job itself goes on. */
    workflow_timeout: seconds.default(3600),
    /** Seconds that an outage is ridden out while a job is waited for. */
    max_resilient_wait: z.coerce.number().nonnegative().default(7200),
    /** Seconds that one request may take. */
    request_timeout: seconds.max(600).default(30),
    /** Broker's limit for its own lists on the command line; lists here are whole. */
    results_limit: z.coerce.number().int().positive().optional(),
  })
  .superRefine((config, ctx) => {
    const wants = wayIn(config)
    const wrong = (path: string, message: string): void =>
      ctx.addIssue({ code: 'custom', path: [path], message })
    if (wants === 'token' && config.token === undefined) wrong('token', 'Required. Say a token.')
    // No header can carry anything else, and the server makes none.
    else if (wants === 'token' && !/^[!-~]+$/.test(config.token ?? '')) {
      wrong('token', 'Not a token: it has spaces, line ends or letters that no token has. Copy it again.')
    }
    if (wants === 'password') {
      if (config.username === undefined) wrong('username', 'Required. Say a user name.')
      if (config.password === undefined || config.password === '')
        wrong('password', 'Required. Say a password.')
    }
  })
export type TowerConfig = z.infer<typeof towerConfigSchema>

/** How an instance signs in: as it says, else with the token if there is one, else with user name and password. */
export function wayIn(config: {
  readonly auth_type?: 'token' | 'password' | undefined
  readonly token?: string | undefined
  readonly username?: string | undefined
  readonly password?: string | undefined
}): 'token' | 'password' {
  if (config.token !== undefined && config.auth_type !== 'password') return 'token'
  if (config.auth_type === 'token' && config.password === undefined) return 'token'
  return config.auth_type === 'password' || config.username !== undefined ? 'password' : 'token'
}

function labelText(value: string | number | boolean | null): string {
  return value === null ? '' : String(value)
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).subject !== undefined
  } catch {
    return false
  }
}
