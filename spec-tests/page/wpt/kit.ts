/** Facts of web-platform-tests as rows: where a fact is from, what it is in our words, and how to look. */
import { expect, test } from 'vitest'
import type { WireRequest, WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import type { Page } from '../../../src/page/page'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, api, app, browserBefore, type Site } from '../kit'

export { answer, api, app, other } from '../kit'

const engines: readonly ProfileName[] = ['spec', 'chromium', 'firefox', 'safari', 'webkitgtk']

/** What a look has at hand. */
export interface Looked {
  readonly page: Page
  /** What was sent up to now. */
  readonly sent: WireRequest[]
}

export interface Fact {
  /** The file below the root of web-platform-tests. */
  readonly wpt: string
  readonly fact: string
  readonly look: (looked: Looked) => unknown
  readonly is: unknown
  /** Who behaves so; every profile where nothing is said. */
  readonly profiles?: readonly ProfileName[]
  readonly site?: Site
  /** The page's own headers. */
  readonly headers?: { readonly [name: string]: string }
}

export type BodyInit = NonNullable<ConstructorParameters<typeof Response>[0]>
export type HeadersInit = ConstructorParameters<typeof Headers>[0]

/** Members that the platform's types may not know. */
export function init(members: object): RequestInit {
  return members as RequestInit
}

/** What events of progress tell. */
export interface Progress extends Event {
  readonly lengthComputable: boolean
  readonly loaded: number
  readonly total: number
}

/** One test for each fact and profile. */
export function check(facts: readonly Fact[]): void {
  const rows = facts.flatMap((one) => (one.profiles ?? engines).map((profile) => ({ ...one, profile })))
  test.each(rows)('$fact ($wpt, $profile)', async ({ look, is, profile, site = {}, headers }) => {
    const { browser, sent } = browserBefore(site, profile)
    const page = browser.open(`${app}/dir/page`, headers === undefined ? {} : { headers })
    const seen: WireRequest[] = []
    const looked: Looked = {
      page,
      get sent() {
        seen.push(...sent())
        return seen
      },
    }
    expect(await look(looked)).toEqual(is)
  })
}

/** The name of what is thrown or rejected with; null where nothing is. */
export async function thrownBy(act: () => unknown): Promise<string | null> {
  try {
    await act()
    return null
  } catch (thrown) {
    return thrown instanceof Error ? thrown.name : String(thrown)
  }
}

/** An answer that any page may read, credentials included where the page is of {@link app}. */
export function open(headers: { readonly [name: string]: string } = {}, body = 'open'): WireResponse {
  return answer(200, { 'access-control-allow-origin': app, ...headers }, body)
}

/** A header of the last request; null where it has none. */
export function lastHeader({ sent }: Looked, name: string): string | null {
  const last = sent[sent.length - 1]
  if (last === undefined) throw new Error(`nothing was sent that could have ${name}`)
  return getHeader(last.headerList, name)
}

/** Methods and addresses of what was sent. */
export function linesOf({ sent }: Looked): string[] {
  return sent.map(({ method, url }) => `${method} ${url.href}`)
}

/** The body that was sent last, as bytes. */
export function lastBody({ sent }: Looked): string | null {
  const body = sent[sent.length - 1]?.body
  return body?.kind === 'bytes' ? body.bytes : null
}

export const there: string = `${api}/r`
