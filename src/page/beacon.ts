import { createRequest } from '../fetch/create-request'
import { blockedAsMixedContent } from '../fetch/mixed-content'
import type { Body } from '../fetch/request'
import { utf8Encode } from '../infra/utf-8'
import type { Profile } from '../profile/profile'
import { urlIn } from './document'
import { exception } from './exceptions'
import { bodyKind } from './fetch-api/body-kind'
import { boundaryFor, type FormField } from './form'
import type { PageScope } from './scope'
import { streamsAreText } from './stream-uploads'

/** What a beacon can carry. */
export type BeaconData =
  | string
  | URLSearchParams
  | FormData
  | Blob
  | ArrayBuffer
  | ArrayBufferView
  | ReadableStream
  | null

export type SendBeacon = (url: string | URL, data?: BeaconData) => boolean

/** How many bytes all beacons of a page together can have under way. https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
const keepaliveLimit = 64 * 1024

/** A body, whose bytes may have to be read yet. */
interface Payload {
  readonly size: number
  readonly bytes: string | Blob
  readonly type: string | null
}

/** `navigator.sendBeacon` of a page. https://w3c.github.io/beacon/#sendbeacon-processing-model */
export function sendBeaconOf({ conversation, document }: PageScope): SendBeacon {
  let underWay = 0
  return (input, data = null) => {
    const from = document()
    const url = urlIn(from, `${input}`)
    const { profile } = conversation.userAgent
    if (url === null) throw exception(profile, 'beacon-url', { value: `${input}` })
    if (url.scheme !== 'http' && url.scheme !== 'https')
      throw exception(profile, 'beacon-scheme', { value: `${input}` })
    const payload = payloadOf(profile, data)
    const { size, type } = payload
    if (underWay + size > keepaliveLimit) return false
    const request = createRequest({
      url: url.href,
      client: from.client,
      method: 'POST',
      headers: type === null ? [] : [['content-type', type]],
      mode: needsNoCORS(type) ? 'no-cors' : 'cors',
      credentials: 'include',
      keepalive: true,
      initiatorType: 'beacon',
    })
    underWay += size
    const send = async (): Promise<void> => {
      try {
        const bytes = payload.bytes
        const body: Body | null =
          data === null
            ? null
            : { kind: 'bytes', bytes: typeof bytes === 'string' ? bytes : await bytesOf(bytes) }
        await conversation.perform({ ...request, body }, null)
      } finally {
        underWay -= size
      }
    }
    conversation.inBackground(send())
    // Deviation(DV-80): by the standard a page is not told.
    return !blockedAsMixedContent(profile, request) || profile.mixedBeaconReturns
  }
}

const safelisted = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']

function needsNoCORS(type: string | null): boolean {
  return type === null || safelisted.includes(type.split(';')[0]?.trim() ?? '')
}

function payloadOf(profile: Profile, data: BeaconData): Payload {
  if (data === null) return { size: 0, bytes: '', type: null }
  switch (bodyKind(data)) {
    case 'URLSearchParams':
      return textPayload(`${data}`, 'application/x-www-form-urlencoded;charset=UTF-8')
    case 'Blob':
    case 'File': {
      const blob = data as Blob
      return { size: blob.size, bytes: blob, type: blob.type === '' ? null : blob.type }
    }
    case 'FormData':
      return formPayload(data as FormData)
    case 'ArrayBuffer':
      return bytesPayload(new Uint8Array(data as ArrayBuffer))
    case 'ReadableStream':
      if (!streamsAreText(profile)) throw new TypeError('A beacon has no stream for its body.')
  }
  if (ArrayBuffer.isView(data)) {
    return bytesPayload(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return textPayload(`${data}`, 'text/plain;charset=UTF-8')
}

function textPayload(text: string, type: string): Payload {
  const bytes = utf8Encode(text)
  return { size: bytes.length, bytes, type }
}

function bytesPayload(array: Uint8Array): Payload {
  return { size: array.length, bytes: byteString(array), type: null }
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function formPayload(data: FormData): Payload {
  const entries = [...data]
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  const boundary = boundaryFor(texts satisfies readonly FormField[])
  const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')
  const quoted = (text: string): string =>
    text.replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
  const parts: (string | Blob)[] = []
  for (const [name, value] of entries) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(lines(name))}"`
    if (typeof value === 'string') parts.push(`${head}\r\n\r\n${lines(value)}`)
    else {
      const type = value.type === '' ? 'application/octet-stream' : value.type
      parts.push(`${head}; filename="${quoted(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`, value)
    }
    parts.push('\r\n')
  }
  parts.push(`--${boundary}--\r\n`)
  const type = `multipart/form-data; boundary=${boundary}`
  if (texts.length === entries.length) return textPayload(parts.join(''), type)
  const blob = new Blob(parts)
  return { size: blob.size, bytes: blob, type }
}

async function bytesOf(blob: Blob): Promise<string> {
  return byteString(new Uint8Array(await blob.arrayBuffer()))
}

/** https://infra.spec.whatwg.org/#byte-sequence, one character a byte. */
function byteString(array: Uint8Array): string {
  let text = ''
  for (let i = 0; i < array.length; i += 0x2000) text += String.fromCharCode(...array.subarray(i, i + 0x2000))
  return text
}
