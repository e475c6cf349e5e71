/**
 * Watches, in the page, when a key went down and when what it changed there was painted.
 * @param {string} where A selector: what changes elsewhere is not looked at.
 */
export function watchPaint(where) {
  const seen = { downAt: 0, paintedAt: 0 }
  Object.assign(window, { benchSeen: seen })
  window.addEventListener(
    'keydown',
    (event) => {
      seen.downAt = event.timeStamp
      seen.paintedAt = 0
    },
    true,
  )
  new MutationObserver(() => {
    requestAnimationFrame(() => {
      // A message is delivered after the frame that was being made has been painted.
      const channel = new MessageChannel()
      channel.port1.addEventListener('message', () => {
        seen.paintedAt = performance.now()
      })
      channel.port1.start()
      channel.port2.postMessage(undefined)
    })
  }).observe(document.querySelector(where), {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
  })
}

/** Resolves with the milliseconds from the key to the last paint, once nothing has changed for a while. */
export function settled(quietMs) {
  const seen = window.benchSeen
  return new Promise((resolve) => {
    const look = () => {
      if (seen.paintedAt > 0 && performance.now() - seen.paintedAt > quietMs) {
        resolve(seen.paintedAt - seen.downAt)
      } else setTimeout(look, 20)
    }
    look()
  })
}
