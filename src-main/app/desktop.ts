import { writeFile } from 'node:fs/promises'
import { app, BrowserWindow, clipboard, dialog, shell, type OpenDialogOptions } from 'electron'
import type { AppInfo, StartProblem } from '@shared/ipc/contract'
import type { DataPaths } from '@main/app/paths'
import { openLink } from '@main/app/security'
import type { Desktop } from '@main/ports/desktop'

/** The window that the person looks at: questions stand over it. */
function windowInFront(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows()[0]
}

async function askForFile(suggestedName: string): Promise<string | undefined> {
  const window = windowInFront()
  const question = { defaultPath: suggestedName }
  const answer = await (window === undefined
    ? dialog.showSaveDialog(question)
    : dialog.showSaveDialog(window, question))
  return answer.canceled ? undefined : answer.filePath
}

async function askForFolder(startsAt: string): Promise<string | undefined> {
  const window = windowInFront()
  const question: OpenDialogOptions = {
    defaultPath: startsAt,
    properties: ['openDirectory', 'createDirectory'],
  }
  const answer = await (window === undefined
    ? dialog.showOpenDialog(question)
    : dialog.showOpenDialog(window, question))
  return answer.canceled ? undefined : answer.filePaths[0]
}

/** The desktop as Electron gives it. */
export function createDesktop(options: {
  readonly paths: DataPaths
  readonly secretsProtected: boolean
  readonly development: boolean
  /** The clock of this run, where it has one of its own. */
  readonly clock: () => AppInfo['clock']
  readonly startProblem: () => StartProblem | undefined
  readonly openWindow: (to: string) => void
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
      const path = await askForFile(suggestedName)
      if (path !== undefined) await writeFile(path, text, 'utf8')
      return path
    },
    async chooseFile(suggestedName) {
      const path = await askForFile(suggestedName)
      // On Linux the dialog does not ask before it names a file that is there; elsewhere it always does.
      return path === undefined ? undefined : { path, agreed: process.platform !== 'linux' }
    },
    chooseFolder: askForFolder,
    async openFile(path) {
      const problem = await shell.openPath(path)
      return problem === '' ? undefined : problem
    },
    revealFile: (path) => shell.showItemInFolder(path),
    showPath: (what) => shell.showItemInFolder(files[what]),
    openWindow: options.openWindow,
    quit: () => app.quit(),
    retryStart: options.retryStart,
  }
}
