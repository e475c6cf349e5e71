import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { MASK } from '@shared/lib/redact'
import { SafeStorageVault, type Encryption } from '@main/app/safe-storage'
import { SecretRegistry } from '@main/app/secret-registry'
import { silentLogger } from '@main/ports/logger'

let folder = ''
let file = ''
let secrets = new SecretRegistry()

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vault-'))
  file = join(folder, 'secrets.json')
  secrets = new SecretRegistry()
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Hides the text, and opens only what the same keychain closed. */
function keychain(id = 'k1', available = true, backend = 'gnome_libsecret'): Encryption {
  return {
    isEncryptionAvailable: () => available,
    getSelectedStorageBackend: () => backend,
    encryptString: (text) => Buffer.from(`${id}:${Buffer.from(text).toString('hex')}`),
    decryptString: (bytes) => {
      const [owner, text = ''] = bytes.toString().split(/:(.*)/s)
      if (owner !== id) throw new Error('cannot be decrypted')
      return Buffer.from(text, 'hex').toString()
    },
  }
}

function open(encryption: Encryption = keychain(), platform: NodeJS.Platform = 'linux'): SafeStorageVault {
  return new SafeStorageVault({ encryption, file, platform, secrets, logger: silentLogger })
}

describe('with a keychain', () => {
  it('keeps secrets over a restart, encrypted, for the owner only', () => {
    const vault = open()
    expect(vault.isProtected).toBe(true)
    vault.set('instance/Container/a/password', 'sesame')
    vault.set('instance/Container/b/password', 'simsim')
    vault.delete('instance/Container/b/password')
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, 'utf8')).not.toContain('sesame')
    const later = open()
    expect(later.get('instance/Container/a/password')).toBe('sesame')
    expect(later.get('instance/Container/b/password')).toBeUndefined()
    expect(later.keys('instance/Container/')).toEqual(['instance/Container/a/password'])
    expect(later.keys('engine/')).toEqual([])
  })

  it('makes every secret known that was set or read', () => {
    open().set('k', 'sesame')
    expect(secrets.redact('sesame')).toBe(MASK)
    secrets = new SecretRegistry()
    open().get('k')
    expect(secrets.redact('sesame')).toBe(MASK)
  })

  it('that is another one now has the secret no more, and does not break', () => {
    open().set('k', 'sesame')
    expect(open(keychain('k2')).get('k')).toBeUndefined()
    expect(open().get('k')).toBe('sesame')
  })

  it('is as it was when the file cannot be written', () => {
    const vault = open()
    vault.set('k', 'old')
    rmSync(file)
    mkdirSync(join(file, 'in the way'), { recursive: true })
    expect(() => vault.set('k', 'new')).toThrow()
    expect(vault.get('k')).toBe('old')
    expect(readdirSync(folder)).toEqual(['secrets.json'])
  })

  it('sets a file aside that cannot be read', () => {
    writeFileSync(file, '{"version":1,"secrets":')
    const vault = open()
    expect(vault.keys('')).toEqual([])
    vault.set('k', 'sesame')
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe('{"version":1,"secrets":')
    expect(open().get('k')).toBe('sesame')
  })
})

describe('without a keychain', () => {
  it.each([
    ['none', keychain('k', false), 'linux'],
    ['the one that everybody can open', keychain('k', true, 'basic_text'), 'linux'],
    ['one that is not known yet', keychain('k', true, 'unknown'), 'linux'],
    ['none on Windows', keychain('k', false), 'win32'],
  ] as const)('(%s) keeps secrets in memory and writes nothing', (_what, encryption, platform) => {
    const vault = open(encryption, platform)
    expect(vault.isProtected).toBe(false)
    vault.set('k', 'sesame')
    expect(vault.get('k')).toBe('sesame')
    expect(vault.keys('')).toEqual(['k'])
    expect(existsSync(file)).toBe(false)
    expect(open(encryption, platform).get('k')).toBeUndefined()
  })

  it('leaves what is stored for the day it is back, but for what was replaced or deleted', () => {
    const vault = open()
    for (const key of ['kept', 'replaced', 'deleted']) vault.set(key, `old ${key}`)
    const without = open(keychain('k1', false))
    expect(without.keys('')).toEqual([])
    expect(without.get('kept')).toBeUndefined()
    without.set('replaced', 'new')
    without.delete('deleted')
    const back = open()
    expect(back.keys('')).toEqual(['kept'])
    expect(back.get('kept')).toBe('old kept')
  })

  it('asks no backend where there is none to ask', () => {
    expect(open(keychain('k', true, 'unknown'), 'darwin').isProtected).toBe(true)
  })
})
