import { join, resolve } from 'node:path'

/** The environment variable that moves the data folder. */
export const DATA_FOLDER_VARIABLE = 'BROKER_DESKTOP_HOME'

/**
 * Where the data folder has to be set to; undefined leaves it where Electron has it. Electron's own switch
 * `--user-data-dir` wins, since it was said for this very start, and Electron has already obeyed it.
 */
export function dataFolderOverride(options: {
  readonly env: Readonly<Record<string, string | undefined>>
  /** The value of `--user-data-dir`, "" where it was not given (`app.commandLine.getSwitchValue`). */
  readonly userDataSwitch: string
  readonly cwd: string
}): string | undefined {
  const wanted =
    options.userDataSwitch === '' ? options.env[DATA_FOLDER_VARIABLE]?.trim() : options.userDataSwitch
  return wanted === undefined || wanted === '' ? undefined : resolve(options.cwd, wanted)
}

/** Every file of ours, in one place. */
export interface DataPaths {
  readonly dataFolder: string
  readonly settingsFile: string
  readonly inventoryFile: string
  readonly secretsFile: string
  readonly windowStateFile: string
  readonly logFile: string
  /** What Chromium keeps for itself, apart from what is the person's (`app.setPath('sessionData', …)`). */
  readonly sessionFolder: string
}

/** The files inside a data folder. */
export function dataPaths(dataFolder: string): DataPaths {
  return {
    dataFolder,
    settingsFile: join(dataFolder, 'broker_settings.yaml'),
    inventoryFile: join(dataFolder, 'inventory.db'),
    secretsFile: join(dataFolder, 'secrets.json'),
    windowStateFile: join(dataFolder, 'window.json'),
    logFile: join(dataFolder, 'logs', 'broker-desktop.log'),
    sessionFolder: join(dataFolder, 'session'),
  }
}
