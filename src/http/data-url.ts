import parseDataURL from 'data-urls'

/** What a `data:` URL holds. */
export interface DataURL {
  readonly mimeType: string
  /** A byte string. */
  readonly bytes: string
}

/** The contents of a `data:` URL, or null where it has none. https://fetch.spec.whatwg.org/#data-url-processor */
export function fetchDataURL(href: string): DataURL | null {
  const data = parseDataURL(href)
  if (data === null) return null
  let bytes = ''
  for (const byte of data.body) bytes += String.fromCharCode(byte)
  return { mimeType: data.mimeType.toString(), bytes }
}
