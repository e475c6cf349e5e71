import { parse, type ScalarTag, type Tags } from 'yaml'

const TRUE = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
const FALSE = /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/

/**
 * Reads YAML as Python's reader does, and so AWX and Ansible: version 1.1, where `yes` and `off` are booleans (`y` is
 * none), `0755` is octal, `1:30` is 90, `<<` merges and the last of two equal keys counts. A date stays the text that it
 * is. Throws where it is no YAML.
 */
export function parsePythonYaml(text: string): unknown {
  return parse(text, { version: '1.1', uniqueKeys: false, customTags: pythonTags })
}

function pythonTags(tags: Tags): Tags {
  return tags
    .filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp')
    .map((tag) => (isBoolean(tag) ? { ...tag, test: tag.identify?.(true) === true ? TRUE : FALSE } : tag))
}

function isBoolean(tag: Tags[number]): tag is ScalarTag {
  return typeof tag !== 'string' && tag.tag === 'tag:yaml.org,2002:bool'
}
