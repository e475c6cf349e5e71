/** Every call the renderer may make, by name (`noun.verb`). This module imports nothing: the preload needs it. */
export const CALLS = [
  'app.info',
  'app.quit',
  'app.dismissNotice',
  'app.showPath',
  'app.openLink',
  'app.copyText',
  'app.saveText',
  'app.resolveStartProblem',
  'hosts.page',
  'hosts.ids',
  'hosts.facets',
  'hosts.get',
  'hosts.checkout',
  'hosts.checkin',
  'hosts.undoCheckin',
  'hosts.sendCheckin',
  'hosts.holdCheckin',
  'hosts.keep',
  'hosts.extend',
  'hosts.forget',
  'tasks.list',
  'tasks.get',
  'tasks.log',
  'tasks.cancel',
  'tasks.retry',
  'tasks.leftBehind',
  'providers.kinds',
  'providers.check',
  'providers.offerings',
  'providers.describe',
  'providers.discover',
  'providers.execute',
  'providers.list',
  'providers.show',
  'sync.read',
  'sync.get',
  'sync.apply',
  'sync.close',
  'settings.preferences',
  'settings.savePreferences',
  'settings.instances',
  'settings.saveInstance',
  'settings.removeInstance',
] as const
export type CallName = (typeof CALLS)[number]

/** Every event the main process may send, by name (`noun.pastTense`). */
export const EVENTS = [
  'hosts.changed',
  'tasks.changed',
  'tasks.logged',
  'providers.changed',
  'sync.changed',
  'settings.changed',
  'app.noticed',
  'app.navigated',
] as const
export type EventName = (typeof EVENTS)[number]

/** The one physical channel for calls, and the one for events. */
export const CALL_CHANNEL = 'broker:call'
export const EVENT_CHANNEL = 'broker:event'
