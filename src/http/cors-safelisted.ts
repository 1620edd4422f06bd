import {
  asciiAlphanumerics,
  type ByteSet,
  byteLowercase,
  byteSet,
  solelyContains,
} from '../infra/byte-string'
import type { Knobs } from '../profile/knobs'
import { type Header, type HeaderList, sortAndCombine } from './header-list'
import { noCORSSafelistedRequestHeaderName } from './header-names'
import { parseMIMEType } from './mime-type'
import { compareDecimal, parseSingleRangeHeaderValue } from './range'

/** What engines do not agree on. A profile is one of these. */
export interface SafelistRules
  extends Pick<
    Knobs,
    | 'extraSafelistedRequestHeaders'
    | 'nonASCIIBytesAreSafelisted'
    | 'safelistJudgesDuplicates'
    | 'rangeNumberLimit'
    | 'rangeUnitIsCaseSensitive'
    | 'requestHeaderNamesRepeat'
    | 'safelistHasTotalLimit'
  > {}

/** The rules of the standard. */
export const standardSafelistRules: SafelistRules = {
  extraSafelistedRequestHeaders: [],
  nonASCIIBytesAreSafelisted: true,
  safelistJudgesDuplicates: 'each',
  rangeNumberLimit: null,
  rangeUnitIsCaseSensitive: true,
  requestHeaderNamesRepeat: false,
  safelistHasTotalLimit: true,
}

/** What makes a request header need a preflight. */
export type UnsafeReason =
  | 'name-not-safelisted'
  | 'value-too-long'
  | 'unsafe-byte'
  | 'language-byte'
  | 'content-type'
  | 'range'

/** The longest value of a safelisted header, in bytes. */
const valueLimit = 128
/** The most that the values of all safelisted headers may come to, in bytes. */
const totalLimit = 1024

/** Whether a request header needs no preflight. https://fetch.spec.whatwg.org/#cors-safelisted-request-header */
export function corsSafelistedRequestHeader(name: string, value: string, rules: SafelistRules): boolean {
  return unsafeRequestHeaderReason(name, value, rules) === null
}

/**
 * Why a request header is not CORS-safelisted; null where it is. A header that would not be safe with any
 * value is told so, and not that its value is too long: shortening an `authorization` helps nobody.
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
export function unsafeRequestHeaderReason(
  name: string,
  value: string,
  rules: SafelistRules,
): UnsafeReason | null {
  const reason = reasonOfStandard(name, value, rules)
  if (reason !== 'name-not-safelisted') return reason
  // Deviation(DV-2): an engine may let more names through.
  return reasonOfList(rules.extraSafelistedRequestHeaders, name, value)
}

function reasonOfStandard(name: string, value: string, rules: SafelistRules): UnsafeReason | null {
  if (!noCORSSafelistedRequestHeaderName(name) && name !== 'range') return 'name-not-safelisted'
  // 1.
  if (value.length > valueLimit) return 'value-too-long'
  // 2.
  switch (name) {
    case 'accept':
      return containsUnsafeByte(value, rules) ? 'unsafe-byte' : null
    case 'content-type':
      // The other way round than in the standard: most are JSON, which no byte can make safe.
      if (!formContentType(value)) return 'content-type'
      return containsUnsafeByte(value, rules) ? 'unsafe-byte' : null
    case 'range':
      return safelistedRange(value, rules) ? null : 'range'
    default:
      return solelyContains(value, languageBytes) ? null : 'language-byte'
  }
}

/**
 * Why a value of a header that is not in the standard's list needs a preflight, null where an item of the
 * engine's own list lets it through. `Knobs.extraSafelistedRequestHeaders` says what items mean.
 */
function reasonOfList(list: readonly string[], name: string, value: string): UnsafeReason | null {
  const first = name.charCodeAt(0)
  for (let i = 0; i < list.length; i++) {
    const item = list[i] as string
    // Nearly all differ in the first letter, which is the cheapest to look at.
    if (item.charCodeAt(0) !== first || !item.startsWith(name)) continue
    switch (item.slice(name.length)) {
      case '':
        return value.length > valueLimit ? 'value-too-long' : null
      case ': <any-length>':
        return null
      case ': <integer>':
        if (/^\d{1,128}$/.test(value)) return null
        break
      case ': <decimal>':
        if (value.length <= valueLimit && /^\d+(\.\d+)?$/.test(value)) return null
        break
      case `: "${value}"`:
      case `: ${byteLowercase(value)}`:
        return null
      default:
    }
  }
  return 'name-not-safelisted'
}

const unsafeDelimiters: ByteSet = byteSet('"():<>?@[\\]{}\x7f')
const languageBytes: ByteSet = byteSet(`${asciiAlphanumerics} *,-.;=`)

/** Whether a value has a CORS-unsafe request-header byte. https://fetch.spec.whatwg.org/#cors-unsafe-request-header-byte */
function containsUnsafeByte(value: string, rules: SafelistRules): boolean {
  for (let i = 0; i < value.length; i++) {
    const byte = value.charCodeAt(i)
    if (byte < 0x20 && byte !== 0x09) return true
    if (unsafeDelimiters[byte] === 1) return true
    // Deviation(DV-3): the standard has nothing against them.
    if (byte >= 0x80 && !rules.nonASCIIBytesAreSafelisted) return true
  }
  return false
}

/** Whether a form could send this content type. https://fetch.spec.whatwg.org/#cors-safelisted-request-header, `content-type` */
function formContentType(value: string): boolean {
  // 2. Parsed as one MIME type: a list of several is none, though responses may have one.
  switch (parseMIMEType(value)?.essence) {
    case 'application/x-www-form-urlencoded':
    case 'multipart/form-data':
    case 'text/plain':
      return true
    default:
      return false
  }
}

/** Whether a media element could ask for this range. https://fetch.spec.whatwg.org/#cors-safelisted-request-header, `range` */
function safelistedRange(value: string, rules: SafelistRules): boolean {
  // Deviation(DV-6): the standard takes `bytes` as it is written here.
  const range = parseSingleRangeHeaderValue(
    rules.rangeUnitIsCaseSensitive ? value : byteLowercase(value),
    false,
  )
  // 2. and 3. Nor is a range safe that counts from the end, such as `bytes=-500`.
  if (range === null || range.start === null) return false
  // Deviation(DV-5): an engine may count in a fixed number of bits.
  const limit = rules.rangeNumberLimit
  if (limit === null) return true
  return (
    compareDecimal(range.start, limit) <= 0 && (range.end === null || compareDecimal(range.end, limit) <= 0)
  )
}

const noNames: readonly string[] = []

/**
 * The names that a preflight has to ask for, sorted; an array shared by all where there are none.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
export function corsUnsafeRequestHeaderNames(list: HeaderList, rules: SafelistRules): readonly string[] {
  // Deviation(DV-4): joined values are judged, counted and named as the one header they make.
  const headers =
    rules.safelistJudgesDuplicates === 'joined' && repeatsName(list) ? sortAndCombine(list) : list

  let unsafeNames: string[] | null = null
  let safelistValueSize = 0
  // 4.
  for (let i = 0; i < headers.length; i++) {
    const { name, value } = headers[i] as Header
    if (corsSafelistedRequestHeader(name, value, rules)) safelistValueSize += value.length
    else if (unsafeNames === null) unsafeNames = [name]
    else unsafeNames.push(name)
  }
  // 5. Safe headers that are too much together are all unsafe, which with the others makes every one.
  // Deviation(DV-59): one engine does not add them up.
  if (safelistValueSize > totalLimit && rules.safelistHasTotalLimit)
    unsafeNames = headers.map((header) => header.name)
  // 6.
  if (unsafeNames === null) return noNames
  if (unsafeNames.length === 1) return unsafeNames
  unsafeNames.sort()
  // Deviation(DV-9): the standard makes a set of them.
  return rules.requestHeaderNamesRepeat ? unsafeNames : unsafeNames.filter(differsFromLast)
}

function differsFromLast(name: string, i: number, names: readonly string[]): boolean {
  return i === 0 || name !== names[i - 1]
}

/** Whether two headers have the same name. Request headers are few, and hardly ever do. */
function repeatsName(list: HeaderList): boolean {
  for (let i = 1; i < list.length; i++) {
    for (let j = 0; j < i; j++) {
      if (list[i]?.name === list[j]?.name) return true
    }
  }
  return false
}

/**
 * Whether a request header may go with a `no-cors` request.
 * https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header
 */
export function noCORSSafelistedRequestHeader(
  name: string,
  value: string,
  rules: SafelistRules = standardSafelistRules,
): boolean {
  return noCORSSafelistedRequestHeaderName(name) && corsSafelistedRequestHeader(name, value, rules)
}
