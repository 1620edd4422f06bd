import type { Header, HeaderList } from '../http/header-list'
import { byteLowercase, stripTabOrSpace } from '../infra/byte-string'
import type { WireResponse } from './response'

/** A response that cannot have come over HTTP: the place that is wrong, and what would be right. */
export class InvalidWireResponse extends Error {
  override readonly name = 'InvalidWireResponse'
  constructor(
    /** `status`, `headerList[2].value` and the like. */
    readonly path: string,
    readonly expectation: string,
  ) {
    super(`The server's response is not one that HTTP could carry: ${path} must be ${expectation}.`)
  }
}

/**
 * The response as the kernel wants it: header names in lower case, everything else as it came. Handlers are
 * written by people, so what they return is checked; the same value comes back where it is already right.
 *
 * @throws InvalidWireResponse
 */
export function normalizeWireResponse(response: WireResponse): WireResponse {
  if (typeof response !== 'object' || response === null)
    throw new InvalidWireResponse('response', 'an object')
  const { status } = response
  if (!Number.isInteger(status) || status < 0 || status > 999) {
    throw new InvalidWireResponse('status', 'an integer from 0 to 999')
  }
  const { headerList } = response
  if (!Array.isArray(headerList)) throw new InvalidWireResponse('headerList', 'an array of { name, value }')
  const normalized = normalizeHeaderList(headerList)
  if (normalized === headerList && typeof response.statusText === 'string' && response.body !== undefined) {
    return response
  }
  return {
    status,
    statusText: typeof response.statusText === 'string' ? response.statusText : '',
    headerList: normalized,
    body: response.body ?? null,
  }
}

function normalizeHeaderList(headerList: HeaderList): HeaderList {
  let normalized: Header[] | null = null
  for (let i = 0; i < headerList.length; i++) {
    const header = headerList[i] as Header
    if (typeof header?.name !== 'string' || header.name === '') {
      throw new InvalidWireResponse(`headerList[${i}].name`, 'a non-empty string')
    }
    if (!frequentNames.has(header.name) && !carriable(header.name)) {
      throw new InvalidWireResponse(
        `headerList[${i}].name`,
        'a byte string (every character up to U+00FF) without NUL, CR or LF',
      )
    }
    if (typeof header.value !== 'string' || !carriable(header.value)) {
      throw new InvalidWireResponse(
        `headerList[${i}].value`,
        'a byte string (every character up to U+00FF) without NUL, CR or LF',
      )
    }
    const name = lowercaseName(header.name)
    const value = stripTabOrSpace(header.value)
    if (normalized === null && (name !== header.name || value !== header.value)) {
      normalized = headerList.slice(0, i)
    }
    if (normalized !== null) normalized.push({ name, value })
  }
  return normalized ?? headerList
}

/** A name that is already in lower case, as nearly all are, comes back as it is. */
function lowercaseName(name: string): string {
  return frequentNames.has(name) ? name : byteLowercase(name)
}

/** Names that are known to be in lower case, because every CORS exchange has them. */
const frequentNames: ReadonlySet<string> = new Set([
  'access-control-allow-origin',
  'access-control-allow-credentials',
  'access-control-allow-methods',
  'access-control-allow-headers',
  'access-control-expose-headers',
  'access-control-max-age',
  'content-length',
  'content-type',
  'date',
  'location',
  'set-cookie',
  'vary',
])

function carriable(value: string): boolean {
  return !/[^\x01-\x09\x0b\x0c\x0e-\xff]/.test(value)
}
