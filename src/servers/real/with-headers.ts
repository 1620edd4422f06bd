import type { WireResponse } from '../../fetch/response'
import type { Header, HeaderList } from '../../http/header-list'

/**
 * The answer of an application behind a middleware that has set headers on the same response. A header that the
 * application sets too is the application's, as `setHeader` has it. `Vary` is added to, as `res.vary` does, and
 * lines of `Set-Cookie` follow each other.
 *
 * Left out is an application that sets `Vary` without regard to what is there, which would drop the middleware's.
 */
export function withHeaders(set: HeaderList, answer: WireResponse): WireResponse {
  if (set.length === 0) return answer
  const headerList: Header[] = []
  let vary: string | null = null
  for (const header of set) {
    const { name } = header
    if (name === 'vary') vary = header.value
    else if (name === 'set-cookie' || !has(answer.headerList, name)) headerList.push(header)
  }
  for (const header of answer.headerList) {
    if (vary === null || header.name !== 'vary') headerList.push(header)
    else vary = varyWith(vary, header.value)
  }
  if (vary !== null) headerList.push({ name: 'vary', value: vary })
  const { status, statusText, body } = answer
  return { status, statusText, headerList, body }
}

function has(list: HeaderList, name: string): boolean {
  for (const header of list) if (header.name === name) return true
  return false
}

/** A `Vary` with further names, each once, in whatever case. https://httpwg.org/specs/rfc9110.html#field.vary */
export function varyWith(vary: string, added: string): string {
  const names = [...vary.split(','), ...added.split(',')]
    .map((name) => name.trim())
    .filter((name) => name !== '')
  if (names.includes('*')) return '*'
  const seen = new Set<string>()
  return names
    .filter((name) => {
      const lowercase = name.toLowerCase()
      if (seen.has(lowercase)) return false
      seen.add(lowercase)
      return true
    })
    .join(', ')
}
