import { describe, expect, it } from 'vitest'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import { boundaryFor, entriesOf, type FormField, formBody, urlWithFields } from '../../src/page/form'

const url = (input: string): URLRecord => {
  const parsed = parseURL(input)
  if (parsed === null) throw new Error(`${input} is no URL`)
  return parsed
}

describe('the entries of a form', () => {
  it.each<{ desc: string; fields: readonly FormField[]; entries: readonly FormField[] }>([
    {
      desc: 'are its fields',
      fields: [
        ['a', '1'],
        ['a', '2'],
      ],
      entries: [
        ['a', '1'],
        ['a', '2'],
      ],
    },
    {
      desc: 'leave out fields without a name',
      fields: [
        ['', '1'],
        ['a', ''],
      ],
      entries: [['a', '']],
    },
    { desc: 'end lines with CR LF', fields: [['a\nb', 'c\rd\r\ne']], entries: [['a\r\nb', 'c\r\nd\r\ne']] },
  ])('$desc', ({ fields, entries }) => expect(entriesOf(fields)).toEqual(entries))
})

describe('the body of a form', () => {
  const fields: readonly FormField[] = [
    ['user', 'Ada & Co'],
    ['ü"\n', 'é\n'],
  ]
  it('is urlencoded', () =>
    expect(formBody('application/x-www-form-urlencoded', fields, 'x')).toEqual({
      bytes: 'user=Ada+%26+Co&%C3%BC%22%0D%0A=%C3%A9%0D%0A',
      type: 'application/x-www-form-urlencoded',
    }))
  it('is bytes of text, as they are', () =>
    expect(formBody('text/plain', fields, 'x')).toEqual({
      bytes: 'user=Ada & Co\r\n\xc3\xbc"\r\n=\xc3\xa9\r\n\r\n',
      type: 'text/plain',
    }))
  it('is parts between boundaries, whose names have no quotes and line ends', () =>
    expect(formBody('multipart/form-data', fields, 'x')).toEqual({
      bytes:
        '--x\r\nContent-Disposition: form-data; name="user"\r\n\r\nAda & Co\r\n' +
        '--x\r\nContent-Disposition: form-data; name="\xc3\xbc%22%0D%0A"\r\n\r\n\xc3\xa9\r\n\r\n--x--\r\n',
      type: 'multipart/form-data; boundary=x',
    }))
  it('has a boundary that is in no field', () => {
    const first = boundaryFor([['a', 'b']])
    expect(boundaryFor([['a', 'b']])).toBe(first)
    const next = boundaryFor([['a', `see ${first}`]])
    expect(next).not.toBe(first)
    expect([first, next]).not.toContain(boundaryFor([[first, next]]))
  })
})

describe('the address of a form by GET', () => {
  it.each([
    { desc: 'has the fields as its query', action: 'https://a.test/s', href: 'https://a.test/s?q=a+b' },
    { desc: 'in place of what was there', action: 'https://a.test/s?x=1', href: 'https://a.test/s?q=a+b' },
    { desc: 'before the fragment', action: 'https://a.test/s#top?', href: 'https://a.test/s?q=a+b#top?' },
  ])('$desc', ({ action, href }) => expect(urlWithFields(url(action), [['q', 'a b']]).href).toBe(href))
  it('has an empty query without fields', () =>
    expect(urlWithFields(url('https://a.test/s?x'), []).href).toBe('https://a.test/s?'))
})
