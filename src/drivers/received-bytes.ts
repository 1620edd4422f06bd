/**
 * Bytes that come in pieces, copied into one buffer as they come. Keeping the pieces would cost a hundred
 * times their size with a server that sends bytes one by one.
 */
export class ReceivedBytes {
  #buffer: Uint8Array = new Uint8Array(0)
  #length = 0

  get length(): number {
    return this.#length
  }

  append(piece: Uint8Array): void {
    const length = this.#length + piece.length
    if (length > this.#buffer.length) {
      const grown = new Uint8Array(Math.max(length, 2 * this.#buffer.length))
      grown.set(this.#buffer.subarray(0, this.#length))
      this.#buffer = grown
    }
    this.#buffer.set(piece, this.#length)
    this.#length = length
  }

  /** All of them as a byte string. https://infra.spec.whatwg.org/#isomorphic-decode */
  decode(): string {
    let decoded = ''
    // As many arguments at once as every engine takes.
    for (let start = 0; start < this.#length; start += 8192) {
      const end = Math.min(start + 8192, this.#length)
      decoded += String.fromCharCode(...this.#buffer.subarray(start, end))
    }
    return decoded
  }
}

/** Whether it is a piece of bytes, of whichever realm: test runners have realms with a `Uint8Array` of their own. */
export function isBytes(piece: unknown): piece is Uint8Array {
  return piece instanceof Uint8Array || Object.prototype.toString.call(piece) === '[object Uint8Array]'
}
