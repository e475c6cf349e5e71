import type { Budget } from './budget'
import { FUNCTIONS, METHODS, type Callable } from './calls'
import type { Comparison, Node, Stage } from './tree'
import { isEqual, isIn, isTrue, order, partOf, placesOf, textOf, type Value } from './values'

/** How the fields of what is filtered are read. */
export interface Reader<T> {
  /** The whole as one value, for a root that is one. */
  readonly value: (item: T) => Value
  readonly field: (item: T, name: string) => Value
  /** The names that it has. */
  readonly names: (item: T) => readonly string[]
}

type Run<T> = (item: T) => Value

/** What of the items a filter keeps, in their order. Throws `FilterError` when it would be too much work. */
export function runStages<T>(
  stages: readonly Stage[],
  items: readonly T[],
  reader: Reader<T>,
  budget: Budget,
): readonly T[] {
  return stages.reduce((left, stage) => runStage(stage, left, reader, budget), items)
}

function runStage<T>(stage: Stage, items: readonly T[], reader: Reader<T>, budget: Budget): readonly T[] {
  switch (stage.kind) {
    case 'place': {
      const item = items.at(stage.index)
      return item === undefined ? [] : [item]
    }
    case 'places':
      return placesOf(items.length, stage.slice).flatMap((at) => items[at] ?? [])
    case 'test': {
      const run = compile(stage.test, reader, budget)
      return items.filter((item) => isTrue(run(item)))
    }
  }
}

/** An expression as a function: the tree is walked once, and not once for each host. */
function compile<T>(node: Node, reader: Reader<T>, budget: Budget): Run<T> {
  const counted =
    (run: Run<T>): Run<T> =>
    (item) => {
      budget.spend(1)
      return run(item)
    }
  const inner = (part: Node): Run<T> => compile(part, reader, budget)
  switch (node.kind) {
    case 'literal': {
      const { value } = node
      return () => value
    }
    case 'list': {
      const items = node.items.map(inner)
      return counted((item) => items.map((run) => run(item) ?? null))
    }
    case 'root':
      return counted(reader.value)
    case 'attribute': {
      const { name } = node
      if (node.of.kind === 'root') return counted((item) => reader.field(item, name))
      const of = inner(node.of)
      return counted((item) => memberOf(of(item), name))
    }
    case 'index': {
      const index = inner(node.index)
      if (node.of.kind === 'root') return counted((item) => reader.field(item, textOf(index(item)) ?? ''))
      const of = inner(node.of)
      return counted((item) => partOf(of(item), index(item)))
    }
    case 'slice':
      return sliced(node, inner, budget)
    case 'method':
      return called(METHODS.get(node.name), inner(node.of), node.args.map(inner), budget)
    case 'function':
      return called(FUNCTIONS.get(node.name), () => undefined, node.args.map(inner), budget)
    case 'not': {
      const of = inner(node.of)
      return counted((item) => !isTrue(of(item)))
    }
    case 'and':
    case 'or':
      return joined(node.kind, node.items.map(inner))
    case 'compare':
      return compared(
        inner(node.first),
        node.rest.map(({ how, to }) => ({ how, to: inner(to) })),
        budget,
      )
  }
}

/** A name in a map; whatever else it is has no names. */
function memberOf(value: Value, name: string): Value {
  return typeof value === 'object' && !Array.isArray(value) ? partOf(value, name) : undefined
}

function sliced<T>(
  node: Extract<Node, { kind: 'slice' }>,
  inner: (part: Node) => Run<T>,
  budget: Budget,
): Run<T> {
  const of = inner(node.of)
  const parts = [node.slice.start, node.slice.stop, node.slice.step].map((part) =>
    part === undefined ? undefined : inner(part),
  )
  return (item) => {
    const value = of(item)
    budget.spendOn(value)
    const whole = Array.isArray(value) ? value : textOf(value)
    const [start, stop, step] = parts.map((run) => placeOf(run?.(item)))
    if (whole === undefined || start === null || stop === null || step === null) return undefined
    const places = placesOf(whole.length, { start, stop, step })
    if (Array.isArray(whole)) return places.map((at) => whole[at] ?? null)
    return places.map((at) => whole.charAt(at)).join('')
  }
}

/** The place that a value says; null for one that says none, undefined for one that is left out. */
function placeOf(value: Value): number | undefined | null {
  if (value === undefined || value === null) return undefined
  return typeof value === 'number' && Number.isInteger(value) ? value : null
}

function called<T>(
  callable: Callable | undefined,
  of: Run<T>,
  args: readonly Run<T>[],
  budget: Budget,
): Run<T> {
  return (item) => {
    const value = of(item)
    budget.spendOn(value)
    const result = callable?.call(
      value,
      args.map((run) => run(item)),
    )
    budget.spendOn(result)
    return result
  }
}

/** Answers the value that decides, as in Python. */
function joined<T>(kind: 'and' | 'or', items: readonly Run<T>[]): Run<T> {
  const decides = kind === 'or'
  return (item) => {
    let value: Value
    for (const run of items) {
      value = run(item)
      if (isTrue(value) === decides) return value
    }
    return value
  }
}

/** `a < b < c` holds when both hold. */
function compared<T>(
  first: Run<T>,
  rest: readonly { readonly how: Comparison; readonly to: Run<T> }[],
  budget: Budget,
): Run<T> {
  return (item) => {
    let left = first(item)
    for (const { how, to } of rest) {
      const right = to(item)
      budget.spendOn(right)
      if (!holds(left, how, right)) return false
      left = right
    }
    return true
  }
}

function holds(left: Value, how: Comparison, right: Value): boolean {
  switch (how) {
    case '==':
      return isEqual(left, right)
    case '!=':
      return !isEqual(left, right)
    case 'in':
      return isIn(left, right)
    case 'not in':
      return !isIn(left, right)
    default: {
      const found = order(left, right)
      if (found === undefined) return false
      return how === '<' ? found < 0 : how === '<=' ? found <= 0 : how === '>' ? found > 0 : found >= 0
    }
  }
}
