import fc from 'fast-check'
import type { FormStep, HeaderLine, NavigateStep, ServerRule, Step } from '../scenario'
import { chance, mostly, sometimes, weighted } from './choose'
import { actual, answer, fetchStep, htmlAnswer, type PieceMaker, piece } from './piece'
import { originOfTarget, type Target, targetArbitrary } from './targets'
import { referrerPolicyValues, type World, worldOf } from './world'

type Way = NavigateStep['via'] | 'get' | 'post' | 'plain-post' | 'reload'

interface Trip {
  readonly way: Way
  readonly target: Target
  readonly hop: Target | null
  readonly hopStatus: number
  readonly rel: string | null
  readonly referrerPolicy: string | null
  /** The policy that the reached document has. */
  readonly documentPolicy: string | null
  readonly fetches: boolean
  readonly reloads: boolean
}

/** A way to leave for another document. */
export function tripStep(
  world: World,
  url: string,
  trip: Pick<Trip, 'way' | 'rel' | 'referrerPolicy'>,
): Step {
  const place = trip.way === 'address-bar' ? 'page' : world.place
  switch (trip.way) {
    case 'get':
    case 'post':
    case 'plain-post':
      return formStep(world, url, trip.way)
    case 'reload':
      return { kind: 'reload', in: place }
    default:
      return {
        kind: 'navigate',
        in: place,
        via: trip.way,
        url,
        rel: trip.way === 'link' ? trip.rel : null,
        referrerPolicy: trip.way === 'link' ? trip.referrerPolicy : null,
        target: null,
      }
  }
}

function formStep(world: World, url: string, way: 'get' | 'post' | 'plain-post'): FormStep {
  return {
    kind: 'form',
    in: world.place,
    url,
    method: way === 'get' ? 'get' : 'post',
    enctype: way === 'plain-post' ? 'text/plain' : 'application/x-www-form-urlencoded',
    fields: [['a', '1']],
    target: null,
  }
}

export const ways: fc.Arbitrary<Way> = weighted<Way>(
  [5, 'link'],
  [4, 'location'],
  [1, 'replace'],
  [2, 'open'],
  [3, 'address-bar'],
  [2, 'get'],
  [5, 'post'],
  [1, 'plain-post'],
  [1, 'reload'],
)

const trips: fc.Arbitrary<Trip> = fc.record({
  way: ways,
  target: targetArbitrary,
  hop: sometimes(30, targetArbitrary),
  hopStatus: fc.constantFrom(302, 307, 303, 301, 308),
  rel: mostly<string | null>(85, null, 'noreferrer', 'noopener'),
  referrerPolicy: sometimes(15, fc.constantFrom(...referrerPolicyValues)),
  documentPolicy: sometimes(15, fc.constantFrom(...referrerPolicyValues)),
  fetches: chance(45),
  reloads: chance(12),
})

/** To another document, and what that asks for. Nothing can follow such a piece. */
export const navigationPieces: fc.Arbitrary<PieceMaker> = trips.map(
  (trip): PieceMaker =>
    (world, path) => {
      const query = trip.way === 'get' ? '?a=1' : ''
      const first = `${originOfTarget(world.url, trip.target)}${path}`
      const last = trip.hop === null ? first : `${originOfTarget(new URL(first).origin, trip.hop)}${path}/on`
      const policy: readonly HeaderLine[] =
        trip.documentPolicy === null ? [] : [['Referrer-Policy', trip.documentPolicy]]
      const server: ServerRule[] = []
      if (last !== first)
        server.push(actual(`${first}${query}`, answer(trip.hopStatus, [['Location', last]], '')))
      server.push(actual(last === first ? `${first}${query}` : last, htmlAnswer(policy)))
      const steps: Step[] = [tripStep(world, first, trip)]
      const stays = trip.way === 'open' || trip.way === 'reload'
      if (world.place === 'page' && !stays) {
        if (trip.reloads) steps.push({ kind: 'reload', in: 'page' })
        if (trip.fetches) {
          const url = `${originOfTarget(world.url, trip.target)}${path}/data`
          const origin = new URL(last).origin
          steps.push(fetchStep({ ...world, url: last, origin }, url, { credentials: 'include' }))
          const lines: readonly HeaderLine[] = [
            ['Access-Control-Allow-Origin', origin],
            ['Access-Control-Allow-Credentials', 'true'],
          ]
          server.push(actual(url, answer(200, lines)))
        }
      }
      return piece(steps, server)
    },
)

export const navigationWorld: fc.Arbitrary<World> = worldOf({ frames: 15, policies: 15 })
