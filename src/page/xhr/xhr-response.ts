import type { FilteredResponse } from '../../fetch/response'
import { getHeader, type HeaderList } from '../../http/header-list'
import { forbiddenResponseHeaderName } from '../../http/header-names'
import { extractMIMEType, type MIMEType } from '../../http/mime-type'
import { byteUppercase, isToken } from '../../infra/byte-string'
import { withFragment, withoutUserinfo } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'

/** Without its fragment. https://xhr.spec.whatwg.org/#the-responseurl-attribute */
export function responseURL(profile: Profile, { urlList, type }: FilteredResponse): string {
  const last = urlList[urlList.length - 1]
  if (last === undefined) return ''
  const url = withFragment(last, null)
  // Deviation(DV-89): one engine takes them out of what goes to another origin.
  const keeps = profile.responseURLKeepsCredentials || type !== 'cors'
  return keeps ? url.href : withoutUserinfo(url)
}

/** What a page may read, in the order of the names in upper case. https://xhr.spec.whatwg.org/#the-getallresponseheaders()-method */
export function allResponseHeaders(headerList: HeaderList): string {
  const names = [...new Set(headerList.map(({ name }) => name))].filter(
    (name) => !forbiddenResponseHeaderName(name),
  )
  names.sort((a, b) => (byteUppercase(a) < byteUppercase(b) ? -1 : 1))
  return names.map((name) => `${name}: ${getHeader(headerList, name) ?? ''}\r\n`).join('')
}

/** https://xhr.spec.whatwg.org/#final-mime-type */
export function finalMIMEType(headerList: HeaderList, override: MIMEType | null): MIMEType {
  return override ?? extractMIMEType(headerList) ?? { essence: 'text/xml', parameters: new Map() }
}

/** https://mimesniff.spec.whatwg.org/#xml-mime-type */
export function isXML({ essence }: MIMEType): boolean {
  return essence === 'text/xml' || essence === 'application/xml' || essence.endsWith('+xml')
}

/** https://mimesniff.spec.whatwg.org/#serializing-a-mime-type */
export function serializeMIMEType({ essence, parameters }: MIMEType): string {
  const written = [...parameters].map(([name, value]) => {
    return `;${name}=${isToken(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`
  })
  return essence + written.join('')
}

/** The text of a response. https://xhr.spec.whatwg.org/#text-response */
export function textResponse(
  bytes: string,
  headerList: HeaderList,
  override: MIMEType | null,
  sniffsXML: boolean,
): string {
  const type = finalMIMEType(headerList, override)
  // https://xhr.spec.whatwg.org/#final-charset
  const own = extractMIMEType(headerList)?.parameters.get('charset')
  let charset = override?.parameters.get('charset') ?? own ?? null
  // 3. An XML declaration counts only where the page left the kind of response open.
  if (sniffsXML && charset === null && isXML(type))
    charset = /^<\?xml[^>]*?\sencoding\s*=\s*["']([^"']+)["']/.exec(bytes)?.[1] ?? null
  return decode(bytes, charset ?? 'utf-8')
}

/** Decodes by the byte order mark, else by the label; what is no label is UTF-8. https://encoding.spec.whatwg.org/#decode */
function decode(bytes: string, label: string): string {
  if (bytes.startsWith('\xef\xbb\xbf')) return new TextDecoder().decode(bytesOf(bytes))
  if (bytes.startsWith('\xfe\xff')) return new TextDecoder('utf-16be').decode(bytesOf(bytes))
  if (bytes.startsWith('\xff\xfe')) return new TextDecoder('utf-16le').decode(bytesOf(bytes))
  // Not every platform has this one, which pages use to get at bytes. https://encoding.spec.whatwg.org/#x-user-defined
  if (label.trim().toLowerCase() === 'x-user-defined') {
    return bytes.replace(/[\x80-\xff]/g, (byte) => String.fromCharCode(0xf700 + byte.charCodeAt(0)))
  }
  return decoderOf(label).decode(bytesOf(bytes))
}

function decoderOf(label: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(label)
  } catch {
    return new TextDecoder()
  }
}

/** Null where it is no JSON. https://xhr.spec.whatwg.org/#json-response */
export function jsonResponse(bytes: string): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytesOf(bytes)))
  } catch {
    return null
  }
}

/** https://infra.spec.whatwg.org/#isomorphic-encode */
export function bytesOf(byteString: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(byteString.length)
  for (let i = 0; i < byteString.length; i++) bytes[i] = byteString.charCodeAt(i)
  return bytes
}
