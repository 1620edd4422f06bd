/**
 * The test data of the IETF http-state working group, every case of it, against the `spec` profile. Where RFC 6265bis has
 * moved on since 2011, an override says so, and cites the step.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseDate } from '../../src/cookies/parse-date'
import { profiles } from '../../src/profile/profile'
import { Jar, wrongCitation } from './contexts'

interface Case {
  readonly test: string
  readonly received: readonly string[]
  readonly sent: readonly { readonly name: string; readonly value: string }[]
  readonly 'sent-to'?: string
}

interface DateCase {
  readonly test: string
  readonly expected: string | null
}

interface Override {
  readonly test: string
  readonly cites: string
  readonly why: string
  readonly sent: string
}

/** As installed: `spec-tests/vectors/http-state/SOURCE` says what it is. */
const folder = dirname(
  createRequire(import.meta.url).resolve('http-state-vectors/test/ietf_data/parser.json'),
)
const read = <T>(path: string): readonly T[] => JSON.parse(readFileSync(path, 'utf8')) as readonly T[]

const cases = read<Case>(`${folder}/parser.json`)
const dateFiles = ['bsd-examples.json', 'examples.json']
const dates = dateFiles.flatMap((file) => read<DateCase>(`${folder}/dates/${file}`))
const overrides = JSON.parse(
  readFileSync(new URL('../vectors/http-state/overrides.json', import.meta.url), 'utf8'),
) as readonly Override[]

/** JSON is characters, the wire is bytes. */
const bytes = (text: string) => Buffer.from(text, 'utf8').toString('latin1')
/** A moment of the data's own time: what it calls the future is, and what it calls the past. */
const asOf = Date.UTC(2011, 0, 1)

const origin = 'http://home.example.org:8888'
const wanted = ({ sent }: Case) => sent.map(({ name, value }) => `${name}=${value}`).join('; ')

/** What a case comes to: the `Cookie` header, in characters. */
function outcome({ test, received, 'sent-to': to }: Case): string {
  const jar = new Jar(profiles.spec)
  jar.set(`${origin}/cookie-parser?${test}`, received.map(bytes), { now: asOf })
  const asked = new URL(to ?? `/cookie-parser-result?${test}`, origin)
  return Buffer.from(jar.get(asked.href, { now: asOf }), 'latin1').toString('utf8')
}

const overridden = new Map(overrides.map((override) => [override.test, override]))

describe('the http-state data', () => {
  it('is complete: 222 cases, 70 dates, and no file that nobody reads', () => {
    expect(cases).toHaveLength(222)
    expect(new Set(cases.map(({ test }) => test)).size).toBe(222)
    expect(dates).toHaveLength(70)
    expect(readdirSync(folder).sort()).toEqual(['dates', 'parser.json'])
    expect(readdirSync(`${folder}/dates`).sort()).toEqual(dateFiles)
  })

  it.each(cases)('$test', (given) => {
    expect(outcome(given)).toBe(overridden.get(given.test)?.sent ?? wanted(given))
  })

  it.each(dates)('the date $test', ({ test, expected }) => {
    const found = parseDate(bytes(test), profiles.spec)
    expect(found === null ? null : new Date(found).toUTCString()).toBe(expected)
  })
})

describe('the overrides', () => {
  it.each(overrides)('$test differs from the data. $why', ({ test, sent }) => {
    const given = cases.find((one) => one.test === test)
    expect(given, 'no such case').toBeDefined()
    expect(sent).not.toBe(wanted(given as Case))
  })

  it('are one a case, in the order of the data, and cite what exists', () => {
    const names = overrides.map(({ test }) => test)
    expect(names).toEqual(cases.map(({ test }) => test).filter((test) => overridden.has(test)))
    expect(overrides.map(({ cites }) => wrongCitation(cites)).filter((one) => one !== null)).toEqual([])
  })
})
