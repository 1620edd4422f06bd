import { describe, expect, it } from 'vitest'
import { type CreateClientInit, type CreateRequestInit, createClient } from '../../src/fetch/create-request'
import { type Profile, profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { answer, app, lines, request, run, server } from './kit'
import { travel } from './traffic'

const insecure = 'http://plain.example.com/x'
const sandboxed = newOpaqueOrigin(createUserAgent(profiles.spec)).origin

function outcome(
  page: CreateClientInit | string,
  url: string,
  init: Partial<CreateRequestInit> = {},
  profile?: Profile,
) {
  const { refused, sent } = travel(
    [url],
    { client: createClient(page), mode: 'no-cors', ...init },
    profile === undefined ? {} : { profile },
  )
  if (refused !== null) return refused
  return sent[0]?.url.href === url ? 'sent' : (sent[0]?.url.href ?? 'nothing sent')
}

describe('mixed content', () => {
  const blocked = 'main-fetch/mixed-content'
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, page: CreateClientInit | string, url: string, init: Partial<CreateRequestInit>, expected: string]>([
    ['a secure page, an insecure URL', app, insecure, {}, blocked],
    ['under cors as well', app, insecure, { mode: 'cors' }, blocked],
    ['a script', app, insecure, { destination: 'script' }, blocked],
    ['a worker', app, insecure, { destination: 'worker' }, blocked],
    ['a frame', app, insecure, { destination: 'iframe', mode: 'navigate' }, blocked],
    ['an object', app, insecure, { destination: 'object', mode: 'navigate' }, blocked],
    ['a navigation of the page itself', app, insecure, { destination: 'document', mode: 'navigate' }, 'sent'],
    ['an insecure handshake', app, 'ws://plain.example.com/x', { mode: 'websocket' }, blocked],
    ['an insecure handshake of an insecure page', 'http://plain.example.com/', 'ws://plain.example.com/x', { mode: 'websocket' }, 'http://plain.example.com/x'],
    ['a secure handshake, which is an https request', app, 'wss://plain.example.com/x', { mode: 'websocket' }, 'https://plain.example.com/x'],
    ['a secure URL', app, 'https://other.org/x', {}, 'sent'],
    ['an insecure page', 'http://plain.example.com/', 'http://other.org/x', {}, 'sent'],
    ['localhost is trusted', app, 'http://localhost/x', {}, 'sent'],
    ['so is what is below it', app, 'http://api.localhost:3000/x', {}, 'sent'],
    ['so is 127.0.0.1', app, 'http://127.0.0.1:3000/x', {}, 'sent'],
    ['so are others of that net', app, 'http://127.1.2.3/x', {}, 'sent'],
    ['so is ::1', app, 'http://[::1]/x', {}, 'sent'],
    ['other addresses are not', app, 'http://192.168.0.1/x', {}, blocked],
    ['a page on localhost is a secure one', 'http://localhost:3000/', insecure, {}, blocked],
    ['an insecure frame of a secure page', { url: 'http://plain.example.com/', topLevelURL: app }, insecure, {}, blocked],
    ['an insecure frame of an insecure page', { url: 'http://plain.example.com/', topLevelURL: 'http://other.org/' }, insecure, {}, 'sent'],
    ['a worker of an insecure frame of a secure page', { url: 'http://plain.example.com/', topLevelURL: app, isDocument: false }, insecure, {}, 'sent'],
    ['a sandboxed document that is on top', { url: `${app}/`, origin: sandboxed }, insecure, {}, 'sent'],
    ['a sandboxed frame of a secure page', { url: `${app}/`, origin: sandboxed, topLevelURL: app }, insecure, {}, blocked],
  ])('%s', (_, page, url, init, expected) => expect(outcome(page, url, init)).toBe(expected))

  it('says which URL it was', () => {
    const { response } = run(request(insecure), server({}))
    expect(response).toMatchObject({ reason: { step: blocked, evidence: { subject: insecure } } })
  })

  it('is looked for on every hop', () => {
    const { refused, sent } = travel(['https://other.org/1', insecure])
    expect(sent).toHaveLength(1)
    expect(refused).toBe(blocked)
  })

  it('does not concern a request that no page has made', () => {
    const fromNobody = { ...request(insecure, { mode: 'no-cors' }), client: null }
    expect(run(fromNobody, () => answer(200)).refused).toBeNull()
  })

  // biome-ignore format: a table, one row a line
  it.each<[desc: string, profile: Profile, url: string, init: Partial<CreateRequestInit>, expected: string]>([
    ['WebKitGTK does not trust http on localhost', profiles.webkitgtk, 'http://localhost:3000/x', {}, blocked],
    ['nor does Safari on 127.0.0.1', profiles.safari, 'http://127.0.0.1:3000/x', {}, blocked],
    ['nor handshakes there', profiles.webkitgtk, 'ws://localhost:3000/x', { mode: 'websocket' }, blocked],
    ['https on localhost is https', profiles.webkitgtk, 'https://localhost:3000/x', {}, 'sent'],
    ['a secure handshake is one', profiles.webkitgtk, 'wss://localhost:3000/x', { mode: 'websocket' }, 'https://localhost:3000/x'],
    ['Chromium trusts it', profiles.chromium, 'http://localhost:3000/x', {}, 'sent'],
    ['Firefox trusts it', profiles.firefox, 'http://localhost:3000/x', {}, 'sent'],
  ])('%s', (_, profile, url, init, expected) => expect(outcome(app, url, init, profile)).toBe(expected))

  const localhost = 'http://localhost:3000/'
  const plain = 'http://plain.example.com/'
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, page: Parameters<typeof outcome>[0], spec: string, engines: string]>([
    ['a page that came by https', app, blocked, blocked],
    ['a page on localhost', localhost, blocked, 'sent'],
    ['an insecure frame of a page that came by https', { url: plain, topLevelURL: app }, blocked, blocked],
    ['a worker of such a frame', { url: plain, topLevelURL: app, isDocument: false }, 'sent', 'sent'],
    ['an insecure frame of a page on localhost', { url: plain, topLevelURL: localhost }, blocked, 'sent'],
    ['an insecure frame of an insecure page', { url: plain, topLevelURL: 'http://other.org/' }, 'sent', 'sent'],
    ['a sandboxed frame of a page that came by https', { url: app, origin: sandboxed, topLevelURL: app }, blocked, blocked],
    ['a sandboxed page that came by https', { url: app, origin: sandboxed }, 'sent', blocked],
    ['a sandboxed page that did not', { url: plain, origin: sandboxed }, 'sent', 'sent'],
  ])('is kept from %s', (_, page, ...expected) => {
    const { spec, chromium, firefox, safari, webkitgtk } = profiles
    expect(outcome(page, insecure, {}, spec)).toBe(expected[0])
    for (const profile of [chromium, firefox, safari, webkitgtk]) {
      expect(outcome(page, insecure, {}, profile)).toBe(expected[1])
    }
  })

  it('is no matter for a page on localhost that stays there, which is no secure page in WebKit', () => {
    const page = 'http://localhost:3000/'
    expect(outcome(page, 'http://localhost:4000/x', {}, profiles.chromium)).toBe('sent')
    expect(outcome(page, 'http://localhost:4000/x', {}, profiles.webkitgtk)).toBe('sent')
  })

  it('is not in the contents of a data: URL', () => {
    expect(travel(['data:,x'], {}, { profile: profiles.webkitgtk }).response.type).toBe('basic')
  })
})

describe('upgrading mixed content', () => {
  const secure = 'https://plain.example.com/x'
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, page: CreateClientInit | string, url: string, init: Partial<CreateRequestInit>, expected: string]>([
    ['an image', app, insecure, { destination: 'image' }, secure],
    ['audio', app, insecure, { destination: 'audio' }, secure],
    ['video', app, insecure, { destination: 'video' }, secure],
    ['an image under cors', app, insecure, { destination: 'image', mode: 'cors' }, secure],
    ['a port stays', app, 'http://plain.example.com:8080/x', { destination: 'image' }, 'https://plain.example.com:8080/x'],
    ['an image of a set is blocked instead', app, insecure, { destination: 'image', initiator: 'imageset' }, 'main-fetch/mixed-content'],
    ['a set has no meaning for video', app, insecure, { destination: 'video', initiator: 'imageset' }, secure],
    ['a track is blocked', app, insecure, { destination: 'track' }, 'main-fetch/mixed-content'],
    ['an IPv4 address is blocked', app, 'http://192.0.2.1/x', { destination: 'image' }, 'main-fetch/mixed-content'],
    ['an IPv6 address is blocked', app, 'http://[2001:db8::1]/x', { destination: 'image' }, 'main-fetch/mixed-content'],
    ['localhost needs no upgrade', app, 'http://localhost/x', { destination: 'image' }, 'sent'],
    ['another scheme has none', app, 'ftp://plain.example.com/x', { destination: 'image' }, 'main-fetch/mixed-content'],
    ['an insecure page needs none', 'http://plain.example.com/', 'http://other.org/x', { destination: 'image' }, 'sent'],
    ['an insecure frame of a secure page', { url: 'http://plain.example.com/', topLevelURL: app }, insecure, { destination: 'image' }, secure],
  ])('%s', (_, page, url, init, expected) => expect(outcome(page, url, init)).toBe(expected))

  it('makes the own origin out of what was another', () => {
    const { sent, response } = travel(['http://app.example.com/i.png'], {
      destination: 'image',
      mode: 'no-cors',
    })
    expect(lines(sent)).toEqual([`GET ${app}/i.png`])
    expect(response).toMatchObject({ type: 'basic', urlList: [{ href: `${app}/i.png` }] })
    expect(response).toHaveProperty('urlList.length', 1)
  })

  it('takes the place of the current URL in the list, and of no other', () => {
    const routes = {
      [`${app}/1`]: answer(302, { location: 'http://app.example.com/2' }),
      [`${app}/2`]: answer(302, { location: 'http://app.example.com/3' }),
      [`${app}/3`]: answer(200),
    }
    const { sent, response } = run(
      request(`${app}/1`, { destination: 'image', mode: 'no-cors' }),
      server(routes),
    )
    expect(lines(sent)).toEqual([`GET ${app}/1`, `GET ${app}/2`, `GET ${app}/3`])
    expect(response).toMatchObject({
      type: 'basic',
      urlList: [{ href: `${app}/1` }, { href: `${app}/2` }, { href: `${app}/3` }],
    })
  })
})
