import { CORE_SCHEMA, load, Type, types, YAMLException } from 'js-yaml'

/** Tags that nobody knows are read past, as an editor would: the value is what stands behind them. */
const SCHEMA = CORE_SCHEMA.extend({
  implicit: [types.merge],
  explicit: (['scalar', 'sequence', 'mapping'] as const).map((kind) => new Type('!', { kind, multi: true })),
})

/** A text that is no YAML: what is wrong, and where (counted from 1). */
export interface YamlMistake {
  readonly what: string
  readonly line?: number
  readonly column?: number
}

/**
 * The values of a YAML text, without comments and places. A file of 5 MB is read in a fraction of the time that the
 * document for editing takes (yaml-edit): most of what reads settings asks for values alone.
 */
export function yamlValues(text: string): { readonly value: unknown } | { readonly mistake: YamlMistake } {
  try {
    return { value: load(text, { schema: SCHEMA }) ?? null }
  } catch (error) {
    // The whole message repeats the line, which may hold a password; the reason does not.
    if (error instanceof YAMLException) {
      const { reason, mark } = error
      return {
        mistake: {
          what: inOurWords(reason),
          ...(mark === undefined ? {} : { line: mark.line + 1, column: mark.column + 1 }),
        },
      }
    }
    return { mistake: { what: error instanceof Error ? error.message : String(error) } }
  }
}

const OUR_WORDS: Readonly<Record<string, string>> = {
  'duplicated mapping key': 'this key is there twice in the same section',
  'tab characters must not be used in indentation': 'a tab stands where spaces must indent',
  'bad indentation of a mapping entry': 'this line does not fit: the indentation, or a missing colon',
  'bad indentation of a sequence entry': 'this line does not fit: the indentation of a list',
  'can not read a block mapping entry; a multiline key may not be an implicit key':
    'this line has no colon, or the text before it is not closed',
  'unexpected end of the stream within a double quoted scalar': 'a text in quotes is not closed',
  'unexpected end of the stream within a single quoted scalar': 'a text in quotes is not closed',
  'the stream contains non-printable characters': 'there is a character that no text may hold',
}

/** The package's reason; it names an alias or tag at most. */
function inOurWords(reason: string): string {
  return OUR_WORDS[reason] ?? reason
}
