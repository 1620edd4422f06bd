import { describe, expect, it } from 'vitest'
import { cutString, cutText, longestString } from '../../src/explain/cut'
import { explain, renderJson, renderText } from '../../src/explain/index'
import { createRequest } from '../../src/fetch/create-request'
import { record, response } from './record'

const a = (count: number): string => 'a'.repeat(count)

describe('cutText', () => {
  const rows: readonly (readonly [desc: string, text: string, cut: string])[] = [
    ['what is short stays', 'https://a.example/', 'https://a.example/'],
    ['a word of 500 stays', a(500), a(500)],
    ['a longer one does not', a(501), `${a(500)}…[+1 characters]`],
    [
      'each word by itself',
      `${a(600)} b ${a(700)}`,
      `${a(500)}…[+100 characters] b ${a(500)}…[+200 characters]`,
    ],
    ['quotes and stops stay', `'${a(600)}'.`, `'${a(499)}…[+101 characters]'.`],
    ['a line of 2000 stays', `${'ab '.repeat(666)}ab`, `${'ab '.repeat(666)}ab`],
    ['a longer one does not', 'ab '.repeat(700), `${'ab '.repeat(666)}ab…[+100 characters]`],
    [
      'each line by itself',
      `${a(600)}\n${a(600)}`,
      `${a(500)}…[+100 characters]\n${a(500)}…[+100 characters]`,
    ],
    ['no half of a character', `${a(499)}😀${a(10)}`, `${a(499)}…[+12 characters]`],
  ]
  it.each(rows)('%s', (_, text, cut) => {
    expect(cutText(text)).toBe(cut)
  })
})

describe('cutString', () => {
  const rows: readonly (readonly [desc: string, text: string, cut: string])[] = [
    ['what is short stays', 'a b', 'a b'],
    ['as long as may be', a(longestString), a(longestString)],
    ['longer', a(longestString + 1), `${a(longestString)}…[cut, of ${longestString + 1} characters]`],
    [
      'no half of a character',
      `${a(longestString - 1)}😀`,
      `${a(longestString - 1)}…[cut, of ${longestString + 1} characters]`,
    ],
  ]
  it.each(rows)('%s', (_, text, cut) => {
    expect(cutString(text)).toBe(cut)
  })
})

describe('a server that redirects to ever longer URLs', () => {
  const length = 60_000
  const get = createRequest({ url: 'https://api.example.com/0', client: 'https://app.example.com/' })
  let hop = 0
  const recording = record(get, () => {
    hop++
    return response(
      302,
      'Access-Control-Allow-Origin: *',
      `Location: /${hop}?${a(length)}`,
      `X-Long: ${'b '.repeat(length)}`,
    )
  })
  const explanation = explain(recording)

  it('makes no long text, and is told how much was left out', () => {
    const text = renderText(explanation, { verbose: true })
    expect(text).toContain('→ GET https://api.example.com/1?aaa')
    expect(text).toContain('characters]')
    expect(text).not.toContain(a(501))
    // Three browsers, 21 requests, a location, a URL and another header for each.
    expect(text.length).toBeLessThan(3 * 21 * 5000)
  })

  it('makes no long JSON, and every string that was cut says how long it was', () => {
    const long: string[] = []
    JSON.parse(renderJson(explanation), (_name, value: unknown) => {
      if (typeof value === 'string' && value.length > longestString) long.push(value)
      return value
    })
    expect(long.length).toBeGreaterThan(20)
    for (const text of long) expect(text).toMatch(/…\[cut, of \d+ characters\]$/)
    expect(long).toContainEqual(
      expect.stringContaining(`[cut, of ${'https://api.example.com/1?'.length + length} characters]`),
    )
  })

  it('is explained without loss', () => {
    expect(explanation.verdicts[0]?.timeline[1]?.url).toBe(`https://api.example.com/1?${a(length)}`)
  })

  it('does not make one of what differs beyond the cut', () => {
    const [first, second] = explanation.verdicts
    if (first === undefined || second === undefined) throw new Error('two verdicts at least')
    const [entry, ...rest] = second.timeline
    if (entry === undefined) throw new Error('a timeline')
    const other = { ...second, timeline: [{ ...entry, url: `${entry.url}?${a(length)}b` }, ...rest] }
    const same = { ...first, timeline: [{ ...entry, url: `${entry.url}?${a(length)}c` }, ...rest] }
    expect(renderText({ ...explanation, verdicts: [same, other] })).toContain('── Chrome\n')
  })
})
