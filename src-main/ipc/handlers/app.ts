import type { Desktop } from '@main/ports/desktop'
import type { Notices } from '@main/ports/notices'
import type { Handlers } from '@main/ipc/register'

type AppCalls = Extract<keyof Handlers, `app.${string}`>

/** The calls about the application itself; they work also when the inventory could not be opened. */
export function appHandlers(desktop: Desktop, notices: Notices): Pick<Handlers, AppCalls> {
  return {
    'app.info': () => ({ ...desktop.info(), notices: [...notices.all()] }),
    'app.quit': () => {
      desktop.quit()
      return {}
    },
    'app.openWindow': ({ to }) => {
      desktop.openWindow(to)
      return {}
    },
    'app.dismissNotice': ({ id }) => {
      notices.dismiss(id)
      return {}
    },
    'app.showPath': ({ what }) => {
      desktop.showPath(what)
      return {}
    },
    'app.openLink': async ({ url }) => {
      await desktop.openLink(url)
      return {}
    },
    'app.copyText': ({ text }) => {
      desktop.copyText(text)
      return {}
    },
    'app.saveText': async ({ suggestedName, text }) => {
      const path = await desktop.saveText(suggestedName, text)
      return path === undefined ? {} : { path }
    },
    'app.resolveStartProblem': () => {
      desktop.retryStart()
      return {}
    },
  }
}
