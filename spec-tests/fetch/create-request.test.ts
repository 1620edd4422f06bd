import { describe, expect, it } from 'vitest'
import {
  type CreateClientInit,
  type CreateRequestInit,
  createClient,
  createRequest,
} from '../../src/fetch/create-request'
import type { Client } from '../../src/fetch/request'
import { ConfigError } from '../../src/infra/config-error'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { app, other } from './kit'

const sandboxed = newOpaqueOrigin(createUserAgent(profiles.spec)).origin

function configError(make: () => unknown): ConfigError {
  try {
    make()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was wrong with it')
}

/** The paths of everything that is wrong. */
function wrong(init: Partial<{ [K in keyof CreateRequestInit]: unknown }>): string[] {
  const given = { url: `${app}/x`, client: app, ...init } as unknown as CreateRequestInit
  return configError(() => createRequest(given)).issues.map(({ path }) => path)
}

describe('a client', () => {
  it('from a URL alone is a top-level document', () => {
    expect(createClient('http://localhost:3000/page')).toMatchObject({
      origin: { serialized: 'http://localhost:3000' },
      topLevelOrigin: { serialized: 'http://localhost:3000' },
      creationURL: { href: 'http://localhost:3000/page' },
      hasCrossSiteAncestor: false,
      hasStorageAccess: false,
      isDocument: true,
      hasTrustworthyAncestor: false,
      referrerPolicy: '',
      embedderPolicy: 'unsafe-none',
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: CreateClientInit, expected: Partial<Record<keyof Client, unknown>>]>([
    ['a frame of the site', { url: app, topLevelURL: 'https://www.example.com/' }, { topLevelOrigin: { serialized: 'https://www.example.com' }, hasCrossSiteAncestor: false, hasTrustworthyAncestor: true }],
    ['a frame of another site', { url: app, topLevelURL: other }, { topLevelOrigin: { serialized: other }, hasCrossSiteAncestor: true, hasTrustworthyAncestor: true }],
    ['a frame of an insecure page', { url: app, topLevelURL: 'http://other.org/' }, { hasCrossSiteAncestor: true, hasTrustworthyAncestor: false }],
    ['a frame of a document without origin', { url: app, topLevelURL: 'data:text/html,x' }, { hasCrossSiteAncestor: true, hasTrustworthyAncestor: false }],
    ['a frame of a page on localhost', { url: app, topLevelURL: 'http://localhost/' }, { hasTrustworthyAncestor: true }],
    ['a frame of the site with something in between', { url: app, topLevelURL: app, hasCrossSiteAncestor: true }, { hasCrossSiteAncestor: true }],
    ['a frame of another site that says it is not', { url: app, topLevelURL: other, hasCrossSiteAncestor: false }, { hasCrossSiteAncestor: false }],
    ['a sandboxed page', { url: app, origin: sandboxed }, { origin: sandboxed, topLevelOrigin: sandboxed, creationURL: { href: `${app}/` } }],
    ['a sandboxed frame', { url: app, origin: sandboxed, topLevelURL: other }, { origin: sandboxed, topLevelOrigin: { serialized: other } }],
    ['what is said', { url: app, hasStorageAccess: true, isDocument: false, referrerPolicy: 'origin', embedderPolicy: 'require-corp' }, { hasStorageAccess: true, isDocument: false, referrerPolicy: 'origin', embedderPolicy: 'require-corp' }],
  ])('%s', (_, init, expected) => expect(createClient(init)).toMatchObject(expected))

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: unknown, paths: string[]]>([
    ['a relative URL', '/page', ['url']],
    ['no URL', {}, ['url']],
    ['both URLs', { url: 'x', topLevelURL: 'y' }, ['url', 'topLevelURL']],
    ['something else', 5, ['client']],
    ['values there are none of', { url: app, origin: app, hasCrossSiteAncestor: 1, hasStorageAccess: 1, isDocument: 1, referrerPolicy: 'x', embedderPolicy: 'x', uRL: app }, ['origin', 'hasCrossSiteAncestor', 'hasStorageAccess', 'isDocument', 'referrerPolicy', 'embedderPolicy', 'uRL']],
    ['the one of the top alone', { url: app, topLevelURL: '' }, ['topLevelURL']],
  ])('is not made of %s', (_, init, paths) => {
    expect(configError(() => createClient(init as CreateClientInit)).issues.map(({ path }) => path)).toEqual(paths)
  })

  it('says what is missing, and what is wrong', () => {
    const { issues } = configError(() => createClient({ topLevelURL: 'y' } as unknown as CreateClientInit))
    expect(issues).toEqual([
      {
        path: 'url',
        value: undefined,
        reason: 'missing',
        message: 'url must be a URL such as https://app.example.com/',
      },
      {
        path: 'topLevelURL',
        value: 'y',
        reason: 'invalid',
        message: 'topLevelURL must be a URL such as https://app.example.com/',
      },
    ])
  })
})

describe('a request', () => {
  it('is that of fetch(url) by default', () => {
    const made = createRequest({ url: `${app}/x`, client: app })
    expect(made).toEqual({
      method: 'GET',
      urlList: [expect.objectContaining({ href: `${app}/x` })],
      headerList: [],
      body: null,
      client: createClient(app),
      origin: createClient(app).origin,
      topLevelNavigationInitiatorOrigin: null,
      mode: 'cors',
      credentialsMode: 'same-origin',
      redirectMode: 'follow',
      cacheMode: 'default',
      destination: '',
      initiator: '',
      initiatorType: 'fetch',
      referrer: 'client',
      referrerPolicy: '',
      keepalive: false,
      userActivation: false,
      userInitiated: false,
      reloadNavigation: false,
      useCORSPreflight: false,
      unsafeRequest: true,
      redirectCount: 0,
      responseTainting: 'basic',
      methodChanged: false,
      removedHeaderNames: [],
      initialMethod: 'GET',
      initialHeaderList: [],
      wasPreflighted: false,
      hadBody: false,
      initialReferrer: 'client',
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[given: Partial<CreateRequestInit>, expected: object]>([
    [{ url: 'x?y#z' }, { urlList: [{ href: `${app}/dir/x?y#z` }] }],
    [{ url: '//other.org' }, { urlList: [{ href: 'https://other.org/' }] }],
    [{ method: 'post' }, { method: 'POST' }],
    [{ method: 'patch' }, { method: 'patch' }],
    [{ headers: { 'X-A': ' \t1\r\n ' } }, { headerList: [{ name: 'x-a', value: '1' }] }],
    [{ headers: [['A', '1'], ['a', '2']] }, { headerList: [{ name: 'a', value: '1' }, { name: 'a', value: '2' }] }],
    [{ headers: { 'x-a': '' } }, { headerList: [{ name: 'x-a', value: '' }] }],
    [{ headers: { 'x-a': '\xff\t\x01' } }, { headerList: [{ name: 'x-a', value: '\xff\t\x01' }] }],
    [{ headers: [['__proto__', '1']] }, { headerList: [{ name: '__proto__', value: '1' }] }],
    [{ headers: new Headers({ 'X-A': '1' }) }, { headerList: [{ name: 'x-a', value: '1' }] }],
    [{ headers: new Map([['X-A', '1'], ['X-B', '2']]) }, { headerList: [{ name: 'x-a', value: '1' }, { name: 'x-b', value: '2' }] }],
    [{ headers: Object.assign(Object.create(null), { 'X-A': '1' }) }, { headerList: [{ name: 'x-a', value: '1' }] }],
    [{ body: '\0\xff' }, { body: { kind: 'bytes', bytes: '\0\xff' } }],
    [{ body: '' }, { body: { kind: 'bytes', bytes: '' } }],
    [{ body: { kind: 'stream', ref: 1 } }, { body: { kind: 'stream', ref: 1 } }],
    [{ body: null }, { body: null }],
    [{ initiatorType: null }, { initiatorType: null }],
    [{ initiatorType: 'img' }, { initiatorType: 'img' }],
    [{ referrer: 'client' }, { referrer: 'client' }],
    [{ referrer: 'no-referrer' }, { referrer: 'no-referrer' }],
    [{ referrer: 'else' }, { referrer: { href: `${app}/dir/else` } }],
    [{ unsafeRequest: false }, { unsafeRequest: false }],
    [{ mode: 'no-cors', credentials: 'omit', redirect: 'error', cache: 'reload' }, { mode: 'no-cors', credentialsMode: 'omit', redirectMode: 'error', cacheMode: 'reload' }],
    [{ destination: 'font', initiator: 'prefetch', referrerPolicy: 'origin' }, { destination: 'font', initiator: 'prefetch', referrerPolicy: 'origin' }],
    [{ keepalive: true, userActivation: true, userInitiated: true, reloadNavigation: true, useCORSPreflight: true }, { keepalive: true, userActivation: true, userInitiated: true, reloadNavigation: true, useCORSPreflight: true }],
    [{ topLevelNavigationInitiatorOrigin: sandboxed }, { topLevelNavigationInitiatorOrigin: sandboxed }],
  ])('%j', (given, expected) => {
    expect(createRequest({ url: `${app}/x`, client: `${app}/dir/page`, ...given })).toMatchObject(expected)
  })

  it('has the origin of its client, which may be opaque', () => {
    const client = createClient({ url: app, origin: sandboxed })
    expect(createRequest({ url: '/x', client })).toMatchObject({
      origin: sandboxed,
      urlList: [{ href: `${app}/x` }],
    })
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, init: Partial<{ [K in keyof CreateRequestInit]: unknown }>, paths: string[]]>([
    ['no URL', { url: undefined }, ['url']],
    ['a URL that is none', { url: 'https://a b/' }, ['url']],
    ['a URL that is no string', { url: 7 }, ['url']],
    ['no client', { client: undefined }, ['client']],
    ['a client that is none', { client: 'page' }, ['client']],
    ['an empty method', { method: '' }, ['method']],
    ['a method with a space', { method: 'GET /' }, ['method']],
    ['a method with a line end', { method: 'GET\r\nX: 1' }, ['method']],
    ['a method that is no string', { method: 7 }, ['method']],
    ['an empty header name', { headers: { '': 'x' } }, ['headers[""]']],
    ['a header name with a colon', { headers: { 'x:': 'x' } }, ['headers["x:"]']],
    ['a header name with a line end', { headers: { 'x\r\ny': 'x' } }, ['headers["x\\r\\ny"]']],
    ['a header name that is no string', { headers: [[7, 'x']] }, ['headers[0]']],
    ['a header value with CR', { headers: { 'x-a': 'a\rb' } }, ['headers["x-a"]']],
    ['a header value with LF', { headers: { 'x-a': 'a\nb' } }, ['headers["x-a"]']],
    ['a header value with NUL', { headers: { 'x-a': 'a\0b' } }, ['headers["x-a"]']],
    ['a header value that is no byte string', { headers: { 'x-a': 'Ā' } }, ['headers["x-a"]']],
    ['a header value that is no string', { headers: { 'x-a': 7 } }, ['headers["x-a"]']],
    ['a body that is no byte string', { body: '€' }, ['body']],
    ['a body that is a number', { body: 7 }, ['body']],
    ['a referrer that is no URL', { referrer: 'https://a b/' }, ['referrer']],
    ['a member that is misspelt', { header: { 'x-a': '1' } } as object, ['header']],
    ['headers as text', { headers: 'x-a: 1' }, ['headers']],
    ['headers that are null', { headers: null }, ['headers']],
    ['headers that are something else', { headers: new Date(0) }, ['headers']],
    ['a header that is no pair', { headers: [5] }, ['headers[0]']],
    ['a header of three', { headers: [['a', '1'], ['b', '2', '3']] }, ['headers[1]']],
    ['a client that was not made', { client: { url: app } }, ['client']],
    ['a client that is null', { client: null }, ['client']],
    ['a body of bytes that are none', { body: new Uint8Array(1) }, ['body']],
    ['values there are none of', { mode: 'corz', credentials: true, redirect: 'foo', cache: null, destination: 'x', initiator: 'x', initiatorType: 'x', referrerPolicy: 'x' }, ['mode', 'credentials', 'redirect', 'cache', 'destination', 'initiator', 'initiatorType', 'referrerPolicy']],
    ['flags that are none', { keepalive: 1, userActivation: 0, userInitiated: null, reloadNavigation: '', useCORSPreflight: 'no', unsafeRequest: 1 }, ['keepalive', 'userActivation', 'userInitiated', 'reloadNavigation', 'useCORSPreflight', 'unsafeRequest']],
    ['an origin as text', { topLevelNavigationInitiatorOrigin: app }, ['topLevelNavigationInitiatorOrigin']],
    ['all of it at once', { url: 'https://a b/', method: ' ', headers: { 'a b': '', 'x-a': 'ok', 'x-b': '€', 'x-c': 'ok' }, body: '€', referrer: 'https://' }, ['url', 'method', 'headers["a b"]', 'headers["x-b"]', 'body', 'referrer']],
    ['the client and all the rest', { client: '', url: '/x', method: ' ' }, ['client', 'url', 'method']],
  ])('is not made of %s', (_, init, paths) => expect(wrong(init)).toEqual(paths))

  it('is not made of nothing', () => {
    expect(configError(() => createRequest(undefined as unknown as CreateRequestInit)).issues).toMatchObject([
      { path: 'request', reason: 'missing' },
    ])
  })

  it('says each thing on a line of its own', () => {
    const init: CreateRequestInit = {
      url: 'https://a b/',
      client: app,
      method: ' ',
      headers: { 'a b': '', 'x-a': '€' },
      body: '€',
    }
    expect(configError(() => createRequest(init)).message.split('\n')).toEqual([
      'url must be a URL such as https://app.example.com/',
      'method must be a token such as PUT',
      'headers["a b"]: a header name must be a token',
      'headers["x-a"]: a header value must be bytes (characters up to U+00FF) without NUL, CR or LF',
      'body must be a byte string: encode text as UTF-8 first',
    ])
  })

  it('never repeats the value of a header or a body, which may be a secret', () => {
    const init: CreateRequestInit = {
      url: `${app}/x`,
      client: app,
      headers: { authorization: 'Bearer hunter2\n.' },
      body: 'hunter2€',
    }
    const error = configError(() => createRequest(init))
    expect(error.issues.map(({ value, reason }) => [value, reason])).toEqual([
      ['…', 'invalid'],
      ['string', 'invalid'],
    ])
    expect(error.message + JSON.stringify(error.issues)).not.toContain('hunter2')
  })

  it('says of an invalid method and name what they were', () => {
    const { issues } = configError(() =>
      createRequest({ url: `${app}/x`, client: app, method: 'a b', headers: { 'c d': '' } }),
    )
    expect(issues.map(({ value, reason }) => [value, reason])).toEqual([
      ['a b', 'invalid'],
      ['c d', 'invalid'],
    ])
  })
})
