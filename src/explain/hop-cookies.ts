import { nameIn, parseCookie } from '../cookies/parse-cookie'
import { cookiesFor, withCookiesOf } from '../fetch/cookies'
import { receiveResponse } from '../fetch/receive-response'
import type { Profile } from '../profile/profile'
import type { CookieVerdict } from '../spec/cookie-verdict'
import { cookieSteps } from '../spec/steps/cookies'
import type { Trace } from '../spec/trace'
import { withProfile } from '../user-agent/user-agent'
import { citeOf, urlOf } from './citations'
import type { CookieCase } from './cookie-case'
import { cookieNotes } from './cookie-notes'
import { rowsDeciding, rowsNotSought } from './cookie-rows'
import { cookieWords } from './cookie-words'
import type { CookieFix, CookieRow, ExplainedCookie, HopCookies } from './explained-cookie'
import { mask, masked, shown } from './mask'
import { noCookiesOf } from './no-cookies'
import { type Hop, responseOf } from './run'

/** What became of the cookies of a hop, with why, and what to do about it. */
export function cookiesOf(hop: Hop, profile: Profile, unmask: boolean): HopCookies {
  const none = noCookiesOf(hop)
  const answered = hop.event === null ? hop.since : hop.event.now
  return {
    none: none === null ? null : { ...none, ignored: none.ignored.map((name) => shown(name, unmask)) },
    request: explainAll(hop, profile, hop.sent, hop.since, unmask, (other, trace) => {
      cookiesFor(withProfile(hop.sending, other), hop.request, hop.since, trace)
    }),
    response: explainAll(hop, profile, hop.received, answered, unmask, (other, trace) => {
      const response = responseOf(hop)
      if (response === null) return
      const received = receiveResponse(other, response)
      withCookiesOf(withProfile(hop.receiving, other), hop.request, received, answered, trace)
    }),
  }
}

function explainAll(
  { request, send }: Hop,
  profile: Profile,
  verdicts: readonly CookieVerdict[],
  now: number,
  unmask: boolean,
  rerun: (profile: Profile, trace: Trace) => void,
): readonly ExplainedCookie[] {
  const rows = rowsDeciding(profile, verdicts, rerun)
  const cookies = verdicts.map((verdict, i) =>
    explained({ verdict, profile, request, url: send.url, now }, rows[i] ?? [], unmask),
  )
  const note = rowsNotSought(verdicts)
  return note === null
    ? cookies
    : cookies.map((one, i) => (i === 0 ? { ...one, notes: [...one.notes, note] } : one))
}

function explained(given: CookieCase, rows: readonly CookieRow[], unmask: boolean): ExplainedCookie {
  const { step, cookie, line } = given.verdict
  const words = cookieWords[step]
  const fix = words.fix(given)
  return {
    name: nameIsValue(given) && !unmask ? masked : shown(cookie.name, unmask),
    value: unmask || cookie.value === '' ? cookie.value : masked,
    fate: words.fate,
    step,
    reason: `${shown(words.reason(given), unmask)}.`,
    notes: cookieNotes(given).map((note) => shown(note, unmask)),
    fix: fix === null ? null : shownFix(fix, unmask),
    rows,
    line: line === null ? null : shownLine(line, unmask),
    host: cookie.host === null ? null : shown(cookie.host, unmask),
    hostOnly: cookie.hostOnly,
    path: cookie.path === null ? null : shown(cookie.path, unmask),
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    sameSite: cookie.sameSite,
    partition: cookie.partition,
    expiry: cookie.expiry === Number.NEGATIVE_INFINITY ? 0 : cookie.expiry,
    cite: citeOf(cookieSteps[step]),
    url: urlOf(cookieSteps[step]),
  }
}

/** Whether a name is what a line without an equals sign said: a secret as a whole, even to a browser that takes it for a name. */
function nameIsValue({ verdict: { cookie, line }, profile, now }: CookieCase): boolean {
  if (cookie.name === '' || cookie.value !== '') return false
  if (line !== null) return nameIn(line) === ''
  // How it came is not known any more, but whether it can have come like that.
  const parsed = parseCookie(cookie.name, false, now, profile)
  return !('step' in parsed) && parsed.name === cookie.name
}

function shownLine(line: string, unmask: boolean): string {
  return unmask ? line : mask('set-cookie', line)
}

/** The value is masked in a line that has been rewritten as in the one that came. */
function shownFix({ where, text, code }: CookieFix, unmask: boolean): CookieFix {
  const prefix = 'Set-Cookie: '
  if (code === null || unmask) return { where, text, code }
  const safe = code.startsWith(prefix)
    ? prefix + mask('set-cookie', code.slice(prefix.length))
    : shown(code, false)
  return { where, text: shown(text, false), code: safe }
}
