import { writeFile } from 'node:fs/promises'
import { app, BrowserWindow, clipboard, dialog, shell } from 'electron'
import type { AppInfo, StartProblem } from '@shared/ipc/contract'
import type { DataPaths } from '@main/app/paths'
import { openLink } from '@main/app/security'
import type { Desktop } from '@main/ports/desktop'

/** The desktop as Electron gives it. */
export function createDesktop(options: {
  readonly paths: DataPaths
  readonly secretsProtected: boolean
  readonly development: boolean
  /** The clock of this run, where it has one of its own. */
  readonly clock: () => AppInfo['clock']
  readonly startProblem: () => StartProblem | undefined
  readonly retryStart: () => void
}): Desktop {
  const { paths } = options
  const files = { data: paths.settingsFile, log: paths.logFile, inventory: paths.inventoryFile }
  return {
    info() {
      const startProblem = options.startProblem()
      const clock = options.clock()
      return {
        version: app.getVersion(),
        electronVersion: process.versions.electron,
        platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
        dataFolder: paths.dataFolder,
        logFile: paths.logFile,
        secretsProtected: options.secretsProtected,
        development: options.development,
        ...(clock === undefined ? {} : { clock }),
        ...(startProblem === undefined ? {} : { startProblem }),
      }
    },
    openLink: (url) => openLink(shell, url),
    copyText: (text) => {
      // Newer versions of Electron answer a promise here.
      void clipboard.writeText(text)
    },
    async saveText(suggestedName, text) {
      const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
      const question = { defaultPath: suggestedName }
      const answer = await (window === undefined
        ? dialog.showSaveDialog(question)
        : dialog.showSaveDialog(window, question))
      if (answer.canceled) return undefined
      await writeFile(answer.filePath, text, 'utf8')
      return answer.filePath
    },
    showPath: (what) => shell.showItemInFolder(files[what]),
    quit: () => app.quit(),
    retryStart: options.retryStart,
  }
}
