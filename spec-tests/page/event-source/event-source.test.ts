import { describe, expect, it } from 'vitest'
import type { WireResponse } from '../../../src/fetch/response'
import { getHeader } from '../../../src/http/header-list'
import type { Page } from '../../../src/page/page'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, api, app, browserBefore } from '../kit'

function stream(body: string, type = 'text/event-stream', status = 200): WireResponse {
  return answer(status, { 'content-type': type }, body)
}

/** What a page sees of a stream, until nothing is under way any more. */
async function seen(
  page: Page,
  url: string,
  idle: () => Promise<void>,
  types = ['message'],
): Promise<string[]> {
  const source = new page.EventSource(url)
  const events: string[] = []
  source.onopen = () => events.push(`open ${source.readyState}`)
  source.onerror = () => events.push(`error ${source.readyState}`)
  for (const type of types) {
    source.addEventListener(type, (event) => {
      const { data, lastEventId } = event as MessageEvent
      events.push(`${event.type} ${data}${lastEventId === '' ? '' : ` #${lastEventId}`}`)
    })
  }
  await idle()
  source.close()
  return events
}

describe('page.EventSource', () => {
  it.each<{ desc: string; body: string; events: string[] }>([
    { desc: 'a message', body: 'data: a\n\n', events: ['message a'] },
    { desc: 'lines', body: 'data: a\ndata: b\ndata\n\n', events: ['message a\nb\n'] },
    {
      desc: 'every end of line',
      body: 'data: a\r\n\r\ndata: b\r\rdata: c\n\n',
      events: ['message a', 'message b', 'message c'],
    },
    { desc: 'a byte order mark', body: '\xef\xbb\xbfdata: a\n\n', events: ['message a'] },
    {
      desc: 'what looks like a byte order mark',
      body: '\xc3\xaf\xc2\xbb\xc2\xbfdata: a\n\ndata: b\n\n',
      events: ['message b'],
    },
    { desc: 'UTF-8', body: 'data: \xc3\xbc\n\n', events: ['message ü'] },
    { desc: 'a type of its own', body: 'event: ping\ndata: a\n\n', events: ['ping a'] },
    { desc: 'nothing without data', body: 'event: ping\n\ndata: a\n\n', events: ['message a'] },
    { desc: 'nothing that is not ended', body: 'data: a\n\ndata: b\n', events: ['message a'] },
    {
      desc: 'ids that stay',
      body: 'id: 1\ndata: a\n\ndata: b\n\nid\ndata: c\n\n',
      events: ['message a #1', 'message b #1', 'message c'],
    },
    { desc: 'the id of an event without data', body: 'id: 7\n\ndata: a\n\n', events: ['message a #7'] },
    { desc: 'no id with NUL', body: 'id: 1\0\ndata: a\n\n', events: ['message a'] },
    { desc: 'comments', body: ': hello\n:\ndata:a\n\n', events: ['message a'] },
  ])('reads $desc', async ({ body, events }) => {
    const { browser } = browserBefore({ [`${app}/s`]: stream(body) })
    const all = await seen(browser.open(app), '/s', () => browser.idle(), ['message', 'ping'])
    expect(all).toEqual(['open 1', ...events, 'error 0'])
  })

  it.each<{ desc: string; response: WireResponse; events: string[]; profile?: ProfileName }>([
    { desc: 'another status', response: stream('', undefined, 204), events: ['error 2'] },
    { desc: 'another type', response: stream('', 'text/plain'), events: ['error 2'] },
    {
      desc: 'another charset (spec)',
      response: stream('', 'text/event-stream;charset=x'),
      events: ['open 1', 'error 0'],
      profile: 'spec',
    },
    {
      desc: 'UTF-8 by name',
      response: stream('', 'text/event-stream;charset=UTF-8'),
      events: ['open 1', 'error 0'],
    },
  ])('goes by the head of the response: $desc', async ({ response, events, profile }) => {
    const { browser } = browserBefore({ [`${app}/s`]: response }, profile)
    expect(await seen(browser.open(app), '/s', () => browser.idle())).toEqual(events)
  })

  it('fails for good without CORS', async () => {
    const { browser, lines } = browserBefore({ [`${api}/s`]: stream('data: a\n\n') })
    expect(await seen(browser.open(app), `${api}/s`, () => browser.idle())).toEqual(['error 2'])
    expect(lines()).toEqual([`GET ${api}/s`])
  })

  it('comes back after the time it is told, with the last id', async () => {
    const { browser, clock, sent } = browserBefore({
      [`${app}/s`]: stream('retry: 50\nid: \xc3\xbc\ndata: a\n\n'),
    })
    const page = browser.open(app)
    const source = new page.EventSource('/s')
    await browser.idle()
    expect(sent().map(({ headerList }) => getHeader(headerList, 'last-event-id'))).toEqual([null])
    clock.advance(49)
    await browser.idle()
    expect(sent()).toEqual([])
    clock.advance(1)
    await browser.idle()
    expect(sent().map(({ headerList }) => getHeader(headerList, 'last-event-id'))).toEqual(['\xc3\xbc'])
    source.close()
    clock.advance(1000)
    await browser.idle()
    expect([sent(), source.readyState]).toEqual([[], 2])
  })

  it.each<{ profile: ProfileName; milliseconds: number }>([
    { profile: 'spec', milliseconds: 3000 },
    { profile: 'chromium', milliseconds: 3000 },
    { profile: 'firefox', milliseconds: 5000 },
    { profile: 'safari', milliseconds: 3000 },
    { profile: 'webkitgtk', milliseconds: 3000 },
  ])(
    'comes back after $milliseconds ms where it is told nothing: $profile',
    async ({ profile, milliseconds }) => {
      const { browser, clock, sent } = browserBefore({ [`${app}/s`]: stream('data: a\n\n') }, profile)
      const source = new (browser.open(app).EventSource)('/s')
      await browser.idle()
      clock.advance(milliseconds - 1)
      await browser.idle()
      expect(sent()).toHaveLength(1)
      clock.advance(1)
      await browser.idle()
      source.close()
      expect(sent()).toHaveLength(1)
    },
  )

  it('sends what streams are asked for with', async () => {
    const { browser, sent } = browserBefore({ [`${app}/s`]: stream('') })
    const page = browser.open(app)
    const source = new page.EventSource('s', { withCredentials: true })
    expect([source.url, source.withCredentials, source.readyState]).toEqual([`${app}/s`, true, 0])
    await browser.idle()
    source.close()
    expect(getHeader(sent()[0]?.headerList ?? [], 'accept')).toBe('text/event-stream')
  })

  it('is closed by a listener at once', async () => {
    const { browser, clock, lines } = browserBefore({ [`${app}/s`]: stream('data: a\n\ndata: b\n\n') })
    const page = browser.open(app)
    const source = new page.EventSource('/s')
    const events: string[] = []
    source.onmessage = ({ data, origin }) => {
      events.push(`${data} of ${origin}`)
      source.close()
    }
    await browser.idle()
    clock.advance(10_000)
    await browser.idle()
    expect([events, lines()]).toEqual([[`a of ${app}`], [`GET ${app}/s`]])
  })

  it('throws a SyntaxError for no URL', () => {
    const page = browserBefore({}).browser.open(app)
    expect(() => new page.EventSource('https://')).toThrow(expect.objectContaining({ name: 'SyntaxError' }))
  })
})
