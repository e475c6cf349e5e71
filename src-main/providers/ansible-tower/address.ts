/**
 * Reads the address of an instance: http or https, a host, and possibly the path below which a reverse proxy serves it;
 * a path of the user interface or of the API that was copied along is taken off. Undefined when it is none.
 */
export function parseBase(address: string): URL | undefined {
  const value = address.trim()
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return undefined
  const url = new URL(value)
  if (url.username !== '' || url.password !== '') return undefined
  url.search = ''
  url.hash = ''
  url.pathname = `${url.pathname.replace(/\/(api|execution|#)(\/.*)?$/, '').replace(/\/+$/, '')}/`
  return url
}

/**
 * The full address of a path that the server told (`url`, `related`, `next`), which is relative to the host, or of one
 * relative to `prefix` ("jobs/9/"). Behind a reverse proxy that takes its path off, what the server tells begins at its
 * own root, so the path of the base is put before it. Undefined for an address at another origin: credentials never go
 * there.
 */
export function resolvePath(base: URL, prefix: string, path: string): URL | undefined {
  if (!path.startsWith('/') && !/^[a-z][a-z0-9+.-]*:/i.test(path)) return new URL(`${prefix}${path}`, base)
  if (path.startsWith('//') || !URL.canParse(path, base.href)) return undefined
  const url = new URL(path, base)
  if (url.origin !== base.origin) return undefined
  if (!url.pathname.startsWith(base.pathname)) url.pathname = `${base.pathname}${url.pathname.slice(1)}`
  return url
}
