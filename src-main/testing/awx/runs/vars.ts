import type { JsonObject } from '@shared/lib/json'
import { parsePythonYaml } from '@main/providers/ansible-tower/python-yaml'
import type { Template } from '@main/testing/awx/store/records'

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Variables as JSON or YAML text, or as an object. Throws with AWX's words when they are neither. */
export function parseVars(value: unknown): JsonObject {
  if (value === undefined || value === null || value === '') return {}
  if (isObject(value)) return value
  if (typeof value !== 'string') {
    throw new TypeError('Cannot parse as JSON (error: Input type is not a dictionary) or YAML (error: same).')
  }
  const jsonProblem = problemOf(() => JSON.parse(value) as unknown)
  if (isObject(jsonProblem.value)) return jsonProblem.value
  const yamlProblem = problemOf(() => parsePythonYaml(value))
  if (yamlProblem.problem === undefined && (yamlProblem.value === null || yamlProblem.value === undefined))
    return {}
  if (isObject(yamlProblem.value)) return yamlProblem.value
  throw new TypeError(
    `Cannot parse as JSON (error: ${jsonProblem.problem ?? 'Not a dictionary'}) or YAML (error: ${
      yamlProblem.problem ?? `Input type \`${typeof yamlProblem.value}\` is not a dictionary`
    }).`,
  )
}

function problemOf(read: () => unknown): { value?: unknown; problem?: string } {
  try {
    return { value: read() }
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error) }
  }
}

/** Of a template's own, for which unreadable ones count as none. */
export function templateVars(template: Template): JsonObject {
  try {
    return parseVars(template.extraVars)
  } catch {
    return {}
  }
}
