import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { App } from 'electron'
import { writeFileAtomic } from '@main/settings/atomic-file'

/** The switch of a start that shows no window. */
export const HIDDEN_SWITCH = 'hidden'

/** How a session starts us when it begins. */
export interface LoginCommand {
  readonly executable: string
  readonly args: readonly string[]
}

/** The command of a start at login, made from how this one was made. */
export function loginCommand(start: {
  /** Where an AppImage is; what it runs from is gone after it. */
  readonly appImage: string | undefined
  readonly executable: string
  /** The folder of an application that is not packaged. */
  readonly appFolder: string | undefined
  /** Where the data folder was moved to. */
  readonly dataFolder: string | undefined
}): LoginCommand {
  return {
    executable: start.appImage ?? start.executable,
    args: [
      ...(start.appFolder === undefined ? [] : [start.appFolder]),
      ...(start.dataFolder === undefined ? [] : [`--user-data-dir=${start.dataFolder}`]),
      `--${HIDDEN_SWITCH}`,
    ],
  }
}

/** How to start as this start was made, to be seen. */
export function seenAgain(
  argv: readonly string[],
  appImage: string | undefined,
): { readonly args: string[]; readonly execPath?: string } {
  const args = argv.slice(1).filter((arg) => arg !== `--${HIDDEN_SWITCH}`)
  return appImage === undefined ? { args } : { args, execPath: appImage }
}

/** A file of a Linux session's autostart folder (Desktop Application Autostart Specification). */
export function autostartEntry({ executable, args }: LoginCommand): string {
  return `[Desktop Entry]
Type=Application
Name=Broker Desktop
Comment=Reminds you before leases end
Exec=${[executable, ...args].map(quoted).join(' ')}
Icon=broker-desktop
Terminal=false
X-GNOME-Autostart-enabled=true
`
}

/** One argument as Exec wants it: what a shell and the format would read is escaped twice, and "%" is doubled. */
function quoted(argument: string): string {
  const escaped = argument.replaceAll(/["`$\\]/g, String.raw`\$&`).replaceAll('\\', '\\\\')
  return `"${escaped.replaceAll('%', '%%')}"`
}

/** Starts us with the session, hidden, or does not any more. */
export function setLoginStart(options: {
  readonly enabled: boolean
  readonly command: LoginCommand
  readonly platform: NodeJS.Platform
  readonly app: Pick<App, 'setLoginItemSettings'>
  /** XDG_CONFIG_HOME, or what stands for it. */
  readonly configFolder: string
}): void {
  const { enabled, command } = options
  if (options.platform !== 'linux') {
    options.app.setLoginItemSettings({
      openAtLogin: enabled,
      path: command.executable,
      args: [...command.args],
    })
    return
  }
  const file = join(options.configFolder, 'autostart', 'broker-desktop.desktop')
  if (enabled) writeFileAtomic(file, autostartEntry(command))
  else rmSync(file, { force: true })
}
