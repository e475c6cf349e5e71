import { BrokerError } from '@shared/domain/error'
import { CALLS } from '@shared/ipc/channels'
import type { StartProblem } from '@shared/ipc/contract'
import { appHandlers } from '@main/ipc/handlers/app'
import type { Handlers } from '@main/ipc/register'
import type { Desktop } from '@main/ports/desktop'
import type { Notices } from '@main/ports/notices'
import type { SettingsStore } from '@main/settings/store'

/** The calls while the inventory cannot be opened: those about the application work, all others say why not. */
export function startProblemHandlers(
  problem: StartProblem,
  desktop: Desktop,
  notices: Notices,
  settings: SettingsStore,
): Handlers {
  const refuse = (): never => {
    throw new BrokerError({ code: 'CONFIG', message: problem.title, hint: problem.detail })
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name of the contract is in CALLS
  const refusals = Object.fromEntries(CALLS.map((name) => [name, refuse])) as unknown as Handlers
  return {
    ...refusals,
    ...appHandlers(desktop, notices),
    'settings.preferences': () => settings.preferences(),
  }
}
