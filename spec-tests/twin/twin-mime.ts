import { getDecodeAndSplit, type Headers } from './twin-headers'

export interface MIMEType {
  readonly essence: string
  readonly parameters: [string, string][]
}

const HTTP_TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const QUOTED_STRING_CHARS = /^[\t -~\x80-\xff]*$/

/** https://mimesniff.spec.whatwg.org/#parse-a-mime-type */
export function parseMIMEType(text: string): MIMEType | 'failure' {
  const input = text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '')
  const slash = input.indexOf('/')
  if (slash === -1) return 'failure'
  const type = input.slice(0, slash)
  if (!HTTP_TOKEN.test(type)) return 'failure'
  let position = input.indexOf(';', slash)
  if (position === -1) position = input.length
  const subtype = input.slice(slash + 1, position).replace(/[\t\n\r ]+$/, '')
  if (!HTTP_TOKEN.test(subtype)) return 'failure'
  const parameters: [string, string][] = []
  while (position < input.length) {
    position++
    while (/[\t\n\r ]/.test(input[position] ?? '')) position++
    let name = ''
    while (position < input.length && input[position] !== ';' && input[position] !== '=') {
      name += input[position++]
    }
    name = name.toLowerCase()
    if (position < input.length) {
      if (input[position] === ';') continue
      position++
    }
    if (position >= input.length) break
    let value = ''
    if (input[position] === '"') {
      position++
      while (position < input.length && input[position] !== '"') {
        if (input[position] === '\\' && position + 1 < input.length) position++
        value += input[position++]
      }
      while (position < input.length && input[position] !== ';') position++
    } else {
      while (position < input.length && input[position] !== ';') value += input[position++]
      value = value.replace(/[\t\n\r ]+$/, '')
      if (value === '') continue
    }
    if (HTTP_TOKEN.test(name) && QUOTED_STRING_CHARS.test(value) && !parameters.some(([n]) => n === name)) {
      parameters.push([name, value])
    }
  }
  return { essence: `${type}/${subtype}`.toLowerCase(), parameters }
}

/** https://mimesniff.spec.whatwg.org/#serialize-a-mime-type */
export function serializeMIMEType(mimeType: MIMEType): string {
  let out = mimeType.essence
  for (const [name, value] of mimeType.parameters) {
    const quoted = HTTP_TOKEN.test(value) ? value : `"${value.replace(/(["\\])/g, '\\$1')}"`
    out += `;${name}=${quoted}`
  }
  return out
}

/** The essence alone, which is all that the two callers look at. https://fetch.spec.whatwg.org/#concept-header-extract-mime-type */
export function extractEssence(headers: Headers): string | 'failure' {
  const values = getDecodeAndSplit(headers, 'Content-Type')
  if (values === null) return 'failure'
  let essence: string | 'failure' = 'failure'
  for (const value of values) {
    const temporary = parseMIMEType(value)
    if (temporary === 'failure' || temporary.essence === '*/*') continue
    essence = temporary.essence
  }
  return essence
}

/** https://mimesniff.spec.whatwg.org/#javascript-mime-type-essence-match */
export const javaScriptEssence = (essence: string): boolean =>
  [
    'application/ecmascript',
    'application/javascript',
    'application/x-ecmascript',
    'application/x-javascript',
    'text/ecmascript',
    'text/javascript',
    'text/javascript1.0',
    'text/javascript1.1',
    'text/javascript1.2',
    'text/javascript1.3',
    'text/javascript1.4',
    'text/javascript1.5',
    'text/jscript',
    'text/livescript',
    'text/x-ecmascript',
    'text/x-javascript',
  ].includes(essence)

/** The MIME type of a `data:` URL, or failure. https://fetch.spec.whatwg.org/#data-url-processor */
export function dataURLMIMEType(href: string): MIMEType | 'failure' {
  const input = (href.split('#')[0] ?? '').slice('data:'.length)
  const comma = input.indexOf(',')
  if (comma === -1) return 'failure'
  let mimeType = input.slice(0, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '')
  const base64 = /; *base64$/i.exec(mimeType)
  if (base64 !== null) {
    const body = percentDecode(input.slice(comma + 1))
    if (!forgivingBase64(body)) return 'failure'
    mimeType = mimeType.slice(0, base64.index)
  }
  if (mimeType.startsWith(';')) mimeType = `text/plain${mimeType}`
  const record = parseMIMEType(mimeType)
  return record === 'failure' ? { essence: 'text/plain', parameters: [['charset', 'US-ASCII']] } : record
}

const percentDecode = (text: string): string =>
  text.replace(/%([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

/** Whether it decodes. https://infra.spec.whatwg.org/#forgiving-base64-decode */
function forgivingBase64(text: string): boolean {
  let data = text.replace(/[\t\n\f\r ]/g, '')
  if (data.length % 4 === 0) data = data.replace(/={1,2}$/, '')
  return data.length % 4 !== 1 && /^[A-Za-z0-9+/]*$/.test(data)
}
