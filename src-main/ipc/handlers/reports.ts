import type { Handlers } from '@main/ipc/register'
import type { Reports } from '@main/reports/reports'

type ReportCalls = Extract<keyof Handlers, `reports.${string}`>

/** The calls about reports. The window names what and how; which file, only the person says, in the system's dialog. */
export function reportHandlers(reports: Reports): Pick<Handlers, ReportCalls> {
  return {
    'reports.list': ({ limit }) => reports.list(limit),
    'reports.write': ({ about, format }) => reports.write(about, format),
    'reports.replace': ({ pendingId }) => reports.replace(pendingId),
    'reports.again': ({ reportId }) => reports.again(reportId),
    'reports.open': async ({ reportId }) => {
      await reports.open(reportId)
      return {}
    },
    'reports.reveal': ({ reportId }) => {
      reports.reveal(reportId)
      return {}
    },
    'reports.chooseFolder': async () => {
      const folder = await reports.chooseFolder()
      return folder === undefined ? {} : { folder }
    },
    'reports.openFolder': async () => {
      await reports.openFolder()
      return {}
    },
  }
}
