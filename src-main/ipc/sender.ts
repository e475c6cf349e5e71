/** What is looked at of a frame that makes a call; Electron's `WebFrameMain` has it. */
export interface CallFrame {
  readonly url: string
  readonly parent: unknown
}

/** What is looked at of a call's event; Electron's `IpcMainInvokeEvent` has it. */
export interface CallEvent {
  readonly sender: { readonly id: number }
  readonly senderFrame: CallFrame | null
}

/**
 * Makes the check of who calls: the main frame of one of our windows, showing one of our pages. A page that came to
 * be in the window in any other way gets nothing.
 */
export function createSenderCheck(options: {
  /** Where our pages come from: `app://broker`, and in development the dev server. */
  readonly origins: readonly string[]
  /** Whether a window of ours has this `webContents`. */
  readonly isOurWindow: (webContentsId: number) => boolean
}): (event: CallEvent) => boolean {
  const origins = new Set(options.origins.map(originOf))
  return (event) => {
    try {
      const frame = event.senderFrame
      // A frame that is gone, or has navigated since, is null; its call is not answered.
      if (frame === null || frame.parent !== null) return false
      return origins.has(originOf(frame.url)) && options.isOurWindow(event.sender.id)
    } catch {
      // Electron throws when a disposed frame is looked at.
      return false
    }
  }
}

/** Protocol and host; `URL.origin` is "null" for every scheme that is not the web's own. */
function originOf(url: string): string {
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}
