import { expect, it } from 'vitest'
import { migrationsOf } from '@main/settings/migrations'

/** What a text becomes, and what is said of it. */
function migrated(text: string): { readonly steps: readonly string[]; readonly after: string } {
  const steps = migrationsOf(text)
  const after = steps.reduce((rest, step) => step.apply(rest), text)
  expect(migrationsOf(after)).toEqual([])
  return { steps: steps.map(({ title }) => title), after }
}

it.each([
  [
    'instances as a list (0.6.0), comments and all',
    'AnsibleTower:\n  instances:\n    - prod: # ours\n        base_url: x\n        default: True\n    - stage:\n        base_url: y\n',
    'AnsibleTower:\n  instances:\n    prod: # ours\n      base_url: x\n      default: True\n    stage:\n      base_url: y\n',
  ],
  [
    'instances of a provider that is not here, not indented',
    'Beaker:\n  instances:\n  # ours\n  - lab:\n      hub_url: x # in Brno\n',
    'Beaker:\n  instances:\n  # ours\n    lab:\n      hub_url: x # in Brno\n',
  ],
  [
    'instances in brackets',
    'X:\n  instances: [a: {n: 1}, b: {n: 2}]\n',
    'X:\n  instances:\n    a:\n      n: 1\n    b:\n      n: 2\n',
  ],
  [
    "the provider of Broker's tests and its nick (0.6.0)",
    'TestProvider:\n  instances:\n    - test1: {foo: bar}\n  config: 1\nnicks:\n  test_nick: {test_action: fake}\n  mine: {workflow: w}\n',
    'nicks:\n  mine: {workflow: w}\n',
  ],
  [
    'keys of ssh at the top level (0.6.0)',
    '# hosts\nhost_username: root # admin\nhost_password: toor\nhost_ssh_port: 2222\nhost_ssh_key_filename: ~/key\nhost_connection_timeout: 60\nhost_ipv6: False\nhost_ipv4_fallback: True\nssh_backend: ssh2\nnicks: {}\n',
    '# hosts\nnicks: {}\nssh:\n  backend: ssh2\n  host_username: root\n  host_password: toor\n  host_connection_timeout: 60\n  host_ssh_port: 2222\n  host_ssh_key_filename: ~/key\n  host_ipv6: false\n  host_ipv4_fallback: true\n',
  ],
  [
    'such keys in capitals, beside a section that says one of them',
    'HOST_USERNAME: old\nHOST_PASSWORD: toor\nSSH:\n  host_username: new\n',
    'SSH:\n  host_username: new\n  host_password: toor\n',
  ],
  [
    'the same with Windows line ends',
    'host_username: root\r\nA:\r\n  instances:\r\n    - p:\r\n        u: x\r\n',
    'A:\r\n  instances:\r\n    p:\r\n      u: x\r\nssh:\r\n  host_username: root\r\n',
  ],
])('%s', (_what, before, after) => {
  expect(migrated(before).after).toBe(after)
})

it.each([
  ['thread_limit (0.6.0)', 'nicks: {}\n'],
  ['inventory_fields, inventory_list_vars, less_colors (0.6.0; 0.8.10: Version, Snap)', '_version: 0.5.0\n'],
  ['dangling_behavior (0.6.3)', 'AnsibleTower:\n  base_url: x\n'],
  ['aap_version (0.6.9)', 'AnsibleTower:\n  base_url: x\n  dangling_behavior: checkin\n'],
  ['max_resilient_wait (0.6.12)', 'AnsibleTower: {base_url: x, aap_version: null}\n'],
  ['SCENARIO_IMPORT (0.8.3)', '_version: 0.8.2\nAnsibleTower: {base_url: x}\n'],
])('a file without %s stays as it is: absent means the same', (_what, text) => {
  expect(migrated(text)).toEqual({ steps: [], after: text })
})

it.each([
  ['a name twice', 'AnsibleTower:\n  instances:\n  - a: {base_url: x}\n  - a: {base_url: y}\n'],
  ['an entry that is no name', 'AnsibleTower:\n  instances:\n  - a: {base_url: x}\n  - text\n'],
  ['an ssh that is no section', 'host_username: root\nssh: text\n'],
  ['a mistake', 'host_username: root\na: [\n'],
])('what would lose something is left: %s', (_what, text) => {
  expect(migrationsOf(text)).toEqual([])
})

it('each is told in a sentence', () => {
  const text =
    'host_username: x\nTestProvider: {a: 1}\nnicks: {test_nick: {a: 1}}\nContainer: {instances: [a: {}]}\n'
  expect(migrated(text).steps).toEqual([
    'The instances of Container become names with their values, where they were a list.',
    'TestProvider goes: it was for the tests of Broker itself.',
    'The nick test_nick goes: it was for TestProvider.',
    'host_username goes into the section ssh.',
  ])
})
