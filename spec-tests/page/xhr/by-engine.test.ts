import { describe, expect, it } from 'vitest'
import type { Engine } from '../../../src/profile/engine'
import { answer, api, app } from '../kit'
import { made } from './kit'

// What the lab recorded in the scenarios xhr-events-*, body-shorter-than-said and xhr-exceptions, at closer range.

const engines = ['spec', 'chromium', 'firefox', 'safari', 'webkitgtk'] as const
type Name = Engine

const open = { 'access-control-allow-origin': app, 'access-control-allow-headers': '*' }
const more = {
  [`${app}/again`]: answer(307, { location: '/text' }),
  [`${app}/twice`]: answer(307, { location: '/again' }),
  [`${app}/short`]: answer(200, { 'content-length': '9' }, 'x'),
  [`${app}/short#f`]: answer(200, { 'content-length': '9' }, 'x'),
  [`${app}/none`]: answer(200, { 'content-length': '9' }),
  [`${app}/packed`]: answer(200, { 'content-length': '9', 'content-encoding': 'gzip' }, 'x'),
  [`OPTIONS ${api}/denied`]: answer(200, open),
  [`POST ${api}/denied`]: answer(200),
}

interface Case {
  readonly desc: string
  readonly url: string
  readonly body: string | null
  readonly header?: string
  /** Without the events that are alike everywhere: `1 loadstart` at the start. */
  readonly events: { readonly [N in Name]: string }
}

const over = 'upload.progress upload.load upload.loadend'
const failed = '4 upload.error upload.loadend error loadend'
const loaded = '2 3 progress 4 load loadend'

function everywhere(events: string, others: { readonly [N in Name]?: string } = {}): Case['events'] {
  return { spec: events, chromium: events, firefox: events, safari: events, webkitgtk: events, ...others }
}

const cases: readonly Case[] = [
  {
    desc: 'an answer without bytes',
    url: '/empty',
    body: null,
    events: everywhere('2 4 load loadend', {
      spec: '2 progress 4 load loadend',
      firefox: '2 progress 4 load loadend',
    }),
  },
  {
    desc: 'an upload of nothing',
    url: '/text',
    body: '',
    events: everywhere(`upload.loadstart ${loaded}`, {
      spec: `upload.loadstart ${over} ${loaded}`,
      firefox: `upload.loadstart upload.load upload.loadend ${loaded}`,
    }),
  },
  {
    desc: 'an upload of nothing that fails',
    url: `${api}/closed`,
    body: '',
    events: everywhere(`upload.loadstart ${failed}`),
  },
  {
    desc: 'no upload, and a refused request that is no simple one',
    url: `${api}/closed`,
    body: null,
    header: 'X-A',
    events: everywhere('4 error loadend', { chromium: failed }),
  },
  {
    desc: 'no upload, and a refused request that is one',
    url: `${api}/closed`,
    body: null,
    events: everywhere('4 error loadend'),
  },
  {
    desc: 'an upload that is refused once it is there',
    url: `${api}/denied`,
    body: 'a',
    events: everywhere(`upload.loadstart ${over} 4 error loadend`, { firefox: `upload.loadstart ${failed}` }),
  },
  {
    desc: 'an upload whose redirect is refused',
    url: '/moved-closed',
    body: 'a',
    events: everywhere(`upload.loadstart ${over} 4 error loadend`, {
      chromium: `upload.loadstart ${failed}`,
      firefox: `upload.loadstart ${failed}`,
    }),
  },
  {
    desc: 'an upload that is sent twice',
    url: '/again',
    body: 'a',
    events: everywhere(`upload.loadstart ${over} ${loaded}`, {
      safari: `upload.loadstart ${over} upload.progress ${loaded}`,
      webkitgtk: `upload.loadstart ${over} upload.progress ${loaded}`,
    }),
  },
  {
    desc: 'an upload that is sent three times',
    url: '/twice',
    body: 'a',
    events: everywhere(`upload.loadstart ${over} ${loaded}`, {
      safari: `upload.loadstart ${over} upload.progress upload.progress ${loaded}`,
      webkitgtk: `upload.loadstart ${over} upload.progress upload.progress ${loaded}`,
    }),
  },
  {
    desc: 'an answer that is shorter than it says',
    url: '/short',
    body: null,
    events: everywhere('2 3 progress 4 error loadend', { chromium: failed, webkitgtk: loaded }),
  },
  {
    desc: 'an answer without a byte of those that it says',
    url: '/none',
    body: null,
    events: {
      spec: '2 4 error loadend',
      chromium: failed,
      firefox: '4 error loadend',
      safari: '2 4 error loadend',
      webkitgtk: '2 4 load loadend',
    },
  },
  {
    desc: 'an answer whose length is that of packed bytes',
    url: '/packed',
    body: null,
    events: everywhere(loaded),
  },
]

describe.each(engines)('the events of a POST whose upload has listeners: %s', (profile) => {
  it.each(cases)('$desc', async ({ url, body, header, events: expected }) => {
    const { xhr, events, ended } = made({ profile, upload: true, more })
    xhr.open('POST', url)
    if (header !== undefined) xhr.setRequestHeader(header, '1')
    xhr.send(body)
    await ended
    expect(events.join(' ')).toBe(`1 loadstart ${expected[profile]}`)
  })
})

describe.each(engines)('schemes that cannot be fetched: %s', (profile) => {
  const silent: { readonly [N in Name]: readonly string[] } = {
    spec: [],
    chromium: ['ftp:'],
    firefox: ['ws:', 'wss:', 'chrome:', 'about:srcdoc'],
    safari: [],
    webkitgtk: [],
  }
  it.each(['ftp://x/', 'ws://x/', 'wss://x/', 'chrome://x/', 'about:srcdoc', 'about:config', 'foo:bar'])(
    '%s',
    async (url) => {
      const { xhr, events, ended } = made({ profile })
      xhr.open('GET', url)
      xhr.send()
      await ended
      const begins = !silent[profile].some((beginning) => url.startsWith(beginning))
      expect(events.join(' ')).toBe(begins ? '1 loadstart 4 error loadend' : '1 4 error loadend')
    },
  )
})

describe('responseURL after a failure', () => {
  const short = `${app}/short`
  // biome-ignore format: a table
  const rows: readonly { readonly desc: string; readonly url: string; readonly firefox: string }[] = [
    { desc: 'of the own origin', url: '/short#f', firefox: short },
    { desc: 'of another origin', url: `${api}/closed`, firefox: '' },
    { desc: 'after a redirect to another origin', url: '/moved-closed', firefox: '' },
    { desc: 'of what was never sent', url: 'foo:bar', firefox: '' },
  ]
  it.each(rows)('$desc', async ({ url, firefox }) => {
    for (const profile of ['spec', 'chromium', 'firefox'] as const) {
      const { xhr, ended } = made({ profile, more })
      xhr.open('GET', url)
      xhr.send()
      await ended
      expect([xhr.responseURL, xhr.status], profile).toEqual([profile === 'firefox' ? firefox : '', 0])
      xhr.open('GET', '/text')
      expect(xhr.responseURL).toBe('')
    }
  })

  it('of one that was too late', () => {
    const { xhr, clock } = made({ profile: 'firefox' })
    xhr.open('GET', '/text')
    xhr.timeout = 100
    xhr.send()
    clock.advance(100)
    expect(xhr.responseURL).toBe(`${app}/text`)
  })
})

describe('what is said of a wrong argument', () => {
  const pattern = 'The string did not match the expected pattern.'
  const illegal = 'An invalid or illegal string was specified'
  const bytes = (argument: number): string =>
    `Cannot convert argument ${argument} to ByteString because the character at index 1 has value 8364 which is greater than 255.`
  // biome-ignore format: a table
  const rows = [
    { act: 'open', args: ['GET', 'https://['], name: 'SyntaxError', chromium: 'Invalid URL', firefox: "XMLHttpRequest.open: 'https://[' is not a valid URL.", webkitgtk: pattern },
    { act: 'open', args: ['A B', '/'], name: 'SyntaxError', chromium: "'A B' is not a valid HTTP method.", firefox: illegal, webkitgtk: pattern },
    { act: 'open', args: ['track', '/'], name: 'SecurityError', chromium: "'track' HTTP method is unsupported.", firefox: 'The operation is insecure.', webkitgtk: 'The operation is insecure.' },
    { act: 'open', args: ['X€', '/'], name: 'TypeError', chromium: 'String contains non ISO-8859-1 code point.', firefox: `XMLHttpRequest.open: ${bytes(1)}`, webkitgtk: 'Type error' },
    { act: 'setRequestHeader', args: ['X A', '1'], name: 'SyntaxError', chromium: "'X A' is not a valid HTTP header field name.", firefox: 'Invalid header name.', webkitgtk: pattern },
    { act: 'setRequestHeader', args: ['X', 'a\nb'], name: 'SyntaxError', chromium: "'a\nb' is not a valid HTTP header field value.", firefox: 'Invalid header name.', webkitgtk: pattern },
    { act: 'setRequestHeader', args: ['X', 'a€'], name: 'TypeError', chromium: 'String contains non ISO-8859-1 code point.', firefox: `XMLHttpRequest.setRequestHeader: ${bytes(2)}`, webkitgtk: 'Type error' },
  ] as const
  it.each(rows)('$act: $name in the words of each engine', ({ act, args, name, ...words }) => {
    for (const profile of ['chromium', 'firefox', 'webkitgtk'] as const) {
      const { xhr } = made({ profile })
      if (act === 'setRequestHeader') xhr.open('GET', '/')
      const before = profile === 'chromium' ? `Failed to execute '${act}' on 'XMLHttpRequest': ` : ''
      const thrown = expect.objectContaining({ name, message: `${before}${words[profile]}` })
      expect(() => (xhr[act] as (...given: readonly string[]) => void)(...args), profile).toThrow(thrown)
    }
  })
})
