import type { Field } from '@shared/domain/form'
import type { Json } from '@shared/lib/json'
import { linesOf, type Question } from '@main/providers/ansible-tower/schemas/templates'

/** What stands for a password's default, which the server never shows; sent, it means that default. */
export const ENCRYPTED = '$encrypted$'

const TYPES: Readonly<Record<string, Field['type']>> = {
  text: 'text',
  textarea: 'multiline',
  password: 'secret',
  integer: 'integer',
  float: 'number',
  multiplechoice: 'choice',
  multiselect: 'list',
}

/** The field of a question; its name is the variable that the answer becomes. */
export function surveyField(question: Question): Field {
  const type = TYPES[question.type] ?? 'text'
  const said = question.default
  const isEncrypted = type === 'secret' && said !== null && said !== undefined && said !== ''
  const value = isEncrypted ? undefined : defaultOf(question)
  const { choices } = question
  return {
    name: question.variable,
    type,
    // The default that is not shown is as good as an answer.
    required: question.required && !isEncrypted,
    ...(value === undefined ? {} : { default: value }),
    ...(choices.length > 0 && (type === 'choice' || type === 'list')
      ? { choices: choices.map((choice) => ({ value: choice })) }
      : {}),
    ...bounds(question, type),
    ...(isEncrypted ? { placeholder: 'Encrypted default' } : {}),
    ...help(question, isEncrypted),
  }
}

function defaultOf({ type, default: said }: Question): Json | undefined {
  if (said === null || said === undefined || said === '') return undefined
  if (type === 'multiselect') {
    const entries = typeof said === 'string' ? linesOf(said) : Array.isArray(said) ? said : [said]
    const chosen = entries.map(textOf).filter((entry) => entry.trim() !== '')
    return chosen.length === 0 ? undefined : chosen
  }
  if (type === 'integer' || type === 'float') {
    const number = typeof said === 'number' ? said : Number(said)
    return Number.isFinite(number) ? number : undefined
  }
  return textOf(said)
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** A survey bounds texts by their length and numbers by their value, and lists not at all. */
function bounds({ min, max }: Question, type: Field['type']): Pick<Field, 'min' | 'max'> {
  if (type === 'choice' || type === 'list') return {}
  return {
    ...(min === undefined || Number.isNaN(min) ? {} : { min }),
    ...(max === undefined || Number.isNaN(max) ? {} : { max }),
  }
}

function help(question: Question, isEncrypted: boolean): Pick<Field, 'help'> {
  const { question_name: name, question_description: description, variable } = question
  const sentences = [
    name === variable ? '' : name,
    description,
    isEncrypted ? 'Leave it empty to use the encrypted default.' : '',
  ]
  const text = sentences
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
    .map((sentence) => (/[.!?:]$/.test(sentence) ? sentence : `${sentence}.`))
    .join(' ')
  return text === '' ? {} : { help: text }
}
