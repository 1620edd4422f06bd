/** The one door to the `whatwg-mimetype` package. */
import { MIMEType as ParsedMIMEType } from 'whatwg-mimetype'
import { getDecodeAndSplitValue, getHeader, type HeaderList } from './header-list'

/** A MIME type: https://mimesniff.spec.whatwg.org/#mime-type-representation */
export interface MIMEType {
  /** Type and subtype in lower case, `text/html`. */
  readonly essence: string
  /** In order, names in lower case, values as they were. */
  readonly parameters: ReadonlyMap<string, string>
}

/**
 * The MIME type that a string stands for, null where it is none. It is shared: a string gives the same
 * object again. https://mimesniff.spec.whatwg.org/#parse-a-mime-type
 */
export function parseMIMEType(value: string): MIMEType | null {
  const known = parsed.get(value)
  return known !== undefined ? known : remember(parsed, value, parse(value))
}

/**
 * The MIME type of a message, from all its `Content-Type` members: the last one that parses, with the
 * charset of an earlier one of the same essence if it has none. Null where there is none.
 * https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
export function extractMIMEType(list: HeaderList): MIMEType | null {
  // 4. and 5.
  const value = getHeader(list, 'content-type')
  if (value === null) return null
  const known = extracted.get(value)
  return known !== undefined ? known : remember(extracted, value, extract(value))
}

function extract(value: string): MIMEType | null {
  let charset: string | null = null
  let essence: string | null = null
  let mimeType: MIMEType | null = null
  // 6.
  for (const member of getDecodeAndSplitValue(value)) {
    const temporaryMIMEType = parse(member)
    // 6.2 What says nothing is passed over, and does not undo what came before.
    if (temporaryMIMEType === null || temporaryMIMEType.essence === '*/*') continue
    mimeType = temporaryMIMEType
    if (mimeType.essence !== essence) {
      // 6.4 Another essence begins anew.
      charset = mimeType.parameters.get('charset') ?? null
      essence = mimeType.essence
    } else if (charset !== null && !mimeType.parameters.has('charset')) {
      // 6.5 The same essence once more keeps the charset of its first mention.
      mimeType = { essence, parameters: new Map(mimeType.parameters).set('charset', charset) }
    }
  }
  return mimeType
}

function parse(value: string): MIMEType | null {
  const mimeType = ParsedMIMEType.parse(value)
  return mimeType === null ? null : { essence: mimeType.essence, parameters: new Map(mimeType.parameters) }
}

/** Whether a MIME type is one of script, whatever its parameters. https://mimesniff.spec.whatwg.org/#javascript-mime-type */
export function isJavaScriptMIMEType(mimeType: MIMEType): boolean {
  return javaScriptEssences.has(mimeType.essence)
}

const javaScriptEssences: ReadonlySet<string> = new Set([
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
])

/**
 * What was parsed lately. Servers send the same few values over and over, and the package takes
 * microseconds for each. Only a shortcut: dropping an entry changes no answer.
 */
type Memo = Map<string, MIMEType | null>
const parsed: Memo = new Map()
const extracted: Memo = new Map()
const memoLimit = 256
/** Longer values are rare, and not worth holding on to. */
const memoValueLimit = 256

function remember(memo: Memo, value: string, mimeType: MIMEType | null): MIMEType | null {
  if (value.length > memoValueLimit) return mimeType
  if (memo.size >= memoLimit) memo.clear()
  memo.set(value, mimeType)
  return mimeType
}
