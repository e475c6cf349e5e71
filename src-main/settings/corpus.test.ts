import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Json } from '@shared/lib/json'
import { silentLogger } from '@main/ports/logger'
import { catalog } from '@main/providers/catalog'
import { FileDesk } from '@main/settings/file-desk'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'

/** A settings file of one of the forms that the original has documented, and what it has to come to here. */
interface Sample {
  readonly name: string
  readonly text: string
  /** "AnsibleTower prod*: https://…": each instance, the default with a star, and where it is. */
  readonly instances: readonly string[]
  readonly nicks: readonly string[]
  /** What is wrong, each with its line; it goes on to work. */
  readonly problems?: readonly string[]
  /** How many older forms it has. */
  readonly old?: number
  /** How many secrets the page hides. */
  readonly hidden: number
  /** How many of those the keychain can have. */
  readonly movable: number
}

const SAMPLES: readonly Sample[] = [
  {
    name: '0.4.1: a section that is its one instance, ssh at the top level',
    text: `# Broker settings
# different log levels for file and stdout
logging:
    console_level: info
    file_level: debug
# Host Settings
# These can be left alone if you're not using Broker as a library
host_username: root
host_password: "canary-host"
host_connection_timeout: 60
host_ssh_port: 22
host_ssh_key_filename: "/home/maya/.ssh/id_rsa"
# Provider settings
AnsibleTower:
    base_url: "https://tower.example.com/"
    # Username is required for both token and password-based authentication
    username: "maya"
    # token is the preferred authentication method
    token: "canary-token"
    inventory: "lab"
    release_workflow: "remove-vm"
    extend_workflow: "extend-vm"
    new_expire_time: "+172800"
    workflow_timeout: 3600
    results_limit: 50
Container:
    runtime: docker
    host_username: "maya"
    host_password: "canary-engine"
    host_port: null
    name_prefix: maya
    results_limit: 50
    auto_map_ports: False
Beaker:
    hub_url:
    max_job_wait: 24h
TestProvider:
    instances:
        - test1:
            foo: "bar"
            default: True
        - test2:
            foo: "baz"
            override_envars: True
    config_value: "something"
# You can set a nickname as a shortcut for arguments
nicks:
    rhel7:
        workflow: "deploy-base-rhel"
        rhel_version: "7.9"
        notes: "Requested by broker"
    test_nick:
        test_action: "fake"
        arg1: "abc"
`,
    instances: ['AnsibleTower default*: https://tower.example.com/', 'Container default*: docker'],
    nicks: ['rhel7', 'test_nick'],
    old: 4,
    hidden: 3,
    movable: 2,
  },
  {
    name: '0.4.1: instances as a list, not indented, as tools write it',
    text: `AnsibleTower:
  instances:
  - prod:
      base_url: https://tower.example.com
      token: canary-prod
      default: true
  - stage:
      base_url: https://stage.example.com
      username: maya
      password: canary-stage
      override_envars: true
  release_workflow: remove-it
Container:
  instances:
  - local: {runtime: podman, host: localhost, default: true}
  - remote: {runtime: docker, host: box.example.com, host_username: maya, host_password: canary-box}
host_password: toor
nicks: {rhel8: {workflow: deploy, version: 8.10}, ubi: {container_host: ubi9}}
`,
    instances: [
      'AnsibleTower prod*: https://tower.example.com',
      'AnsibleTower stage: https://stage.example.com',
      'Container local*: podman localhost',
      'Container remote: docker box.example.com',
    ],
    nicks: ['rhel8', 'ubi'],
    old: 3,
    hidden: 4,
    movable: 3,
  },
  {
    name: '0.6: instances as names, ssh as a section, columns',
    text: `_version: 0.6.3
thread_limit: 10
less_colors: False
logging: {console_level: info, file_level: warning}
ssh:
  backend: ssh2-python312
  host_username: root
  host_password: canary-ssh
  host_ipv6: False
  host_ipv4_fallback: True
inventory_fields:
  Host: hostname
  Provider: _broker_provider
  Action: $action
  OS: os_distribution os_distribution_version
inventory_list_vars: hostname | name
AnsibleTower:
  dangling_behavior: checkin
  instances:
    prod:
      base_url: https://tower.example.com
      token: canary-prod
      default: True
nicks: {}
`,
    instances: ['AnsibleTower prod*: https://tower.example.com'],
    nicks: [],
    hidden: 2,
    movable: 1,
  },
  {
    name: '0.8: everything that its example has',
    text: `# Broker settings
_version: 0.8.10
less_colors: False
logging:
    console_level: info
    file_level: debug
    log_path: logs/broker.log
    structured: False
inventory_fields:
  Host: hostname | name  # use a | to allow fallback values
  Action: $action
  Version: _broker_args.deploy_sat_version
inventory_list_vars: hostname | name | ip
thread_limit: null
provider_labels:
    team: qe
ssh:
    backend: hussh
    host_username: root
    host_password: "canary-ssh"
    host_ssh_port: 22
    host_ssh_key_filename: "/home/maya/.ssh/id_ed25519"
    host_ipv6: False
AnsibleTower:
    base_url: "https://aap.example.com/"
    aap_version: null
    token: "canary-aap"
    workflow_poll_interval: 5
    max_resilient_wait: 7200
    provider_labels: {tier: lab}
Container:
    instances:
        docker:
            host_username: "maya"
            host_password: "canary-docker"
            runtime: docker
            network: null
            default: True
        remote:
            host: "box.example.com"
    runtime: podman
Foreman:
  instances:
    foreman1: {foreman_url: https://foreman.example.com, foreman_password: canary-foreman, default: true}
OpenStack:
  instances:
    cloud1: {cloud: lab}
SCENARIO_IMPORT:
    git_hosts:
        - url: "https://github.com"
          token: "canary-git"
          type: "github"
nicks:
    rhel9:
        workflow: deploy-rhel
        deploy_rhel_version: 9.4
`,
    instances: [
      'AnsibleTower default*: https://aap.example.com/',
      'Container docker*: docker',
      'Container remote: podman box.example.com',
    ],
    nicks: ['rhel9'],
    hidden: 5,
    movable: 2,
  },
  {
    name: 'names in capitals, as the original takes them',
    text: `ANSIBLETOWER:
  instances:
    prod:
      base_url: https://tower.example.com
      token: canary-prod
THREAD_LIMIT: 4
NICKS:
  rhel9: {workflow: deploy}
`,
    instances: ['AnsibleTower prod*: https://tower.example.com'],
    nicks: ['rhel9'],
    hidden: 1,
    movable: 1,
  },
  {
    name: 'anchors, merges and tags',
    text: `common: &common
  base_url: https://tower.example.com
  workflow_timeout: 60
AnsibleTower:
  instances:
    prod:
      <<: *common
      token: &token canary-anchor
      default: yes
    stage:
      <<: *common
      token: *token
      base_url: https://stage.example.com
nicks:
  a: &a {workflow: deploy, count: 2}
  b:
    <<: [*a]
    count: 3
  c: !custom {workflow: other}
`,
    instances: [
      'AnsibleTower prod*: https://tower.example.com',
      'AnsibleTower stage: https://stage.example.com',
    ],
    nicks: ['a', 'b', 'c'],
    problems: ['line 7: no instance of AnsibleTower says "default: true". prod holds.'],
    hidden: 1,
    movable: 2,
  },
  {
    name: 'two defaults',
    text: `AnsibleTower:
  instances:
    one: {base_url: https://one.example.com, token: canary-1, default: True}
    two: {base_url: https://two.example.com, token: canary-2, default: "true"}
`,
    instances: ['AnsibleTower one*: https://one.example.com', 'AnsibleTower two: https://two.example.com'],
    nicks: [],
    problems: ['line 4: AnsibleTower has 2 default instances. one holds.'],
    hidden: 2,
    movable: 2,
  },
  {
    name: 'no default, an instance that is nothing, one that is a text',
    text: `Container:
  instances:
    one: {host: one.example.com}
    two:
    three: text
`,
    instances: ['Container one*: one.example.com', 'Container two: '],
    nicks: [],
    problems: [
      'line 3: no instance of Container says "default: true". one holds.',
      'line 5: the instance three must have values below it. It is left out.',
    ],
    hidden: 0,
    movable: 0,
  },
  {
    name: 'secrets in unexpected places',
    text: `token: canary-top
AnsibleTower:
  password: canary-shared
  instances:
    prod:
      base_url: https://maya:canary-address@tower.example.com
      token: canary-prod
      default: true
      note: {api_key: canary-deep}
nicks:
  rhel9:
    workflow: deploy
    root_password: canary-nick
    extra: {activation_key: canary-map, list: [{secret: canary-list}]}
    url: https://git:canary-git@git.example.com/x
lost: {AnsibleTower: nowhere}
`,
    instances: ['AnsibleTower prod*: https://maya:••••••••@tower.example.com'],
    nicks: ['rhel9'],
    problems: [
      'line 6: AnsibleTower prod, Address: Say the address with https://, as in https://tower.example.com.',
    ],
    hidden: 9,
    movable: 2,
  },
  {
    name: 'values of other types than are wanted',
    text: `thread_limit: many
ssh: text
nicks: [a, b]
logging: [x]
provider_labels: x
inventory_list_vars: 5
AnsibleTower:
  instances:
    prod: {base_url: 5, token: 123456, workflow_timeout: soon, default: True}
Container: text
`,
    instances: ['AnsibleTower prod*: 5'],
    nicks: [],
    problems: [
      'line 1: thread_limit must be a number.',
      'line 2: ssh must be a section with keys of its own.',
      'line 3: nicks must be names with their arguments below them.',
      'line 4: logging must be a section with keys of its own.',
      'line 5: provider_labels must be names with their values.',
      'line 6: inventory_list_vars must be a text, as in hostname | name.',
      'line 9: AnsibleTower prod, Address: Say a text.',
      'line 9: AnsibleTower prod, Token: Say a text.',
      'line 9: AnsibleTower prod, Give up after: Say a number, at least 1.',
      'line 10: Container must be a section with keys of its own.',
    ],
    hidden: 1,
    movable: 1,
  },
  { name: 'nothing but a comment', text: '# nothing yet\n', instances: [], nicks: [], hidden: 0, movable: 0 },
]

let folder = ''
let file = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'corpus-'))
  file = join(folder, 'broker_settings.yaml')
})
afterEach(() => {
  rmSync(folder, { recursive: true, force: true })
})

function open(text: string): SettingsStore {
  writeFileSync(file, text)
  return new SettingsStore({ file, vault: createMemoryVault(), definitions: catalog, logger: silentLogger })
}

function instancesOf(store: SettingsStore): readonly string[] {
  return store.instances().map(({ provider, instance, isDefault, config }) => {
    const { base_url: address, runtime, host } = config
    const where = [address, runtime, host]
      .flatMap((part) => (part === undefined ? [] : textOf(part)))
      .join(' ')
    return `${provider} ${instance}${isDefault ? '*' : ''}: ${where}`
  })
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

const asIs = (text: string): string => text
const fromWindows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`

describe.each([
  ['as it is', asIs],
  ['with a byte order mark and Windows line ends', fromWindows],
])('a file %s', (_how, write) => {
  it.each(SAMPLES)('$name: is read, and nothing of it is shown that must not be', (sample) => {
    const store = open(write(sample.text))
    const desk = new FileDesk(store)
    expect(instancesOf(store)).toEqual(sample.instances)
    expect(
      store
        .nickBook()
        .list()
        .map(({ name }) => name),
    ).toEqual(sample.nicks)
    const view = desk.view()
    expect(view.problems.map(({ message }) => message)).toEqual(
      (sample.problems ?? []).map((problem) => `broker_settings.yaml, ${problem}`),
    )
    expect(view.text).not.toContain('canary')
    expect(view.hidden).toBe(sample.hidden)
    expect(store.plainSecrets()).toHaveLength(sample.movable)
    expect(JSON.stringify([store.instances(), store.problems()])).not.toContain('canary')
    expect(readFileSync(file, 'utf8')).toBe(write(sample.text))
  })

  it.each(SAMPLES)(
    '$name: is the same after the page saved it, and says the same in the newer form',
    (sample) => {
      const store = open(write(sample.text))
      const desk = new FileDesk(store)
      const { text, revision } = desk.view()
      desk.save(`${text}# mine\n`, revision)
      expect(readFileSync(file, 'utf8')).toBe(`${write(sample.text)}# mine\n`)
      const { steps, revision: now } = desk.migration()
      expect(steps).toHaveLength(sample.old ?? 0)
      desk.migrate(now)
      expect(instancesOf(store)).toEqual(sample.instances)
      expect(desk.migration().steps).toEqual([])
      expect(readFileSync(file, 'utf8').includes('\r\n')).toBe(write === fromWindows)
    },
  )

  it.each(SAMPLES)('$name: its secrets move, and all else stays', (sample) => {
    const store = open(write(sample.text))
    const before = instancesOf(store)
    store.movePlainSecrets()
    const text = readFileSync(file, 'utf8')
    expect(text.split('<kept in the keychain>')).toHaveLength(sample.movable + 1)
    expect(instancesOf(store)).toEqual(before)
    expect(text.split('\n')).toHaveLength(write(sample.text).split('\n').length)
  })
})
