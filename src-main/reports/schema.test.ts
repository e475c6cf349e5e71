import { expect, it } from 'vitest'
import { z } from 'zod'
import { REPORT_VERSION, reportSchema } from '@shared/domain/report'

// `vitest run -u src-main/reports/schema.test.ts` writes it anew. Who changes the meaning of a key, or takes one away,
// counts REPORT_VERSION up.
it('docs/report.schema.json is what the full report is checked against', async () => {
  const schema = {
    title: 'Broker Desktop report',
    description: `The full report of Broker Desktop, version ${REPORT_VERSION}. New keys may be added within a version.`,
    // As input: a reader must not refuse keys that were added later.
    ...z.toJSONSchema(reportSchema, { io: 'input' }),
  }
  await expect(`${JSON.stringify(schema, undefined, 2)}\n`).toMatchFileSnapshot(
    '../../docs/report.schema.json',
  )
})
