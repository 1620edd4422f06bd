import { mask, masked, maskURLs } from '../explain/mask'
import type { CaseData, Finding, HeaderPair, Intent, RequestData } from './types'

/** What of a finding its texts are made from. */
export interface Told extends Pick<Finding, 'class' | 'consequence' | 'seed' | 'index'> {
  readonly case: CaseData
  /** Which of the steps goes wrong. */
  readonly at: number
  /** Whether a preflight is what goes wrong, and so what is to be asked. */
  readonly preflight: boolean
  /** The `Cookie` header of the request as it may be shown; null for none. Preflights have none. */
  readonly cookie: string | null
}

/**
 * A line for a POSIX shell that asks what the browser asked: the preflight, where that is what decides. Secrets are `***`:
 * whoever runs it puts them in.
 */
export function curlOf(intent: Intent, { at, case: of, cookie, preflight }: Told): string | null {
  const step = of.steps[at]
  if (step === undefined) return null
  const { page, request } = step
  const words = ['curl', '-i']
  const headers: HeaderPair[] = page.how === 'none' ? [] : [['Origin', page.origin]]
  if (preflight) {
    words.push('-X', 'OPTIONS')
    headers.push(['Access-Control-Request-Method', request.method])
    const names = request.headers.map(([name]) => name).sort()
    if (names.length > 0) headers.push(['Access-Control-Request-Headers', names.join(',')])
  } else {
    if (request.method === 'HEAD') words.push('-I')
    else if (request.method !== 'GET') words.push('-X', request.method)
    headers.push(...request.headers)
  }
  for (const [name, value] of headers) words.push('-H', quoted(`${name}: ${mask(name, value)}`))
  if (cookie !== null && !preflight) words.push('-H', quoted(`Cookie: ${cookie}`))
  const line = [
    ...words,
    ...(preflight ? [] : bodyWords(request)),
    quoted(maskURLs(`${intent.target}${request.path}`)),
  ].join(' ')
  return !preflight && request.body !== null && typeof request.body !== 'string'
    ? `head -c ${request.body.times * request.body.repeated.length} /dev/zero | tr '\\0' ${quoted(request.body.repeated)} | ${line}`
    : line
}

function bodyWords({ body }: RequestData): readonly string[] {
  if (body === null) return []
  return ['--data-binary', typeof body === 'string' ? quoted(shownBody(body)) : '@-']
}

/** Bodies of our own say nothing; those that users sign in with are theirs. */
export function shownBody(body: string): string {
  return body === '{}' ? body : masked
}

/** Single quotes, and the ANSI form where there are bytes that no terminal shows. */
function quoted(text: string): string {
  if (!/[^\x20-\x7e]/.test(text)) return `'${text.replaceAll("'", "'\\''")}'`
  const escaped = text.replace(/[\\'\x00-\x1f\x7f-\xff]/g, (each) =>
    each === '\\' || each === "'" ? `\\${each}` : `\\x${each.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
  return `$'${escaped}'`
}

/** A test file for vitest. `./target` is the reader's own: it exports the handler, or the object with `open`. */
export function vitestTest(
  intent: Intent,
  told: Pick<Told, 'case' | 'class' | 'consequence' | 'index' | 'seed'>,
  note = '',
): string {
  const { case: of, class: name, consequence, index, seed } = told
  return `import { replayCase } from 'corsac/fuzz'
import { expect, it } from 'vitest'
import { target } from './target'

// target.js is yours: export const target = a handler, or listenerTransport(app) of corsac/node.
// ${consequence}
// Found by corsac fuzz --seed ${seed}, case ${index}.${note === '' ? '' : `\n// ${note}`}
const intent = ${JSON.stringify(intent, null, 2)}

const found = ${JSON.stringify(of, null, 2)}

it(${JSON.stringify(`does not have: ${name}`)}, async () => {
  expect(await replayCase(target, { intent, case: found })).toEqual([])
})
`
}
