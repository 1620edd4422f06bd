import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MIMEType as PackageMIMEType } from 'whatwg-mimetype'
import { extractMIMEType, isJavaScriptMIMEType, type MIMEType, parseMIMEType } from '../../src/http/mime-type'
import { runs } from './arbitraries'

/** As the examples of the standard write a MIME type; no value in this file needs quotes. */
function written(mimeType: MIMEType | null): string | null {
  if (mimeType === null) return null
  return mimeType.essence + [...mimeType.parameters].map(([name, value]) => `;${name}=${value}`).join('')
}

const contentTypes = (...values: string[]): { name: string; value: string }[] =>
  values.map((value) => ({ name: 'content-type', value }))

describe('parseMIMEType', () => {
  it.each([
    { desc: 'a plain one', value: 'text/html', is: 'text/html' },
    { desc: 'upper case', value: 'TEXT/HTML;CHARSET=UTF-8', is: 'text/html;charset=UTF-8' },
    { desc: 'whitespace around', value: ' \ttext/html ; charset=x\t', is: 'text/html;charset=x' },
    { desc: 'a quoted value', value: 'text/html;charset="g\\bk"', is: 'text/html;charset=gbk' },
    { desc: 'the first of two parameters of one name', value: 'text/html;a=1;A=2', is: 'text/html;a=1' },
    { desc: 'a parameter without a value', value: 'text/html;a;b=', is: 'text/html' },
    { desc: 'a parameter called __proto__', value: 'x/x;__proto__=1', is: 'x/x;__proto__=1' },
    { desc: 'any range', value: '*/*', is: '*/*' },
    { desc: 'nothing', value: '', is: null },
    { desc: 'no slash', value: 'text', is: null },
    { desc: 'no type', value: '/html', is: null },
    { desc: 'no subtype', value: 'text/', is: null },
    { desc: 'a space within', value: 'text/ht ml', is: null },
    { desc: 'a byte beyond ASCII in the subtype', value: 'text/\xe9', is: null },
    { desc: 'two at once', value: 'text/html, text/plain', is: null },
  ])('takes $desc', ({ value, is }) => expect(written(parseMIMEType(value))).toBe(is))

  it('gives the same object for the same string', () => {
    expect(parseMIMEType('text/x-same')).toBe(parseMIMEType(`text/x-${'same'}`))
  })

  // More strings than are remembered, some of them again and again, some too long for it.
  it('remembers nothing wrong', () =>
    fc.assert(
      fc.property(fc.nat(1000), fc.boolean(), fc.boolean(), (n, valid, long) => {
        const value = `x/${valid ? 'y' : ''};n=${n}${long ? 'z'.repeat(300) : ''}`
        const expected = PackageMIMEType.parse(value)
        for (const mimeType of [
          parseMIMEType(value),
          extractMIMEType(contentTypes(value)),
          parseMIMEType(value),
        ]) {
          expect(written(mimeType)).toBe(expected === null ? null : expected.toString())
        }
      }),
      runs,
    ))
})

describe('extractMIMEType', () => {
  it.each([
    // The examples of the standard.
    { values: ['text/plain;charset=gbk, text/html'], is: 'text/html' },
    { values: ['text/html;charset=gbk;a=b, text/html;x=y'], is: 'text/html;x=y;charset=gbk' },
    { values: ['text/html;charset=gbk;a=b', 'text/html;x=y'], is: 'text/html;x=y;charset=gbk' },
    { values: ['text/html;charset=gbk', 'x/x', 'text/html;x=y'], is: 'text/html;x=y' },
    { values: ['text/html', 'cannot-parse'], is: 'text/html' },
    { values: ['text/html', '*/*'], is: 'text/html' },
    { values: ['text/html', ''], is: 'text/html' },
    // And what they leave out.
    { values: [], is: null },
    { values: [''], is: null },
    { values: ['*/*'], is: null },
    { values: ['cannot-parse', 'nor/'], is: null },
    { values: ['text/html;charset=gbk', '*/*;charset=x', 'text/html'], is: 'text/html;charset=gbk' },
    { values: ['text/html;charset=gbk', 'TEXT/HTML;charset=utf-8'], is: 'text/html;charset=utf-8' },
    // The charset carried on is that of the first mention.
    {
      values: ['text/html;charset=gbk', 'text/html;charset=utf-8', 'text/html'],
      is: 'text/html;charset=gbk',
    },
    { values: ['text/html', 'text/html;charset=utf-8', 'text/html'], is: 'text/html' },
    { values: ['text/html;charset=gbk', 'text/html', 'text/html;a=b'], is: 'text/html;a=b;charset=gbk' },
    {
      values: ['text/html;x="', 'text/plain'],
      is: 'text/html;x=, text/plain',
      desc: 'open quotes swallow the next line',
    },
  ])('of $values is $is', ({ values, is }) =>
    expect(written(extractMIMEType(contentTypes(...values)))).toBe(is),
  )

  it('does not change what is remembered of a member', () => {
    expect(written(parseMIMEType('text/x-member;a=b'))).toBe('text/x-member;a=b')
    expect(written(extractMIMEType(contentTypes('text/x-member;charset=gbk', 'text/x-member;a=b')))).toBe(
      'text/x-member;a=b;charset=gbk',
    )
    expect(written(parseMIMEType('text/x-member;a=b'))).toBe('text/x-member;a=b')
  })

  it('looks at content-type only', () => {
    expect(extractMIMEType([{ name: 'x-content-type', value: 'text/html' }])).toBeNull()
  })
})

describe('isJavaScriptMIMEType', () => {
  const types = ['text', 'application', 'image']
  const subtypes = [
    'ecmascript',
    'javascript',
    'javascript1.0',
    'javascript1.1',
    'javascript1.2',
    'javascript1.3',
    'javascript1.4',
    'javascript1.5',
    'javascript1.6',
    'jscript',
    'json',
    'livescript',
    'plain',
    'x-ecmascript',
    'x-javascript',
  ]
  const values = types.flatMap((type) => subtypes.map((subtype) => `${type}/${subtype};charset=utf-8`))

  const javaScript = values.filter((value) => {
    const mimeType = parseMIMEType(value)
    return mimeType !== null && isJavaScriptMIMEType(mimeType)
  })

  it('takes sixteen essences, with parameters', () => expect(javaScript).toHaveLength(16))

  it('takes the ones that the package takes', () => {
    expect(javaScript).toEqual(values.filter((value) => PackageMIMEType.parse(value)?.isJavaScript()))
  })
})
