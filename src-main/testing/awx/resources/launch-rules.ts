import type { Json, JsonObject } from '@shared/lib/json'
import type { SurveyQuestion } from '@main/testing/awx/catalog/types'
import { surveyOf, templateVars } from '@main/testing/awx/runs/vars'
import type { Template } from '@main/testing/awx/store/records'

/** A list as Python prints it: error messages are full of them. */
function printed(value: unknown): string {
  if (typeof value === 'string') return value
  if (value === null) return 'None'
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  if (Array.isArray(value))
    return `[${value.map((each) => (typeof each === 'string' ? `'${each}'` : printed(each))).join(', ')}]`
  return typeof value === 'number' ? String(value) : JSON.stringify(value)
}

function choicesOf({ choices = '' }: SurveyQuestion): readonly string[] {
  return typeof choices === 'string' ? choices.split('\n').filter((choice) => choice.trim() !== '') : choices
}

function bound(value: number | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : value
}

/** What is wrong with one answer (AWX 9-24, survey mixin). */
function answerErrors(question: SurveyQuestion, vars: JsonObject): readonly string[] {
  const { variable: name, type, required = false } = question
  const value = vars[name]
  if (type === 'password' && value === '$encrypted$') {
    return required && (question.default ?? '') === '' ? [`'${name}' value missing`] : []
  }
  if (value === undefined) return required ? [`'${name}' value missing`] : []
  switch (type) {
    case 'text':
    case 'textarea':
    case 'password':
      return textErrors(question, value)
    case 'integer':
    case 'float':
      return numberErrors(question, value)
    case 'multiplechoice': {
      const choices = choicesOf(question)
      return choices.some((choice) => choice === value)
        ? []
        : [`Value ${printed(value)} for '${name}' expected to be one of ${printed(choices)}.`]
    }
    case 'multiselect': {
      if (!Array.isArray(value)) return [`'${name}' value is expected to be a list.`]
      const choices = choicesOf(question)
      return value
        .filter((each) => !choices.some((choice) => choice === each))
        .map((each) => `Value ${printed(each)} for '${name}' expected to be one of ${printed(choices)}.`)
    }
  }
}

function textErrors({ variable: name, min, max }: SurveyQuestion, value: Json): readonly string[] {
  if (typeof value !== 'string') return [`Value ${printed(value)} for '${name}' expected to be a string.`]
  const [least, most] = [bound(min), bound(max)]
  const errors: string[] = []
  if (least !== undefined && value.length < least) {
    errors.push(
      `'${name}' value ${value} is too small (length is ${value.length} must be at least ${least}).`,
    )
  }
  if (most !== undefined && value.length > most) {
    errors.push(`'${name}' value ${value} is too large (must be no more than ${most}).`)
  }
  return errors
}

function numberErrors({ variable: name, type, min, max }: SurveyQuestion, value: Json): readonly string[] {
  if (typeof value !== 'number' || (type === 'integer' && !Number.isInteger(value))) {
    const wanted = type === 'integer' ? 'an integer' : 'a numeric type'
    return [`Value ${printed(value)} for '${name}' expected to be ${wanted}.`]
  }
  const [least, most] = [bound(min), bound(max)]
  const errors: string[] = []
  if (least !== undefined && value < least) {
    errors.push(`'${name}' value ${value} is too small (must be at least ${least}).`)
  }
  if (most !== undefined && value > most) {
    errors.push(`'${name}' value ${value} is too large (must be no more than ${most}).`)
  }
  return errors
}

/** Launch variables, sorted into what counts and what does not. */
export interface SortedVars {
  readonly accepted: JsonObject
  readonly rejected: JsonObject
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
    return { accepted: { ...accepted, ...rest }, rejected, surveyErrors }
  const own = templateVars(template)
  for (const [name, value] of Object.entries(rest)) {
    if (JSON.stringify(own[name]) !== JSON.stringify(value)) rejected[name] = value
  }
  return { accepted, rejected, surveyErrors }
}

export function requiredVariables(template: Template): readonly string[] {
  return surveyOf(template)
    .filter(({ required }) => required === true)
    .map(({ variable }) => variable)
}
