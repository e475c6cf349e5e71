import { z } from 'zod'
import { hostFilterSchema } from '@shared/domain/host'

/** A filter of the Hosts page that the person keeps under a name: search, chips and text. */
export const savedFilterSchema = hostFilterSchema.extend({
  name: z.string().trim().min(1, 'Say a name.').max(80, 'At most 80 characters.'),
})
export type SavedFilter = z.infer<typeof savedFilterSchema>

/** More than a sidebar can show. */
export const MAX_SAVED_FILTERS = 100
