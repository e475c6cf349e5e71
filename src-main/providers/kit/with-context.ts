/**
 * A context in which some methods do something else, and everything else is that of the first: so that a method which
 * is added to the contract reaches what it is for. (A spread would lose what a class keeps on its prototype.)
 */
export function withContext<C extends object>(ctx: C, over: Partial<C>): C {
  return new Proxy(ctx, {
    get(target, key) {
      const changed: unknown = Reflect.get(over, key)
      if (changed !== undefined) return changed
      const value: unknown = Reflect.get(target, key, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
