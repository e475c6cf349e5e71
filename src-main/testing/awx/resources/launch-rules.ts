import type { JsonObject } from '@shared/lib/json'
import { answerErrors, surveyOf } from '@main/testing/awx/runs/survey'
import { templateVars } from '@main/testing/awx/runs/vars'
import type { Template } from '@main/testing/awx/store/records'

/** Launch variables, sorted into what counts and what does not. */
export interface SortedVars {
  readonly accepted: JsonObject
  readonly rejected: JsonObject
  /** Of those that are rejected, the ones that may not be said at all. */
  readonly notAllowed: readonly string[]
  readonly surveyErrors: readonly string[]
}

/**
 * Answers of the survey count when they are right, everything else when variables are asked; what equals the template's
 * own is neither accepted nor rejected.
 */
export function sortVars(template: Template, given: JsonObject): SortedVars {
  const accepted: JsonObject = {}
  const rejected: JsonObject = {}
  const surveyErrors: string[] = []
  const rest = { ...given }
  for (const question of surveyOf(template)) {
    const errors = answerErrors(question, given)
    surveyErrors.push(...errors)
    const value = rest[question.variable]
    if (value === undefined) continue
    ;(errors.length > 0 ? rejected : accepted)[question.variable] = value
    delete rest[question.variable]
  }
  if (template.spec.ask?.variables ?? true)
    return { accepted: { ...accepted, ...rest }, rejected, notAllowed: [], surveyErrors }
  const own = templateVars(template)
  const notAllowed = Object.keys(rest).filter(
    (name) => JSON.stringify(own[name]) !== JSON.stringify(rest[name]),
  )
  for (const name of notAllowed) rejected[name] = rest[name] ?? null
  return { accepted, rejected, notAllowed, surveyErrors }
}
