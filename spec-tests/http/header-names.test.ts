import { describe, expect, it } from 'vitest'
import {
  corsNonWildcardRequestHeaderName,
  corsSafelistedResponseHeaderName,
  forbiddenRequestHeader,
  forbiddenResponseHeaderName,
  noCORSSafelistedRequestHeaderName,
  privilegedNoCORSRequestHeaderName,
  requestBodyHeaderName,
} from '../../src/http/header-names'

const forbiddenNames = [
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
]

/** Names that the standard has in one list or another, and some that look like them. */
const names = [
  ...forbiddenNames,
  '__proto__',
  'accept',
  'accept-language',
  'access-control-allow-origin',
  'authorization',
  'cache-control',
  'constructor',
  'content-encoding',
  'content-language',
  'content-location',
  'content-type',
  'content-type-x',
  'expires',
  'last-modified',
  'pragma',
  'proxy-authorization',
  'range',
  'set-cookie2',
  'user-agent',
  'x-custom',
]

describe('name predicates', () => {
  it.each([
    {
      desc: 'forbidden response-header names',
      predicate: forbiddenResponseHeaderName,
      are: ['set-cookie', 'set-cookie2'],
    },
    {
      desc: 'CORS non-wildcard request-header names',
      predicate: corsNonWildcardRequestHeaderName,
      are: ['authorization'],
    },
    {
      desc: 'privileged no-CORS request-header names',
      predicate: privilegedNoCORSRequestHeaderName,
      are: ['range'],
    },
    {
      desc: 'no-CORS-safelisted request-header names',
      predicate: noCORSSafelistedRequestHeaderName,
      are: ['accept', 'accept-language', 'content-language', 'content-type'],
    },
    {
      desc: 'request-body-header names',
      predicate: requestBodyHeaderName,
      are: ['content-encoding', 'content-language', 'content-location', 'content-type'],
    },
    {
      desc: 'response-header names that need not be exposed',
      predicate: (name: string) => corsSafelistedResponseHeaderName(name, []),
      are: [
        'cache-control',
        'content-language',
        'content-length',
        'content-type',
        'expires',
        'last-modified',
        'pragma',
      ],
    },
  ])('know the $desc', ({ predicate, are }) => {
    expect(names.filter(predicate).sort()).toEqual(are)
  })
})

describe('corsSafelistedResponseHeaderName', () => {
  it.each([
    { desc: 'shows a name in the list', name: 'x-a', list: ['x-b', 'x-a'], shown: true },
    { desc: 'shows it whatever the case in the list', name: 'x-a', list: ['X-A'], shown: true },
    { desc: 'hides a name that is not in the list', name: 'x-c', list: ['x-b', 'x-a'], shown: false },
    { desc: 'hides one of which the list has a part', name: 'x-ab', list: ['x-a'], shown: false },
    { desc: 'takes * as a name, not as all of them', name: 'x-a', list: ['*'], shown: false },
    { desc: 'never shows set-cookie', name: 'set-cookie', list: ['set-cookie', 'Set-Cookie'], shown: false },
    { desc: 'never shows set-cookie2', name: 'set-cookie2', list: ['set-cookie2'], shown: false },
    { desc: 'does not fall for __proto__', name: '__proto__', list: ['x-a'], shown: false },
  ])('$desc', ({ name, list, shown }) => expect(corsSafelistedResponseHeaderName(name, list)).toBe(shown))
})

describe('forbiddenRequestHeader', () => {
  it('forbids the listed names and those of proxies, whatever the value', () => {
    const forbidden = names.filter((name) => forbiddenRequestHeader(name, 'x'))
    expect(forbidden).toEqual([...forbiddenNames, 'proxy-authorization'])
  })

  it.each([
    { desc: 'proxy- alone', name: 'proxy-', value: '', forbidden: true },
    { desc: 'proxy without the hyphen', name: 'proxy', value: '', forbidden: false },
    { desc: 'sec- alone', name: 'sec-', value: '', forbidden: true },
    { desc: 'anything after sec-', name: 'sec-fetch-site', value: '', forbidden: true },
    { desc: 'sec- further on', name: 'x-sec-a', value: '', forbidden: false },
    { desc: 'security', name: 'security', value: '', forbidden: false },
    { desc: 'x-http-method of a forbidden method', name: 'x-http-method', value: 'TRACE', forbidden: true },
    {
      desc: 'x-http-method-override, in any case',
      name: 'x-http-method-override',
      value: 'tRaCk',
      forbidden: true,
    },
    { desc: 'x-method-override', name: 'x-method-override', value: 'CONNECT', forbidden: true },
    { desc: 'an override to any other method', name: 'x-http-method', value: 'DELETE', forbidden: false },
    {
      desc: 'one forbidden method among others',
      name: 'x-http-method',
      value: 'GET,\ttrace ,x',
      forbidden: true,
    },
    { desc: 'a list of good methods', name: 'x-http-method', value: 'GET, POST', forbidden: false },
    {
      desc: 'a forbidden method in quotes, which is none',
      name: 'x-http-method',
      value: '"TRACE"',
      forbidden: false,
    },
    {
      desc: 'two methods that no comma separates',
      name: 'x-http-method',
      value: 'GET TRACE',
      forbidden: false,
    },
    { desc: 'an empty override', name: 'x-http-method', value: '', forbidden: false },
    { desc: 'a forbidden method in another header', name: 'x-method', value: 'TRACE', forbidden: false },
  ])('judges $desc', ({ name, value, forbidden }) =>
    expect(forbiddenRequestHeader(name, value)).toBe(forbidden),
  )
})
