/** What is used of the package, which has no types of its own. */
declare module 'js-yaml' {
  export class Schema {
    extend(types: { readonly implicit?: readonly Type[]; readonly explicit?: readonly Type[] }): Schema
  }
  export class Type {
    readonly tag: string
    constructor(
      tag: string,
      options: { readonly kind: 'scalar' | 'sequence' | 'mapping'; readonly multi?: boolean },
    )
  }
  export class YAMLException extends Error {
    readonly reason: string
    /** Counted from 0. */
    readonly mark?: { readonly line: number; readonly column: number }
  }
  export const CORE_SCHEMA: Schema
  export const types: { readonly merge: Type }
  export function load(text: string, options: { readonly schema: Schema }): unknown
}
