import type { Case, Page, Step } from '../fuzz/campaign-values'
import type { HeaderPair, ReadClass } from '../fuzz/types'

/** Cases alike, as far as a target that stops at one of them is likely to stop at the others. Null is for any. */
export interface Kind {
  /** Of the page: that nobody means it to read, or which mistake would let it in, and that it is one or a mere header. */
  readonly page: 'unintended' | { readonly class: ReadClass; readonly isRaw: boolean } | null
  readonly path: string | null
  readonly method: string | null
  /** Names of the headers, in order, and whether there is a body. */
  readonly extras: string | null
  /** Whether only those are meant that make a browser ask by a preflight first, or are one. */
  readonly isPreflight: boolean
}

/** Whether a case has a request of that kind in it. */
export function isOfKind(
  { extras, isPreflight, method, page, path }: Kind,
  { steps }: Pick<Case, 'steps'>,
): boolean {
  return steps.some(
    (step) =>
      (path === null || path === step.shape.data.path) &&
      (method === null || method === step.shape.data.method) &&
      isOf(page, step.page) &&
      (extras === null || extras === extrasOf(step)) &&
      (!isPreflight || hasPreflight(step)),
  )
}

function isOf(kind: Kind['page'], page: Page): boolean {
  if (kind === null || kind === 'unintended') return kind === null || isUnintended(page)
  const own = kindOfPage(page)
  return own !== null && own.class === kind.class && own.isRaw === kind.isRaw
}

export function isUnintended({ grants }: Page): boolean {
  return grants === 0
}

/** A page that is meant to read has no mistake to be told by. */
export function kindOfPage(page: Page): Exclude<Kind['page'], 'unintended'> {
  return isUnintended(page) ? { class: page.class, isRaw: page.client === null } : null
}

const plainMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST'])
const askingHeader = 'access-control-request-method'

/** Whether a browser asks first, or somebody does by hand. */
function hasPreflight({ page, shape }: Step): boolean {
  const { headers, method } = shape.data
  if (page.client === null) return headers.some(([name]) => name === askingHeader)
  if (page.data.how === 'none') return false
  return !plainMethods.has(method) || headers.some((header) => !isPlain(header))
}

const plainHeaders: ReadonlySet<string> = new Set(['accept', 'accept-language', 'content-language'])

/** By the name, and not by strange bytes in the value: who stops at those is looked into by itself. */
function isPlain([name, value]: HeaderPair): boolean {
  if (name !== 'content-type') return plainHeaders.has(name)
  return /^(?:application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i.test(value)
}

/** Everything about a request but its path and method. */
export function extrasOf({ shape }: Step): string {
  const { body, headers } = shape.data
  const names = headers.map(([name]) => name).sort()
  return [...names, ...(body === null ? [] : [typeof body === 'string' ? 'a body' : 'a long body'])].join(
    ', ',
  )
}

/** `PUT requests with content-type for /slow from origins that nobody means`. */
export function wordsOfKind({ extras, isPreflight, method, page, path }: Kind): string {
  const words = [method === null ? 'requests' : `${method} requests`]
  if (extras !== null) words.push(extras === '' ? 'without headers of their own' : `with ${extras}`)
  if (isPreflight) words.push('with a preflight')
  if (path !== null) words.push(`for ${path}`)
  if (page === 'unintended') words.push('from origins that are not meant to read')
  else if (page !== null)
    words.push(`from ${page.isRaw ? 'impossible ' : ''}origins of the class ${page.class}`)
  return words.join(' ')
}
