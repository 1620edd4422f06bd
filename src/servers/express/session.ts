import type { Handler } from '../../fetch/exchange-state'
import type { WireRequest, WireResponse } from '../../fetch/response'
import { getHeader } from '../../http/header-list'
import { ConfigError, type ConfigIssue } from '../../infra/config-error'
import type { Instant } from '../../profile/knobs'
import { type CookieLineOptions, cookieIn, cookieLine } from './cookie-line'
import { expressError, isOurs } from './express-error'
import { httpDate } from './http-date'
import { type ExpressConnection, expressProtocol } from './trust-proxy'

/** What an application keeps for one browser: `req.session`, which it may write to. */
export type SessionData = { [name: string]: unknown }

/** An application behind the sessions. A `Handler` is one too, which looks at none. */
export type SessionApp = (request: WireRequest, session: SessionData) => WireResponse

/** The options of express-session 1.x that decide when a cookie is sent, and what it says. */
export interface ExpressSessionOptions extends ExpressConnection {
  readonly name?: string | undefined
  readonly cookie?: ExpressSessionCookie | undefined
  /** Whether `X-Forwarded-Proto` is believed; where nothing is said, Express's `trust proxy` decides. */
  readonly proxy?: boolean | undefined
  /** True unless said otherwise: a cookie is sent although nobody has written to the session. */
  readonly saveUninitialized?: boolean | undefined
  /** A cookie with every answer. */
  readonly rolling?: boolean | undefined
  /** What time it is, for `cookie.maxAge`. */
  readonly clock?: (() => Instant) | undefined
}

export interface ExpressSessionCookie extends Omit<CookieLineOptions, 'secure' | 'sameSite' | 'encode'> {
  /** `'auto'`: as the first request of the session was. */
  readonly secure?: boolean | 'auto' | undefined
  /** `'auto'`: `none` where the first request was secure, else `lax`. */
  readonly sameSite?: CookieLineOptions['sameSite'] | 'auto' | undefined
  /** Milliseconds. */
  readonly maxAge?: number | null | undefined
}

const known = [
  'name',
  'cookie',
  'proxy',
  'saveUninitialized',
  'rolling',
  'clock',
  'trustProxy',
  'remoteAddress',
]
const knownOfCookies = [
  'domain',
  'path',
  'httpOnly',
  'secure',
  'partitioned',
  'priority',
  'sameSite',
  'maxAge',
]
/** What does not decide whether a cookie is sent. */
const indifferent = ['secret', 'resave', 'store', 'genid']

interface Session {
  readonly id: string
  /** As it was stored, in JSON. */
  readonly data: string
  readonly cookie: CookieLineOptions
  readonly expires: Instant | null
}

/**
 * `app.use(session(options))` of Express, by a model: above all when the cookie is not sent. With `cookie.secure` it is
 * sent where the connection is https, or where `X-Forwarded-Proto` says so and is believed, and else it is left
 * out without a word. What is done with `req.session` is done with the second argument of the application.
 *
 * Outside the cookie's path an application gets a session that nobody keeps, where Express gives it none.
 *
 * The session is stored in any case, under `s:1.signature` and so on: ids and signatures are none that anybody
 * would have to guess. Left out are `regenerate`, `destroy`, `unset`, stores that fail, and cookies that
 * `cookie-parser` has read.
 *
 * @throws ConfigError where an option is none that this model knows
 */
export function expressSession(options: ExpressSessionOptions = {}): (next: SessionApp) => Handler {
  checkOptions(options)
  const {
    name = 'connect.sid',
    cookie = {},
    saveUninitialized = true,
    rolling = false,
    clock = () => 0,
  } = options
  return (next) => {
    const sessions = new Map<string, Session>()
    let made = 0
    return (request) => {
      const secure = isSecure(request, options)
      if (!request.url.path.startsWith(cookie.path || '/'))
        return run(next, request, newSession('', cookie, secure)).response
      const cookieId = idIn(cookieIn(getHeader(request.headerList, 'cookie'), name))
      const found = cookieId === null ? undefined : aliveIn(sessions, cookieId, clock())
      const session = found ?? newSession(String(++made), cookie, secure)
      const { response, data } = run(next, request, session)
      const modified = data !== session.data
      // Touched by every answer, as long as there is an age.
      const expires = typeof cookie.maxAge === 'number' ? clock() + cookie.maxAge : null
      const isNew = session.id !== cookieId
      if (!isNew || saveUninitialized || modified) sessions.set(session.id, { ...session, data, expires })
      const due = isNew ? saveUninitialized || modified : rolling || (expires !== null && modified)
      if (!due || (session.cookie.secure && !secure)) return response
      const date = expires === null ? null : httpDate(expires)
      try {
        const value = cookieLine(name, `s:${session.id}.signature`, session.cookie, null, date)
        return { ...response, headerList: [...response.headerList, { name: 'set-cookie', value }] }
      } catch {
        // A cookie that cannot be written: the answer is on its way by then, and goes without it.
        return response
      }
    }
  }
}

/** The application's answer, and what it leaves in the session. */
function run(
  next: SessionApp,
  request: WireRequest,
  session: Session,
): { readonly response: WireResponse; readonly data: string } {
  const data: SessionData = JSON.parse(session.data)
  try {
    return { response: next(request, data), data: JSON.stringify(data) }
  } catch (error) {
    if (isOurs(error)) throw error
    // Sessions are stored, and their cookies sent, with error pages too.
    return { response: expressError(error, [], request), data: JSON.stringify(data) }
  }
}

/** Whether express-session takes a request to have come over https. */
function isSecure(request: WireRequest, options: ExpressSessionOptions): boolean {
  if (request.url.scheme === 'https') return true
  if (options.proxy === false) return false
  if (options.proxy === undefined) return expressProtocol(request, options) === 'https'
  const forwarded = getHeader(request.headerList, 'x-forwarded-proto') ?? ''
  return (forwarded.split(',', 1)[0] ?? '').toLowerCase().trim() === 'https'
}

function newSession(id: string, given: ExpressSessionCookie, secure: boolean): Session {
  const { maxAge: _, secure: asked, sameSite, ...others } = given
  const cookie: CookieLineOptions = {
    path: '/',
    httpOnly: true,
    ...others,
    secure: asked === 'auto' ? secure : asked,
    sameSite: sameSite === 'auto' ? (secure ? 'none' : 'lax') : sameSite,
  }
  return { id, data: '{}', cookie, expires: null }
}

/** The id in the value of a cookie that was signed here. */
function idIn(value: string | null): string | null {
  return /^s:(.*)\.signature$/.exec(value ?? '')?.[1] ?? null
}

function aliveIn(sessions: Map<string, Session>, id: string, now: Instant): Session | undefined {
  const session = sessions.get(id)
  if (session === undefined || session.expires === null || session.expires > now) return session
  sessions.delete(id)
  return undefined
}

function checkOptions(options: ExpressSessionOptions): void {
  const issues: ConfigIssue[] = []
  const unknown = (given: object, names: readonly string[], prefix: string): void => {
    for (const [key, value] of Object.entries(given)) {
      if (names.includes(key) || value === undefined) continue
      const message = `is no option that this model knows; there are ${names.join(', ')}`
      issues.push({ path: `${prefix}${key}`, value, reason: 'invalid', message })
    }
  }
  unknown(options, [...known, ...indifferent], '')
  if (typeof options.cookie === 'function') {
    const message = 'must be an object; functions of the request are left out here'
    issues.push({ path: 'cookie', value: options.cookie, reason: 'invalid', message })
  } else unknown(options.cookie ?? {}, knownOfCookies, 'cookie.')
  if (typeof options.cookie?.maxAge === 'number' && options.clock === undefined) {
    const message = 'is needed, since cookie.maxAge counts from the moment of the answer: clock: () => now'
    issues.push({ path: 'clock', value: undefined, reason: 'missing', message })
  }
  if (issues.length > 0) throw new ConfigError(issues.map(withoutSecret))
}

function withoutSecret(issue: ConfigIssue): ConfigIssue {
  return issue.path === 'secret' ? { ...issue, value: '…' } : issue
}
