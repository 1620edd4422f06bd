import { describe, expect, it } from 'vitest'
import { folded, inUTF8 } from '../../src/fetch/wire-headers'

type Pairs = readonly (readonly [name: string, value: string])[]

describe('folded headers', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, given: Pairs, expected: Pairs, hasBody?: boolean]>([
    ['none', [], []],
    ['one stays', [['x-a', '1']], [['x-a', '1']]],
    ['several become one value', [['x-a', '1'], ['x-a', '2'], ['x-a', '3']], [['x-a', '1, 2, 3']]],
    ['where the first of them stood', [['x-a', '1'], ['x-b', '2'], ['x-a', '3']], [['x-a', '1, 3'], ['x-b', '2']]],
    ['an empty one takes the place of what was before it', [['x-a', '1'], ['x-a', '']], [['x-a', '']]],
    ['and what comes after it begins anew', [['x-a', '1'], ['x-a', ''], ['x-a', '2']], [['x-a', '2']]],
    ['the last Content-Type', [['content-type', 'a/b'], ['content-type', 'text/plain']], [['content-type', 'text/plain']]],
    ['but the first with a body', [['content-type', 'a/b'], ['content-type', 'text/plain']], [['content-type', 'a/b']], true],
    ['the last Authorization with a body, too', [['authorization', '1'], ['authorization', '2']], [['authorization', '2']], true],
    ['the last Authorization', [['authorization', '1'], ['authorization', '2'], ['authorization', '3']], [['authorization', '3']]],
    ['Accept is a list', [['accept', 'a/b'], ['accept', 'c/d']], [['accept', 'a/b, c/d']]],
    ['names like those of objects', [['__proto__', '1'], ['constructor', '2'], ['__proto__', '3']], [['__proto__', '1, 3'], ['constructor', '2']]],
  ])('%s', (_, given, expected, hasBody = false) => {
    const list = given.map(([name, value]) => ({ name, value }))
    const before = JSON.stringify(list)
    expect(folded(list, hasBody).map(({ name, value }) => [name, value])).toEqual(expected)
    expect(JSON.stringify(list)).toBe(before)
  })
})

describe('a header in UTF-8', () => {
  // biome-ignore format: a table, one row a line
  it.each<[desc: string, value: string, expected: string]>([
    ['nothing', '', ''],
    ['all of ASCII', '\x01 ~\x7f', '\x01 ~\x7f'],
    ['the first that is not ASCII', '\x80', '\xc2\x80'],
    ['the last with the first lead byte', '\xbf', '\xc2\xbf'],
    ['the first with the second', '\xc0', '\xc3\x80'],
    ['the last byte there is', '\xff', '\xc3\xbf'],
    ['among others', 'a\xe4b\xfc', 'a\xc3\xa4b\xc3\xbc'],
    ['what was UTF-8 already is not known to be', '\xc3\xa4', '\xc3\x83\xc2\xa4'],
  ])('%s', (_, value, expected) => expect(inUTF8({ name: 'x-a', value })).toEqual({ name: 'x-a', value: expected }))

  it('is what TextEncoder makes of each character', () => {
    for (let code = 0; code < 0x100; code++) {
      const value = String.fromCharCode(code)
      const bytes = [...new TextEncoder().encode(value)].map((byte) => String.fromCharCode(byte)).join('')
      expect(inUTF8({ name: 'x', value }).value).toBe(bytes)
    }
  })

  it('is the very same one, where it is ASCII', () => {
    const header = { name: 'x-a', value: 'plain' }
    expect(inUTF8(header)).toBe(header)
  })
})
