/** What tests of pages need: a browser before servers in one line each, and what the servers saw. */
import { type VirtualClock, virtualClock } from '../../src/drivers/virtual-clock'
import type { Handler } from '../../src/fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import { Browser } from '../../src/page/browser'
import type { Profile, ProfileName } from '../../src/profile/profile'
import { answer } from '../fetch/kit'

export { answer, api, app, other } from '../fetch/kit'

/** Answers by `METHOD url` or `url`; anything else is a document without anything. */
export type Site = { readonly [route: string]: WireResponse }

export interface Tested {
  readonly browser: Browser
  readonly clock: VirtualClock
  /** What was sent since this was last asked. */
  readonly sent: () => WireRequest[]
  /** The same in one line each: method, address, and the cookies that went along. */
  readonly lines: () => string[]
}

export function browserBefore(site: Site, profile: ProfileName | Profile = 'chromium'): Tested {
  const seen: WireRequest[] = []
  const transport: Handler = (wire) => {
    seen.push(wire)
    return site[`${wire.method} ${wire.url.href}`] ?? site[wire.url.href] ?? answer(200)
  }
  const clock = virtualClock(1_000_000_000_000)
  const browser = new Browser({ profile, transport, clock })
  const sent = (): WireRequest[] => seen.splice(0)
  const lines = (): string[] =>
    sent().map((wire) => {
      const cookie = getHeader(wire.headerList, 'cookie')
      return `${wire.method} ${wire.url.href}${cookie === null ? '' : ` with ${cookie}`}`
    })
  return { browser, clock, sent, lines }
}

/** A response that sets cookies. */
export function setting(...cookies: readonly string[]): WireResponse {
  return answer(
    200,
    cookies.map((cookie) => ['set-cookie', cookie] as const),
  )
}
