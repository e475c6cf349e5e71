import type { Json, JsonObject } from '@shared/lib/json'
import type { Api } from '@main/testing/awx/api'
import { pythonType, toPk } from '@main/testing/awx/resources/labels'
import { parseVars } from '@main/testing/awx/runs/vars'
import type { Inventory } from '@main/testing/awx/store/records'

/** The fields of a launch as things that exist; what is wrong with them goes into `errors`. */

export function readVars(given: Json | undefined, errors: JsonObject): JsonObject {
  try {
    return parseVars(given)
  } catch (error) {
    errors['extra_vars'] = [error instanceof Error ? error.message : String(error)]
    return {}
  }
}

export function readInventory(api: Api, given: Json | undefined, errors: JsonObject): Inventory | undefined {
  if (given === undefined || given === null) return undefined
  const id = toPk(given)
  if (id === undefined) {
    errors['inventory'] = [`Incorrect type. Expected pk value, received ${pythonType(given)}.`]
    return undefined
  }
  const found = api.store.inventories.get(id)
  if (found === undefined) errors['inventory'] = [`Invalid pk "${id}" - object does not exist.`]
  return found
}
