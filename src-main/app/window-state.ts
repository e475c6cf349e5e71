import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { Logger } from '@main/ports/logger'
import { writeFileAtomic } from '@main/settings/atomic-file'

/** A rectangle on the desktop, in device-independent pixels. */
export interface Bounds {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The smallest window that every screen still works in, and the first one. */
export const MIN_SIZE = { width: 1024, height: 640 } as const
const FIRST_SIZE = { width: 1360, height: 860 } as const
/** How much of the title bar must be on a display, so that the window can be taken hold of. */
const REACHABLE = { width: 120, height: 44 } as const
const SAVE_AFTER_MS = 500

const stateSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  maximized: z.boolean(),
})
/** Where the window was, and whether it filled the display. */
export type WindowState = z.infer<typeof stateSchema>

/**
 * Where a window goes on the displays that there are now: where it was if its title bar can be reached there, else in
 * the middle of the first display; never larger than the display, never smaller than the screens need.
 */
export function clampBounds(saved: Bounds | undefined, workAreas: readonly Bounds[]): Bounds {
  const home = saved === undefined ? undefined : workAreas.find((area) => isReachable(saved, area))
  if (saved !== undefined && home !== undefined) {
    return { x: saved.x, y: saved.y, ...fittingSize(saved, home) }
  }
  const [first] = workAreas
  const size = fittingSize(saved ?? FIRST_SIZE, first)
  if (first === undefined) return { x: 0, y: 0, ...size }
  return {
    x: first.x + Math.max(0, Math.round((first.width - size.width) / 2)),
    y: first.y + Math.max(0, Math.round((first.height - size.height) / 2)),
    ...size,
  }
}

function fittingSize(wanted: { readonly width: number; readonly height: number }, area: Bounds | undefined) {
  return {
    width: Math.max(MIN_SIZE.width, Math.min(wanted.width, area?.width ?? wanted.width)),
    height: Math.max(MIN_SIZE.height, Math.min(wanted.height, area?.height ?? wanted.height)),
  }
}

function isReachable(window: Bounds, area: Bounds): boolean {
  const width = Math.min(window.x + window.width, area.x + area.width) - Math.max(window.x, area.x)
  // The title bar is at the top: a window whose top is above or below the display cannot be moved back.
  return width >= REACHABLE.width && window.y >= area.y && window.y + REACHABLE.height <= area.y + area.height
}

/** What is looked at of a window to remember it; Electron's `BrowserWindow` has it. */
export interface RememberedWindow {
  isDestroyed(): boolean
  isMaximized(): boolean
  isFullScreen(): boolean
  getNormalBounds(): Bounds
  on(event: 'resize' | 'move' | 'maximize' | 'unmaximize' | 'close', listener: () => void): unknown
}

/** Remembers where the window was, in a small file of its own. A file that cannot be read is as good as none. */
export class WindowStateStore {
  readonly #file: string
  readonly #logger: Logger

  constructor(options: { readonly file: string; readonly logger: Logger }) {
    this.#file = options.file
    this.#logger = options.logger
  }

  /** Where the window was when it was last moved; undefined at the first start. */
  load(): WindowState | undefined {
    try {
      return stateSchema.parse(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch {
      return undefined
    }
  }

  /** Follows a window: writes half a second after it came to rest, and when it closes. */
  follow(window: RememberedWindow): void {
    let timer: NodeJS.Timeout | undefined
    const save = (): void => {
      clearTimeout(timer)
      timer = undefined
      if (!window.isDestroyed()) this.#save(window)
    }
    const saveSoon = (): void => {
      clearTimeout(timer)
      timer = setTimeout(save, SAVE_AFTER_MS)
    }
    for (const event of ['resize', 'move', 'maximize', 'unmaximize'] as const) window.on(event, saveSoon)
    window.on('close', save)
  }

  #save(window: RememberedWindow): void {
    // Full screen is a mood, not a place: the window comes back as it was before.
    const { x, y, width, height } = window.getNormalBounds()
    const state: WindowState = {
      x,
      y,
      width,
      height,
      maximized: window.isMaximized() && !window.isFullScreen(),
    }
    try {
      writeFileAtomic(this.#file, `${JSON.stringify(state)}\n`)
    } catch (error) {
      this.#logger.warn('The place of the window could not be remembered', { error })
    }
  }
}
