import fc from 'fast-check'
import type { Body, FetchStep, HeaderLine, ServerAnswer } from '../scenario'
import { bodyArbitrary, credentialsArbitrary, methodArbitrary, takesBody, textBody } from './asks'
import { chance, mixed, mostly, sometimes, weighted } from './choose'
import { actual, answer, either, fetchStep, type PieceMaker, piece, preflight, xhrStep } from './piece'
import { foreignTarget, originOfTarget, targetArbitrary, targetOf } from './targets'
import type { World } from './world'

/** Answers that allow everything to a request of this world. */
function openAnswer(world: World, status = 200): ServerAnswer {
  return answer(status, openLines(world))
}

function openLines(world: World): readonly HeaderLine[] {
  return [
    ['Access-Control-Allow-Origin', world.origin],
    ['Access-Control-Allow-Credentials', 'true'],
    ['Access-Control-Allow-Methods', 'PUT, DELETE, PATCH'],
    ['Access-Control-Allow-Headers', 'x-a, content-type, authorization'],
  ]
}

/** Every mode with every redirect mode, cache mode and credentials mode. */
export const modePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    mode: weighted<FetchStep['mode']>([4, 'cors'], [4, 'no-cors'], [3, 'same-origin'], [2, null]),
    redirect: weighted<FetchStep['redirect']>([4, null], [4, 'manual'], [4, 'error'], [1, 'follow']),
    cache: mostly<FetchStep['cache']>(
      45,
      null,
      ...([
        'default',
        'no-store',
        'reload',
        'no-cache',
        'force-cache',
        'only-if-cached',
        'only-if-cached',
      ] as const),
    ),
    credentials: credentialsArbitrary,
    method: weighted([5, 'GET'], [2, 'POST'], [2, 'PUT']),
    target: targetArbitrary,
    redirects: chance(60),
    allowed: chance(85),
    headers: sometimes(15, fc.constant<readonly HeaderLine[]>([['X-A', '1']])),
  })
  .map(
    ({ target, redirects, allowed, headers, ...init }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const step = fetchStep(world, url, { ...init, headers: headers ?? [] })
        const lines = allowed ? openLines(world) : []
        const first = redirects ? answer(302, [...lines, ['Location', `${path}/on`]], '') : answer(200, lines)
        return piece(
          [step],
          [
            preflight(url, openAnswer(world, 204)),
            actual(url, first),
            either(`${url}/on`, openAnswer(world)),
          ],
        )
      },
  )

const schemes = [
  ...[
    'data:text/plain,x',
    'data:,a%20b',
    'data:text/html;base64,eA==',
    'data:nope',
    'data:;base64,@',
    'data:',
  ],
  ...['about:blank', 'about:srcdoc', 'ftp://other.org/x', 'mailto:a@other.org', 'foo:bar', 'javascript:1'],
  ...[
    'blob:https://app.example.com/0',
    'ws://other.org/',
    'file:///etc/x',
    'http://',
    '//',
    'https://exa mple/',
  ],
  ...['data:text/plain;charset=x,1', 'data:nope', 'data:text/plain;base64,====', 'chrome://version/'],
]

/** URLs that are not of servers. */
export const schemePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    url: fc.constantFrom(...schemes),
    mode: weighted<FetchStep['mode']>([5, null], [4, 'no-cors'], [1, 'same-origin']),
    method: weighted([8, 'GET'], [1, 'POST'], [1, 'PUT']),
    way: weighted<'fetch' | 'xhr' | 'img' | 'script'>([7, 'fetch'], [2, 'xhr'], [1, 'img'], [1, 'script']),
  })
  .map(
    ({ url, mode, method, way }): PieceMaker =>
      (world) => {
        switch (way) {
          case 'fetch':
            return piece([fetchStep(world, url, { mode, method })], [])
          case 'xhr':
            return piece([xhrStep(world, url, { method })], [])
          case 'img':
            return piece([{ kind: 'img', in: world.place, url, crossOrigin: null, referrerPolicy: null }], [])
          case 'script':
            return piece(
              [
                {
                  kind: 'script',
                  in: world.place,
                  url,
                  module: false,
                  crossOrigin: null,
                  referrerPolicy: null,
                  integrity: null,
                },
              ],
              [],
            )
        }
      },
  )

const blockedPorts = [25, 22, 110, 6000, 6667, 1, 21, 993, 10080, 4190, 5060, 0]

/** Users and passwords in URLs, ports of other protocols, fragments, other ways to write a URL. */
export const addressPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    form: weighted<'user' | 'fragment' | 'port' | 'case' | 'default-port' | 'empty-user'>(
      [4, 'user'],
      [3, 'fragment'],
      [6, 'port'],
      [2, 'case'],
      [2, 'default-port'],
      [1, 'empty-user'],
    ),
    port: fc.constantFrom(...blockedPorts),
    target: targetArbitrary,
    mode: weighted<FetchStep['mode']>([3, null], [1, 'no-cors']),
    method: weighted([3, 'GET'], [1, 'PUT']),
    way: weighted<'fetch' | 'xhr' | 'img'>([4, 'fetch'], [1, 'xhr'], [1, 'img']),
  })
  .map(
    ({ form, port, target, mode, method, way }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const { protocol, hostname, host, pathname } = new URL(url)
        const written = {
          user: url.replace('//', '//u:p@'),
          'empty-user': url.replace('//', '//@'),
          fragment: `${url}#part`,
          port: `${protocol}//${hostname}:${port}${pathname}`,
          case: `${protocol.toUpperCase()}//${host.toUpperCase()}${pathname}/../${pathname}`,
          'default-port': url.replace(
            host,
            hostname === host ? `${host}:${protocol === 'https:' ? 443 : 80}` : host,
          ),
        }[form]
        const step =
          way === 'fetch'
            ? fetchStep(world, written, { mode, method })
            : way === 'xhr'
              ? xhrStep(world, written, { method })
              : ({
                  kind: 'img',
                  in: world.place,
                  url: written,
                  crossOrigin: null,
                  referrerPolicy: null,
                } as const)
        return piece([step], [preflight(url, openAnswer(world, 204)), actual(url, openAnswer(world))])
      },
  )

/** Requests that outlive their page, streams, and bodies of every kind. */
export const bodyPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    body: mixed<Body>([6, bodyArbitrary], [3, fc.constant({ kind: 'stream', text: 'streamed' })]),
    keepalive: chance(50),
    method: fc.constantFrom('POST', 'PUT'),
    target: targetArbitrary,
    status: weighted([3, 200], [1, 307], [1, 303]),
  })
  .map(
    ({ body, keepalive, method, target, status }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const init = { method, body, keepalive }
        const lines: readonly HeaderLine[] = status === 200 ? [] : [['Location', `${path}/on`]]
        return piece(
          [fetchStep(world, url, init)],
          [
            preflight(url, openAnswer(world, 204)),
            actual(url, answer(status, [...openLines(world), ...lines])),
            either(`${url}/on`, openAnswer(world)),
          ],
        )
      },
  )

/** More than 64 KiB that should outlive the page. */
export const largeKeepalives: fc.Arbitrary<PieceMaker> = fc
  .tuple(foreignTarget, fc.constantFrom(65_537, 65_536, 65_537, 65_537, 70_000))
  .map(
    ([target, length]): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const body: Body = { kind: 'text', text: 'a'.repeat(length) }
        return piece(
          [fetchStep(world, url, { method: 'POST', body, keepalive: true })],
          [either(url, openAnswer(world))],
        )
      },
  )

/** Bodies that are streams, and redirects that want them again. */
export const streamPieces: fc.Arbitrary<PieceMaker> = fc
  .tuple(targetOf([1, 'same-origin'], [2, 'same-site']), fc.constantFrom(200, 307, 308, 307, 308, 302))
  .map(
    ([target, status]): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const lines: readonly HeaderLine[] = status === 200 ? [] : [['Location', `${path}/on`]]
        return piece(
          [fetchStep(world, url, { method: 'POST', body: { kind: 'stream', text: 'streamed' } })],
          [
            preflight(url, openAnswer(world, 204)),
            actual(url, answer(status, [...openLines(world), ...lines])),
            either(`${url}/on`, openAnswer(world)),
          ],
        )
      },
  )

/** An XMLHttpRequest that gives up, or nearly. */
export const timeoutPieces: fc.Arbitrary<PieceMaker> = fc.tuple(targetArbitrary, chance(60), chance(30)).map(
  ([target, hangs, uploadListener]): PieceMaker =>
    (world, path) => {
      const url = `${originOfTarget(world.url, target)}${path}`
      const slow: ServerAnswer = hangs ? { kind: 'hang' } : { ...answer(200, openLines(world)), delay: 800 }
      const step = xhrStep(world, url, { method: 'POST', body: textBody, timeout: 300, uploadListener })
      return piece([step], [preflight(url, openAnswer(world, 204)), actual(url, slow)])
    },
)

/** Several at once. */
export const parallelPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: targetArbitrary,
    requests: fc.array(
      fc.record({
        method: methodArbitrary.filter((method) => method !== 'a b'),
        body: sometimes(30, fc.constant(textBody)),
        credentials: credentialsArbitrary,
        own: chance(70),
      }),
      { minLength: 2, maxLength: 3 },
    ),
    allowed: chance(85),
  })
  .map(
    ({ target, requests, allowed }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const steps = requests.map(({ method, body, credentials, own }, i) =>
          fetchStep(world, own ? `${url}/${i}` : url, {
            method,
            credentials,
            body: takesBody(method) ? body : null,
          }),
        )
        const urls = [...new Set(steps.map((step) => step.url))]
        const given = allowed ? openAnswer(world) : answer(200, [])
        return piece(
          [{ kind: 'parallel', steps }],
          urls.flatMap((one) => [preflight(one, openAnswer(world, 204)), actual(one, given)]),
        )
      },
  )
