import { expectAccessible } from '../fixtures/axe'
import { checkOut, heldHosts, order, pacedSandbox } from '../fixtures/sandbox'
import { expect, test, type RunningApp } from '../fixtures/test'
import { ExtendDialog } from '../pages/extend'
import { HostsScreen } from '../pages/hosts'
import { SettingsScreen } from '../pages/settings'
import { hasFocus, Shell } from '../pages/shell'
import { reachableAtEachWidth } from '../pages/widths'
import { TimelineScreen } from '../pages/timeline'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** A Thursday in working hours. */
const THURSDAY = '2026-11-12T14:00:00Z'
const AT = [`--clock-start=${THURSDAY}`]

async function endOf(app: RunningApp, name: string): Promise<number> {
  return (await heldHosts(app)).find((host) => host.name === name)?.lease?.endsAtMs ?? 0
}

async function hold(app: RunningApp, name: string, lease: string): Promise<void> {
  await checkOut(app, 'small-vm', { arguments: { name, lease } })
}

test.describe('the timeline', () => {
  test('draws the hosts of the table over days, hours and a month', async ({ launcher }) => {
    await launcher.settings(pacedSandbox('fast'))
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const timeline = new TimelineScreen(window)
    const hosts = new HostsScreen(window)
    await Promise.all([hold(app, 'soon', '1h'), hold(app, 'later', '2d'), hold(app, 'endless', 'none')])
    await order(app, 'slow-vm')
    await hosts.grid.getByRole('columnheader').first().waitFor()
    await window.keyboard.press('v')
    await expect(timeline.today).toBeVisible()
    // The days come when it is known how wide they can be.
    await expect.poll(() => timeline.days()).toContain('Thu 12 today')
    await expect.poll(() => timeline.days()).toContain('Sat 14 weekend')
    await expect(timeline.row('soon')).toContainText(/(1 hour|\d+ minutes) left, ends today 1\d:\d\d/)
    await expect(timeline.row('later')).toContainText('Sat 14')
    await expect(timeline.row('endless')).toContainText('No end')
    await expect(timeline.row('slow-vm')).toContainText(/Step \d of \d|Waiting to start|Working/)
    // What is sought and filtered stays so.
    await hosts.search.fill('later')
    await expect(timeline.rows).toHaveCount(1)
    await hosts.search.fill('')
    await expect(timeline.rows).toHaveCount(4)
    await window.keyboard.press('Escape')
    await timeline.zoom.getByRole('radio', { name: 'Day' }).click()
    await expect.poll(() => timeline.days()).toContain('16:00')
    await timeline.zoom.getByRole('radio', { name: 'Month' }).click()
    await expect.poll(() => timeline.days()).toContain('23 Nov')
    await timeline.zoom.getByRole('radio', { name: 'Week' }).click()
    await timeline.row('later').click()
    await window.keyboard.press('ArrowRight')
    await window.keyboard.press('ArrowRight')
    await expect.poll(() => timeline.days()).not.toContain('Thu 12')
    await window.keyboard.press('ArrowLeft')
    await window.keyboard.press('t')
    await expect.poll(() => timeline.days()).toContain('Thu 12')
    await window.keyboard.press('v')
    await expect(timeline.today).toBeHidden()
    await expect.poll(() => hasFocus(hosts.row('later'))).toBe(true)
    await window.keyboard.press('v')
    await expect.poll(() => hasFocus(timeline.row('later'))).toBe(true)
  })

  test('an end is dragged to another moment, and sent only when the dialog is confirmed', async ({
    launcher,
  }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const timeline = new TimelineScreen(window)
    const dialog = new ExtendDialog(window)
    await hold(app, 'pg', '1d')
    const before = await endOf(app, 'pg')
    await timeline.open()
    await timeline.drag('pg', 200)
    await expect(window.getByText('Release to review.')).toBeVisible()
    await window.keyboard.press('Escape')
    await expect(window.getByText('Release to review.')).toBeHidden()
    await window.mouse.up()
    await expect(dialog.root).toBeHidden()
    await timeline.drag('pg', 200)
    await window.mouse.up()
    await expect(dialog.amount(/^Until/)).toBeChecked()
    // A drag is no click on the row.
    await expect(new HostsScreen(window).panel).toBeHidden()
    const wanted = await dialog.root.getByLabel('New end', { exact: true }).inputValue()
    expect(Number(wanted.slice(-2)) % 15).toBe(0)
    expect(await endOf(app, 'pg')).toBe(before)
    await dialog.send('Extend 1 host').click()
    await expect(new HostsScreen(window).toasts).toContainText(/^pg now ends/)
    expect(await endOf(app, 'pg')).toBe(Date.parse(`${wanted}Z`))
    // Not earlier than it is: there is nothing to review.
    await timeline.drag('pg', -60)
    await window.mouse.up()
    await expect(dialog.root).toBeHidden()
  })

  test('an end is moved by the keyboard alone', async ({ launcher }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const timeline = new TimelineScreen(window)
    const dialog = new ExtendDialog(window)
    await hold(app, 'pg', '1d')
    await hold(app, 'endless', 'none')
    await timeline.open()
    await timeline.row('pg').click()
    await window.keyboard.press('Alt+ArrowRight')
    await window.keyboard.press('Alt+Shift+ArrowRight')
    await expect(timeline.told).toContainText('New end Sat 14 Nov')
    await window.keyboard.press('Escape')
    await expect(timeline.told).toBeHidden()
    await window.keyboard.press('Alt+ArrowRight')
    await window.keyboard.press('Enter')
    await expect(dialog.amount(/^Until/)).toBeChecked()
    await expect(dialog.root.getByLabel('New end', { exact: true })).toHaveValue('2026-11-13T15:00')
    await expect(dialog.amount(/^Until/)).toBeFocused()
    await window.keyboard.press('Enter')
    await expect.poll(() => endOf(app, 'pg')).toBe(Date.UTC(2026, 10, 13, 15))
    await timeline.row('endless').click()
    await window.keyboard.press('Alt+ArrowRight')
    await expect(new HostsScreen(window).toasts).toContainText('It has no end.')
  })
})

test.describe('the lease of a host', () => {
  test('is extended with one press, and its history says so', async ({ app }) => {
    const { window } = app
    const hosts = new HostsScreen(window)
    await hold(app, 'pg', '4h')
    const before = await endOf(app, 'pg')
    await hosts.row('pg').click()
    await hosts.panel
      .getByRole('group', { name: /^Extend pg/ })
      .getByRole('button', { name: /^1.day/ })
      .dblclick()
    await expect(hosts.toasts).toContainText(/^pg now ends/)
    expect(await endOf(app, 'pg')).toBe(before + DAY)
    const history = hosts.panel.getByRole('table').getByRole('row')
    await expect(history.nth(1)).toContainText(/Extended by 1.day/)
    await expect(history.nth(2)).toContainText('Set by the provider')
    await hosts.panel.getByRole('button', { name: 'Custom' }).click()
    await expect(new ExtendDialog(window).root).toContainText('Extend 1 host')
  })

  test('without an end reminds at a moment of one’s own', async ({ launcher }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const hosts = new HostsScreen(window)
    await hold(app, 'endless', 'none')
    await hosts.row('endless').click()
    await hosts.panel.getByRole('button', { name: 'Remind me at' }).click()
    const moment = hosts.panel.getByLabel('Remind me at', { exact: true })
    await expect(moment).toHaveValue('2026-11-13T17:00')
    await moment.fill('2001-01-01T10:00')
    await hosts.panel.getByRole('button', { name: 'Set' }).click()
    await expect(hosts.panel).toContainText('Say a time that is still to come.')
    await moment.fill('2026-11-13T09:00')
    await hosts.panel.getByRole('button', { name: 'Set' }).click()
    await expect(hosts.panel).toContainText('Reminds you Fri 09:00')
    await expect(hosts.row('endless')).toContainText('Fri 09:00')
    await expect(hosts.panel.getByRole('table')).toContainText('Reminder set by you')
    await expect(window.getByRole('link', { name: /^Reminders on, next Fri 09:00 for 1 host/ })).toBeVisible()
    await hosts.panel.getByRole('button', { name: 'Take away' }).click()
    await expect(hosts.panel).toContainText('No reminder')
  })

  test('is extended by itself as long as its rule says', async ({ launcher }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const hosts = new HostsScreen(window)
    await hold(app, 'kept', '1h')
    const before = await endOf(app, 'kept')
    await hosts.row('kept').click()
    await hosts.panel.getByRole('switch', { name: 'Extend by itself' }).click()
    await hosts.panel.getByRole('button', { name: 'Save' }).click()
    await expect(hosts.panel).toContainText('Say why this host is kept.')
    await hosts.panel.getByRole('radio', { name: 'So many times' }).click()
    await hosts.panel.getByRole('spinbutton', { name: 'Times' }).fill('1')
    await hosts.panel.getByLabel('Why', { exact: true }).fill('The upgrade runs over night')
    await hosts.panel.getByRole('button', { name: 'Save' }).click()
    // Less than two hours are left: it is extended at once, and the rule is over.
    await expect.poll(() => endOf(app, 'kept')).toBe(before + DAY)
    await expect(hosts.panel.getByRole('table')).toContainText(/Extended by 1.day/)
    await expect(hosts.panel).toContainText('1 of 1 times. It is over. The upgrade runs over night')
    await hosts.panel.getByRole('switch', { name: 'Extend by itself' }).click()
    await expect(hosts.panel.getByRole('switch', { name: 'Extend by itself' })).not.toBeChecked()
  })

  test('that has ended is told plainly, and settled by looking or by forgetting', async ({ launcher }) => {
    const before = await launcher.launch({ args: AT })
    await hold(before, 'looked-for', '15m')
    await hold(before, 'forgotten', '15m')
    await before.close()
    // Nobody has asked the provider yet: that comes a minute after the end.
    const app = await launcher.launch({ args: ['--clock-start=2026-11-12T14:15:20Z'] })
    const { window } = app
    const hosts = new HostsScreen(window)
    const shell = new Shell(window)
    await reachableAtEachWidth(app, hosts.row('looked-for').getByRole('button', { name: 'Resolve' }))
    await hosts.row('looked-for').getByRole('button', { name: 'Resolve' }).click()
    await expect(hosts.panel).toContainText(/Ended \d+.s ago/)
    await expect(hosts.panel).toContainText('Check whether it still exists, extend it, or forget it.')
    await hosts.panel.getByRole('button', { name: 'Check now' }).click()
    await expect(hosts.toasts).toContainText('looked-for.sandbox.example.com is gone at Sandbox')
    await expect(hosts.row('looked-for')).toBeHidden()
    await hosts.row('forgotten').click()
    await hosts.panel.getByRole('button', { name: 'Forget' }).click()
    await expect(shell.dialog).toContainText('Nothing is sent to Sandbox')
    await shell.dialog.getByRole('button', { name: 'Forget 1 host' }).click()
    await expect(hosts.row('forgotten')).toBeHidden()
  })
})

test.describe('reminders', () => {
  test('lead to the dialog with their hosts, and can be put off there', async ({ launcher }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const dialog = new ExtendDialog(window)
    const hosts = new HostsScreen(window)
    await hold(app, 'one', '1h')
    await hold(app, 'two', '2h')
    await hold(app, 'other', '2h')
    const ids = (await heldHosts(app)).filter(({ name }) => name !== 'other').map(({ id }) => id)
    const told = Date.parse('2026-11-12T13:57:00Z')
    await new Shell(window).goTo(`/hosts/extend/${ids.join('+')}/reminder-${told}`)
    await expect(dialog.root).toContainText('From the reminder at 13:57.')
    await expect(dialog.root.getByRole('table').getByRole('row')).toHaveCount(3)
    await dialog.root.getByRole('button', { name: 'Snooze' }).click()
    await window.getByRole('menuitem', { name: /^Snooze 15.min/ }).click()
    await expect(hosts.toasts).toContainText(/^Reminds again at 14:1\d/)
    await expect(dialog.root).toBeHidden()
    const { snoozedUntilMs } = await app.call('hosts.leaseHistory', { hostId: ids[0] ?? '' })
    expect(snoozedUntilMs).toBeGreaterThan(Date.parse(THURSDAY) + 14 * MINUTE)
    await hosts.row('one').click()
    await expect(hosts.panel).toContainText(/Snoozed until 14:1\d/)
    // A notification of hosts that were given back since says so.
    await new Shell(window).goTo(`/hosts/extend/no-such-host/reminder-${told}`)
    await expect(hosts.toasts).toContainText('These hosts are not held any more')
  })

  test('come in the window where the desktop shows none, and the dialog remembers the amount', async ({
    launcher,
  }) => {
    const app = await launcher.launch({ args: [...AT, '--clock-rate=60'] })
    const { window } = app
    const dialog = new ExtendDialog(window)
    await hold(app, 'pg', '65m')
    const before = await endOf(app, 'pg')
    const notice = window.getByRole('status').filter({ hasText: /pg .*ends in/ })
    await notice.getByRole('button', { name: 'Extend' }).click()
    await dialog.amount(/^4.h/).click()
    await dialog.send('Extend 1 host').click()
    await expect.poll(() => endOf(app, 'pg')).toBe(before + 4 * HOUR)
    await expect(notice).toBeHidden()
    // Keys are the dialog's while it fades.
    await expect(dialog.root).toBeHidden()
    await window.keyboard.press('Shift+e')
    await expect(dialog.amount(/^4.h/)).toBeChecked()
  })

  test('are set, seen beforehand, and paused', async ({ launcher }) => {
    const app = await launcher.launch({ args: AT })
    const { window } = app
    const settings = new SettingsScreen(window)
    const preferences = (): ReturnType<typeof app.call<'settings.preferences'>> =>
      app.call('settings.preferences', {})
    await new Shell(window).goTo('/settings')
    await settings.open('Reminders')
    await expect(window.getByText('A lease that ends Mon 16 Nov 17:00 is told of')).toBeVisible()
    await expect(window.getByRole('listitem').filter({ hasText: 'Mon 16:45, 15 min before' })).toBeVisible()
    await window.getByRole('button', { name: 'Remove 15 min' }).click()
    await expect(window.getByRole('listitem').filter({ hasText: '15 min before' })).toHaveCount(0)
    const remind = settings.field('Remind me')
    await remind.fill('soon')
    await remind.press('Enter')
    await expect(window.getByText('Say a length such as 30 min, 4 h or 1 day.')).toBeVisible()
    await remind.fill('30 min')
    await remind.press('Enter')
    await expect
      .poll(async () => (await preferences()).reminders.thresholdsMinutes)
      .toEqual([1440, 240, 60, 30])
    await window.getByRole('switch', { name: 'Tell nothing at night' }).click()
    await settings.field('Quiet from').fill('16:40')
    await settings.field('Quiet from').blur()
    await expect(window.getByText(/^Tue 07:00 in a summary, because Mon 17:00 is quiet/)).toBeVisible()
    await window.getByRole('checkbox', { name: 'Fri' }).click()
    await expect(window.getByText(/^Thursday, two hours before 17:00/)).toBeVisible()
    await window.getByRole('button', { name: 'Add a rule' }).click()
    await window.getByRole('menuitem', { name: 'Sandbox' }).click()
    await settings.field('Default lease').fill('8 h')
    await settings.field('Default lease').blur()
    await expect
      .poll(async () => (await preferences()).leaseRules)
      .toEqual([{ provider: 'Sandbox', instance: 'sandbox', defaultMinutes: 480 }])
    // A host without an end has that one now.
    await hold(app, 'endless', 'none')
    await expect.poll(() => endOf(app, 'endless')).toBeGreaterThan(Date.parse(THURSDAY) + 7 * HOUR)
    await window.getByRole('button', { name: /^Pause for 1.h/ }).click()
    await expect(window.getByText(/^Reminders paused until 15:0\d/)).toBeVisible()
    await window.getByRole('button', { name: 'Resume' }).click()
    await expect(window.getByText(/^Reminders on/)).toBeVisible()
    await expectAccessible(app, 'the settings of reminders')
  })
})

test('axe finds nothing in the timeline, the lease and its forms', async ({ launcher }) => {
  await launcher.settings(pacedSandbox('fast'))
  const app = await launcher.launch({ args: AT })
  const { window } = app
  await window.emulateMedia({ reducedMotion: 'reduce' })
  const timeline = new TimelineScreen(window)
  const hosts = new HostsScreen(window)
  await Promise.all([
    hold(app, 'soon', '15m'),
    hold(app, 'hours', '8h'),
    hold(app, 'days', '3d'),
    hold(app, 'endless', 'none'),
    checkOut(app, 'leaves-behind'),
  ])
  await order(app, 'slow-vm')
  await timeline.open()
  for (const zoom of ['Day', 'Month', 'Week']) {
    await timeline.zoom.getByRole('radio', { name: zoom }).click()
    await expectAccessible(app, `the timeline of a ${zoom.toLowerCase()}`)
  }
  await timeline.row('days').click()
  await window.keyboard.press('Space')
  await window.keyboard.press('Alt+ArrowRight')
  await expect(timeline.told).toContainText('New end')
  await expectAccessible(app, 'an end on its way, of a selected row with its panel')
  await window.keyboard.press('Escape')
  await hosts.panel.getByRole('switch', { name: 'Extend by itself' }).click()
  await expectAccessible(app, 'the rule that extends')
  await timeline.row('endless').click()
  await hosts.panel.getByRole('button', { name: 'Remind me at' }).click()
  await expectAccessible(app, 'the moment to be reminded at')
})
