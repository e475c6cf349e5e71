import type { Answer } from '@main/testing/awx/http/answer'
import type { Accepts, FoundRoute } from '@main/testing/awx/http/router'
import { typeOf, wordsOf, type Model } from '@main/testing/awx/query/model'
import { MOST_ON_A_PAGE } from '@main/testing/awx/query/page'
import { RUN_PATHS, TEMPLATE_PATHS } from '@main/testing/awx/resources/summaries'

/** What a route reads and takes: command lines are built from it (AWX 9-24, OPTIONS metadata). */
export function optionsAnswer(route: FoundRoute): Answer {
  const { model } = route
  const actions: Record<string, unknown> = {}
  for (const method of route.methods) {
    if (method === 'GET') actions[method] = readable(model)
    else if (method !== 'DELETE') actions[method] = writable(route.accepts ?? {})
  }
  return {
    status: 200,
    json: {
      name: model === undefined ? route.pattern : `${wordsOf(model.name).join(' ')} List`,
      description: '',
      renders: ['application/json', 'text/html'],
      parses: ['application/json'],
      actions,
      ...(model === undefined
        ? {}
        : { types: typesOf(model), search_fields: [...model.searched], max_page_size: MOST_ON_A_PAGE }),
    },
  }
}

/** The `type` of its rows: those of unified lists are of several. */
function typesOf(model: Model): readonly string[] {
  if (model.name === 'UnifiedJob') return Object.keys(RUN_PATHS)
  if (model.name === 'UnifiedJobTemplate') return Object.keys(TEMPLATE_PATHS)
  return [typeOf(model)]
}

function readable(model: Model | undefined): object {
  if (model === undefined) return {}
  const fields: Record<string, object> = {
    type: {
      type: 'choice',
      label: 'Type',
      help_text: '',
      choices: typesOf(model).map((each) => [each, each]),
    },
    url: { type: 'string', label: 'Url', help_text: '', filterable: false },
    related: { type: 'object', label: 'Related', help_text: '', filterable: false },
    summary_fields: { type: 'object', label: 'Summary fields', help_text: '', filterable: false },
  }
  for (const [name, { type }] of Object.entries(model.fields)) {
    const shown = type === 'relation' ? 'id' : type
    fields[name] = { type: shown, label: labelOf(name), help_text: '', filterable: true }
  }
  return fields
}

function writable(accepts: Accepts): object {
  const fields: Record<string, object> = {}
  for (const [name, type] of Object.entries(accepts)) {
    const required = type.endsWith('*')
    fields[name] = { type: type.replace('*', ''), required, label: labelOf(name), help_text: '' }
  }
  return fields
}

function labelOf(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll('_', ' ')
}
