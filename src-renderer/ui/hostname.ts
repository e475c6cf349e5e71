/** Splits a hostname after its first label. Addresses have no domain, and a port belongs to what stands before it. */
export function splitHostname(name: string): { readonly label: string; readonly domain: string } {
  const dot = name.indexOf('.')
  const isAddress = /^\d+(\.\d+){3}(:\d+)?$/.test(name) || name.startsWith('[') || name.split(':').length > 2
  if (dot <= 0 || isAddress) return { label: name, domain: '' }
  return { label: name.slice(0, dot), domain: name.slice(dot) }
}
