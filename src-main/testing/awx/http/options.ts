import type { Answer } from '@main/testing/awx/http/answer'
import type { Accepts, FoundRoute } from '@main/testing/awx/http/router'
import type { Model } from '@main/testing/awx/query/model'

/** What a route reads and takes: command lines are built from it (AWX 9-24, OPTIONS metadata). */
export function optionsAnswer(route: FoundRoute): Answer {
  const actions: Record<string, unknown> = {}
  for (const method of route.methods) {
    if (method === 'GET') actions[method] = readable(route.model)
    else if (method !== 'DELETE') actions[method] = writable(route.accepts ?? {})
  }
  return {
    status: 200,
    json: {
      name: route.pattern,
      description: '',
      renders: ['application/json', 'text/html'],
      parses: ['application/json'],
      actions,
    },
    headers: { Allow: [...route.methods, 'HEAD', 'OPTIONS'].join(', ') },
  }
}

function readable(model: Model | undefined): object {
  const fields: Record<string, object> = {}
  for (const [name, { type }] of Object.entries(model?.fields ?? {})) {
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
