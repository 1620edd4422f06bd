import type { Body as WireBody } from '../../../src/fetch/request'
import { utf8Encode } from '../../../src/infra/utf-8'
import { multipart, urlencoded } from '../../../src/page/form'
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
      return bytes(utf8Encode(body.text), 'text/plain;charset=UTF-8')
    case 'bytes':
      return bytes(body.latin1, null)
    case 'search-params':
      return bytes(urlencoded(body.fields), 'application/x-www-form-urlencoded;charset=UTF-8')
    case 'form-data':
      return bytes(multipart(body.fields, boundary), `multipart/form-data; boundary=${boundary}`)
    case 'blob':
      return bytes(utf8Encode(body.text), body.type === '' ? null : body.type.toLowerCase())
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

/** As `text()` of a body does it: a byte order mark goes. */
export function utf8Decode(byteString: string): string {
  return new TextDecoder().decode(Buffer.from(byteString, 'latin1'))
}
