import { describe, expect, it } from 'vitest'
import { Browser } from '../../../src/page/browser'
import { answer, api, app } from '../kit'
import { made, type XHR } from './kit'

const whole = '1 loadstart 2 3 progress 4 load loadend'
const failed = '1 loadstart 4 error loadend'

describe('the events', () => {
  it.each([
    { desc: 'of a redirect are those of its end', url: '/moved', events: whole },
    { desc: 'of a redirect to another origin', url: '/moved-away', events: whole },
    { desc: 'of a redirect to what may not be read', url: '/moved-closed', events: failed },
  ])('$desc', async ({ url, events: expected }) => {
    const { xhr, ended, events } = made()
    xhr.open('GET', url)
    xhr.send()
    await ended
    expect(events.join(' ')).toBe(expected)
  })

  it.each([
    { state: 2, events: '1 loadstart 2 4 abort loadend' },
    { state: 3, events: '1 loadstart 2 3 4 abort loadend' },
  ])('end with abort where it is aborted in state $state', async ({ state, events: expected }) => {
    const { xhr, ended, events } = made()
    xhr.addEventListener('readystatechange', () => {
      if (xhr.readyState === state) xhr.abort()
    })
    xhr.open('GET', '/text')
    xhr.send()
    await ended
    expect([events.join(' '), xhr.readyState]).toEqual([expected, 0])
  })

  it('of an upload that is aborted', () => {
    const { xhr, events } = made({ upload: true })
    xhr.open('POST', '/text')
    xhr.send('a')
    xhr.abort()
    expect(events.join(' ')).toBe('1 loadstart upload.loadstart 4 upload.abort upload.loadend abort loadend')
  })

  it('are none where loadstart aborts it, and nothing is sent', async () => {
    const { xhr, events, lines } = made()
    xhr.onloadstart = () => xhr.abort()
    xhr.open('GET', '/text')
    xhr.send()
    await new Promise((resolve) => setImmediate(resolve))
    expect([events.join(' '), lines()]).toEqual(['1 loadstart 4 abort loadend', []])
  })

  it('go on with what open() and send() began in loadend', async () => {
    const { xhr, events, lines } = made()
    const second = new Promise<void>((resolve) => {
      xhr.onloadend = () => {
        xhr.onloadend = () => resolve()
        xhr.open('GET', '/gone')
        xhr.send()
      }
    })
    xhr.open('GET', '/text')
    xhr.send()
    await second
    expect(events.join(' ')).toBe(`${whole} ${whole}`)
    expect(lines()).toEqual([`GET ${app}/text`, `GET ${app}/gone`])
  })

  it('of the first are none where open() comes again in state 2', async () => {
    const { xhr, events } = made()
    xhr.onreadystatechange = () => {
      if (xhr.readyState === 2) xhr.open('GET', '/gone')
    }
    xhr.open('GET', '/text')
    xhr.send()
    await new Promise((resolve) => setImmediate(resolve))
    expect([events.join(' '), xhr.readyState]).toEqual(['1 loadstart 2 1', 1])
  })
})

describe('a server that does not answer', () => {
  function hanging(upload = false) {
    const run = made({ upload })
    const browser = new Browser({
      profile: 'chromium',
      clock: run.clock,
      transport: (wire) =>
        wire.url.href.endsWith('/slow') && wire.method !== 'OPTIONS'
          ? new Promise(() => {})
          : answer(wire.url.href.endsWith('/refused') ? 403 : 200),
    })
    const page = browser.open(`${app}/page`)
    const xhr: XHR = new page.XMLHttpRequest()
    const events: string[] = []
    for (const name of ['loadstart', 'progress', 'load', 'timeout', 'loadend']) {
      xhr.addEventListener(name, () => events.push(name))
      if (upload) xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
    }
    return { xhr, events, clock: run.clock }
  }

  // biome-ignore format: a table
  const timeouts: readonly { desc: string; act: (xhr: XHR, advance: (ms: number) => void) => void; ended: boolean }[] = [
    { desc: 'is not waited for longer than said', act: (xhr, advance) => { xhr.timeout = 100; xhr.send(); advance(100) }, ended: true },
    { desc: 'is waited for until then', act: (xhr, advance) => { xhr.timeout = 100; xhr.send(); advance(99) }, ended: false },
    { desc: 'is waited for from send() on, where it is said later', act: (xhr, advance) => { xhr.send(); advance(80); xhr.timeout = 100; advance(20) }, ended: true },
    { desc: 'is waited for longer, where that is said in time', act: (xhr, advance) => { xhr.timeout = 100; xhr.send(); advance(80); xhr.timeout = 200; advance(100) }, ended: false },
    { desc: 'is waited for without end, where 0 is said in time', act: (xhr, advance) => { xhr.timeout = 100; xhr.send(); advance(80); xhr.timeout = 0; advance(1000) }, ended: false },
  ]
  it.each(timeouts)('$desc', ({ act, ended }) => {
    const { xhr, events, clock } = hanging()
    xhr.open('GET', '/slow')
    act(xhr, (milliseconds) => clock.advance(milliseconds))
    expect(events).toEqual(ended ? ['loadstart', 'timeout', 'loadend'] : ['loadstart'])
  })

  it('has what was uploaded', () => {
    const { xhr, events, clock } = hanging(true)
    xhr.open('POST', '/slow')
    xhr.timeout = 100
    xhr.send('a')
    clock.advance(100)
    const upload = 'upload.loadstart upload.progress upload.load upload.loadend'
    expect(events.join(' ')).toBe(`loadstart ${upload} timeout loadend`)
  })

  it('is none for a synchronous request', () => {
    const { xhr } = hanging()
    xhr.open('GET', '/slow', false)
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'TransportTakesTime' }))
    expect(xhr.readyState).toBe(1)
  })
})

describe('a listener on the upload', () => {
  it.each([
    { desc: 'makes a simple POST ask first', listen: 'before', url: `${api}/open`, preflight: true },
    { desc: 'does not within one origin', listen: 'before', url: '/text', preflight: false },
    { desc: 'does not where it comes after send()', listen: 'after', url: `${api}/open`, preflight: false },
    { desc: 'does not where it was taken away', listen: 'removed', url: `${api}/open`, preflight: false },
  ])('$desc', async ({ listen, url, preflight }) => {
    const { xhr, ended, lines } = made()
    const listener = (): void => {}
    xhr.open('POST', url)
    if (listen !== 'after') xhr.upload.onprogress = listener
    if (listen === 'removed') xhr.upload.onprogress = null
    xhr.send('a')
    if (listen === 'after') xhr.upload.onprogress = listener
    await ended
    expect(lines().some((line) => line.startsWith('OPTIONS'))).toBe(preflight)
  })
})
