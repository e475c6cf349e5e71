import type { Json, JsonObject } from '@shared/lib/json'
import { shellWords } from '@shared/lib/shell-words'
import type { OrderVerb } from '@renderer/features/checkout/selection'

/** A command of the original tool, taken apart. */
export interface ParsedCommand {
  readonly verb: OrderVerb
  /** Its options as the original's keyword arguments; every value is a text. */
  readonly values: JsonObject
  /** The file that `--args-file` names. */
  readonly argsFile?: string
  /** What of it is not taken, each in a sentence. */
  readonly problems: readonly string[]
}

const SHORT: ReadonlyMap<string, string> = new Map([
  ['-n', 'nick'],
  ['-c', 'count'],
  ['-l', 'provider_labels'],
  ['-o', 'output_format'],
])
/** Options that the original declares: their dashes become underscores. All others keep theirs. */
const DECLARED = new Set([
  'args_file',
  'artifacts',
  'background',
  'container_app',
  'container_host',
  'count',
  'hostgroup',
  'job_id',
  'job_template',
  'job_xml',
  'nick',
  'provider_labels',
  'tower_inventory',
  'workflow',
])
/** Options of `broker` itself, which stand before the command. */
const GLOBAL = new Set(['--log-level', '--output-file'])

/**
 * Takes a `broker checkout ...` or `broker execute ...` command apart, as it is typed into a POSIX shell. `isAction` tells
 * which names are actions: as options they have dashes where their names have underscores.
 */
export function parseCommand(
  text: string,
  isAction: (name: string) => boolean,
): ParsedCommand | { readonly problem: string } {
  const words = shellWords(text.trim().replace(/^\$\s+/, ''))
  if (words === undefined) return { problem: 'A quote is not closed.' }
  const start = words.findIndex((word) => /(^|\/)broker$/.test(word))
  const rest = words.slice(start + 1)
  const at = withoutGlobals(rest)
  const verb = rest[at]
  if (start < 0 || (verb !== 'checkout' && verb !== 'execute')) {
    return { problem: 'This is not a broker checkout or broker execute command.' }
  }
  const values = new Map<string, Json>()
  const problems: string[] = []
  const options = rest.slice(at + 1)
  for (let index = 0; index < options.length; index += 1) {
    const word = options[index] ?? ''
    const next = options[index + 1]
    if (word === '-b' || word === '--background') continue
    const cut = word.indexOf('=')
    if (!SHORT.has(word) && cut > 0 && !/^-\w/.test(word)) {
      values.set(nameOf(word.slice(0, cut), isAction), word.slice(cut + 1))
    } else if (!SHORT.has(word) && !word.startsWith('--')) {
      problems.push(`${word} is not taken: it is no option.`)
    } else if (next === undefined || isOption(next)) {
      problems.push(`${word} is not taken: it has no value.`)
    } else {
      values.set(SHORT.get(word) ?? nameOf(word, isAction), next)
      index += 1
    }
  }
  const argsFile = values.get('args_file')
  values.delete('args_file')
  return {
    verb,
    values: Object.fromEntries(values),
    ...(typeof argsFile === 'string' ? { argsFile } : {}),
    problems,
  }
}

/** Where the command begins, behind the options of `broker` itself. */
function withoutGlobals(words: readonly string[]): number {
  let at = 0
  while (words[at]?.startsWith('-') === true) at += GLOBAL.has(words[at] ?? '') ? 2 : 1
  return at
}

function isOption(word: string): boolean {
  return word.startsWith('--') || word === '-b' || SHORT.has(word)
}

function nameOf(option: string, isAction: (name: string) => boolean): string {
  const name = option.replace(/^-+/, '')
  const underscored = name.replaceAll('-', '_')
  return DECLARED.has(underscored) || isAction(underscored) ? underscored : name
}
