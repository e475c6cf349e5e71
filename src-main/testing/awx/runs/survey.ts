import type { Json, JsonObject } from '@shared/lib/json'
import type { SurveyQuestion } from '@main/testing/awx/catalog/types'
import type { Template } from '@main/testing/awx/store/records'

/** The questions that count: none while the survey is switched off. */
export function surveyOf(template: Template): readonly SurveyQuestion[] {
  return template.surveyEnabled ? (template.survey ?? []) : []
}

/** A default counts only where it would do as an answer: a text that lists choices in its lines does not. */
export function surveyDefaults(template: Template): JsonObject {
  const defaults: JsonObject = {}
  for (const question of surveyOf(template)) {
    const { variable: name, default: value } = question
    if (value === undefined || value === null) continue
    if (answerErrors(question, { [name]: value }).length === 0) defaults[name] = value
  }
  return defaults
}

export function passwordVariables(template: Template): readonly string[] {
  return surveyOf(template)
    .filter(({ type }) => type === 'password')
    .map(({ variable }) => variable)
}

export function requiredVariables(template: Template): readonly string[] {
  return surveyOf(template)
    .filter(({ required }) => required === true)
    .map(({ variable }) => variable)
}

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
export function answerErrors(question: SurveyQuestion, vars: JsonObject): readonly string[] {
  const { variable: name, type, required = false } = question
  const value = vars[name]
  if (type === 'password' && value === '$encrypted$') {
    return required && (question.default ?? null) === null ? [`'${name}' value missing`] : []
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
  // As Python counts: a letter outside the first plane is one.
  const { length } = Array.from(value)
  const errors: string[] = []
  if (least !== undefined && length < least) {
    errors.push(`'${name}' value ${value} is too small (length is ${length} must be at least ${least}).`)
  }
  if (most !== undefined && length > most) {
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
