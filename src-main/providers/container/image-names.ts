/** A reference of an image as the API wants it: the repository, and the tag or digest. */
export interface ImageReference {
  readonly repository: string
  readonly tag: string
}

/** Takes a reference apart; without a tag it is `latest`, so that never all tags are pulled. */
export function parseReference(name: string): ImageReference {
  const at = name.indexOf('@')
  if (at >= 0) return { repository: name.slice(0, at), tag: name.slice(at + 1) }
  const colon = name.lastIndexOf(':')
  if (colon > name.lastIndexOf('/')) return { repository: name.slice(0, colon), tag: name.slice(colon + 1) }
  return { repository: name, tag: 'latest' }
}

const LOCAL = 'localhost/'

/** The names under which an image may be on the engine: Podman puts `localhost/` before what was built there. */
export function localNames(name: string): readonly string[] {
  if (name.startsWith(LOCAL)) return [name, name.slice(LOCAL.length)]
  return name.includes('/') ? [name] : [name, `${LOCAL}${name}`]
}

/** Whether an image can be had from a registry at all: `localhost/…` is what was built on the engine. */
export function canPull(name: string): boolean {
  return !name.startsWith(LOCAL)
}
