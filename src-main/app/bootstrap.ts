import { app, dialog, Menu, protocol } from 'electron'
import { clockOfRun, clockRate } from '@main/app/clock-of-run'
import { FileLogger } from '@main/app/logging'
import { dataFolderOverride, dataPaths } from '@main/app/paths'
import { APP_ORIGIN, declareAppScheme } from '@main/app/protocol'
import { isHiddenStart, run, type Running } from '@main/app/run'
import { SecretRegistry } from '@main/app/secret-registry'
import { hardenApp } from '@main/app/security'
import { claimSingleInstance } from '@main/app/single-instance'

/** Starts the application: what must happen before Electron is ready, then everything else. */
export function start(): void {
  const override = dataFolderOverride({
    env: process.env,
    userDataSwitch: app.commandLine.getSwitchValue('user-data-dir'),
    cwd: process.cwd(),
  })
  if (override !== undefined) app.setPath('userData', override)
  const paths = dataPaths(app.getPath('userData'))
  app.setPath('sessionData', paths.sessionFolder)

  // electron-vite names the dev server here, and only in development.
  const devServer = app.isPackaged ? undefined : process.env['ELECTRON_RENDERER_URL']
  const secrets = new SecretRegistry()
  const logger = new FileLogger({
    file: paths.logFile,
    secrets,
    ...(devServer === undefined ? {} : { mirror: (line) => process.stderr.write(`${line}\n`) }),
  })
  const origins = devServer === undefined ? [APP_ORIGIN] : [new URL(devServer).origin]
  hardenApp(app, { origins, logger })
  declareAppScheme(protocol)
  // Ours comes with the window; without this Electron would first build one of its own.
  Menu.setApplicationMenu(null)
  let running: Running | undefined
  const isFirst = claimSingleInstance(app, (args) => {
    // A session that starts us at login, though we run already, wants to see nothing.
    if (!isHiddenStart(args)) running?.show()
  })
  if (!isFirst) {
    process.stderr.write(
      'Broker Desktop runs already on this data folder. Its window was brought to the front.\n',
    )
    app.quit()
    return
  }
  process.on('uncaughtException', (error) => logger.error('A defect was not handled', { error }))
  process.on('unhandledRejection', (error) => logger.error('A defect was not handled', { error }))
  app
    .whenReady()
    .then(() => {
      const asked = clockRate((name) => app.commandLine.getSwitchValue(name))
      const clock = clockOfRun(asked)
      running = run({
        paths,
        movedTo: override,
        devServer,
        origins,
        secrets,
        logger,
        clock,
        clockRate: asked,
      })
      return running
    })
    .catch((error: unknown) => {
      // Without a window nobody would know, and the data folder would stay claimed.
      logger.error('Broker Desktop could not start', { error })
      dialog.showErrorBox(
        'Broker Desktop cannot start',
        `${error instanceof Error ? error.message : String(error)}\n\nThe log file has the details: ${paths.logFile}`,
      )
      app.exit(1)
    })
}
