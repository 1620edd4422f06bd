import { describe, expect, it } from 'vitest'
import { made, type XHR } from './kit'

/** Brings a request to a state, does something there, and says what came of it: `ok`, or the exception's name. */
const states: { readonly [state: string]: (act: (xhr: XHR) => void) => Promise<string> } = {
  unsent: async (act) => outcome(made().xhr, act),
  opened: async (act) => {
    const { xhr } = made()
    xhr.open('GET', '/text')
    return outcome(xhr, act)
  },
  sent: async (act) => {
    const { xhr } = made()
    xhr.open('GET', '/text')
    xhr.send()
    return outcome(xhr, act)
  },
  headers: (act) => during(2, act),
  loading: (act) => during(3, act),
  done: async (act) => {
    const { xhr, ended } = made()
    xhr.open('GET', '/text')
    xhr.send()
    await ended
    return outcome(xhr, act)
  },
  sync: async (act) => {
    const { xhr } = made()
    xhr.open('GET', '/text', false)
    return outcome(xhr, act)
  },
}

function outcome(xhr: XHR, act: (xhr: XHR) => void): string {
  try {
    act(xhr)
    return 'ok'
  } catch (thrown) {
    return thrown instanceof Error || thrown instanceof DOMException ? thrown.name : 'no error'
  }
}

function during(state: number, act: (xhr: XHR) => void): Promise<string> {
  const { xhr } = made()
  return new Promise((resolve) => {
    xhr.addEventListener('readystatechange', () => {
      if (xhr.readyState === state) resolve(outcome(xhr, act))
    })
    xhr.open('GET', '/text')
    xhr.send()
  })
}

const invalid = 'InvalidStateError'
const access = 'InvalidAccessError'
// biome-ignore format: a table
const rows: readonly { act: string; does: (xhr: XHR) => void; unsent: string; opened: string; sent: string; headers: string; loading: string; done: string; sync: string }[] = [
  { act: 'open()', does: (xhr) => xhr.open('GET', '/text'), unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: 'ok', done: 'ok', sync: 'ok' },
  { act: 'send()', does: (xhr) => xhr.send(), unsent: invalid, opened: 'ok', sent: invalid, headers: invalid, loading: invalid, done: invalid, sync: 'ok' },
  { act: 'setRequestHeader()', does: (xhr) => xhr.setRequestHeader('x-a', '1'), unsent: invalid, opened: 'ok', sent: invalid, headers: invalid, loading: invalid, done: invalid, sync: 'ok' },
  { act: 'setRequestHeader() of what is no byte string', does: (xhr) => xhr.setRequestHeader('x-a', '\u2603'), unsent: 'TypeError', opened: 'TypeError', sent: 'TypeError', headers: 'TypeError', loading: 'TypeError', done: 'TypeError', sync: 'TypeError' },
  { act: 'abort()', does: (xhr) => xhr.abort(), unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: 'ok', done: 'ok', sync: 'ok' },
  { act: 'overrideMimeType()', does: (xhr) => xhr.overrideMimeType('text/plain'), unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: invalid, done: invalid, sync: 'ok' },
  { act: 'responseType', does: (xhr) => { xhr.responseType = 'json' }, unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: invalid, done: invalid, sync: access },
  { act: 'withCredentials', does: (xhr) => { xhr.withCredentials = true }, unsent: 'ok', opened: 'ok', sent: invalid, headers: invalid, loading: invalid, done: invalid, sync: 'ok' },
  { act: 'timeout', does: (xhr) => { xhr.timeout = 5 }, unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: 'ok', done: 'ok', sync: access },
  { act: 'open() of a synchronous one', does: (xhr) => xhr.open('GET', '/text', false), unsent: 'ok', opened: 'ok', sent: 'ok', headers: 'ok', loading: 'ok', done: 'ok', sync: 'ok' },
]

describe('in each state', () => {
  for (const { act, does, ...expected } of rows) {
    it(act, async () => {
      const seen: { [state: string]: string } = {}
      for (const [state, run] of Object.entries(states)) seen[state] = await run(does)
      expect(seen).toEqual(expected)
    })
  }
})

const refusals: readonly { desc: string; name: string; act: (xhr: XHR) => void }[] = [
  { desc: 'a method that is no token', name: 'SyntaxError', act: (xhr) => xhr.open('A B', '/') },
  { desc: 'an empty method', name: 'SyntaxError', act: (xhr) => xhr.open('', '/') },
  { desc: 'a method that is no byte string', name: 'TypeError', act: (xhr) => xhr.open('\u2603', '/') },
  { desc: 'TRACE', name: 'SecurityError', act: (xhr) => xhr.open('TRACE', '/') },
  { desc: 'connect in lower case', name: 'SecurityError', act: (xhr) => xhr.open('connect', '/') },
  {
    desc: 'a forbidden method before a bad URL',
    name: 'SecurityError',
    act: (xhr) => xhr.open('TRACK', 'http://:'),
  },
  { desc: 'a URL that is none', name: 'SyntaxError', act: (xhr) => xhr.open('GET', 'http://:') },
  { desc: 'one argument', name: 'TypeError', act: (xhr) => (xhr.open as (method: string) => void)('GET') },
  {
    desc: 'a header name that is no token',
    name: 'SyntaxError',
    act: opened((xhr) => xhr.setRequestHeader('x a', '1')),
  },
  { desc: 'an empty header name', name: 'SyntaxError', act: opened((xhr) => xhr.setRequestHeader('', '1')) },
  {
    desc: 'a line break in a value',
    name: 'SyntaxError',
    act: opened((xhr) => xhr.setRequestHeader('x-a', 'a\nb')),
  },
  {
    desc: 'a NUL in a value',
    name: 'SyntaxError',
    act: opened((xhr) => xhr.setRequestHeader('x-a', 'a\0b')),
  },
  {
    desc: 'a synchronous one with a timeout',
    name: 'InvalidAccessError',
    act: (xhr) => {
      xhr.timeout = 1
      xhr.open('GET', '/', false)
    },
  },
  {
    desc: 'a synchronous one with a responseType',
    name: 'InvalidAccessError',
    act: (xhr) => {
      xhr.responseType = 'json'
      xhr.open('GET', '/', false)
    },
  },
  {
    desc: 'responseText where responseType is json',
    name: 'InvalidStateError',
    act: (xhr) => {
      xhr.responseType = 'json'
      String(xhr.responseText)
    },
  },
  {
    desc: 'responseXML where responseType is json',
    name: 'InvalidStateError',
    act: (xhr) => {
      xhr.responseType = 'json'
      String(xhr.responseXML)
    },
  },
  {
    desc: 'getResponseHeader() of what is no byte string',
    name: 'TypeError',
    act: (xhr) => {
      xhr.getResponseHeader('\u2603')
    },
  },
]

function opened(act: (xhr: XHR) => void): (xhr: XHR) => void {
  return (xhr) => {
    xhr.open('GET', '/text')
    act(xhr)
  }
}

describe('it refuses', () => {
  it.each(refusals)('$desc', ({ name, act }) => expect(outcome(made().xhr, act)).toBe(name))

  it('nothing where an open() fails: what was under way goes on', async () => {
    const { xhr, ended, events } = made()
    xhr.open('GET', '/text')
    xhr.send()
    expect(outcome(xhr, (one) => one.open('GET', 'http://:'))).toBe('SyntaxError')
    await ended
    expect(events.join(' ')).toBe('1 loadstart 2 3 progress 4 load loadend')
  })
})

describe('what is sent', () => {
  // biome-ignore format: a table
  const sent: readonly { desc: string; act: (xhr: XHR) => void; shows: (wire: ReturnType<ReturnType<typeof made>['sent']>[number]) => unknown; is: unknown }[] = [
    { desc: 'methods that are known are in upper case', act: (xhr) => { xhr.open('put', '/text'); xhr.send() }, shows: ({ method }) => method, is: 'PUT' },
    { desc: 'patch is as it was written', act: (xhr) => { xhr.open('patch', '/text'); xhr.send() }, shows: ({ method }) => method, is: 'patch' },
    { desc: 'headers of one name are joined', act: opened((xhr) => { xhr.setRequestHeader('X-A', ' 1'); xhr.setRequestHeader('x-a', '2 '); xhr.send() }), shows: header('x-a'), is: '1, 2' },
    { desc: 'open() forgets headers', act: opened((xhr) => { xhr.setRequestHeader('x-a', '1'); xhr.open('GET', '/text'); xhr.send() }), shows: header('x-a'), is: undefined },
    { desc: 'a forbidden header is not sent', act: opened((xhr) => { xhr.setRequestHeader('Sec-X', '1'); xhr.send() }), shows: header('sec-x'), is: undefined },
    { desc: 'text has a type', act: (xhr) => { xhr.open('POST', '/text'); xhr.send('a') }, shows: header('content-type'), is: 'text/plain;charset=UTF-8' },
    { desc: 'URLSearchParams have a type', act: (xhr) => { xhr.open('POST', '/text'); xhr.send(new URLSearchParams({ a: '1' })) }, shows: header('content-type'), is: 'application/x-www-form-urlencoded;charset=UTF-8' },
    { desc: 'bytes have none', act: (xhr) => { xhr.open('POST', '/text'); xhr.send(new Uint8Array([1])) }, shows: header('content-type'), is: undefined },
    { desc: 'another charset of text is made UTF-8', act: (xhr) => { xhr.open('POST', '/text'); xhr.setRequestHeader('content-type', 'text/x;charset=ascii'); xhr.send('a') }, shows: header('content-type'), is: 'text/x;charset=UTF-8' },
    { desc: 'a charset of bytes is left', act: (xhr) => { xhr.open('POST', '/text'); xhr.setRequestHeader('content-type', 'text/x;charset=ascii'); xhr.send(new Uint8Array([1])) }, shows: header('content-type'), is: 'text/x;charset=ascii' },
    { desc: 'a GET has no body', act: (xhr) => { xhr.open('GET', '/text'); xhr.send('a') }, shows: ({ body }) => body, is: null },
    { desc: 'an object is its text', act: (xhr) => { xhr.open('POST', '/text'); xhr.send({}) }, shows: ({ body }) => body, is: { kind: 'bytes', bytes: '[object Object]' } },
  ]

  it.each(sent)('$desc', async ({ act, shows, is }) => {
    const run = made()
    act(run.xhr)
    await run.ended
    const [wire] = run.sent()
    expect(wire === undefined ? 'nothing' : shows(wire)).toEqual(is)
  })

  function header(wanted: string) {
    return ({ headerList }: { readonly headerList: readonly { name: string; value: string }[] }) =>
      headerList.find(({ name }) => name === wanted)?.value
  }

  it('a Blob has its type and bytes', async () => {
    const run = made()
    run.xhr.open('POST', '/text')
    run.xhr.send(new Blob(['abc'], { type: 'text/x' }))
    await run.ended
    const [wire] = run.sent()
    expect([wire && header('content-type')(wire), wire?.body]).toEqual([
      'text/x',
      { kind: 'bytes', bytes: 'abc' },
    ])
  })

  it('is nothing where a Blob was still being read', async () => {
    const run = made()
    run.xhr.open('POST', '/text')
    run.xhr.send(new Blob(['abc']))
    run.xhr.abort()
    await new Promise((resolve) => setImmediate(resolve))
    expect(run.lines()).toEqual([])
  })
})

describe('a forbidden header', () => {
  // biome-ignore format: a table
  const rows = [
    { profile: 'chromium', line: { level: 'error', text: 'Refused to set unsafe header "Cookie"', evidence: 'recorded' } },
    { profile: 'firefox', line: { level: 'warning', text: 'Attempt to set a forbidden header was denied: Cookie', evidence: 'recorded' } },
    { profile: 'webkitgtk', line: { level: 'error', text: 'Refused to set unsafe header "Cookie"', evidence: 'documented' } },
    { profile: 'spec', line: undefined },
  ] as const
  it.each(rows)('is a line in the console of $profile', ({ profile, line }) => {
    const { xhr, browser } = made({ profile })
    xhr.open('GET', '/text')
    xhr.setRequestHeader('Cookie', 'a=1')
    expect(browser.console[0]).toEqual(line)
  })
})
