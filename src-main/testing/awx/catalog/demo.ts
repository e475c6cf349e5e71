import { emptyCatalog } from '@main/testing/awx/catalog/builders'
import type { Catalog } from '@main/testing/awx/catalog/types'

/** The catalogue of an imaginary QE team. */
export function demoCatalog(): Catalog {
  return emptyCatalog()
}
