import { ConfigError } from '../infra/config-error'

/**
 * Lets recordings through, as `Browser`, `simulate`, `judge` and `recordingFromJSON` make them. It looks for
 * what people hand in by mistake, which is JSON, a response or nothing at all, and not for forgeries.
 *
 * @throws ConfigError naming the first place that is wrong.
 */
export function checkRecording(recording: unknown): void {
  const { request, turns } = objectAt(
    recording,
    'recording',
    'a recording, as Browser or simulate makes them',
  )
  const { urlList, headerList } = objectAt(request, 'recording.request', 'a request record')
  const [url] = arrayAt(urlList, 'recording.request.urlList')
  const { href } = objectAt(url, 'recording.request.urlList[0]', `a URL record; ${fromJSON}`)
  if (typeof href !== 'string') wrong(href, 'recording.request.urlList[0].href', 'a string')
  arrayAt(headerList, 'recording.request.headerList')
  const all = arrayAt(turns, 'recording.turns')
  if (all.length === 0) wrong(all, 'recording.turns', 'a list with at least the turn that starts the fetch')
  all.forEach((turn, i) => {
    checkTurn(turn, i)
  })
}

const fromJSON = 'what JSON.parse returns has to go through recordingFromJSON'
const eventKinds: readonly unknown[] = ['response', 'connection-failed', 'aborted']

function checkTurn(turn: unknown, i: number): void {
  const path = `recording.turns[${i}]`
  const { userAgent, event, now } = objectAt(turn, path, 'a turn')
  const { profile, preflightCache, cookieStore } = objectAt(
    userAgent,
    `${path}.userAgent`,
    `a user agent; ${fromJSON}`,
  )
  objectAt(profile, `${path}.userAgent.profile`, 'a profile')
  const { buckets } = objectAt(preflightCache, `${path}.userAgent.preflightCache`, 'a preflight cache')
  const { get } = objectAt(buckets, `${path}.userAgent.preflightCache.buckets`, `a map; ${fromJSON}`)
  if (typeof get !== 'function') {
    wrong(buckets, `${path}.userAgent.preflightCache.buckets`, `a map; ${fromJSON}`)
  }
  const { jars } = objectAt(cookieStore, `${path}.userAgent.cookieStore`, 'a cookie store')
  const { get: jar } = objectAt(jars, `${path}.userAgent.cookieStore.jars`, `a map; ${fromJSON}`)
  if (typeof jar !== 'function') {
    wrong(jars, `${path}.userAgent.cookieStore.jars`, `a map; ${fromJSON}`)
  }
  if (typeof now !== 'number' || !Number.isFinite(now)) {
    wrong(now, `${path}.now`, 'a finite number of milliseconds')
  }
  if (i === 0) {
    if (event !== null) wrong(event, `${path}.event`, 'null: the first turn starts the fetch')
    return
  }
  const { kind, response } = objectAt(event, `${path}.event`, 'what came of a request')
  if (!eventKinds.includes(kind)) wrong(kind, `${path}.event.kind`, 'response, connection-failed or aborted')
  if (kind === 'response') {
    const { headerList } = objectAt(response, `${path}.event.response`, 'a response')
    arrayAt(headerList, `${path}.event.response.headerList`)
  }
}

function objectAt(value: unknown, path: string, expected: string): { readonly [name: string]: unknown } {
  if (typeof value !== 'object' || value === null) wrong(value, path, expected)
  return value as { readonly [name: string]: unknown }
}

function arrayAt(value: unknown, path: string): readonly unknown[] {
  if (!Array.isArray(value)) wrong(value, path, 'a list')
  return value
}

function wrong(value: unknown, path: string, expected: string): never {
  const reason = value === undefined ? 'missing' : 'invalid'
  throw new ConfigError([{ path, value, reason, message: `${path} must be ${expected}` }])
}
