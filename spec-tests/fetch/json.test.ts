import { describe, expect, it } from 'vitest'
import { type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { resume, start } from '../../src/fetch/exchange'
import type { Exchange, ExchangeEvent } from '../../src/fetch/exchange-state'
import { exchangeFromJSON, exchangeToJSON, recordingFromJSON, recordingToJSON } from '../../src/fetch/json'
import type { RequestRecord } from '../../src/fetch/request'
import { requestFromJSON, requestToJSON } from '../../src/fetch/request-json'
import { simulate } from '../../src/fetch/simulate'
import { ConfigError } from '../../src/infra/config-error'
import { parseURL } from '../../src/origin/url-record'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { answer, api, app, request } from './kit'
import { agree } from './traffic'

const userAgent = createUserAgent(profiles.spec)
const through = (json: unknown): unknown => JSON.parse(JSON.stringify(json))
const sandboxed = newOpaqueOrigin(userAgent).origin

/** The value with what lies at a path (`a.b[0].c`) replaced; undefined takes it away. */
function broken(json: unknown, path: string, value: unknown): unknown {
  const copy = through(json)
  const names = path.split(/[.[\]]+/).filter((name) => name !== '')
  const last = names.pop()
  if (last === undefined) return value
  let at = copy as { [name: string]: unknown }
  for (const name of names) at = at[name] as { [name: string]: unknown }
  if (!(last in at)) throw new Error(`there is no ${path} to break`)
  if (value === undefined) delete at[last]
  else at[last] = value
  return copy
}

function issue(read: () => unknown) {
  try {
    read()
  } catch (error) {
    if (error instanceof ConfigError) return error.issues[0]
    throw error
  }
  throw new Error('was read all the same')
}

const full: RequestRecord = {
  ...request(`${api}/x?q#f`, {
    method: 'PUT',
    headers: [
      ['X-A', '1'],
      ['x-a', '\xff'],
    ],
    body: '\0\xff',
    client: createClient({
      url: `${app}/page`,
      topLevelURL: 'https://other.org/',
      referrerPolicy: 'origin',
      embedderPolicy: 'require-corp',
    }),
    credentials: 'include',
    redirect: 'manual',
    cache: 'no-store',
    destination: 'script',
    initiator: 'prefetch',
    initiatorType: 'link',
    referrer: `${app}/else`,
    referrerPolicy: 'unsafe-url',
    keepalive: true,
    userActivation: true,
    userInitiated: true,
    reloadNavigation: true,
    useCORSPreflight: true,
    unsafeRequest: false,
    topLevelNavigationInitiatorOrigin: sandboxed,
  }),
  redirectCount: 3,
  responseTainting: 'cors',
  methodChanged: true,
  removedHeaderNames: ['authorization'],
  initialMethod: 'POST',
  initialHeaderList: [{ name: 'authorization', value: '\xff' }],
  wasPreflighted: true,
  hadBody: true,
  initialReferrer: parseURL(`${app}/first`) ?? 'no-referrer',
}

describe('a request as JSON', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, made: RequestRecord]>([
    ['everything set', full],
    ['everything left out', request(`${app}/x`)],
    ['a stream', request(`${app}/x`, { method: 'POST', body: { kind: 'stream', ref: 7 } })],
    ['no client', { ...request(`${app}/x`), client: null }],
    ['no initiator type', request(`${app}/x`, { initiatorType: null })],
    ['no referrer', request(`${app}/x`, { referrer: 'no-referrer' })],
    ['an opaque origin', request(`${app}/x`, { client: createClient({ url: app, origin: sandboxed }) })],
    ['an origin with a port', request(`${app}/x`, { client: 'http://localhost:3000/' })],
    ['several URLs', { ...full, urlList: [...full.urlList, parseURL('https://u:p@other.org/') ?? full.urlList[0]] }],
    ['an opaque path', request('data:text/plain,a b#c')],
    ['headers with the names of objects', request(`${app}/x`, { headers: [['__proto__', 'a'], ['constructor', 'b']] })],
    ['mode websocket', request('wss://app.example.com/', { mode: 'websocket' })],
    ['an initiator origin', request(`${app}/x`, { topLevelNavigationInitiatorOrigin: full.origin })],
  ])('%s comes back as it was', (_, made) => {
    expect(requestFromJSON(through(requestToJSON(made)))).toEqual(made)
  })

  it('is written like this', () => {
    expect(requestToJSON(full)).toMatchObject({
      method: 'PUT',
      urlList: [`${api}/x?q#f`],
      headerList: [
        ['x-a', '1'],
        ['x-a', '\xff'],
      ],
      body: { kind: 'bytes', bytes: '\0\xff' },
      origin: { scheme: 'https', host: 'app.example.com', port: null },
      topLevelNavigationInitiatorOrigin: { opaque: 1 },
      referrer: { url: `${app}/else` },
      client: {
        origin: { scheme: 'https', host: 'app.example.com', port: null },
        topLevelOrigin: { scheme: 'https', host: 'other.org', port: null },
        creationURL: `${app}/page`,
        embedderPolicy: 'require-corp',
      },
    })
  })

  const written = requestToJSON(full)
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [path: string, value: unknown, expected: string, at?: string])[] = [
    ['method', 1, 'a string'],
    ['method', undefined, 'a string'],
    ['urlList', 'x', 'an array'],
    ['urlList', [], 'an array of one URL or more'],
    ['urlList[0]', 'nonsense', 'a serialized URL'],
    ['urlList[0]', 7, 'a string'],
    ['headerList', {}, 'an array'],
    ['headerList[1]', 'x', 'an array'],
    ['headerList[1][0]', 7, 'a string'],
    ['headerList[1][1]', null, 'a string'],
    ['body', 'x', 'an object'],
    ['body.kind', 'file', 'one of bytes, stream'],
    ['body.bytes', undefined, 'a string'],
    ['body', { kind: 'stream', ref: '1' }, 'a number'],
    ['client', [], 'an object'],
    ['client.origin', 'https://x', 'an object'],
    ['client.origin.scheme', undefined, 'a string'],
    ['client.origin.host', undefined, 'a string'],
    ['client.origin.port', '80', 'a number'],
    ['client.topLevelOrigin', null, 'an object'],
    ['client.creationURL', '/x', 'a serialized URL'],
    ['client.hasCrossSiteAncestor', 1, 'true or false'],
    ['client.hasStorageAccess', undefined, 'true or false'],
    ['client.isDocument', null, 'true or false'],
    ['client.hasTrustworthyAncestor', 'true', 'true or false'],
    ['client.referrerPolicy', 'always', 'one of , no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, origin-when-cross-origin, strict-origin-when-cross-origin, unsafe-url'],
    ['client.embedderPolicy', '', 'one of unsafe-none, credentialless, require-corp'],
    ['origin', null, 'an object'],
    ['topLevelNavigationInitiatorOrigin.opaque', 'x', 'a number'],
    ['topLevelNavigationInitiatorOrigin', undefined, 'an object'],
    ['mode', 'CORS', 'one of same-origin, cors, no-cors, navigate, websocket'],
    ['credentialsMode', 'always', 'one of omit, same-origin, include'],
    ['redirectMode', '', 'one of follow, error, manual'],
    ['cacheMode', null, 'one of default, no-store, reload, no-cache, force-cache, only-if-cached'],
    ['destination', 'empty', 'one of , audio, audioworklet, document, embed, font, frame, iframe, image, json, manifest, object, paintworklet, report, script, serviceworker, sharedworker, style, text, track, video, webidentity, worker, xslt'],
    ['initiator', 'x', 'one of , download, imageset, manifest, prefetch, prerender, xslt'],
    ['initiatorType', 'x', 'one of fetch, xmlhttprequest, beacon, img, script, link, iframe, other'],
    ['initiatorType', undefined, 'one of fetch, xmlhttprequest, beacon, img, script, link, iframe, other'],
    ['referrer', 'about:client', 'an object'],
    ['origin', { scheme: 'https', host: 'victim.example.org:8443', port: null }, 'an origin as it is serialized'],
    ['origin', { scheme: 'https', host: 'EXAMPLE.org', port: null }, 'an origin as it is serialized'],
    ['origin', { scheme: 'https', host: 'example.org', port: 443 }, 'an origin as it is serialized'],
    ['origin', { scheme: 'https', host: 'a/b', port: null }, 'an origin as it is serialized'],
    ['method', 'GET /', 'a token'],
    ['headerList', [['a b', '']], 'a token', 'headerList[0][0]'],
    ['headerList', [['a', 'b\r\nc']], 'a byte string', 'headerList[0][1]'],
    ['headerList', [['a', '\0']], 'a byte string', 'headerList[0][1]'],
    ['headerList', [['a', '€']], 'a byte string', 'headerList[0][1]'],
    ['body', { kind: 'bytes', bytes: '€' }, 'a byte string', 'body.bytes'],
    ['topLevelNavigationInitiatorOrigin.opaque', -1, 'a number, whole and not negative'],
    ['topLevelNavigationInitiatorOrigin.opaque', 0.5, 'a number, whole and not negative'],
    ['referrer.url', 'x', 'a serialized URL'],
    ['referrerPolicy', 'x', 'one of , no-referrer, no-referrer-when-downgrade, same-origin, origin, strict-origin, origin-when-cross-origin, strict-origin-when-cross-origin, unsafe-url'],
    ['keepalive', 0, 'true or false'],
    ['userActivation', 0, 'true or false'],
    ['userInitiated', 0, 'true or false'],
    ['reloadNavigation', 0, 'true or false'],
    ['useCORSPreflight', 0, 'true or false'],
    ['unsafeRequest', 0, 'true or false'],
    ['redirectCount', '1', 'a number'],
    ['responseTainting', 'none', 'one of basic, cors, opaque'],
    ['methodChanged', 0, 'true or false'],
    ['removedHeaderNames', null, 'an array'],
    ['removedHeaderNames[0]', 1, 'a string'],
    ['initialMethod', 'GET /', 'a token'],
    ['initialHeaderList', {}, 'an array'],
    ['initialHeaderList', [['a', '€']], 'a byte string', 'initialHeaderList[0][1]'],
    ['wasPreflighted', 0, 'true or false'],
    ['hadBody', null, 'true or false'],
    ['initialReferrer', 'about:client', 'an object'],
    ['initialReferrer.url', 'x', 'a serialized URL'],
  ]
  it.each(rows.map(([path, value, expected, at = '']) => ({ path, value, expected, at })))(
    'is refused with $path: $value',
    ({ path, value, expected, at }) => {
      const json = broken(written, path, value)
      const where =
        at !== ''
          ? `request.${at}`
          : path === 'body' && typeof value === 'object'
            ? 'request.body.ref'
            : `request.${path}`
      const found = issue(() => requestFromJSON(json))
      expect(found).toMatchObject({ path: where, reason: value === undefined ? 'missing' : 'invalid' })
      expect(found?.message).toContain(`must be ${expected}`)
    },
  )

  it.each([[null], [[]], ['x'], [undefined]])('is no %j', (json) => {
    expect(issue(() => requestFromJSON(json, 'at'))).toMatchObject({ path: 'at' })
  })

  it('names every member in what it refuses', () => {
    const tried = new Set(rows.map(([path]) => path.split(/[.[]/)[0]))
    expect(Object.keys(full).filter((name) => !tried.has(name))).toEqual([])
    const clientTried = new Set(rows.map(([path]) => path.split('.')[1]))
    expect(Object.keys(full.client ?? {}).filter((name) => !clientTried.has(name))).toEqual([])
  })
})

describe('an exchange as JSON', () => {
  function at(
    init: Partial<CreateRequestInit>,
    ...events: ((exchange: Exchange) => ExchangeEvent)[]
  ): Exchange {
    let transition = start(userAgent, request(`${api}/x`, init), 5, null)
    for (const event of events) {
      const { exchange } = transition
      if (exchange.state === 'settled') throw new Error('settled too early')
      transition = resume(transition.userAgent, exchange, event(exchange), null)
    }
    return transition.exchange
  }
  const agreed = (exchange: Exchange): ExchangeEvent => {
    if (exchange.state === 'settled') throw new Error('settled')
    return { kind: 'response', response: agree(exchange.send), now: 6 }
  }
  const failed = (): ExchangeEvent => ({ kind: 'connection-failed', cause: 'x', now: 7 })
  const aborted = (): ExchangeEvent => ({ kind: 'aborted', now: 7 })
  const put: Partial<CreateRequestInit> = { method: 'PUT', body: 'a' }

  // biome-ignore format: a table, one row a line
  const exchanges: readonly (readonly [desc: string, state: string, exchange: Exchange])[] = [
    ['waiting for a preflight', 'awaiting-preflight', at(put)],
    ['waiting for a response', 'awaiting-response', at(put, agreed)],
    ['settled, cors', 'settled', at(put, agreed, agreed)],
    ['settled, basic', 'settled', at({ url: `${app}/x` }, agreed)],
    ['settled, opaque', 'settled', at({ mode: 'no-cors' }, agreed)],
    ['settled, opaqueredirect', 'settled', at({ redirect: 'manual' }, (exchange) => ({ ...agreed(exchange), kind: 'response', response: { ...agree((exchange as { send: Parameters<typeof agree>[0] }).send), status: 302 } }))],
    ['settled, failed', 'settled', at({}, failed)],
    ['settled, aborted', 'settled', at({}, aborted)],
    ['settled, refused without the header', 'settled', at({}, () => ({ kind: 'response', response: answer(200), now: 9 }))],
    ['settled, refused with the header', 'settled', at({}, () => ({ kind: 'response', response: answer(200, { 'access-control-allow-origin': 'null' }), now: 9 }))],
  ]
  it.each(exchanges)('%s comes back as it was', (_, state, exchange) => {
    expect(exchange.state).toBe(state)
    expect(exchangeFromJSON(through(exchangeToJSON(exchange)))).toEqual(exchange)
  })

  const written = {
    waiting: exchangeToJSON(at(put)),
    cors: exchangeToJSON(at(put, agreed, agreed)),
    refused: exchangeToJSON(at({}, failed)),
  }
  // biome-ignore format: a table, one row a line
  it.each<[from: keyof typeof written, path: string, value: unknown, expected: string]>([
    ['waiting', 'corsac', undefined, '1, the version of the format that this corsac reads'],
    ['cors', 'corsac', 2, '1, the version of the format that this corsac reads'],
    ['refused', 'corsac', '1', '1, the version of the format that this corsac reads'],
    ['waiting', 'state', 'waiting', 'one of awaiting-preflight, awaiting-response, settled'],
    ['waiting', 'request', null, 'an object'],
    ['waiting', 'send', undefined, 'an object'],
    ['waiting', 'send.method', 1, 'a string'],
    ['waiting', 'send.url', 'x', 'a serialized URL'],
    ['waiting', 'send.headerList', 'x', 'an array'],
    ['waiting', 'send.body', undefined, 'an object'],
    ['waiting', 'clearCacheOnError', 'yes', 'true or false'],
    ['waiting', 'since', null, 'a number'],
    ['cors', 'response', null, 'an object'],
    ['cors', 'response.type', 'default', 'one of error, basic, cors, opaque, opaqueredirect'],
    ['cors', 'response.status', '200', 'a number'],
    ['cors', 'response.statusText', null, 'a string'],
    ['cors', 'response.headerList', null, 'an array'],
    ['cors', 'response.urlList', null, 'an array'],
    ['cors', 'response.urlList[0]', '', 'a serialized URL'],
    ['cors', 'response.body', 1, 'an object'],
    ['cors', 'response.internalResponse', null, 'an object'],
    ['cors', 'response.internalResponse.status', null, 'a number'],
    ['cors', 'response.internalResponse.statusText', 1, 'a string'],
    ['cors', 'response.internalResponse.headerList', 1, 'an array'],
    ['cors', 'response.internalResponse.body', 1, 'an object'],
    ['refused', 'response.aborted', 0, 'true or false'],
    ['refused', 'response.reason', 'because', 'an object'],
    ['refused', 'response.reason.step', 'main-fetch/cors', 'the id of a refusing step'],
    ['refused', 'response.reason.step', 'constructor', 'the id of a refusing step'],
    ['refused', 'response.reason.step', 1, 'a string'],
    ['refused', 'response.reason.evidence', null, 'an object'],
    ['refused', 'response.reason.evidence.actual', 1, 'a string'],
    ['refused', 'response.reason.evidence.subject', null, 'a string'],
  ])('is refused, %s, with %s: %j', (from, path, value, expected) => {
    const found = issue(() => exchangeFromJSON(broken(written[from], path, value)))
    expect(found).toMatchObject({ path: `exchange.${path}`, reason: value === undefined ? 'missing' : 'invalid' })
    expect(found?.message).toContain(`must be ${expected}`)
  })

  it.each(['header', 'expected'])('is refused with evidence whose %s is no string', (name) => {
    const mismatch = at({}, () => ({
      kind: 'response',
      response: answer(200, { 'access-control-allow-origin': 'null' }),
      now: 9,
    }))
    const found = issue(() =>
      exchangeFromJSON(broken(exchangeToJSON(mismatch), `response.reason.evidence.${name}`, null)),
    )
    expect(found?.path).toBe(`exchange.response.reason.evidence.${name}`)
  })

  it.each([[null], ['x'], [undefined]])('is no %j', (json) => {
    expect(issue(() => exchangeFromJSON(json))).toMatchObject({ path: 'exchange' })
  })
})

describe('a recording as JSON', () => {
  const { recording } = simulate(userAgent, request(`${api}/x`, { method: 'PUT' }), agree, 5)
  const written = recordingToJSON(recording)

  it('comes back as it was', () => {
    expect(recordingFromJSON(through(written))).toEqual(recording)
  })

  it('has each user agent once', () => {
    expect(written).toMatchObject({
      userAgents: { length: 2 },
      turns: [{ userAgent: 0 }, { userAgent: 0 }, { userAgent: 1 }],
    })
  })

  it.each<ExchangeEvent>([
    { kind: 'aborted', now: 6 },
    { kind: 'connection-failed', cause: 'ECONNRESET', now: 6 },
    { kind: 'response', response: { ...answer(200, {}, '\xff'), statusText: 'Fine' }, now: 6 },
    { kind: 'response', response: { ...answer(204), body: null }, now: 6 },
  ])('carries the event $kind', (event) => {
    const { request: made, turns } = recording
    const one = { request: made, turns: [turns[0], { userAgent, event, now: 6 }] as typeof turns }
    expect(recordingFromJSON(through(recordingToJSON(one)))).toEqual(one)
  })

  const failure = recordingToJSON({
    ...recording,
    turns: [
      recording.turns[0],
      { userAgent, event: { kind: 'connection-failed', cause: 'x', now: 6 }, now: 6 },
    ],
  })
  // biome-ignore format: a table, one row a line
  it.each<[from: 'written' | 'failure', path: string, value: unknown, where: string, expected: string]>([
    ['written', 'corsac', undefined, 'corsac', '1, the version'],
    ['written', 'corsac', 2, 'corsac', '1, the version'],
    ['written', 'userAgents[1].corsac', 2, 'userAgents[1].corsac', '1, the version'],
    ['written', 'turns[2].event.response.headerList', [['', '']], 'turns[2].event.response.headerList[0][0]', 'a byte string, not empty'],
    ['written', 'request', 1, 'request', 'an object'],
    ['written', 'request.mode', 'x', 'request.mode', 'one of'],
    ['written', 'userAgents', 1, 'userAgents', 'an array'],
    ['written', 'userAgents[1]', 1, 'userAgents[1]', 'an object'],
    ['written', 'turns', 1, 'turns', 'an array'],
    ['written', 'turns', [], 'turns', 'an array whose first turn, and no other, has no event'],
    ['written', 'turns[0].event', { kind: 'aborted', now: 5 }, 'turns', 'an array whose first turn, and no other, has no event'],
    ['written', 'turns[1].event', null, 'turns[1].event', 'an event'],
    ['written', 'turns[2].event', null, 'turns[2].event', 'an event'],
    ['written', 'turns[1]', null, 'turns[1]', 'an object'],
    ['written', 'turns[1].userAgent', 2, 'turns[1].userAgent', 'an index into userAgents'],
    ['written', 'turns[1].userAgent', -1, 'turns[1].userAgent', 'an index into userAgents'],
    ['written', 'turns[1].userAgent', '0', 'turns[1].userAgent', 'a number'],
    ['written', 'turns[1].now', '5', 'turns[1].now', 'a number'],
    ['written', 'turns[1].event', 1, 'turns[1].event', 'an object'],
    ['written', 'turns[1].event.kind', 'x', 'turns[1].event.kind', 'one of response, connection-failed, aborted'],
    ['written', 'turns[1].event.now', undefined, 'turns[1].event.now', 'a number'],
    ['written', 'turns[1].event.response', 1, 'turns[1].event.response', 'an object'],
    ['written', 'turns[2].event.response.status', 'x', 'turns[2].event.response.status', 'a number'],
    ['failure', 'turns[1].event.cause', undefined, 'turns[1].event.cause', 'a string'],
  ])('is refused, %s, with %s: %j', (from, path, value, where, expected) => {
    const found = issue(() => recordingFromJSON(broken(from === 'written' ? written : failure, path, value)))
    expect(found?.path).toBe(`recording.${where}`)
    expect(found?.message).toContain(`must be ${expected}`)
  })

  it('is no null', () => expect(issue(() => recordingFromJSON(null))?.path).toBe('recording'))
})
