import { describe, expect, it } from 'vitest'
import { answer, api, app, browserBefore, type Site } from '../kit'

const names = ['readystatechange', 'loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend']
const open = { 'access-control-allow-origin': app }
const site: Site = {
  [`${app}/text`]: answer(200, { 'content-type': 'text/plain', 'content-length': '5' }, 'hello'),
  [`${app}/empty`]: answer(200, { 'content-length': '0' }),
  [`${app}/gone`]: answer(404, {}, 'gone'),
  [`${api}/open`]: answer(200, { ...open, 'access-control-allow-headers': '*' }, 'open'),
  [`${api}/closed`]: answer(200, {}, 'closed'),
}

function made(upload = false) {
  const tested = browserBefore(site)
  const page = tested.browser.open(`${app}/page`)
  const xhr = new page.XMLHttpRequest()
  const events: string[] = []
  for (const name of names) {
    xhr.addEventListener(name, () => events.push(name === 'readystatechange' ? `${xhr.readyState}` : name))
    if (upload) xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
  }
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve))
  return { ...tested, page, xhr, events, ended }
}

const failure = '1 loadstart 4 error loadend'
const uploaded = 'upload.loadstart upload.progress upload.load upload.loadend'
const rows = [
  {
    desc: 'A response with a body.',
    method: 'GET',
    url: '/text',
    events: '1 loadstart 2 3 progress 4 load loadend',
  },
  {
    desc: 'An error status is no error.',
    method: 'GET',
    url: '/gone',
    events: '1 loadstart 2 3 progress 4 load loadend',
  },
  {
    desc: 'A body of no bytes never loads, which Chromium does not make progress of.',
    method: 'GET',
    url: '/empty',
    events: '1 loadstart 2 4 load loadend',
  },
  { desc: 'A response that may not be read.', method: 'GET', url: `${api}/closed`, events: failure },
  {
    desc: 'What is sent has events of its own.',
    method: 'POST',
    url: `${api}/open`,
    upload: true,
    events: `1 loadstart ${uploaded} 2 3 progress 4 load loadend`,
  },
  {
    desc: 'What is not sent has them too.',
    method: 'POST',
    url: `${api}/closed`,
    upload: true,
    events: '1 loadstart upload.loadstart 4 upload.error upload.loadend error loadend',
  },
]

describe('the events of an XMLHttpRequest', () => {
  for (const { desc, method, url, upload, events } of rows) {
    it(desc, async () => {
      const run = made(upload)
      run.xhr.open(method, url)
      run.xhr.send('body')
      await run.ended
      expect(run.events.join(' ')).toBe(events)
    })
  }

  it('end with abort where it is aborted, and it is as new', () => {
    const { xhr, events } = made()
    xhr.open('GET', '/text')
    xhr.send()
    xhr.abort()
    expect(events.join(' ')).toBe('1 loadstart 4 abort loadend')
    expect([xhr.readyState, xhr.status, xhr.responseURL]).toEqual([0, 0, ''])
  })

  it('are none where it is aborted before it was sent', () => {
    const { xhr, events } = made()
    xhr.open('GET', '/text')
    xhr.abort()
    expect(events).toEqual(['1'])
    expect(xhr.readyState).toBe(1)
  })

  it('end with timeout by the clock of the browser', () => {
    const { xhr, events, clock } = made()
    xhr.open('GET', '/text')
    xhr.timeout = 100
    xhr.send()
    clock.advance(100)
    expect(events.join(' ')).toBe('1 loadstart 4 timeout loadend')
  })

  it('of a synchronous request are those of its end', () => {
    const { xhr, events } = made()
    xhr.open('GET', '/text', false)
    xhr.send()
    expect(events.join(' ')).toBe('1 4 load loadend')
    expect([xhr.status, xhr.responseText]).toEqual([200, 'hello'])
  })

  it('of a synchronous request that fails are none, but an exception', () => {
    const { xhr, events } = made()
    xhr.open('GET', `${api}/closed`, false)
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'NetworkError' }))
    expect([events.join(' '), xhr.readyState]).toEqual(['1', 4])
  })
})

describe('what an XMLHttpRequest refuses', () => {
  const refusals = [
    { desc: 'A method that is none.', name: 'SyntaxError', act: (xhr: Made) => xhr.open('A B', '/') },
    {
      desc: 'A method that is forbidden.',
      name: 'SecurityError',
      act: (xhr: Made) => xhr.open('TRACE', '/'),
    },
    { desc: 'A URL that is none.', name: 'SyntaxError', act: (xhr: Made) => xhr.open('GET', 'https://:') },
    {
      desc: 'A header before it is opened.',
      name: 'InvalidStateError',
      act: (xhr: Made) => xhr.setRequestHeader('a', 'b'),
    },
    { desc: 'To be sent before it is opened.', name: 'InvalidStateError', act: (xhr: Made) => xhr.send() },
  ]
  for (const { desc, name, act } of refusals) {
    it(desc, () => expect(() => act(made().xhr)).toThrow(expect.objectContaining({ name })))
  }

  it('To be sent twice.', () => {
    const { xhr } = made()
    xhr.open('GET', '/text')
    xhr.send()
    expect(() => xhr.send()).toThrow(expect.objectContaining({ name: 'InvalidStateError' }))
  })
})

type Made = ReturnType<typeof made>['xhr']
