import { z } from 'zod'
import { jsonSchema } from '@shared/lib/json'

// What is read of Docker Engine API v1.41 answers, as Docker and Podman (compat API) give them. Go writes an empty list
// or map as null, and Podman leaves fields out.

const labels = z
  .record(z.string(), z.string())
  .nullish()
  .transform((value) => value ?? {})
const keys = z
  .record(z.string(), z.unknown())
  .nullish()
  .transform((value) => Object.keys(value ?? {}))
const list = z
  .array(z.string())
  .nullish()
  .transform((value) => value ?? [])

/** `GET /version`. */
export const versionSchema = z.object({
  Version: z.string(),
  ApiVersion: z.string(),
  Os: z.string().optional(),
  Arch: z.string().optional(),
  Platform: z.object({ Name: z.string() }).nullish(),
  Components: z
    .array(z.object({ Name: z.string(), Version: z.string().optional() }))
    .nullish()
    .transform((value) => value ?? []),
})
export type EngineVersion = z.infer<typeof versionSchema>

/** `GET /info`. */
export const infoSchema = z.object({
  Name: z.string().optional(),
  OperatingSystem: z.string().optional(),
  /** Podman only. */
  Rootless: z.boolean().optional(),
  SecurityOptions: list,
  Images: z.number().optional(),
  Warnings: list,
})
export type EngineInfo = z.infer<typeof infoSchema>

/** One element of `GET /images/json`. */
export const imageSummarySchema = z.object({
  Id: z.string(),
  RepoTags: list,
  Size: z.number().optional(),
  Labels: labels,
})
export type ImageSummary = z.infer<typeof imageSummarySchema>

/** `GET /images/{name}/json`. */
export const imageSchema = z.object({
  Id: z.string(),
  RepoTags: list,
  Size: z.number().optional(),
  Architecture: z.string().optional(),
  Os: z.string().optional(),
  Config: z
    .object({ ExposedPorts: keys, Labels: labels, Cmd: list, Entrypoint: list })
    .nullish()
    .transform((value) => value ?? { ExposedPorts: [], Labels: {}, Cmd: [], Entrypoint: [] }),
})
export type Image = z.infer<typeof imageSchema>

const portBindings = z
  .record(
    z.string(),
    z
      .array(z.object({ HostIp: z.string().optional(), HostPort: z.string().optional() }))
      .nullish()
      .transform((value) => value ?? []),
  )
  .nullish()
  .transform((value) => value ?? {})

/** `GET /containers/{id}/json`. */
export const containerSchema = z.object({
  Id: z.string(),
  Name: z.string(),
  Created: z.string().optional(),
  State: z.object({
    Status: z.string(),
    Running: z.boolean().optional(),
    ExitCode: z.number().optional(),
    Error: z.string().optional(),
  }),
  Config: z.object({ Image: z.string().optional(), Labels: labels, Tty: z.boolean().optional() }),
  NetworkSettings: z
    .object({
      Ports: portBindings,
      Networks: z
        .record(
          z.string(),
          z.object({ IPAddress: z.string().optional(), GlobalIPv6Address: z.string().optional() }).nullish(),
        )
        .nullish()
        .transform((value) => value ?? {}),
    })
    .nullish()
    .transform((value) => value ?? { Ports: {}, Networks: {} }),
})

/** A container, with the answer it was read from. */
export type Container = z.infer<typeof containerSchema> & { readonly raw: Readonly<Record<string, unknown>> }

/** One element of `GET /containers/json`. */
export const containerSummarySchema = z.object({
  Id: z.string(),
  Names: list,
  Labels: labels,
})
export type ContainerSummary = z.infer<typeof containerSummarySchema>

/** One line of the stream that `POST /images/create` answers. */
export const pullEventSchema = z.object({
  status: z.string().optional(),
  id: z.string().optional(),
  progressDetail: z.object({ current: z.number().optional(), total: z.number().optional() }).nullish(),
  error: z.string().optional(),
  errorDetail: z.object({ message: z.string().optional() }).nullish(),
})
export type PullEvent = z.infer<typeof pullEventSchema>

/** `POST /containers/{id}/wait`. */
export const waitSchema = z.object({ StatusCode: z.number() })

/** Any JSON object. */
export const rawSchema = z.record(z.string(), jsonSchema)
