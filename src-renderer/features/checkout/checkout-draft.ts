import type { FormValues } from '@shared/domain/form-check'
import { Kept } from '@renderer/app/kept'
import type { KeyValueRow } from '@renderer/ui/key-value-row'
import type { ArgumentLayer } from '@renderer/features/checkout/layers'
import type { Selection, Wish } from '@renderer/features/checkout/selection'

/** What was typed for one offering. */
export interface CheckoutDraft {
  /** By argument name; what no field of the form takes is an additional argument. */
  readonly values: FormValues
  readonly rows: readonly KeyValueRow[]
  /** What additional arguments stood for when they were given: a kept secret is dots in its row, a number its digits. */
  readonly kept: FormValues
  readonly count: number
  /** Labels as they are typed: "team=platform". */
  readonly tags: readonly string[]
  /** Where values come from that were not typed, the uppermost first. */
  readonly layers?: readonly ArgumentLayer[] | undefined
  /** What was said of single arguments when this was sent before. */
  readonly errors: Readonly<Record<string, string>>
  /** Values of which the provider took no notice when this was sent before, by argument name. */
  readonly ignored?: FormValues | undefined
}

/** A draft in which nothing was typed. */
export const EMPTY_DRAFT: CheckoutDraft = { values: {}, rows: [], kept: {}, count: 1, tags: [], errors: {} }

function keyOf(selection: Selection): string {
  const { target, action, offering } = selection
  return JSON.stringify([target.provider, target.instance, action, offering])
}

/**
 * Keeps what was typed on the Check out page (or the Run page) while the application runs, per instance, action and offering, so that
 * nothing is lost by looking at something else. Secrets stay in memory; only the last choice outlives the window.
 */
export class DraftStore {
  /** How often something was chosen from outside of the page. */
  readonly asked = new Kept(0)
  readonly #drafts = new Map<string, CheckoutDraft>()
  readonly #offerings = new Map<string, string>()
  readonly #storage: Pick<Storage, 'getItem' | 'setItem'>
  readonly #lastKey: string

  /** `name` tells its last choice from those of other stores. */
  constructor(storage: Pick<Storage, 'getItem' | 'setItem'>, name: string) {
    this.#storage = storage
    this.#lastKey = `${name}.last`
  }

  read(selection: Selection): CheckoutDraft {
    return this.#drafts.get(keyOf(selection)) ?? EMPTY_DRAFT
  }

  keep(selection: Selection, draft: CheckoutDraft): void {
    this.#drafts.set(keyOf(selection), draft)
  }

  /** Remembers what was chosen last. */
  choose(selection: Selection): void {
    this.#offerings.set(keyOf({ ...selection, offering: '' }), selection.offering)
    this.#storage.setItem(this.#lastKey, JSON.stringify(selection))
  }

  /** Chooses from outside of the page: if it is open, it begins again with this. */
  ask(selection: Selection): void {
    this.choose(selection)
    this.asked.update((times) => times + 1)
  }

  /** What was chosen last, in this run or the one before. */
  lastChoice(): Wish {
    try {
      // Whatever stands there is only a wish: `resolveSelection` takes what fits.
      const stored = JSON.parse(this.#storage.getItem(this.#lastKey) ?? '{}') as unknown
      return typeof stored === 'object' && stored !== null ? stored : {}
    } catch {
      return {}
    }
  }

  /** What was chosen last of an instance and action, in this run. */
  lastOffering(selection: Pick<Selection, 'target' | 'action'>): string {
    return this.#offerings.get(keyOf({ ...selection, offering: '' })) ?? ''
  }
}
