import type { Json, JsonObject } from '@shared/lib/json'
import type { Api } from '@main/testing/awx/api'
import type { SortedVars } from '@main/testing/awx/resources/launch-rules'
import { asks } from '@main/testing/awx/resources/template-shape'
import type { Label, Template } from '@main/testing/awx/store/records'

/** What may be asked and what a launch brings all the same. */
export class Prompting {
  readonly #asks: Readonly<Record<string, boolean>>
  readonly #template: Template
  readonly #errors: JsonObject
  readonly #ignored: JsonObject

  constructor(api: Api, template: Template, errors: JsonObject, ignored: JsonObject) {
    this.#asks = asks(api, template)
    this.#template = template
    this.#errors = errors
    this.#ignored = ignored
  }

  /** The value when it counts; undefined when it is none, the default, or not asked. */
  accepts<T>(
    name: string,
    value: T | undefined,
    own: T | undefined,
    shown: Json | undefined,
    askName = name,
  ): T | undefined {
    if (value === undefined || value === own) return undefined
    if (this.#asks[`ask_${askName}_on_launch`] === true) return value
    this.#refuse(name, shown ?? null)
    return undefined
  }

  /** A list that takes the place of the template's own. */
  acceptsAll<T extends { readonly id: number }>(
    name: string,
    values: readonly T[] | undefined,
    own: readonly T[],
    askName = name,
  ): readonly T[] | undefined {
    const isOwn = values?.length === own.length && values.every((value) => own.includes(value))
    return this.accepts(
      name,
      isOwn ? undefined : values,
      undefined,
      values?.map(({ id }) => id),
      askName,
    )
  }

  acceptsLabels(labels: readonly Label[] | undefined): readonly Label[] {
    const added = (labels ?? []).filter((label) => !this.#template.labels.has(label))
    if (added.length === 0) return []
    return (
      this.accepts(
        'labels',
        added,
        undefined,
        added.map(({ id }) => id),
      ) ?? []
    )
  }

  text(name: string, value: string | undefined, own: string | undefined, askName?: string): string | null {
    const fallback = own ?? null
    if (value === undefined || value === (own ?? '')) return fallback
    if (this.#asks[askName ?? `ask_${name}_on_launch`] === true) return value
    this.#refuse(name, value)
    return fallback
  }

  refuseVars({ rejected, notAllowed }: Pick<SortedVars, 'rejected' | 'notAllowed'>): void {
    if (this.#template.kind === 'job_template') {
      if (Object.keys(rejected).length > 0) this.#ignored['extra_vars'] = rejected
    } else if (notAllowed.length > 0) {
      this.#errors['extra_vars'] = [
        `Variables ${notAllowed.join(', ')} are not allowed on launch. Check the Prompt on Launch setting on the Workflow Job Template to include Extra Variables.`,
      ]
    }
  }

  #refuse(name: string, shown: Json): void {
    if (this.#template.kind === 'job_template') this.#ignored[name] = shown
    else this.#errors[name] = ['Field is not configured to prompt on launch.']
  }
}
