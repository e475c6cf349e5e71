declare module 'proxy-from-env' {
  /** The proxy that the environment says for an address; empty when there is none or NO_PROXY exempts it. */
  export function getProxyForUrl(url: string): string
}
