import { cancelTask } from '@main/engine/cancel'
import type { Checkins } from '@main/engine/checkin'
import type { EngineDeps } from '@main/engine/deps'
import { startExtend } from '@main/engine/extend'
import type { Leases } from '@main/leases/service'
import { toErrorData } from '@shared/domain/error'
import type { Notices } from '@main/ports/notices'
import type { DesktopCommand } from '@main/ports/desktop-command'

/** Does what a desktop command says that needs no window; false for the others. What goes wrong becomes a notice. */
export function performer(parts: {
  readonly engine: EngineDeps
  readonly checkins: Checkins
  readonly leases: Leases
  readonly notices: Notices
}): (command: DesktopCommand) => boolean {
  const { engine, checkins, leases, notices } = parts
  return (command) => {
    try {
      return perform(command)
    } catch (error) {
      // Whoever chose it may not see the window: it is there when they look.
      const { message, hint = '' } = toErrorData(error)
      notices.add({ id: `desktop-${command.do}`, level: 'error', title: message, detail: hint })
      return true
    }
  }

  function perform(command: DesktopCommand): boolean {
    switch (command.do) {
      case 'extend':
        startExtend(engine, command.hostIds, command.extension)
        return true
      case 'checkin':
        checkins.start(command.hostIds)
        return true
      case 'undoCheckin':
        checkins.undo(command.taskId, command.hostIds)
        return true
      case 'sendCheckin':
        checkins.sendNow(command.taskId)
        return true
      case 'cancelTask':
        cancelTask(engine, checkins, command.taskId)
        return true
      case 'snooze':
        leases.snooze(command.hostIds, command.minutes)
        return true
      case 'pause':
        leases.pause(command.choice)
        return true
      case 'resume':
        leases.resume()
        return true
      case 'open':
      case 'navigate':
      case 'extendDialog':
      case 'extendWindow':
      case 'showHost':
      case 'copy':
      case 'quit':
        return false
    }
  }
}
