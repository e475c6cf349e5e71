/**
 * Splits a hostname after its first label. Addresses have no domain, a port belongs to what stands before it, and a name
 * with a single dot is one name: "rhel-9.6-x1".
 */
export function splitHostname(name: string): { readonly label: string; readonly domain: string } {
  const dot = name.indexOf('.')
  const isAddress = /^\d+(\.\d+){3}(:\d+)?$/.test(name) || name.startsWith('[') || name.split(':').length > 2
  if (dot <= 0 || isAddress || dot === name.lastIndexOf('.')) return { label: name, domain: '' }
  return { label: name.slice(0, dot), domain: name.slice(dot) }
}
