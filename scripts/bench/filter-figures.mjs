import { importBench } from './bundle.mjs'
import { median } from './measure.mjs'

const FUZZED = 1_000_000

/** Broker's filter language: each example over 10,000 hosts, and a million random filters. */
export async function filters() {
  const { measureFilters, fuzzFilters } = await importBench('filters')
  const examples = measureFilters(10_000).map(({ example, ms }) => ({
    // In a table a bar would begin another cell.
    name: `Filter over 10,000 hosts that have just changed: ${example.replaceAll('|', '\\|')}`,
    unit: 'ms',
    value: median(ms),
    limit: { most: 20, of: 'value' },
  }))
  const { used, slowestMs } = fuzzFilters(FUZZED)
  return [
    ...examples,
    {
      name: `A million random filters, ${used.toLocaleString('en')} of them usable: the slowest`,
      unit: 'ms',
      value: slowestMs,
      limit: { most: 50, of: 'value' },
    },
  ]
}
