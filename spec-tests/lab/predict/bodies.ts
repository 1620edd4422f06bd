import type { Body as WireBody } from '../../../src/fetch/request'
import type { Profile } from '../../../src/profile/profile'
import type { Body } from '../scenario'

/** What stands for the boundary of multipart bodies, which browsers make up. */
export const boundary = 'BOUNDARY'

/** The bytes of a body and the type that it brings. https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
export function extractBody(
  profile: Profile,
  body: Body,
): { readonly body: WireBody; readonly type: string | null } {
  switch (body.kind) {
    case 'text':
      return bytes(utf8(body.text), 'text/plain;charset=UTF-8')
    case 'bytes':
      return bytes(body.latin1, null)
    case 'search-params':
      return bytes(urlencoded(body.fields), 'application/x-www-form-urlencoded;charset=UTF-8')
    case 'form-data':
      return bytes(multipart(body.fields), `multipart/form-data; boundary=${boundary}`)
    case 'blob':
      return bytes(utf8(body.text), body.type === '' ? null : body.type.toLowerCase())
    case 'stream':
      // Deviation(DV-81): engines that know no streams take them for any object.
      if (profile.streamUploads === 'as-text')
        return bytes('[object ReadableStream]', 'text/plain;charset=UTF-8')
      return { body: { kind: 'stream', ref: 0 }, type: null }
  }
}

function bytes(
  value: string,
  type: string | null,
): { readonly body: WireBody; readonly type: string | null } {
  return { body: { kind: 'bytes', bytes: value }, type }
}

export function utf8(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

export function utf8Decode(byteString: string): string {
  return new TextDecoder().decode(Buffer.from(byteString, 'latin1'))
}

export function urlencoded(fields: readonly (readonly [string, string])[]): string {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()
}

export function multipart(fields: readonly (readonly [string, string])[]): string {
  const escaped = (name: string): string =>
    utf8(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${utf8(value)}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

export function plainText(fields: readonly (readonly [string, string])[]): string {
  return fields.map(([name, value]) => `${utf8(name)}=${utf8(value)}\r\n`).join('')
}
