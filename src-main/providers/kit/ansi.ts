// Terminal control sequences (ECMA-48): CSI, OSC ended by BEL or ST, two-letter escapes; then the other C0 controls.
const SEQUENCES =
  // oxlint-disable-next-line no-control-regex -- control characters are what is looked for
  /\u001b\[[0-?]*[ -/]*[@-~]|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)|\u001b[@-Z\\-_]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g

/** Takes colours, cursor movements and other terminal control out of a text. */
export function stripAnsi(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(SEQUENCES, '')
}

/** Cuts a stream of bytes into lines of UTF-8 text without terminal control; a rest without an end is held back. */
export class LineCutter {
  readonly #decoder = new TextDecoder()
  readonly #emit: (line: string) => void
  #rest = ''

  constructor(emit: (line: string) => void) {
    this.#emit = emit
  }

  write(chunk: Uint8Array): void {
    this.#rest += this.#decoder.decode(chunk, { stream: true })
    const lines = this.#rest.split('\n')
    this.#rest = lines.pop() ?? ''
    for (const line of lines) this.#emit(stripAnsi(line))
  }

  /** Gives out what is left when the stream has ended. */
  end(): void {
    this.#rest += this.#decoder.decode()
    if (this.#rest !== '') this.#emit(stripAnsi(this.#rest))
    this.#rest = ''
  }
}
