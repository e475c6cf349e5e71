import { isMap, isScalar, parse, parseDocument, type ScalarTag, type Tags } from 'yaml'

const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/

// A tag that is not known here is no news to anybody.
const OPTIONS = { version: '1.1', uniqueKeys: false, customTags: pythonTags, logLevel: 'error' } as const

/**
 * Reads YAML as Python's reader does, and so AWX and Ansible: version 1.1, where `yes` and `off` are booleans (`y` is
 * none), `0755` is octal, `1:30` is 90, `<<` merges and the last of two equal keys counts. A date stays the text that it
 * is. Throws where it is no YAML.
 */
export function parsePythonYaml(text: string): unknown {
  return parse(text, OPTIONS)
}

/** The variables whose value is a whole number that is written as a fraction, as in `ratio: 1.0`; JSON is YAML, too. */
export function fractionsIn(text: string): ReadonlySet<string> {
  const { contents } = parseDocument(text, OPTIONS)
  const pairs = isMap(contents) ? contents.items : []
  return new Set(
    pairs.flatMap(({ key, value }) => {
      const isFraction =
        isScalar(value) && typeof value.value === 'number' && value.minFractionDigits !== undefined
      return isFraction ? [String(isScalar(key) ? key.value : key)] : []
    }),
  )
}

function pythonTags(tags: Tags): Tags {
  return tags
    .filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp')
    .map((tag) => (isBoolean(tag) ? { ...tag, test: tag.identify?.(true) === true ? TRUE : FALSE } : tag))
}

function isBoolean(tag: Tags[number]): tag is ScalarTag {
  return typeof tag !== 'string' && tag.tag === 'tag:yaml.org,2002:bool'
}
