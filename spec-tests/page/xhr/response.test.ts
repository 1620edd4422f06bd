import { describe, expect, it } from 'vitest'
import { answer, api, app } from '../kit'
import { made, type XHR } from './kit'

/** Loads a response of the own origin, and looks at it. */
async function loaded(
  headers: { readonly [name: string]: string },
  bytes: string,
  before: (xhr: XHR) => void = () => {},
): Promise<XHR> {
  const { xhr, ended } = made({ more: { [`${app}/it`]: answer(200, headers, bytes) } })
  xhr.open('GET', '/it')
  before(xhr)
  xhr.send()
  await ended
  return xhr
}

const type = (value: string) => ({ 'content-type': value })
const xml = '<?xml version="1.0" encoding="windows-1252"?><a>\xe9</a>'

// biome-ignore format: a table
const texts: readonly { desc: string; headers: { readonly [name: string]: string }; bytes: string; before?: (xhr: XHR) => void; text: string }[] = [
  { desc: 'UTF-8, where nothing is said', headers: {}, bytes: '\xc3\xa9', text: 'é' },
  { desc: 'what is no UTF-8 is replaced', headers: {}, bytes: 'a\xe9b', text: 'a\ufffdb' },
  { desc: 'the charset of the type', headers: type('text/plain;charset=windows-1252'), bytes: '\xe9', text: 'é' },
  { desc: 'a charset in quotes', headers: type('text/plain;charset="iso-8859-1"'), bytes: '\xe9', text: 'é' },
  { desc: 'a charset that is none is UTF-8', headers: type('text/plain;charset=bogus'), bytes: '\xc3\xa9', text: 'é' },
  { desc: 'UTF-16', headers: type('text/plain;charset=utf-16le'), bytes: 'a\0', text: 'a' },
  { desc: 'a mark of UTF-8 before the charset', headers: type('text/plain;charset=windows-1252'), bytes: '\xef\xbb\xbf\xc3\xa9', text: 'é' },
  { desc: 'a mark of UTF-16, big end first', headers: {}, bytes: '\xfe\xff\0a', text: 'a' },
  { desc: 'a mark of UTF-16, little end first', headers: {}, bytes: '\xff\xfea\0', text: 'a' },
  { desc: 'x-user-defined gives bytes', headers: {}, bytes: 'a\x80\xff', before: (xhr) => xhr.overrideMimeType('text/plain; charset=x-user-defined'), text: 'a\uf780\uf7ff' },
  { desc: 'the charset of the override', headers: type('text/plain;charset=utf-8'), bytes: '\xe9', before: (xhr) => xhr.overrideMimeType('text/plain;charset=windows-1252'), text: 'é' },
  { desc: 'an override without a charset leaves that of the type', headers: type('text/plain;charset=windows-1252'), bytes: '\xe9', before: (xhr) => xhr.overrideMimeType('text/plain'), text: 'é' },
  { desc: 'an override that is no type takes nothing away', headers: type('text/plain;charset=windows-1252'), bytes: '\xe9', before: (xhr) => xhr.overrideMimeType('bogus'), text: 'é' },
  { desc: 'open() keeps the override', headers: {}, bytes: '\xe9', before: (xhr) => { xhr.overrideMimeType('a/b;charset=windows-1252'); xhr.open('GET', '/it') }, text: 'é' },
  { desc: 'the declaration of XML', headers: type('text/xml'), bytes: xml, text: xml },
  { desc: 'no declaration where text was asked for', headers: type('text/xml'), bytes: xml, before: (xhr) => { xhr.responseType = 'text' }, text: xml.replace('\xe9', '\ufffd') },
  { desc: 'no declaration in what is no XML', headers: type('text/plain'), bytes: xml, text: xml.replace('\xe9', '\ufffd') },
]

describe('the text of a response', () => {
  it.each(texts)('$desc', async ({ headers, bytes, before, text }) => {
    const xhr = await loaded(headers, bytes, before)
    expect([xhr.responseText, xhr.response]).toEqual([text, text])
  })
})

describe('the response', () => {
  const as =
    (wanted: 'json' | 'arraybuffer' | 'blob' | 'document') =>
    (xhr: XHR): void => {
      xhr.responseType = wanted
    }

  // biome-ignore format: a table
  const values: readonly { desc: string; bytes: string; before: (xhr: XHR) => void; value: unknown }[] = [
    { desc: 'of JSON', bytes: '{"a":[1]}', before: as('json'), value: { a: [1] } },
    { desc: 'of JSON with a mark', bytes: '\xef\xbb\xbf1', before: as('json'), value: 1 },
    { desc: 'of JSON is UTF-8, whatever is said', bytes: '"\xc3\xa9"', before: (xhr) => { as('json')(xhr); xhr.overrideMimeType('a/b;charset=windows-1252') }, value: 'é' },
    { desc: 'of what is no JSON', bytes: '{', before: as('json'), value: null },
    { desc: 'of no JSON at all', bytes: '', before: as('json'), value: null },
    { desc: 'as bytes', bytes: '\0\xff', before: as('arraybuffer'), value: new Uint8Array([0, 255]).buffer },
    { desc: 'of no bytes', bytes: '', before: as('arraybuffer'), value: new ArrayBuffer(0) },
    { desc: 'that is no document', bytes: 'a', before: (xhr) => { as('document')(xhr); xhr.overrideMimeType('text/plain') }, value: null },
  ]
  it.each(values)('$desc', async ({ bytes, before, value }) => {
    expect((await loaded({}, bytes, before)).response).toEqual(value)
  })

  it.each(['json', 'arraybuffer', 'blob'] as const)('of type %s is one object', async (wanted) => {
    const xhr = await loaded({}, '{}', as(wanted))
    expect(xhr.response).toBe(xhr.response)
    expect(xhr.response).not.toBe(null)
  })

  it.each([
    { headers: {}, override: null, is: 'text/xml' },
    { headers: type('Text/X;A=b'), override: null, is: 'text/x;a=b' },
    { headers: type('text/x'), override: 'a/b', is: 'a/b' },
    { headers: type('text/x'), override: 'bogus', is: 'application/octet-stream' },
  ])('as a Blob is of type $is', async ({ headers, override, is }) => {
    const xhr = await loaded(headers, 'a', (one) => {
      one.responseType = 'blob'
      if (override !== null) one.overrideMimeType(override)
    })
    expect([xhr.response.type, await xhr.response.text()]).toEqual([is, 'a'])
  })

  it('that would be a document is not modelled', async () => {
    const xhr = await loaded(type('text/html'), '<p>', as('document'))
    expect(() => xhr.response).toThrow(expect.objectContaining({ name: 'NotModelled' }))
  })

  it.each(['', 'text', 'json', 'arraybuffer', 'blob', 'document'] as const)(
    'of type "%s" is empty where there was an error',
    async (wanted) => {
      const { xhr, ended } = made()
      xhr.open('GET', `${api}/closed`)
      xhr.responseType = wanted
      xhr.send()
      await ended
      expect(xhr.response).toBe(wanted === '' || wanted === 'text' ? '' : null)
      expect([xhr.status, xhr.statusText, xhr.responseURL]).toEqual([0, '', ''])
      expect([xhr.getAllResponseHeaders(), xhr.getResponseHeader('content-type')]).toEqual(['', null])
    },
  )

  it('that there is none of is passed over', () => {
    const { xhr } = made()
    xhr.responseType = 'json'
    ;(xhr as { responseType: string }).responseType = 'bogus'
    expect(xhr.responseType).toBe('json')
  })
})

describe('the headers of a response', () => {
  // biome-ignore format: a table
  const rows: readonly { desc: string; headers: readonly (readonly [string, string])[]; all: string }[] = [
    { desc: 'are sorted, in lower case', headers: [['X-B', '1'], ['a', '2']], all: 'a: 2\r\nx-b: 1\r\n' },
    { desc: 'of one name are one', headers: [['x-b', '1'], ['a', '2'], ['X-B', '3']], all: 'a: 2\r\nx-b: 1, 3\r\n' },
    { desc: 'are sorted as in upper case', headers: [['x_a', '1'], ['xa', '2']], all: 'xa: 2\r\nx_a: 1\r\n' },
    { desc: 'may be empty', headers: [['a', '']], all: 'a: \r\n' },
    { desc: 'have no Set-Cookie', headers: [['set-cookie', 'a=1'], ['set-cookie2', 'a=1'], ['b', '1']], all: 'b: 1\r\n' },
  ]
  it.each(rows)('$desc', async ({ headers, all }) => {
    const { xhr, ended } = made({ more: { [`${app}/it`]: answer(200, headers, 'a') } })
    xhr.open('GET', '/it')
    xhr.send()
    await ended
    expect(xhr.getAllResponseHeaders()).toBe(all)
  })

  it('of another origin are those that it exposes, and the safe ones', async () => {
    const headers = {
      'access-control-allow-origin': '*',
      'access-control-expose-headers': 'x-a',
      'x-a': '1',
      'x-b': '2',
      'content-type': 'a/b',
    }
    const { xhr, ended } = made({ more: { [`${api}/it`]: answer(200, headers, 'a') } })
    xhr.open('GET', `${api}/it`)
    xhr.send()
    await ended
    expect(xhr.getAllResponseHeaders()).toBe('content-type: a/b\r\nx-a: 1\r\n')
    expect([xhr.getResponseHeader('X-A'), xhr.getResponseHeader('x-b')]).toEqual(['1', null])
  })

  it('are there from the second state on, the text from the third', async () => {
    const { xhr, ended } = made()
    const seen: unknown[] = []
    xhr.onreadystatechange = () =>
      seen.push([xhr.readyState, xhr.status, xhr.getResponseHeader('content-length'), xhr.responseText])
    xhr.open('GET', '/text')
    xhr.send()
    await ended
    expect(seen).toEqual([
      [1, 0, null, ''],
      [2, 200, '5', ''],
      [3, 200, '5', 'hello'],
      [4, 200, '5', 'hello'],
    ])
  })

  it('have an address without its fragment, after redirects', async () => {
    const { xhr, ended } = made({ more: { [`${app}/moved#a`]: answer(302, { location: '/text' }) } })
    xhr.open('GET', '/moved#a')
    xhr.send()
    await ended
    expect(xhr.responseURL).toBe(`${app}/text`)
  })
})
