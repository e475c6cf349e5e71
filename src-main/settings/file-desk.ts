import { createHash } from 'node:crypto'
import { BrokerError } from '@shared/domain/error'
import type { LineChange, SettingsFileView } from '@shared/domain/settings-file'
import type { SettingsBackup } from '@main/settings/backups'
import { changedLines } from '@main/settings/changed-lines'
import { checkSettings } from '@main/settings/checks'
import { hideSecrets, showSecrets, type HiddenText } from '@main/settings/hidden-secrets'
import { migrationsOf } from '@main/settings/migrations'
import type { SettingsFile } from '@main/settings/settings-file'
import { readSettings, type SettingsProblem } from '@main/settings/settings-text'
import type { SettingsStore } from '@main/settings/store'

/**
 * The settings file as a text: shown without its secrets, checked line by line, saved whole, taken back. Always the
 * file in use. What is saved names the text that it was made from, and nothing is written over another one.
 */
export class FileDesk {
  readonly #store: SettingsStore

  constructor(store: SettingsStore) {
    this.#store = store
  }

  view(): SettingsFileView {
    const file = this.#file
    const hidden = this.#hide(file.text())
    return {
      path: file.path,
      isOwn: file === this.#store.files.own,
      text: hidden.text,
      revision: revisionOf(file.text()),
      hidden: hidden.sources.length,
      problems: [...this.#check(file.text())],
    }
  }

  /** What is wrong with a text of the page, as it would be in the file. */
  check(text: string): readonly SettingsProblem[] {
    return this.#check(showSecrets(text, this.#hide(this.#file.text())))
  }

  #check(text: string): readonly SettingsProblem[] {
    const { name } = this.#file
    const read = readSettings(text, name)
    if ('problem' in read) return [read.problem]
    return checkSettings({
      content: read.content,
      name,
      kinds: this.#store.kindsIn(this.#file),
      complete: (kind, instance, said) => this.#store.completed(kind, instance, said),
    })
  }

  /** Writes a text that was made from a revision. Throws `CONFIG` for one that cannot be read or was made from another. */
  save(text: string, revision: string): SettingsFileView {
    const file = this.#file
    this.#require(revision)
    const hidden = this.#hide(file.text())
    const whole = showSecrets(text, hidden)
    const left = new RegExp(`<${hidden.word} \\d+>`, 'u').exec(whole)?.[0]
    if (left !== undefined && hidden.sources.length > 0) {
      throw new BrokerError({
        code: 'INVALID_INPUT',
        message: `${left} stands for no secret of this file.`,
        hint: 'Type the value itself in its place. Nothing was saved.',
      })
    }
    file.replace(whole)
    return this.view()
  }

  /** What the file was, newest first, without what it is. */
  backups(): readonly SettingsBackup[] {
    const { backups } = this.#store.files
    const now = this.#file.text()
    const bytes = Buffer.byteLength(now)
    return backups
      .list(this.#file.path)
      .filter((one) => one.bytes !== bytes || backups.read(this.#file.path, one.id) !== now)
  }

  /** What would change if a backup were restored. */
  compare(id: string): readonly LineChange[] {
    return this.#changes(this.#file.text(), this.#store.files.backups.read(this.#file.path, id))
  }

  /** Makes the file what it was; what it is now becomes a backup. */
  restore(id: string): void {
    this.#file.replace(this.#store.files.backups.read(this.#file.path, id))
  }

  /** What older forms in the file become; nothing is changed. */
  migration(): { readonly steps: string[]; readonly changes: LineChange[]; readonly revision: string } {
    const text = this.#file.text()
    const steps = migrationsOf(text)
    const after = steps.reduce((rest, step) => step.apply(rest), text)
    return {
      steps: steps.map(({ title }) => title),
      changes: [...this.#changes(text, after)],
      revision: revisionOf(text),
    }
  }

  /** Does what `migration` showed of a revision. */
  migrate(revision: string): void {
    this.#require(revision)
    this.#file.edit((text) => migrationsOf(text).reduce((rest, step) => step.apply(rest), text))
  }

  get #file(): SettingsFile {
    return this.#store.files.used
  }

  #require(revision: string): void {
    if (revisionOf(this.#file.text()) === revision) return
    throw new BrokerError({
      code: 'CONFIG',
      message: `${this.#file.name} was changed by somebody else in the meantime.`,
      hint: 'Read it again, then make your change once more. Nothing was saved.',
      retryable: true,
    })
  }

  /** Hidden on both sides by what each says itself: a secret that differs shows as the same place. */
  #changes(before: string, after: string): readonly LineChange[] {
    return changedLines(this.#hide(before).text, this.#hide(after).text)
  }

  #hide(text: string): HiddenText {
    const read = readSettings(text, this.#file.name)
    const hidden = hideSecrets(text, 'content' in read ? read.content : undefined)
    for (const value of hidden.values) this.#store.hearSecret(value)
    return hidden
  }
}

function revisionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16)
}
