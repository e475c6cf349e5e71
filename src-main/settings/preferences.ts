import { DEFAULT_PREFERENCES, preferencesSchema, type Preferences } from '@shared/domain/settings'
import { asObject } from '@main/settings/values'
import { lineOf, type SettingsContent, type SettingsProblem } from '@main/settings/settings-file'

/** The section of the file that is the application's own. */
export const PREFERENCES_SECTION = 'desktop'

const PREFERENCE_NAMES = preferencesSchema.keyof().options

const WORDS: Readonly<Record<keyof Preferences, string>> = {
  theme: 'system, light or dark',
  concurrency: 'a whole number from 1 to 100',
  undoSeconds: 'a whole number from 0 to 120',
  letterShortcuts: 'true or false',
  firstRunDone: 'true or false',
}

/** Reads the preferences; for a value that cannot be used the default holds, and a problem says which and where. */
export function readPreferences(
  content: SettingsContent,
  fileName: string,
): { readonly preferences: Preferences; readonly problems: readonly SettingsProblem[] } {
  const section = asObject(content.data[PREFERENCES_SECTION] ?? {})
  const problems: SettingsProblem[] = []
  const tell = (path: readonly string[], says: string): void => {
    const line = lineOf(content, path)
    problems.push({
      message: `${fileName}${line === undefined ? '' : `, line ${line}`}: ${says}`,
      ...(line === undefined ? {} : { line }),
    })
  }
  if (section === undefined) {
    tell([PREFERENCES_SECTION], `${PREFERENCES_SECTION} must be a section of its own. The defaults hold.`)
    return { preferences: DEFAULT_PREFERENCES, problems }
  }
  const said = PREFERENCE_NAMES.flatMap((name) => {
    const value = section[name]
    if (value === undefined || value === null) return []
    if (preferencesSchema.shape[name].safeParse(value).success) return [[name, value] as const]
    tell(
      [PREFERENCES_SECTION, name],
      `${name} must be ${WORDS[name]}. ${DEFAULT_PREFERENCES[name]} holds instead.`,
    )
    return []
  })
  return {
    preferences: preferencesSchema.parse({ ...DEFAULT_PREFERENCES, ...Object.fromEntries(said) }),
    problems,
  }
}
