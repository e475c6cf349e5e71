/** The content of a file that was picked or dropped; undefined for a folder and for what cannot be read. */
export async function bytesOf(file: File): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await file.arrayBuffer())
  } catch {
    return undefined
  }
}

/** What is said of a file that cannot be read. */
export function unreadable(name: string): string {
  return `${name} is a folder, or cannot be read. Choose a JSON or YAML file.`
}
