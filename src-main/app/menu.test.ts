import { describe, expect, it, vi } from 'vitest'
import { menuModel, menuTemplate, type MenuItemModel } from '@main/app/menu'

const PLATFORMS = ['linux', 'win32', 'darwin'] as const

function flat(items: readonly MenuItemModel[]): readonly MenuItemModel[] {
  return items.flatMap((item) => [item, ...flat(item.submenu ?? [])])
}

function model(platform: (typeof PLATFORMS)[number], development = false): readonly MenuItemModel[] {
  return menuModel({ platform, development, appName: 'Broker Desktop' })
}

describe('menuModel', () => {
  it.each(PLATFORMS)('has the keys of the design on %s', (platform) => {
    const keys = Object.fromEntries(
      flat(model(platform)).flatMap((item) =>
        item.command === undefined ? [] : [[item.accelerator, item.command]],
      ),
    )
    expect(keys).toMatchObject({
      'CmdOrCtrl+N': { to: '/checkout' },
      'CmdOrCtrl+,': { to: '/settings' },
      'CmdOrCtrl+1': { to: '/hosts' },
      'CmdOrCtrl+2': { to: '/checkout' },
      'CmdOrCtrl+3': { to: '/tasks' },
    })
  })

  it.each(PLATFORMS)('has everything once on %s', (platform) => {
    const items = flat(model(platform))
    const keys = items.flatMap((item) => item.accelerator ?? [])
    expect(new Set(keys).size).toBe(keys.length)
    for (const role of [
      'quit',
      'about',
      'undo',
      'copy',
      'paste',
      'selectAll',
      'togglefullscreen',
      'toggleDevTools',
      'zoomIn',
    ]) {
      expect(
        items.filter((item) => item.role === role),
        role,
      ).toHaveLength(1)
    }
    expect(items.filter((item) => item.command?.kind === 'documentation')).toHaveLength(1)
    expect(items.filter((item) => item.command?.kind === 'showLog')).toHaveLength(1)
  })

  it('begins with the application on macOS, and with the file elsewhere', () => {
    expect(model('darwin').map((item) => item.label)).toEqual([
      'Broker Desktop',
      'File',
      'Edit',
      'View',
      'Window',
      'Help',
    ])
    expect(model('linux').map((item) => item.label)).toEqual(['File', 'Edit', 'View', 'Window', 'Help'])
  })

  it('reloads in development only', () => {
    const roles = (development: boolean) => flat(model('linux', development)).map((item) => item.role)
    expect(roles(true)).toContain('reload')
    expect(roles(false)).not.toContain('reload')
    expect(roles(false)).not.toContain('forceReload')
  })
})

describe('menuTemplate', () => {
  it('runs the command of the item that is chosen', () => {
    const run = vi.fn()
    const [file] = menuTemplate(model('linux'), run)
    const first = Array.isArray(file?.submenu) ? file.submenu[0] : undefined
    expect(first).toMatchObject({ label: 'Check out', accelerator: 'CmdOrCtrl+N' })
    expect(first).not.toHaveProperty('command')
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it looks at none of its arguments
    ;(first?.click as (() => void) | undefined)?.()
    expect(run).toHaveBeenCalledExactlyOnceWith({ kind: 'navigate', to: '/checkout' })
  })
})
