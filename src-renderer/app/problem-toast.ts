import { BridgeError } from '@renderer/bridge/client'
import { toastManager } from '@renderer/ui/toast-manager'

/** Says that a gesture without a place of its own failed; it stays until it is dismissed. */
export function toastProblem(error: BridgeError): void {
  const { message, hint, said } = error.data
  const rest = [said, hint].filter((text) => text !== undefined)
  toastManager.show({
    tone: 'danger',
    title: message,
    description: rest.length === 0 ? undefined : rest.join(' '),
  })
}

/** Does what makes calls; one that fails is told as `toastProblem` does. */
export async function orToast(run: () => Promise<void>): Promise<void> {
  try {
    await run()
  } catch (thrown) {
    if (!(thrown instanceof BridgeError)) throw thrown
    toastProblem(thrown)
  }
}
