/** Whether the keys of macOS are to be shown. */
export const isMac = typeof navigator !== 'undefined' && navigator.userAgent.includes('Macintosh')
