import { isDeepStrictEqual } from 'node:util'
import type { Cookie } from '../../../src/cookies/cookie'
import type { CookieRules } from '../../../src/cookies/cookie-rules'
import { allCookies, type CookieStore, emptyCookieStore } from '../../../src/cookies/cookie-store'
import { cookieStoreFromJSON, cookieStoreToJSON } from '../../../src/cookies/cookie-store-json'
import { retrieveCookies } from '../../../src/cookies/retrieve-cookies'
import { serializeCookies } from '../../../src/cookies/serialize-cookies'
import { parseAndStoreCookies } from '../../../src/cookies/store-cookie'
import { profiles } from '../../../src/profile/profile'
import type { CookieVerdict } from '../../../src/spec/cookie-verdict'
import { beginning, contextOf, type Step, type Story } from './arbitrary-stories'
import { suffixes } from './suffixes'
import type { TwinReadings } from './twin-readings'
import { specLimits, type TwinCookie, type TwinLimits, TwinStore } from './twin-store'

/** What there is to see after a step, in a form that both sides share. */
export interface Seen {
  /** The cookie string, where the step asked for one. */
  readonly got: string | null
  /** In the order of creation. */
  readonly cookies: readonly Omit<Cookie, 'order'>[]
}

/** Somebody who lives through a story, one step at a time. */
export interface Player {
  take(step: Step, now: number): Seen
  /** What may be said of each line of the last step that set any. */
  readonly reasons: readonly (readonly string[])[]
}

/** The rules of profile `spec`, with as much room as is given. */
export const rulesWith = ({ perSite, perSitePurged, inAll, inAllPurged }: TwinLimits): CookieRules => ({
  ...profiles.spec,
  cookiesPerHostLimit: perSite,
  cookiesPerHostPurged: perSitePurged,
  cookiesInAllLimit: inAll,
  cookiesInAllPurged: inAllPurged,
})

export const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json))

const withoutOrder = ({ order: _, ...cookie }: Cookie): Omit<Cookie, 'order'> => cookie
const withoutSerial = ({ serial: _, ...cookie }: TwinCookie): Omit<Cookie, 'order'> => ({ ...cookie })

/** The cookies of a store that have not expired, whether or not they have left it. */
export const alive = (store: CookieStore, now: number): Cookie[] =>
  allCookies(store).filter(({ expiry }) => expiry === null || expiry > now)

export function kernelPlayer(rules: CookieRules = profiles.spec): Player & { readonly store: CookieStore } {
  let store = emptyCookieStore
  let reasons: string[][] = []
  return {
    get store() {
      return store
    },
    get reasons() {
      return reasons
    },
    take(step, now) {
      let got: string | null = null
      if (step.kind === 'set') {
        const verdicts: CookieVerdict[] = []
        const judge = { judge: (verdict: CookieVerdict) => void verdicts.push(verdict) }
        store = parseAndStoreCookies(store, step.lines, contextOf(step.at, now), rules, judge)
        reasons = verdicts.filter(({ line }) => line !== null).map((verdict) => [verdict.step])
      } else if (step.kind === 'get') {
        const retrieval = retrieveCookies(store, contextOf(step.at, now), rules, null)
        store = retrieval.store
        got = serializeCookies(retrieval.cookies)
      } else if (step.kind === 'json') {
        store = cookieStoreFromJSON(through(cookieStoreToJSON(store)))
      }
      return { got, cookies: alive(store, now).map(withoutOrder) }
    },
  }
}

export function twinPlayer(limits: TwinLimits = specLimits, readings: Partial<TwinReadings> = {}): Player {
  const twin = new TwinStore(suffixes, limits, readings)
  let reasons: (readonly string[])[] = []
  return {
    get reasons() {
      return reasons
    },
    take(step, now) {
      let got: string | null = null
      if (step.kind === 'set') {
        const context = contextOf(step.at, now)
        reasons = step.lines.map((line) => twin.set(line, context))
      } else if (step.kind === 'get') got = twin.get(contextOf(step.at, now))
      return { got, cookies: twin.alive(now).map(withoutSerial) }
    },
  }
}

/** Where two players part, in words; null where they do not. The first one's reasons have to be among the second's. */
export function parting(story: Story, one: Player, two: Player): string | null {
  let now = beginning
  for (const [index, step] of story.entries()) {
    if (step.kind === 'wait') now += step.milliseconds
    const [a, b] = [one.take(step, now), two.take(step, now)]
    const reasonsAgree =
      step.kind !== 'set' ||
      (one.reasons.length === two.reasons.length &&
        one.reasons.every((reason, i) => reason.some((said) => two.reasons[i]?.includes(said))))
    if (isDeepStrictEqual(a, b) && reasonsAgree) continue
    const lines = [`step ${index}: ${JSON.stringify(step)}`]
    if (!reasonsAgree) lines.push(`reasons: ${JSON.stringify(one.reasons)} ${JSON.stringify(two.reasons)}`)
    if (a.got !== b.got) lines.push(`got: ${JSON.stringify(a.got)} ${JSON.stringify(b.got)}`)
    for (const [who, mine, theirs] of [
      ['only the first has', a, b],
      ['only the second has', b, a],
    ] as const) {
      for (const cookie of mine.cookies) {
        if (!theirs.cookies.some((other) => isDeepStrictEqual(other, cookie)))
          lines.push(`${who}: ${JSON.stringify(cookie)}`)
      }
    }
    if (lines.length === 1) lines.push(`order: ${names(a)} ${names(b)}`)
    return lines.join('\n')
  }
  return null
}

const names = ({ cookies }: Seen): string => cookies.map(({ name, value }) => `${name}=${value}`).join(' ')
