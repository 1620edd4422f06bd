import fc from 'fast-check'
import type { HeaderLine } from '../scenario'
import { mixed, weighted } from './choose'

/** What a request wants to hear in an answer. */
export interface Asked {
  /** As it stands in `Origin`. */
  readonly origin: string
  readonly method: string
  /** The names of its headers that are not safelisted. */
  readonly names: readonly string[]
  readonly credentials: boolean
}

/** The header lines of an answer to such a request. */
export type Lines = (asked: Asked) => readonly HeaderLine[]

const acao = 'Access-Control-Allow-Origin'
const acac = 'Access-Control-Allow-Credentials'
const acam = 'Access-Control-Allow-Methods'
const acah = 'Access-Control-Allow-Headers'
const aceh = 'Access-Control-Expose-Headers'
const maxAge = 'Access-Control-Max-Age'

function line(name: string, value: (asked: Asked) => string): Lines {
  return (asked) => [[name, value(asked)]]
}

const none: Lines = () => []
const exactOrigin = line(acao, ({ origin }) => origin)
const anyOrigin = line(acao, () => '*')

/** Allows the origin, one way or the other. */
export const kindOrigin: fc.Arbitrary<Lines> = weighted<Lines>(
  [75, exactOrigin],
  [25, (asked) => (asked.credentials ? exactOrigin(asked) : anyOrigin(asked))],
)

/** Everything that was ever written into `Access-Control-Allow-Origin`. */
export const originLines: fc.Arbitrary<Lines> = mixed(
  [30, fc.constant(exactOrigin)],
  [14, fc.constant(anyOrigin)],
  [8, fc.constant(none)],
  [6, fc.constant(line(acao, () => 'null'))],
  [5, fc.constant(line(acao, ({ origin }) => origin.toUpperCase()))],
  [5, fc.constant(line(acao, ({ origin }) => `${origin}/`))],
  [4, fc.constant(line(acao, ({ origin }) => withDefaultPort(origin)))],
  [4, fc.constant(line(acao, ({ origin }) => `${origin}, https://other.org`))],
  [3, fc.constant(line(acao, ({ origin }) => `${origin} https://other.org`))],
  [
    3,
    fc.constant<Lines>(({ origin }) => [
      [acao, origin],
      [acao, origin],
    ]),
  ],
  [
    3,
    fc.constant<Lines>(({ origin }) => [
      [acao, origin],
      [acao, '*'],
    ]),
  ],
  [
    2,
    fc.constant<Lines>(({ origin }) => [
      [acao, ''],
      [acao, origin],
    ]),
  ],
  [4, fc.constant(line(acao, ({ origin }) => `  ${origin}\t `))],
  [2, fc.constant(line(acao, () => '\t*  '))],
  [5, fc.constant(line(`${acao} `, ({ origin }) => origin))],
  [1, fc.constant(line(`${acao}\t`, ({ origin }) => origin))],
  [2, fc.constant(line(acao, ({ origin }) => `"${origin}"`))],
  [2, fc.constant(line(acao, () => ''))],
  [2, fc.constant(line(acao, ({ origin }) => origin.replace(/^\w+:\/\//, '')))],
  [2, fc.constant(line(acao, ({ origin }) => origin.replace(/\/\/[^.]*\./, '//*.')))],
  [2, fc.constant(line(acao, () => 'https://other.org'))],
  [2, fc.constant(line(acao, ({ origin }) => origin.replace(/^http:/, 'https:').replace(/:\d+$/, '')))],
  [2, fc.constant(line(acao, ({ origin }) => `${origin}\xa0`))],
  [1, fc.constant(line(acao, () => '*, *'))],
  [1, fc.constant(line(acao, () => 'Null'))],
  [1, fc.constant(line(acao.toLowerCase(), ({ origin }) => origin))],
)

function withDefaultPort(origin: string): string {
  if (/:\d+$/.test(origin)) return origin
  return `${origin}:${origin.startsWith('https:') ? 443 : 80}`
}

const credentialsTrue = line(acac, () => 'true')

/** `true` where credentials are asked for. */
export const kindCredentials: Lines = (asked) => (asked.credentials ? credentialsTrue(asked) : [])

export const credentialsLines: fc.Arbitrary<Lines> = weighted<Lines>(
  [45, kindCredentials],
  [12, credentialsTrue],
  [10, none],
  [4, line(acac, () => 'True')],
  [3, line(acac, () => 'TRUE')],
  [4, line(acac, () => ' true ')],
  [2, line(acac, () => 'true, true')],
  [
    3,
    () => [
      [acac, 'true'],
      [acac, 'true'],
    ],
  ],
  [
    5,
    () => [
      [acac, ''],
      [acac, 'true'],
    ],
  ],
  [
    3,
    () => [
      [acac, 'true'],
      [acac, ''],
    ],
  ],
  [3, line(acac, () => 'false')],
  [2, line(acac, () => '')],
  [1, line(acac, () => '1')],
  [1, line(acac, () => '"true"')],
  [2, line(`${acac} `, () => 'true')],
)

const methodListed = line(acam, ({ method }) => method)

export const kindMethods: fc.Arbitrary<Lines> = weighted<Lines>(
  [6, methodListed],
  [3, line(acam, ({ method }) => `GET, ${method}, DELETE`)],
  [2, (asked) => (asked.credentials ? methodListed(asked) : [[acam, '*']])],
)

export const methodsLines: fc.Arbitrary<Lines> = weighted<Lines>(
  [34, methodListed],
  [16, line(acam, () => '*')],
  [8, none],
  [8, line(acam, ({ method }) => `GET,${method} , OPTIONS`)],
  [5, line(acam, () => 'GET, POST')],
  [5, line(acam, ({ method }) => method.toLowerCase())],
  [3, line(acam, ({ method }) => method.toUpperCase())],
  [10, line(acam, ({ method }) => `${method} GET`)],
  [6, line(acam, ({ method }) => `${method}, @`)],
  [4, line(acam, ({ method }) => `, ${method},,`)],
  [2, line(acam, ({ method }) => `"${method}"`)],
  [
    3,
    ({ method }) => [
      [acam, 'GET'],
      [acam, method],
    ],
  ],
  [2, line(acam, () => '')],
  [2, line(acam, ({ method }) => `\t${method} `)],
  [2, line(`${acam} `, ({ method }) => method)],
)

const headersListed: Lines = ({ names }) => (names.length === 0 ? [] : [[acah, names.join(', ')]])

export const kindHeaders: fc.Arbitrary<Lines> = weighted<Lines>(
  [6, headersListed],
  [2, ({ names }) => [[acah, ['x-other', ...names].join(',')]]],
  [2, (asked) => (asked.credentials ? headersListed(asked) : [[acah, '*, authorization']])],
)

export const headersLines: fc.Arbitrary<Lines> = weighted<Lines>(
  [34, headersListed],
  [18, line(acah, () => '*')],
  [7, none],
  [5, line(acah, ({ names }) => names.join(',').toUpperCase())],
  [6, line(acah, ({ names }) => ['x-other', ...names, 'content-type'].join(' ,'))],
  [4, line(acah, ({ names }) => names.slice(1).join(', '))],
  [8, line(acah, ({ names }) => [...names, 'x y'].join(', '))],
  [5, line(acah, ({ names }) => [...names, '@'].join(', '))],
  [4, line(acah, ({ names }) => `,${names.join(',,')}, `)],
  [4, ({ names }) => names.map((name): HeaderLine => [acah, name])],
  [3, line(acah, () => '*, authorization')],
  [2, line(acah, ({ names }) => `"${names.join('", "')}"`)],
  [2, line(acah, () => '')],
  [2, line(`${acah} `, ({ names }) => names.join(', '))],
)

/** What an answer without CORS trouble has besides. */
export const shownHeaders: readonly HeaderLine[] = [
  ['Content-Type', 'text/plain'],
  ['X-One', '1'],
  ['X-Two', '2'],
]

export const exposeLines: fc.Arbitrary<Lines> = weighted<Lines>(
  [60, none],
  [8, line(aceh, () => 'X-One')],
  [8, line(aceh, () => '*')],
  [4, line(aceh, () => 'x-one,x-two , x-none')],
  [3, line(aceh, () => '*, X-One')],
  [3, line(aceh, () => 'X-One, X Two')],
  [2, line(aceh, () => 'Set-Cookie, X-One')],
  [
    2,
    () => [
      [aceh, 'X-One'],
      [aceh, '*'],
    ],
  ],
  [2, line(aceh, () => ',X-One,')],
  [1, line(aceh, () => '"X-One"')],
  [1, line(aceh, () => '')],
  [1, line(`${aceh} `, () => 'X-One')],
  [
    1,
    () => [
      [aceh, 'X-One'],
      ['X-One', 'again'],
      ['X-Three ', '3'],
    ],
  ],
)

export const kindMaxAge: fc.Arbitrary<readonly HeaderLine[]> = weighted<readonly HeaderLine[]>(
  [5, []],
  [4, [[maxAge, '600']]],
  [1, [[maxAge, '60']]],
)

export const maxAgeLines: fc.Arbitrary<readonly HeaderLine[]> = mixed<readonly HeaderLine[]>(
  [25, fc.constant([])],
  [10, fc.constant([[maxAge, '0']])],
  [5, fc.constant([[maxAge, '-1']])],
  [35, fc.constant([[maxAge, '600']])],
  [
    40,
    fc
      .constantFrom(
        ...['0', '-1', '', 'abc', '+10', '1.5', '600, 600', '"600"', ' 600 ', '010', '-0', '0x10', '10s'],
        ...['99999999999999999999', '86401', '7201', '4294967296', '+0', '- 1', '1e3', '60\xa0', '-600', ','],
      )
      .map((value): readonly HeaderLine[] => [[maxAge, value]]),
  ],
  [
    3,
    fc.constant([
      [maxAge, '600'],
      [maxAge, '600'],
    ]),
  ],
  [
    2,
    fc.constant([
      [maxAge, ''],
      [maxAge, '600'],
    ]),
  ],
  [1, fc.constant([[`${maxAge} `, '0']])],
)
