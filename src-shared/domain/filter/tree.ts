import type { Json } from '@shared/lib/json'
import type { Span } from './problem'

/** How two values are compared. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in'

/** An expression; `span` is the part that an error about it points at. */
export type Node = { readonly span: Span } & (
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'list'; readonly items: readonly Node[] }
  /** The host (or result) that is looked at. */
  | { readonly kind: 'root' }
  | { readonly kind: 'attribute'; readonly of: Node; readonly name: string }
  | { readonly kind: 'method'; readonly of: Node; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'function'; readonly name: string; readonly args: readonly Node[] }
  | { readonly kind: 'index'; readonly of: Node; readonly index: Node }
  | { readonly kind: 'slice'; readonly of: Node; readonly slice: Slice<Node> }
  | { readonly kind: 'not'; readonly of: Node }
  | { readonly kind: 'and' | 'or'; readonly items: readonly Node[] }
  | {
      readonly kind: 'compare'
      readonly first: Node
      readonly rest: readonly { readonly how: Comparison; readonly to: Node }[]
    }
)

/** `[start:stop:step]`, each of which may be left out. */
export interface Slice<T> {
  readonly start?: T | undefined
  readonly stop?: T | undefined
  readonly step?: T | undefined
}

/** One part of a filter between `|`: a test of each, or places in the list. */
export type Stage =
  | { readonly kind: 'test'; readonly test: Node }
  | { readonly kind: 'place'; readonly index: number }
  | { readonly kind: 'places'; readonly slice: Slice<number> }
