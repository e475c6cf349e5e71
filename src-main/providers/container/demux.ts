/** A piece of a container's output and where it was written. */
export interface OutputChunk {
  readonly from: 'stdout' | 'stderr'
  readonly data: Buffer
}

/**
 * Takes apart what the engine puts around output of a container without a terminal (Docker Engine API v1.41, "attach":
 * eight bytes of header - stream, three zeros, length as big-endian 32 bit - before each piece). With `raw` there is no
 * framing: all is standard output.
 */
export class Demux {
  readonly #raw: boolean
  #rest = Buffer.alloc(0)

  constructor(raw: boolean) {
    this.#raw = raw
  }

  push(chunk: Buffer): readonly OutputChunk[] {
    if (this.#raw) return [{ from: 'stdout', data: chunk }]
    this.#rest = Buffer.concat([this.#rest, chunk])
    const pieces: OutputChunk[] = []
    while (this.#rest.length >= 8) {
      const end = 8 + this.#rest.readUInt32BE(4)
      if (this.#rest.length < end) break
      pieces.push({ from: this.#rest[0] === 2 ? 'stderr' : 'stdout', data: this.#rest.subarray(8, end) })
      this.#rest = this.#rest.subarray(end)
    }
    return pieces
  }
}

/** A whole output at once, in the order in which it was written. */
export function outputText(answer: Buffer, raw: boolean): string {
  return Buffer.concat(new Demux(raw).push(answer).map((piece) => piece.data)).toString()
}
