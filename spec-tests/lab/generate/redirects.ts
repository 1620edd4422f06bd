import fc from 'fast-check'
import type { HeaderLine, ServerRule } from '../scenario'
import { type Ask, anyAsk, fetchAsk, xhrAsk } from './asks'
import { chance, mixed, sometimes, weighted } from './choose'
import { originLines } from './cors-headers'
import { answerHeaders, contentFor, kindManners, type Manners, preflightHeaders } from './exchanges'
import { actual, answer, type PieceMaker, piece, preflight } from './piece'
import { originOfTarget, type Target, targetArbitrary, targetOf } from './targets'
import { referrerPolicyValues, type World } from './world'

/** Where a hop leads, and how it says so. */
interface Hop {
  readonly status: number
  /** `own`: back to the page. */
  readonly to: Target | 'own'
  readonly location: LocationForm
  readonly manners: Manners
  readonly referrerPolicy: string | null
}

type LocationForm =
  | 'absolute'
  | 'relative'
  | 'protocol-relative'
  | 'fragment'
  | 'spaces'
  | 'user'
  | 'user-alone'
  | 'same-twice'
  | 'different-twice'
  | 'empty'
  | 'missing'
  | keyof typeof deadEnds

/** Locations that lead nowhere, or nowhere good. */
const deadEnds = {
  broken: 'https://',
  'bad-port': 'https://api.example.com:25/',
  'bad-brackets': 'http://[bad',
  data: 'data:text/plain,x',
  ftp: 'ftp://other.org/',
  javascript: 'javascript:1',
  about: 'about:blank',
  plain: 'http://cdn.third.net/plain',
  bytes: '/\xe9\xff',
} as const

const hopTarget: fc.Arbitrary<Target | 'own'> = mixed<Target | 'own'>(
  [4, targetOf([4, 'same-origin'], [3, 'same-site'], [4, 'cross-site'], [1, 'other-port'])],
  [1, fc.constant('own')],
)

const goodForm: fc.Arbitrary<LocationForm> = weighted<LocationForm>(
  [80, 'absolute'],
  [4, 'relative'],
  [4, 'protocol-relative'],
  [4, 'fragment'],
  [1, 'spaces'],
  [5, 'user'],
  [1, 'user-alone'],
  [2, 'same-twice'],
)

const badForm: fc.Arbitrary<LocationForm> = weighted<LocationForm>(
  [4, 'empty'],
  [4, 'missing'],
  [9, 'different-twice'],
  [2, 'broken'],
  [2, 'bad-port'],
  [2, 'bad-brackets'],
  [3, 'data'],
  [2, 'ftp'],
  [1, 'javascript'],
  [1, 'about'],
  [2, 'plain'],
  [1, 'bytes'],
)

const redirectStatus: fc.Arbitrary<number> = weighted([5, 302], [4, 307], [3, 301], [3, 303], [3, 308])

const hopManners: fc.Arbitrary<Manners> = mixed(
  [9, kindManners],
  [1, fc.tuple(kindManners, originLines).map(([manners, origin]) => ({ ...manners, origin }))],
)

function hopsOf(form: fc.Arbitrary<LocationForm>): fc.Arbitrary<Hop> {
  return fc.record({
    status: redirectStatus,
    to: hopTarget,
    location: form,
    manners: hopManners,
    referrerPolicy: sometimes(8, fc.constantFrom(...referrerPolicyValues, 'bogus', '')),
  })
}

/** Good hops, of which the last may be a bad one. */
const chains: fc.Arbitrary<readonly Hop[]> = fc
  .tuple(fc.array(hopsOf(goodForm), { minLength: 1, maxLength: 4 }), sometimes(22, hopsOf(badForm)))
  .map(([good, bad]) => (bad === null ? good : [...good.slice(1), bad]))

interface ChainChoices {
  readonly ask: Ask
  readonly start: Target
  readonly hops: readonly Hop[]
  readonly manners: Manners
  /** Whether servers know that the origin becomes `null` on the way. */
  readonly nullKnown: boolean
}

function chainPiece(choices: ChainChoices): PieceMaker {
  return (world, path) => {
    const { ask, hops, nullKnown } = choices
    const urls = chainURLs(world, path, choices)
    const server: ServerRule[] = []
    let tainted = false
    for (const [i, url] of urls.entries()) {
      const origin = tainted && nullKnown ? 'null' : world.origin
      const hop = hops[i]
      const manners = hop === undefined ? choices.manners : hop.manners
      // Others than the first get what the first asked for, or a GET.
      server.push(preflight(url, answer(204, preflightHeaders(manners, ask, origin))))
      if (hop === undefined) {
        const content = contentFor(ask)
        server.push(
          actual(
            url,
            answer(200, [...answerHeaders(manners, ask, origin), ...content.headers], content.body),
          ),
        )
        continue
      }
      const next = urls[i + 1] ?? url
      const headers: HeaderLine[] = [
        ...answerHeaders(manners, ask, origin),
        ...locationLines(ask.wants === 'html' ? framedForm(hop.location) : hop.location, url, next),
        ...(hop.referrerPolicy === null ? [] : [['Referrer-Policy', hop.referrerPolicy] as const]),
      ]
      server.push(actual(url, answer(hop.status, headers, '')))
      const here = new URL(url).origin
      tainted ||= here !== world.origin && here !== new URL(next).origin
    }
    return piece([ask.step(world, urls[0] ?? path)], server)
  }
}

function chainURLs(world: World, path: string, { start, hops }: ChainChoices): readonly string[] {
  const urls = [`${originOfTarget(world.url, start)}${path}`]
  let origin = new URL(urls[0] ?? world.url).origin
  for (const [i, hop] of hops.entries()) {
    if (hop.location === 'relative') urls.push(`${origin}${path}/${i}`)
    else {
      origin = hop.to === 'own' ? new URL(world.url).origin : originOfTarget(origin, hop.to)
      // `//host` keeps the scheme.
      const before = new URL(urls[i] ?? world.url).protocol
      if (hop.location === 'protocol-relative') origin = new URL(origin.replace(/^https?:/, before)).origin
      urls.push(`${origin}${path}/${i}`)
    }
  }
  return urls
}

/** A frame never says it has loaded that is redirected to a URL with a user, or that is for another program. */
function framedForm(form: LocationForm): LocationForm {
  const silent: readonly LocationForm[] = ['user', 'user-alone', 'ftp', 'javascript']
  return silent.includes(form) ? 'absolute' : form
}

function locationLines(form: LocationForm, from: string, to: string): readonly HeaderLine[] {
  switch (form) {
    case 'absolute':
      return [['Location', to]]
    case 'relative':
      return [['Location', new URL(to).pathname]]
    case 'protocol-relative':
      return [['Location', to.replace(/^https?:/, '')]]
    case 'fragment':
      return [['Location', `${to}#part`]]
    case 'spaces':
      return [['Location', ` ${to}\t`]]
    case 'user':
      return [['Location', to.replace('//', '//u:p@')]]
    case 'user-alone':
      return [['Location', to.replace('//', '//u@')]]
    case 'same-twice':
      return [
        ['Location', to],
        ['Location', to],
      ]
    case 'different-twice':
      return [
        ['Location', to],
        ['Location', from],
      ]
    case 'empty':
      return [['Location', '']]
    case 'missing':
      return []
    default:
      return [['Location', deadEnds[form]]]
  }
}

function chainsOf(ask: fc.Arbitrary<Ask>, hops: fc.Arbitrary<readonly Hop[]>): fc.Arbitrary<PieceMaker> {
  return fc
    .record({ ask, start: targetArbitrary, hops, manners: hopManners, nullKnown: chance(75) })
    .map(chainPiece)
}

const authorization: readonly HeaderLine[] = [['Authorization', 'Basic dTpw']]

export const redirectPieces: fc.Arbitrary<PieceMaker> = mixed(
  [9, chainsOf(anyAsk, chains)],
  [3, chainsOf(fetchAsk({ mode: fc.constant(null) }), chains)],
  [1, chainsOf(xhrAsk, chains)],
  [2, chainsOf(fetchAsk({ headers: fc.constant(authorization), mode: fc.constant(null) }), chains)],
)

/** A URL that leads to itself, so that every engine gives up. */
export const loopPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    ask: fetchAsk({ method: fc.constant('GET'), headers: fc.constant([]) }),
    to: targetArbitrary,
    manners: kindManners,
    status: redirectStatus,
  })
  .map(
    ({ ask, to, manners, status }): PieceMaker =>
      (world, path) => {
        const url = `${originOfTarget(world.url, to)}${path}`
        const headers: readonly HeaderLine[] = [
          ...answerHeaders(manners, ask, world.origin),
          ['Location', url],
        ]
        return piece([ask.step(world, url)], [actual(url, answer(status, headers, ''))])
      },
  )
