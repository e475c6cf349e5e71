import { BrokerError } from '@shared/domain/error'
import type { Nicks } from '@main/engine/nicks'
import type { Handlers } from '@main/ipc/register'
import type { BrokerFiles } from '@main/ports/broker-files'
import type { Desktop } from '@main/ports/desktop'
import type { SecretVault } from '@main/ports/vault'
import type { FileDesk } from '@main/settings/file-desk'
import type { SettingsStore } from '@main/settings/store'

type FileCalls = Extract<keyof Handlers, `settingsFile.${string}` | `brokerFolder.${string}`>

/** The calls about the settings file as a whole, and about that of the broker command. */
export function settingsFileHandlers(options: {
  readonly settings: SettingsStore
  readonly desk: FileDesk
  readonly nicks: Nicks
  readonly broker: BrokerFiles
  readonly vault: SecretVault
  readonly desktop: Desktop
  /** To be called after every change: anything may be another. */
  readonly changed: () => void
}): Pick<Handlers, FileCalls> {
  const { settings, desk, nicks, broker, vault, desktop, changed } = options
  return {
    'settingsFile.view': () => desk.view(),
    'settingsFile.check': ({ text }) => ({ problems: [...desk.check(text)] }),
    'settingsFile.save': ({ text, revision }) => {
      const saved = desk.save(text, revision)
      changed()
      return saved
    },
    'settingsFile.show': () => {
      desktop.revealFile(settings.files.used.path)
      return {}
    },
    'settingsFile.backups': () => ({ backups: [...desk.backups()] }),
    'settingsFile.compare': ({ id }) => ({ changes: [...desk.compare(id)] }),
    'settingsFile.restore': ({ id }) => {
      desk.restore(id)
      changed()
      return {}
    },
    'settingsFile.migration': () => desk.migration(),
    'settingsFile.migrate': ({ revision }) => {
      desk.migrate(revision)
      changed()
      return {}
    },
    'settingsFile.secrets': () => ({
      secrets: [
        ...settings.plainSecrets().map(({ provider, instance, label }) => ({
          of: `${provider} ${instance ?? 'all instances'}`,
          label,
        })),
        ...nicks.plainSecrets().map(({ nick, argument }) => ({ of: `Nick ${nick}`, label: argument })),
      ],
      isProtected: vault.isProtected,
    }),
    'settingsFile.moveSecrets': ({ agreed }) => {
      if (!vault.isProtected && !agreed) {
        throw new BrokerError({
          code: 'CONFIG',
          message: 'This system has no keyring that protects secrets.',
          hint: 'Moved now, they are gone when Broker Desktop ends. Nothing was moved.',
        })
      }
      const ofNicks = nicks.movePlainSecrets()
      settings.forgetNickSecrets(ofNicks)
      const moved = settings.movePlainSecrets() + ofNicks.length
      changed()
      return { moved }
    },
    'settingsFile.leave': () => {
      settings.files.use(undefined)
      changed()
      return {}
    },
    'brokerFolder.find': ({ folder }) => broker.find(folder),
    'brokerFolder.choose': async () => {
      const folder = await desktop.chooseFolder(broker.find().folder)
      return folder === undefined ? {} : { folder }
    },
    'brokerFolder.adopt': (request) => {
      const adopted = broker.adopt(request)
      changed()
      return adopted
    },
  }
}
