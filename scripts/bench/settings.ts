import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLogger } from '@main/ports/logger'
import { catalog } from '@main/providers/catalog'
import { FileDesk } from '@main/settings/file-desk'
import { SettingsStore } from '@main/settings/store'
import { createMemoryVault } from '@main/testing/memory-vault'
import { readYaml } from '@main/settings/yaml-edit'
import { cpuMs } from './cpu'

const ROUNDS = 7
const BYTES = 5_000_000

/** A file of 5 MB: instances as people have them, and nicks upon nicks; each round another text, so that none is known. */
function large(round: number): string {
  const nick = (at: number): string =>
    `  nick${at}:\n    workflow: deploy-rhel # what we mostly take\n    deploy_rhel_version: '9.4'\n    count: ${at}\n`
  const instance = (name: string): string =>
    `    ${name}:\n      base_url: https://${name}.example.com\n      token: secret-of-${name}\n      default: ${name === 'prod'}\n`
  const head = `# round ${round}\nAnsibleTower:\n  instances:\n${['prod', 'stage', 'ci'].map(instance).join('')}nicks:\n`
  const nicks: string[] = []
  for (let size = head.length; size < BYTES; size += nicks.at(-1)?.length ?? BYTES)
    nicks.push(nick(nicks.length))
  return head + nicks.join('')
}

/** Opening a settings file of 5 MB: until the instances are known, and until the page of the file can show it. */
export function measureSettings(): {
  readonly instances: number[]
  readonly nicks: number[]
  readonly page: number[]
  /** Reading the same as a document that can be edited. */
  readonly document: number
} {
  const folder = mkdtempSync(join(tmpdir(), 'broker-bench-'))
  try {
    const rounds = Array.from({ length: ROUNDS }, (_, round) => {
      const file = join(folder, `broker_settings-${round}.yaml`)
      writeFileSync(file, large(round))
      const store = new SettingsStore({
        file,
        vault: createMemoryVault(),
        definitions: catalog,
        logger: silentLogger,
      })
      const instances = cpuMs(() => {
        if (store.instances().length !== 3) throw new Error('The instances were not read.')
      })
      const nicks = cpuMs(() => void store.nickBook().list())
      const page = cpuMs(() => {
        if (new FileDesk(store).view().hidden !== 3) throw new Error('The secrets were not hidden.')
      })
      return { instances, nicks: instances + nicks, page: instances + page }
    })
    return {
      instances: rounds.map(({ instances }) => instances),
      nicks: rounds.map(({ nicks }) => nicks),
      page: rounds.map(({ page }) => page),
      document: cpuMs(() => void readYaml(large(0))),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
