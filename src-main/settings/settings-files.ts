import { dirname, join, resolve } from 'node:path'
import type { Logger } from '@main/ports/logger'
import { SettingsBackups } from '@main/settings/backups'
import { PREFERENCES_SECTION } from '@main/settings/preferences'
import { FIRST_SETTINGS, SettingsFile } from '@main/settings/settings-file'
import { asObject } from '@main/settings/values'
import { setYaml } from '@main/settings/yaml-edit'

/** The preference that names the person's own file. */
const USED = 'settingsFile'

/**
 * The settings files: ours in the data folder, and where the person chose it, the one that the broker command has. Then
 * providers, instances and nicks are read from that file and written to it, and ours keeps what is about this
 * application alone: the preferences and the Sandbox. So nothing gets into the person's file that is not Broker's.
 */
export class SettingsFiles {
  readonly own: SettingsFile
  readonly backups: SettingsBackups
  readonly #logger: Logger
  #other: SettingsFile | undefined

  constructor(options: { readonly file: string; readonly logger: Logger }) {
    const { file, logger } = options
    this.#logger = logger
    this.backups = new SettingsBackups({ folder: join(dirname(file), 'settings-backups') })
    this.own = new SettingsFile({ file, first: FIRST_SETTINGS, backups: this.backups, logger })
  }

  /** The file that providers, instances and nicks are in. */
  get used(): SettingsFile {
    const named = asObject(this.own.content().data[PREFERENCES_SECTION])?.[USED]
    if (typeof named !== 'string' || named.trim() === '') return this.own
    const path = resolve(dirname(this.own.path), named)
    if (path === this.own.path) return this.own
    if (this.#other?.path !== path)
      this.#other = new SettingsFile({ file: path, backups: this.backups, logger: this.#logger })
    return this.#other
  }

  /** The file of a kind: what only pretends is ours. */
  ofKind(kind: { readonly pretend?: boolean }): SettingsFile {
    return kind.pretend === true ? this.own : this.used
  }

  /** Both files, or the one. */
  all(): readonly SettingsFile[] {
    const { used } = this
    return used === this.own ? [used] : [this.own, used]
  }

  /** Uses another file from now on; undefined: ours. Nothing is written to that file. */
  use(path: string | undefined): void {
    this.own.edit((text) => setYaml(text, [PREFERENCES_SECTION, USED], path ?? ''))
  }

  /** Whether somebody else changed one of them since this was asked last. */
  hasNews(): boolean {
    return this.all()
      .map((file) => file.hasNews())
      .includes(true)
  }
}
