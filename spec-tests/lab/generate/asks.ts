import fc from 'fast-check'
import type { Body, CrossOrigin, FetchStep, HeaderLine, Step } from '../scenario'
import { chance, mixed, mostly, sometimes, weighted } from './choose'
import type { Asked } from './cors-headers'
import { fetchStep, xhrStep } from './piece'
import { ownHeader, safelistHeader } from './request-headers'
import { referrerPolicyValues, type World } from './world'

/** A request a page makes, before it is known to where. */
export interface Ask {
  readonly step: (world: World, url: string) => Step
  readonly method: string
  readonly names: readonly string[]
  readonly credentials: boolean
  /** Of what kind the answer should be; null where it does not matter. */
  readonly wants: 'script' | 'style' | 'events' | 'html' | null
}

const safelisted = new Set(['accept', 'accept-language', 'content-language'])
const upperCased = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS']

/** As it stands in the request line. */
export function methodOnTheWire(method: string): string {
  const upper = method.toUpperCase()
  return upperCased.includes(upper) ? upper : method
}

/** The names that a server would be asked to allow, near enough. */
export function askedNames(headers: readonly HeaderLine[]): readonly string[] {
  const names = new Set(headers.map(([name]) => name.toLowerCase()).filter((name) => !safelisted.has(name)))
  return [...names].filter((name) => /^[\w.~!*-]+$/.test(name)).sort()
}

/** What the server of an ask has to hear, from this origin. */
export function askedOf(ask: Ask, origin: string): Asked {
  return { origin, method: ask.method, names: ask.names, credentials: ask.credentials }
}

export const methodArbitrary: fc.Arbitrary<string> = weighted(
  [30, 'GET'],
  [16, 'POST'],
  [16, 'PUT'],
  [7, 'DELETE'],
  [6, 'PATCH'],
  [5, 'patch'],
  [4, 'put'],
  [2, 'get'],
  [2, 'post'],
  [2, 'head'],
  [4, 'HEAD'],
  [2, 'options'],
  [3, 'chicken'],
  [1, 'Patch'],
  [1, 'TRACE'],
  [1, 'connect'],
  [1, '*'],
  [1, 'a b'],
)

export const textBody: Body = { kind: 'text', text: 'hi' }

export const bodyArbitrary: fc.Arbitrary<Body> = mixed<Body>(
  [8, fc.constant(textBody)],
  [
    2,
    fc.constant({
      kind: 'search-params',
      fields: [
        ['a', '1'],
        ['b', 'x y&'],
      ],
    }),
  ],
  [1, fc.constant({ kind: 'form-data', fields: [['a', '1']] })],
  [2, fc.constant({ kind: 'blob', type: 'application/json', text: '{}' })],
  [1, fc.constant({ kind: 'blob', type: '', text: 'x' })],
  [1, fc.constant({ kind: 'blob', type: 'text/plain', text: 'x' })],
  [1, fc.constant({ kind: 'bytes', latin1: '\x01\xff' })],
  [1, fc.constant({ kind: 'text', text: '' })],
)

/** Scripts may give `GET` and `HEAD` none. */
export const takesBody = (method: string): boolean => !/^(get|head)$/i.test(method)

const headerLists: fc.Arbitrary<readonly HeaderLine[]> = mixed<readonly HeaderLine[]>(
  [5, fc.constant([])],
  [4, fc.array(ownHeader, { minLength: 1, maxLength: 3 })],
  [1, fc.array(safelistHeader, { minLength: 1, maxLength: 2 })],
)

export const credentialsArbitrary: fc.Arbitrary<FetchStep['credentials']> = weighted<
  FetchStep['credentials']
>([35, null], [35, 'include'], [15, 'omit'], [15, 'same-origin'])

export interface FetchChoices {
  readonly method: fc.Arbitrary<string>
  readonly headers: fc.Arbitrary<readonly HeaderLine[]>
  readonly mode: fc.Arbitrary<FetchStep['mode']>
  readonly credentials: fc.Arbitrary<FetchStep['credentials']>
}

export function fetchAsk(choices: Partial<FetchChoices> = {}): fc.Arbitrary<Ask> {
  return fc
    .record({
      method: choices.method ?? methodArbitrary,
      headers: choices.headers ?? headerLists,
      body: sometimes(55, bodyArbitrary),
      mode:
        choices.mode ??
        weighted<FetchStep['mode']>([84, null], [6, 'cors'], [7, 'no-cors'], [3, 'same-origin']),
      credentials: choices.credentials ?? credentialsArbitrary,
      referrerPolicy: sometimes(5, fc.constantFrom(...referrerPolicyValues)),
      keepalive: chance(2),
      integrity: sometimes(1, fc.constantFrom('sha256-AAAA', 'bogus', '')),
    })
    .map(({ method, headers, body, mode, credentials, referrerPolicy, keepalive, integrity }) => {
      const init = {
        method: method === 'GET' ? null : method,
        headers,
        body: takesBody(method) ? body : null,
        mode,
        credentials,
        referrerPolicy,
        keepalive,
        integrity,
      }
      const typed = init.body?.kind === 'blob' && /json/.test(init.body.type)
      return {
        step: (world: World, url: string) => fetchStep(world, url, init),
        method: methodOnTheWire(method),
        names: askedNames(typed ? [...headers, ['Content-Type', '']] : headers),
        credentials: credentials === 'include',
        wants: null,
      }
    })
}

export const xhrAsk: fc.Arbitrary<Ask> = fc
  .record({
    method: methodArbitrary,
    headers: mixed<readonly HeaderLine[]>(
      [5, headerLists],
      [
        1,
        fc.constant([
          ['X-A', '1'],
          ['X-A', '2'],
        ]),
      ],
      [
        1,
        fc.constant([
          ['Accept', 'a'.repeat(70)],
          ['Accept', 'b'.repeat(70)],
        ]),
      ],
      [1, fc.constant([['Content-Type', 'text/plain;charset=utf-8']])],
    ),
    body: sometimes(60, bodyArbitrary),
    withCredentials: chance(40),
    uploadListener: chance(40),
  })
  .map(({ method, headers, body, withCredentials, uploadListener }) => ({
    step: (world: World, url: string) =>
      xhrStep(world, url, { method, headers, body, withCredentials, uploadListener }),
    method: methodOnTheWire(method),
    names: askedNames(body?.kind === 'blob' ? [...headers, ['Content-Type', '']] : headers),
    credentials: withCredentials,
    wants: null,
  }))

const crossOrigin: fc.Arbitrary<CrossOrigin> = weighted<CrossOrigin>(
  [45, null],
  [35, 'anonymous'],
  [20, 'use-credentials'],
)

interface ElementChoices {
  readonly tag: 'img' | 'script' | 'module' | 'style'
  readonly crossOrigin: CrossOrigin
  readonly referrerPolicy: string | null
  readonly integrity: string | null
}

/** An image, script, module or stylesheet. */
export function elementAsk(
  tags: fc.Arbitrary<ElementChoices['tag']> = weighted<ElementChoices['tag']>(
    [4, 'img'],
    [4, 'script'],
    [1, 'module'],
    [2, 'style'],
  ),
): fc.Arbitrary<Ask> {
  return fc
    .record({
      tag: tags,
      crossOrigin,
      referrerPolicy: sometimes(10, fc.constantFrom(...referrerPolicyValues)),
      integrity: sometimes(2, fc.constantFrom('sha256-AAAA', 'bogus')),
    })
    .map((choices) => ({
      step: (world: World, url: string) => elementStep(world, url, choices),
      method: 'GET',
      names: [],
      credentials: choices.crossOrigin === 'use-credentials',
      wants: wantsOf[choices.tag],
    }))
}

const wantsOf = { img: null, script: 'script', module: 'script', style: 'style' } as const

function elementStep(world: World, url: string, choices: ElementChoices): Step {
  const { tag, crossOrigin: cors, referrerPolicy, integrity } = choices
  const shared = { in: world.place, url, crossOrigin: cors, referrerPolicy }
  switch (tag) {
    case 'img':
      return { kind: 'img', ...shared }
    case 'style':
      return { kind: 'link', rel: 'stylesheet', as: null, integrity, ...shared }
    default:
      return { kind: 'script', module: tag === 'module', integrity, ...shared }
  }
}

export const eventSourceAsk: fc.Arbitrary<Ask> = chance(40).map((withCredentials) => ({
  step: (world: World, url: string) => ({
    kind: 'eventsource' as const,
    in: world.place,
    url,
    withCredentials,
    events: 2,
  }),
  method: 'GET',
  names: [],
  credentials: withCredentials,
  wants: 'events' as const,
}))

export const iframeAsk: fc.Arbitrary<Ask> = fc
  .record({
    sandbox: mostly<string | null>(75, null, '', 'allow-scripts', 'allow-same-origin'),
    referrerPolicy: sometimes(15, fc.constantFrom(...referrerPolicyValues)),
  })
  .map(({ sandbox, referrerPolicy }) => ({
    step: (world: World, url: string) => ({
      kind: 'iframe' as const,
      in: world.place,
      url,
      sandbox,
      referrerPolicy,
    }),
    method: 'GET',
    names: [],
    credentials: true,
    wants: 'html' as const,
  }))

/** Anything that stays in its document. */
export const anyAsk: fc.Arbitrary<Ask> = mixed(
  [64, fetchAsk()],
  [13, xhrAsk],
  [14, elementAsk()],
  [4, eventSourceAsk],
  [5, iframeAsk],
)
