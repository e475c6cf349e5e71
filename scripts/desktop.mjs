#!/usr/bin/env node
// Runs a command on a whole desktop of its own (a panel with a tray, a notification service) on a virtual screen, and
// leaves a picture of it at the end: node scripts/desktop.mjs [--picture FILE] [--no-tray] [--no-notifications] COMMAND …
import { parseArgs } from 'node:util'
import { run } from './lib/processes.mjs'
import { PlainError, runMain, say } from './lib/say.mjs'
import { setUp } from './setup/setup.mjs'

await runMain(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      picture: { type: 'string' },
      tray: { type: 'boolean', default: true },
      notifications: { type: 'boolean', default: true },
    },
  })
  const [command, ...args] = positionals
  if (command === undefined)
    throw new PlainError('Say which command to run on the desktop, after -- if it has switches.')
  await setUp('test')
  // Only now: it needs a package, and set-up may just have installed them.
  const { openDesktop } = await import('./desktop/session.mjs')
  const desktop = await openDesktop({ panel: values.tray, notifications: values.notifications })
  if (!desktop.available) throw new PlainError(`There can be no desktop here: ${desktop.reason}`)
  say('desktop', `DISPLAY=${desktop.env['DISPLAY']} DBUS_SESSION_BUS_ADDRESS=${desktop.busAddress}`)
  try {
    const { code } = await run(command, args, { env: { ...process.env, ...desktop.env }, ownGroup: true })
    if (values.picture !== undefined) await desktop.picture(values.picture)
    return code
  } finally {
    await desktop.close()
  }
})
