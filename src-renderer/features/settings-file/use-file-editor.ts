import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { SettingsFileView } from '@shared/domain/settings-file'
import { toastProblem } from '@renderer/app/problem-toast'
import { callQuery, useCall } from '@renderer/bridge/queries'
import { toastManager } from '@renderer/ui/toast-manager'

/** How long a pause in typing is, after which the text is checked. */
const PAUSE_MS = 300

/** What a person makes of the file. */
export interface FileEditor {
  readonly text: string
  readonly problems: SettingsFileView['problems']
  readonly isChanged: boolean
  /** The file has become another since the person began to type. */
  readonly isOutdated: boolean
  readonly isSaving: boolean
  readonly type: (text: string) => void
  readonly save: () => void
  readonly discard: () => void
}

/** Holds the text while it is edited; until then it is what the file says, also when that changes. */
export function useFileEditor(view: SettingsFileView): FileEditor {
  const [draft, setDraft] = useState<{ readonly text: string; readonly revision: string }>()
  const [checked, setChecked] = useState(view.text)
  const text = draft?.text ?? view.text
  const isChanged = draft !== undefined && draft.text !== view.text
  useEffect(() => {
    const pause = setTimeout(() => {
      setChecked(text)
    }, PAUSE_MS)
    return () => {
      clearTimeout(pause)
    }
  }, [text])
  const check = useQuery({
    ...callQuery('settingsFile.check', { text: checked }),
    enabled: isChanged,
    gcTime: 0,
    placeholderData: (last) => last,
  })
  const save = useCall('settingsFile.save', {
    onSuccess() {
      setDraft(undefined)
      toastManager.show({ tone: 'ok', title: 'The settings file is saved' })
    },
    onError: toastProblem,
  })
  return {
    text,
    problems: isChanged ? (check.data?.problems ?? []) : view.problems,
    isChanged,
    isOutdated: isChanged && draft.revision !== view.revision,
    isSaving: save.isPending,
    type(next) {
      setDraft({ text: next, revision: draft?.revision ?? view.revision })
    },
    save() {
      if (draft !== undefined && !save.isPending) save.mutate(draft)
    },
    discard() {
      setDraft(undefined)
    },
  }
}
