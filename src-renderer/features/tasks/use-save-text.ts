import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'
import { toastManager } from '@renderer/ui/toast-manager'

/** Saves a text where the person says; `done` names what was saved: "Log saved". */
export function useSaveText(done: string): (suggestedName: string, text: string) => void {
  const save = useCall('app.saveText', {
    onError: toastProblem,
    onSuccess({ path }) {
      if (path !== undefined) toastManager.show({ tone: 'ok', title: done, description: path })
    },
  })
  return (suggestedName, text) => {
    save.mutate({ suggestedName, text })
  }
}
