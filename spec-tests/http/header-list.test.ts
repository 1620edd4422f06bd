import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  appendHeader,
  combineHeader,
  deleteHeader,
  emptyHeaderList,
  extractTokens,
  getDecodeAndSplit,
  getDecodeAndSplitValue,
  getHeader,
  type HeaderList,
  hasHeader,
  setHeader,
  sortAndCombine,
} from '../../src/http/header-list'
import { isToken } from '../../src/infra/byte-string'
import { delimiterString, headerList, headerName, runs } from './arbitraries'

/** Headers as they are written: `a: 1`. */
function lines(...written: string[]): HeaderList {
  return written.map((line) => {
    const colon = line.indexOf(':')
    return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
  })
}

const valuesOf = (list: HeaderList, name: string): string[] =>
  list.filter((header) => header.name === name).map((header) => header.value)

describe('getHeader', () => {
  it.each([
    { desc: 'is null without headers', list: lines(), value: null },
    { desc: 'is null where the name is not there', list: lines('b: 1'), value: null },
    { desc: 'is the one value', list: lines('b: 1', 'a: 2'), value: '2' },
    { desc: 'is empty for an empty header', list: lines('a:'), value: '' },
    { desc: 'joins values in order', list: lines('a: 2', 'b: 3', 'a: 1'), value: '2, 1' },
    { desc: 'joins the same value twice', list: lines('a: *', 'a: *'), value: '*, *' },
    { desc: 'joins empty values too', list: lines('a:', 'a: 1', 'a:'), value: ', 1, ' },
  ])('$desc', ({ list, value }) => {
    expect(getHeader(list, 'a')).toBe(value)
    expect(hasHeader(list, 'a')).toBe(value !== null)
  })

  it('does not take what every object has for a header', () => {
    for (const name of ['__proto__', 'constructor', 'length'])
      expect(getHeader(lines('a: 1'), name)).toBeNull()
  })
})

describe('getDecodeAndSplit', () => {
  // The examples of the standard, each with its value on one line and on several.
  it.each([
    { list: lines('a: nosniff,'), members: ['nosniff', ''] },
    { list: lines('a: nosniff', 'b: sniff', 'a:'), members: ['nosniff', ''] },
    { list: lines('a:', 'b: sniff'), members: [''] },
    { list: lines('b: sniff'), members: null },
    { list: lines('a: text/html;", x/x'), members: ['text/html;", x/x'] },
    { list: lines('a: text/html;"', 'a: x/x'), members: ['text/html;", x/x'] },
    { list: lines('a: x/x;test="hi",y/y'), members: ['x/x;test="hi"', 'y/y'] },
    { list: lines('a: x/x;test="hi"', 'c: **bingo**', 'a: y/y'), members: ['x/x;test="hi"', 'y/y'] },
    { list: lines('a: x / x,,,1'), members: ['x / x', '', '', '1'] },
    { list: lines('a: x / x', 'a: ,', 'a: 1'), members: ['x / x', '', '', '1'] },
    { list: lines('a: "1,2", 3'), members: ['"1,2"', '3'] },
    { list: lines('a: "1,2"', 'd: 4', 'a: 3'), members: ['"1,2"', '3'] },
  ])('of $list is $members', ({ list, members }) => expect(getDecodeAndSplit(list, 'a')).toEqual(members))

  it.each([
    { desc: 'a comma alone', value: ',', members: ['', ''] },
    { desc: 'whitespace around members', value: '\t a \t,\t b \t', members: ['a', 'b'] },
    { desc: 'whitespace only', value: ' \t', members: [''] },
    { desc: 'whitespace that HTTP does not strip', value: 'a\xa0,\x0cb', members: ['a\xa0', '\x0cb'] },
    { desc: 'an escaped quote, which does not close', value: '"a\\",b",c', members: ['"a\\",b"', 'c'] },
    { desc: 'an escaped backslash before the closing quote', value: '"a\\\\",b', members: ['"a\\\\"', 'b'] },
    { desc: 'a backslash outside of quotes, which escapes nothing', value: 'a\\,b', members: ['a\\', 'b'] },
    { desc: 'a backslash at the end of open quotes', value: '"a\\', members: ['"a\\'] },
    { desc: 'a quote at the end', value: 'a,"', members: ['a', '"'] },
    { desc: 'an empty quoted string', value: '"",""', members: ['""', '""'] },
    { desc: 'text after a quoted string', value: '"a,"b,c', members: ['"a,"b', 'c'] },
    { desc: 'two quoted strings side by side', value: '"a,""b,",c', members: ['"a,""b,"', 'c'] },
    { desc: 'whitespace inside of quotes, kept', value: '" a "', members: ['" a "'] },
    { desc: 'open quotes with whitespace at the end', value: '"a, ', members: ['"a,'] },
  ])('splits $desc', ({ value, members }) => expect(getDecodeAndSplitValue(value)).toEqual(members))

  it('is as the standard writes it', () =>
    fc.assert(
      fc.property(delimiterString, (value) => {
        expect(getDecodeAndSplitValue(value)).toEqual(splitAsWritten(value))
      }),
      runs,
    ))

  it('of members without quotes and commas gives them back', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z;=]{0,5}$/), { minLength: 1 }), (members) => {
        expect(getDecodeAndSplitValue(members.join(', '))).toEqual(members)
      }),
      runs,
    ))
})

/** Code point by code point, with the variables that the standard has. */
function splitAsWritten(input: string): string[] {
  const values: string[] = []
  const rest = [...input]
  let temporaryValue = ''
  for (;;) {
    while (rest.length > 0 && rest[0] !== '"' && rest[0] !== ',') temporaryValue += rest.shift()
    if (rest[0] === '"') {
      temporaryValue += rest.shift()
      for (;;) {
        while (rest.length > 0 && rest[0] !== '"' && rest[0] !== '\\') temporaryValue += rest.shift()
        if (rest.length === 0) break
        const quoteOrBackslash = rest.shift()
        temporaryValue += quoteOrBackslash
        if (quoteOrBackslash === '"') break
        if (rest.length === 0) break
        temporaryValue += rest.shift()
      }
      if (rest.length > 0) continue
    }
    values.push(temporaryValue.replace(/^[ \t]+|[ \t]+$/g, ''))
    temporaryValue = ''
    if (rest.length === 0) return values
    expect(rest.shift()).toBe(',')
  }
}

describe('changed header lists', () => {
  const list = lines('a: 1', 'b: 2', 'a: 3')

  it.each([
    {
      desc: 'append puts a header last',
      changed: appendHeader(list, 'a', '4'),
      is: lines('a: 1', 'b: 2', 'a: 3', 'a: 4'),
    },
    { desc: 'append begins a list', changed: appendHeader(emptyHeaderList, 'a', ''), is: lines('a:') },
    { desc: 'delete removes all of a name', changed: deleteHeader(list, 'a'), is: lines('b: 2') },
    { desc: 'set keeps the first place only', changed: setHeader(list, 'a', '4'), is: lines('a: 4', 'b: 2') },
    {
      desc: 'set appends what is new',
      changed: setHeader(list, 'c', '4'),
      is: lines('a: 1', 'b: 2', 'a: 3', 'c: 4'),
    },
    {
      desc: 'combine adds to the first',
      changed: combineHeader(list, 'a', '4'),
      is: lines('a: 1, 4', 'b: 2', 'a: 3'),
    },
    {
      desc: 'combine appends what is new',
      changed: combineHeader(list, 'c', '4'),
      is: lines('a: 1', 'b: 2', 'a: 3', 'c: 4'),
    },
    {
      desc: 'combine joins even to nothing',
      changed: combineHeader(lines('a:'), 'a', ''),
      is: [{ name: 'a', value: ', ' }],
    },
  ])('$desc', ({ changed, is }) => {
    expect(changed).toEqual(is)
    expect(list).toEqual(lines('a: 1', 'b: 2', 'a: 3'))
  })

  it('are the same list where nothing is deleted', () => expect(deleteHeader(list, 'c')).toBe(list))

  it('keep the laws of a multimap, and leave what they were made from alone', () =>
    fc.assert(
      fc.property(headerList, headerName, delimiterString, (before, name, value) => {
        const copy = structuredClone(before)
        const others = (of: HeaderList): HeaderList => of.filter((header) => header.name !== name)

        const appended = appendHeader(before, name, value)
        expect(valuesOf(appended, name)).toEqual([...valuesOf(before, name), value])

        const deleted = deleteHeader(before, name)
        expect(hasHeader(deleted, name)).toBe(false)
        expect(deleteHeader(deleted, name)).toBe(deleted)

        const set = setHeader(before, name, value)
        expect(valuesOf(set, name)).toEqual([value])
        expect(setHeader(set, name, value)).toEqual(set)
        expect(set.findIndex((header) => header.name === name)).toBe(
          hasHeader(before, name) ? before.findIndex((header) => header.name === name) : before.length,
        )

        const combined = combineHeader(before, name, value)
        const [first, ...rest] = valuesOf(before, name)
        expect(valuesOf(combined, name)).toEqual([
          first === undefined ? value : `${first}, ${value}`,
          ...rest,
        ])

        for (const after of [appended, deleted, set, combined]) expect(others(after)).toEqual(others(before))
        expect(getHeader(before, name)).toBe(
          hasHeader(before, name) ? valuesOf(before, name).join(', ') : null,
        )
        expect(before).toEqual(copy)
      }),
      runs,
    ))
})

describe('sortAndCombine', () => {
  it.each([
    { desc: 'an empty list', list: lines(), is: lines() },
    { desc: 'names out of order', list: lines('b: 1', 'a: 2'), is: lines('a: 2', 'b: 1') },
    { desc: 'repeated names', list: lines('b: 1', 'a: 2', 'b: 3', 'b: 0'), is: lines('a: 2', 'b: 1, 3, 0') },
    {
      desc: 'cookies, which stay apart and in order',
      list: lines('set-cookie: b', 'x: 1', 'set-cookie: a'),
      is: lines('set-cookie: b', 'set-cookie: a', 'x: 1'),
    },
    {
      desc: 'set-cookie2, which is joined',
      list: lines('set-cookie2: b', 'set-cookie2: a'),
      is: lines('set-cookie2: b, a'),
    },
    {
      desc: 'names by byte, not by language',
      list: lines('a-b: 1', 'a_b: 2', 'ab: 3', 'a1: 4'),
      is: lines('a-b: 1', 'a1: 4', 'a_b: 2', 'ab: 3'),
    },
  ])('takes $desc', ({ list, is }) => {
    const copy = structuredClone(list)
    expect(sortAndCombine(list)).toEqual(is)
    expect(list).toEqual(copy)
  })

  it('is as the standard writes it', () =>
    fc.assert(
      fc.property(headerList, (list) => {
        const expected = [...new Set(list.map((header) => header.name))].sort().flatMap((name) => {
          const values = valuesOf(list, name)
          return (name === 'set-cookie' ? values : [values.join(', ')]).map((value) => ({ name, value }))
        })
        expect(sortAndCombine(list)).toEqual(expected)
      }),
      runs,
    ))
})

describe('extractTokens', () => {
  it.each([
    { desc: 'no header', list: lines('b: x'), tokens: null },
    { desc: 'an empty header', list: lines('a:'), tokens: [] },
    { desc: 'two empty headers', list: lines('a:', 'a:'), tokens: [] },
    { desc: 'commas and whitespace only', list: lines('a: , \t,,'), tokens: [] },
    { desc: 'one token', list: lines('a: PUT'), tokens: ['PUT'] },
    { desc: 'tokens as they are written', list: lines('a: Put,X-Custom'), tokens: ['Put', 'X-Custom'] },
    { desc: 'whitespace around the commas', list: lines('a: x \t,\t y'), tokens: ['x', 'y'] },
    { desc: 'empty members', list: lines('a: ,x,, ,y,'), tokens: ['x', 'y'] },
    { desc: 'the same token twice', list: lines('a: x, x'), tokens: ['x', 'x'] },
    { desc: 'the wildcard, a token as well', list: lines('a: *'), tokens: ['*'] },
    { desc: 'every odd byte of a token', list: lines("a: !#$%&'*+-.^_`|~"), tokens: ["!#$%&'*+-.^_`|~"] },
    { desc: 'several lines, in order', list: lines('a: x', 'b: @', 'a:', 'a: y,z'), tokens: ['x', 'y', 'z'] },
    { desc: 'two members without a comma', list: lines('a: x y'), tokens: 'failure' },
    { desc: 'two members with a tab', list: lines('a: x\ty'), tokens: 'failure' },
    { desc: 'a byte that no token has', list: lines('a: x, @'), tokens: 'failure' },
    { desc: 'such a byte within a token', list: lines('a: x@y'), tokens: 'failure' },
    { desc: 'a quoted string', list: lines('a: "x"'), tokens: 'failure' },
    { desc: 'another separator', list: lines('a: x;y'), tokens: 'failure' },
    { desc: 'a byte beyond ASCII', list: lines('a: \xe9'), tokens: 'failure' },
    { desc: 'whitespace that HTTP does not know', list: lines('a: x,\x0cy'), tokens: 'failure' },
    { desc: 'a bad line after a good one', list: lines('a: x', 'a: y z'), tokens: 'failure' },
    { desc: 'a good line after a bad one', list: lines('a: y z', 'a: x'), tokens: 'failure' },
    { desc: 'a bad line after an empty one', list: lines('a:', 'a: /'), tokens: 'failure' },
  ])('takes $desc', ({ list, tokens }) => expect(extractTokens(list, 'a')).toEqual(tokens))

  const line = fc
    .array(fc.constantFrom('x', 'Y', '*', ',', ',', ' ', '\t', '@'), { maxLength: 8 })
    .map((bytes) => bytes.join('').trim())

  it('reads one line as a split at its commas', () =>
    fc.assert(
      fc.property(line, (value) => {
        const members = value
          .split(',')
          .map((member) => member.trim())
          .filter((member) => member !== '')
        expect(extractTokens([{ name: 'a', value }], 'a')).toEqual(
          members.every(isToken) ? members : 'failure',
        )
      }),
      runs,
    ))

  it('reads several lines as each of them, and as all joined', () =>
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (values) => {
        const list = values.map((value) => ({ name: 'a', value }))
        const each = list.map((header) => extractTokens([header], 'a'))
        const expected = each.includes('failure') ? 'failure' : each.flat()
        expect(extractTokens(list, 'a')).toEqual(expected)
        expect(extractTokens([{ name: 'a', value: getHeader(list, 'a') ?? '' }], 'a')).toEqual(expected)
      }),
      runs,
    ))
})
