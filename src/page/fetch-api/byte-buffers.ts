/** The bytes of a byte string. https://infra.spec.whatwg.org/#isomorphic-encode */
export function toUint8Array(bytes: string): Uint8Array<ArrayBuffer> {
  const encoded = new Uint8Array(bytes.length)
  for (let i = 0; i < bytes.length; i++) encoded[i] = bytes.charCodeAt(i)
  return encoded
}

/** The byte string of a buffer, or of a view on one. https://infra.spec.whatwg.org/#isomorphic-decode */
export function fromBuffer(buffer: ArrayBuffer | ArrayBufferView): string {
  const bytes = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer)
  let decoded = ''
  // As many arguments at once as every engine takes.
  for (let start = 0; start < bytes.length; start += 8192) {
    decoded += String.fromCharCode(...bytes.subarray(start, start + 8192))
  }
  return decoded
}
