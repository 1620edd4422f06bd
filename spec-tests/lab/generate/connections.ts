import fc from 'fast-check'
import type { Body, HeaderLine, ServerAnswer, Step } from '../scenario'
import { bodyArbitrary } from './asks'
import { chance, mixed, mostly, sometimes, weighted } from './choose'
import { credentialsLines, kindCredentials, kindOrigin, originLines } from './cors-headers'
import { actual, answer, either, type PieceMaker, piece, preflight } from './piece'
import { originOfTarget, targetArbitrary } from './targets'

const stream = 'text/event-stream'

export const eventSourcePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: targetArbitrary,
    withCredentials: chance(40),
    status: mostly(80, 200, 204, 404, 500),
    type: mostly(
      75,
      stream,
      'text/plain',
      `${stream};charset=utf-8`,
      'TEXT/EVENT-STREAM',
      `${stream};charset=x`,
    ),
    origin: mixed([7, kindOrigin], [2, originLines]),
    credentials: mixed([5, fc.constant(kindCredentials)], [1, credentialsLines]),
    redirect: sometimes(25, targetArbitrary),
    redirectStatus: fc.constantFrom(302, 307, 301),
  })
  .map(
    (choices): PieceMaker =>
      (world, path) => {
        const { target, withCredentials, status, type, redirect } = choices
        const url = `${originOfTarget(world.url, target)}${path}`
        const last = redirect === null ? url : `${originOfTarget(new URL(url).origin, redirect)}${path}/on`
        const here = new URL(url).origin
        const tainted = here !== world.origin && here !== new URL(last).origin
        const lines = (origin: string): readonly HeaderLine[] => {
          const asked = { origin, method: 'GET', names: [], credentials: withCredentials }
          return [...choices.origin(asked), ...choices.credentials(asked)]
        }
        const served = answer(
          status,
          [...lines(tainted ? 'null' : world.origin), ['Content-Type', type], ['Cache-Control', 'no-store']],
          'data: x\n\n',
        )
        const server = [actual(last, served)]
        if (last !== url)
          server.push(
            actual(url, answer(choices.redirectStatus, [...lines(world.origin), ['Location', last]], '')),
          )
        return piece([{ kind: 'eventsource', in: world.place, url, withCredentials, events: 2 }], server)
      },
  )

export const webSocketPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: targetArbitrary,
    protocols: mostly<readonly string[]>(80, [], ['chat'], ['a', 'b']),
    outcome: weighted<'open' | 'close' | 'not-found' | 'redirect'>(
      [8, 'open'],
      [2, 'close'],
      [2, 'not-found'],
      [1, 'redirect'],
    ),
    insecure: chance(8),
    setCookie: chance(10),
  })
  .map(
    ({ target, protocols, outcome, insecure, setCookie }): PieceMaker =>
      (world, path) => {
        const origin = originOfTarget(world.url, target)
        const url = `${insecure ? 'http://api.example.com' : origin}${path}`
        const first = protocols[0]
        const answers: { readonly [Outcome in typeof outcome]: ServerAnswer } = {
          open: answer(101, [
            ...(first === undefined ? [] : [['Sec-WebSocket-Protocol', first] as const]),
            ...(setCookie ? [['Set-Cookie', 'ws=1; Path=/'] as const] : []),
          ]),
          close: { kind: 'close' },
          'not-found': answer(404, []),
          redirect: answer(302, [['Location', `${path}/on`]], ''),
        }
        return piece(
          [{ kind: 'websocket', in: world.place, url: url.replace(/^http/, 'ws'), protocols }],
          [actual(url, answers[outcome])],
        )
      },
  )

export const beaconPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    target: targetArbitrary,
    body: sometimes<Body>(85, bodyArbitrary),
    origin: mixed([3, kindOrigin], [1, originLines]),
    status: weighted([4, 200], [3, 204], [1, 307], [1, 302]),
    preflightStatus: mostly(85, 204, 404),
  })
  .map(
    ({ target, body, origin, status, preflightStatus }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, target)}${path}`
        const asked = { origin: world.origin, method: 'POST', names: ['content-type'], credentials: true }
        const lines = [...origin(asked), ...kindCredentials(asked)]
        const allow: HeaderLine = ['Access-Control-Allow-Headers', 'content-type']
        const location: readonly HeaderLine[] = status >= 300 ? [['Location', `${path}/on`]] : []
        const step: Step = { kind: 'beacon', in: world.place, url, body }
        return piece(
          [step],
          [
            preflight(url, answer(preflightStatus, [...lines, allow], '')),
            actual(url, answer(status, [...lines, ...location])),
            either(`${url}/on`, answer(200, [...lines, allow])),
          ],
        )
      },
  )
