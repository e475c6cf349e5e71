/**
 * Broker's filter language: tests of hosts (`@inv`) and of what providers list (`@res`), chained with `|`
 * (docs/filters.md). It is read into a tree and evaluated by us; nothing of it is ever run as code.
 */
export { readFilter } from './filter'
export { HOST_WORDS, isHostFilter } from './host-words'
export type { Reader } from './evaluate'
export { FilterError, filterProblemSchema, type FilterProblem } from './problem'
export { MAX_FILTER_LENGTH } from './parse'
export { partOf, textOf, type Value } from './values'
export { RESULT_WORDS } from './words'
