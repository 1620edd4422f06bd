/** What the tests of cookies have in common: who asks, a store that is talked to in one line, and what it says. */
import { readFileSync } from 'node:fs'
import type { CookieContext } from '../../src/cookies/cookie'
import type { CookieRules } from '../../src/cookies/cookie-rules'
import { allCookies, type CookieStore, emptyCookieStore } from '../../src/cookies/cookie-store'
import { retrieveCookies } from '../../src/cookies/retrieve-cookies'
import { serializeCookies } from '../../src/cookies/serialize-cookies'
import { parseAndStoreCookies } from '../../src/cookies/store-cookie'
import { registrableDomain } from '../../src/origin/public-suffix'
import { profiles } from '../../src/profile/profile'
import type { CookieVerdict } from '../../src/spec/cookie-verdict'
import { expandSteps } from '../citations/extract-index.mjs'

/** The first of January 2026, in UTC. */
export const now = 1_767_225_600_000
export const day = 86_400_000

/** The value of cookies that must never show in evidence: every test that comes by here sees to it. */
export const secret = 'S3CR3T'

/** A first-party request for a URL: everything that a URL can allow is allowed. */
export function at(url: string, over: Partial<CookieContext> = {}): CookieContext {
  const { protocol, hostname, pathname } = new URL(url)
  const address = hostname.startsWith('[') || /^[\d.]+$/.test(hostname)
  return {
    host: hostname,
    siteHost: registrableDomain(hostname) ?? hostname,
    hostIsDomain: !address,
    path: pathname,
    secure: protocol === 'https:',
    httpOnlyAllowed: true,
    sameSite: 'strict-or-less',
    unsetSince: null,
    sameSiteMayBeSet: true,
    unpartitioned: 'read-write',
    partition: null,
    partitionHolds: 'partitioned',
    now,
    serverBehind: 0,
    ...over,
  }
}

/** What differs from a first-party request where a script asks, or another site. */
export const script: Partial<CookieContext> = { httpOnlyAllowed: false }
export const crossSite: Partial<CookieContext> = { sameSite: 'none', sameSiteMayBeSet: false }
export const embedded = (partition: string): Partial<CookieContext> => ({ ...crossSite, partition })

export type Given = readonly [url: string, line: string, over?: Partial<CookieContext> | undefined]

/** A store and everything that it said. */
export class Jar {
  store: CookieStore = emptyCookieStore
  readonly heard: CookieVerdict[] = []

  constructor(readonly rules: CookieRules = profiles.spec) {}

  /** Stores a line, and says what became of it. */
  set(
    url: string,
    lines: string | readonly string[],
    over?: Partial<CookieContext>,
  ): readonly CookieVerdict[] {
    const before = this.heard.length
    const list = typeof lines === 'string' ? [lines] : lines
    this.store = parseAndStoreCookies(this.store, list, at(url, over), this.rules, this)
    return this.heard.slice(before)
  }

  /** The `Cookie` header for a URL. */
  get(url: string, over?: Partial<CookieContext>): string {
    const { cookies, store } = retrieveCookies(this.store, at(url, over), this.rules, this)
    this.store = store
    return serializeCookies(cookies)
  }

  /** Everything in it: `a=1 b=2`, in the order of creation. */
  all(): string {
    return allCookies(this.store)
      .map(({ name, value }) => `${name}=${value}`)
      .join(' ')
  }

  judge(verdict: CookieVerdict): void {
    if (JSON.stringify(verdict.evidence).includes(secret))
      throw new Error(`the evidence of ${verdict.step} has a cookie's value in it`)
    this.heard.push(verdict)
  }
}

/** A store in which each of these was set. */
export function jarOf(before: readonly Given[], rules?: CookieRules): Jar {
  const jar = new Jar(rules)
  for (const [url, line, over] of before) jar.set(url, line, over)
  return jar
}

const index = JSON.parse(readFileSync(new URL('../citations/index.json', import.meta.url), 'utf8')) as Record<
  string,
  { readonly anchors: Readonly<Record<string, string>> }
>

/**
 * What is wrong with `storage-model 13`, a place in RFC 6265bis with or without a step; null where it exists. Places in
 * the other drafts have the draft before them, `layered-cookies#store-a-cookie`, and are believed where there is no index.
 */
export function wrongCitation(place: string): string | null {
  const [where = '', step] = place.split(' ')
  const [draft, anchor = ''] = where.includes('#') ? where.split('#') : ['rfc6265bis', where]
  const known = index[draft as string]
  if (known === undefined)
    return ['layered-cookies', 'partitioned-cookies'].includes(draft as string) ? null : place
  const steps = known.anchors[anchor]
  if (steps === undefined) return `${draft}#${anchor} does not exist`
  return step === undefined || expandSteps(steps).has(step) ? null : `${where} has no step ${step}`
}
