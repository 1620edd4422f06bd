/** What each knob of cookies changes, one row a value. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { cookieRows } from '../../src/profile/cookie-divergences'
import type { Knobs } from '../../src/profile/knobs'
import { defineProfile } from '../../src/profile/profile'
import { cookieKnobRows, knobsOfDates } from './knob-rows'

describe('each knob of cookies', () => {
  it.each(cookieKnobRows)('$knob, $other: $desc', ({ knob, other, base, shows, expected }) => {
    const standard = defineProfile('spec', base ?? {})
    const turned = defineProfile(standard, { [knob]: other })
    expect([shows(standard), shows(turned)]).toEqual(expected)
  })

  it('has a row here, or is one of dates', () => {
    const here = new Set<string>([...cookieKnobRows.map(({ knob }) => knob), ...knobsOfDates])
    expect(
      Object.values(cookieRows)
        .map(({ knob }) => knob)
        .filter((knob) => !here.has(knob)),
    ).toEqual([])
  })

  it('has a row for each value that an engine has, and one that shows a difference', () => {
    const missing = Object.values(cookieRows).flatMap(({ knob, values }) => {
      if ((knobsOfDates as readonly string[]).includes(knob)) return []
      const { spec, ...engines } = values as { readonly [engine: string]: Knobs[keyof Knobs] }
      const wanted = new Set(Object.values(engines).map((value) => JSON.stringify(value)))
      wanted.delete(JSON.stringify(spec))
      for (const { knob: of, other, expected } of cookieKnobRows)
        if (of === knob && expected[0] !== expected[1]) wanted.delete(JSON.stringify(other))
      return [...wanted].map((value) => `${knob} ${value}`)
    })
    expect(missing).toEqual([])
  })

  it('of dates has rows where dates are tested', () => {
    const text = readFileSync(new URL('parse-date.test.ts', import.meta.url), 'utf8')
    expect(knobsOfDates.filter((knob) => !text.includes(knob))).toEqual([])
  })

  it('shows with the name of the engine nowhere', () => {
    for (const { base, shows, expected } of cookieKnobRows) {
      const standard = defineProfile('spec', base ?? {})
      expect(shows({ ...standard, name: 'chromium', engine: 'chromium', version: '1' })).toBe(expected[0])
    }
  })
})
