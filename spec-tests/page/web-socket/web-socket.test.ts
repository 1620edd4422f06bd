import { describe, expect, it } from 'vitest'
import { NotModelled } from '../../../src/fetch/misuse'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import type { PageWebSocket } from '../../../src/page/web-socket/web-socket'
import { answer, app, browserBefore } from '../kit'

const chosen = answer(101, { 'sec-websocket-protocol': 'chat' })

/** The events of a socket, from now on. */
function eventsOf(socket: PageWebSocket): string[] {
  const events: string[] = []
  socket.onopen = () => events.push(`open ${socket.protocol}`)
  socket.onerror = () => events.push('error')
  socket.onclose = ({ code, wasClean }) => events.push(`close ${code} ${wasClean}`)
  return events
}

describe('page.WebSocket', () => {
  const failed = ['error', 'close 1006 false']
  it.each<{ desc: string; response: WireResponse; protocols: string[]; events: string[]; url?: string }>([
    { desc: 'opens with 101', response: answer(101), protocols: [], events: ['open '] },
    {
      desc: 'opens with a protocol it asked for',
      response: chosen,
      protocols: ['x', 'chat'],
      events: ['open chat'],
    },
    { desc: 'fails with another protocol', response: chosen, protocols: ['x'], events: failed },
    { desc: 'fails with one it did not ask for', response: chosen, protocols: [], events: failed },
    { desc: 'fails without one it asked for', response: answer(101), protocols: ['x'], events: failed },
    { desc: 'fails with another status', response: answer(200), protocols: [], events: failed },
    {
      desc: 'fails with a key of somebody else',
      response: answer(101, { 'sec-websocket-accept': 'x' }),
      protocols: [],
      events: failed,
    },
    {
      desc: 'fails for a bad port',
      response: answer(101),
      protocols: [],
      events: failed,
      url: 'wss://app.example.com:6000/s',
    },
  ])('$desc', async ({ response, protocols, events, url = '/s' }) => {
    const { browser } = browserBefore({ [`${app}/s`]: response, 'http://app.example.com/s': response })
    const page = browser.open(app)
    const socket = new page.WebSocket(url, protocols)
    expect(socket.readyState).toBe(0)
    const seen = eventsOf(socket)
    await browser.idle()
    expect([seen, socket.readyState]).toEqual([events, events === failed ? 3 : 1])
  })

  it('shakes hands with origin, cookies and protocols', async () => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(app)
    page.document.cookie = 'a=1'
    const socket = new page.WebSocket('/s', ['x', 'y'])
    await browser.idle()
    expect(socket.url).toBe('wss://app.example.com/s')
    const headers = sent()[0]?.headerList ?? []
    const values = ['origin', 'cookie', 'sec-websocket-protocol', 'referer'].map((name) =>
      getHeader(headers, name),
    )
    expect(values).toEqual([app, 'a=1', 'x, y', null])
  })

  it.each<{ desc: string; url: string; protocols: string | string[] }>([
    { desc: 'no URL', url: 'https://', protocols: [] },
    { desc: 'another scheme', url: 'ftp://x/', protocols: [] },
    { desc: 'a fragment', url: '/s#', protocols: [] },
    { desc: 'a protocol twice', url: '/s', protocols: ['x', 'x'] },
    { desc: 'an empty protocol', url: '/s', protocols: '' },
    { desc: 'a protocol that is no token', url: '/s', protocols: 'a b' },
  ])('throws a SyntaxError for $desc', ({ url, protocols }) => {
    const { browser, sent } = browserBefore({})
    const page = browser.open(app)
    expect(() => new page.WebSocket(url, protocols)).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
    expect(sent()).toEqual([])
  })

  it.each<{ desc: string; args: [number?, string?]; event: string }>([
    { desc: 'without a code', args: [], event: 'close 1005 true' },
    { desc: 'with a code', args: [3001, 'bye'], event: 'close 3001 true' },
  ])('closes $desc', async ({ args, event }) => {
    const { browser } = browserBefore({ [`${app}/s`]: answer(101) })
    const page = browser.open(app)
    const socket = new page.WebSocket('/s')
    const seen = eventsOf(socket)
    await browser.idle()
    socket.close(...args)
    expect(socket.readyState).toBe(2)
    await browser.idle()
    expect([seen, socket.readyState]).toEqual([['open ', event], 3])
  })

  it('fails when it is closed before it is open', async () => {
    const { browser, sent } = browserBefore({ [`${app}/s`]: answer(101) })
    const page = browser.open(app)
    const socket = new page.WebSocket('/s')
    const seen = eventsOf(socket)
    socket.close()
    await browser.idle()
    expect([seen, sent()]).toEqual([failed, []])
  })

  it('refuses what engines refuse, and says that messages are not modelled', async () => {
    const { browser } = browserBefore({ [`${app}/s`]: answer(101) })
    const page = browser.open(app)
    const socket = new page.WebSocket('/s')
    expect(() => socket.send('x')).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
    expect(() => socket.close(1001)).toThrow(expect.objectContaining({ name: 'InvalidAccessError' }))
    expect(() => socket.close(1000, 'ü'.repeat(62))).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
    await browser.idle()
    expect(() => socket.send('x')).toThrow(NotModelled)
  })
})
