import type { Preferences } from '@shared/domain/settings'
import { toastProblem } from '@renderer/app/problem-toast'
import { useCall } from '@renderer/bridge/queries'

/** Saves preferences at once. They come back as an event; one that cannot be saved says so, and stays as it was. */
export function useSavePreferences(): (patch: Partial<Preferences>) => void {
  return useCall('settings.savePreferences', { onError: toastProblem }).mutate
}
