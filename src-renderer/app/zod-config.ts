import { z } from 'zod'

// Zod's compiled parsers need eval, which the Content-Security-Policy forbids. Imported before anything makes a schema.
z.config({ jitless: true })
