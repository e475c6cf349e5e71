import { z } from 'zod'

/** One fact of a host or of a provider's object: "IP address", "10.14.77.203". */
export const factSchema = z.object({ label: z.string(), value: z.string(), mono: z.boolean().optional() })
export type Fact = z.infer<typeof factSchema>
