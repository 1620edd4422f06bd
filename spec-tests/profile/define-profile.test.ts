import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError, type ConfigIssue } from '../../src/infra/config-error'
import { diffProfiles } from '../../src/profile/diff-profiles'
import { engines } from '../../src/profile/engine'
import { isKnobValue, knobNames, knobValues, type ValueShape } from '../../src/profile/knob-values'
import type { Knobs } from '../../src/profile/knobs'
import { defineProfile, type ProfileOverrides, profiles } from '../../src/profile/profile'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)

describe('defineProfile', () => {
  it('turns the knobs it is given and leaves the others', () => {
    const mine = defineProfile('chrome', { name: 'kiosk', maxAgeLimit: null, maxAgeDefault: 0 })
    expect(mine).toEqual({ ...profiles.chromium, name: 'kiosk', maxAgeLimit: null, maxAgeDefault: 0 })
  })

  it('builds on a profile as on a name', () => {
    expect(defineProfile(profiles.safari, { loopbackIsMixedContent: 'no' })).toEqual(
      defineProfile('safari', { loopbackIsMixedContent: 'no' }),
    )
  })

  it('names what it is not told the name of, once', () => {
    const once = defineProfile('firefox', {})
    expect(once.name).toBe('modified firefox')
    expect(defineProfile(once, {}).name).toBe('modified firefox')
    expect(defineProfile(defineProfile('firefox', { name: 'mine' }), {}).name).toBe('modified mine')
  })

  it('has its knobs in the order of all profiles, however they were given', () => {
    const mine = defineProfile('spec', {
      loopbackIsMixedContent: 'except-images',
      maxAgeLimit: 1,
      name: 'mine',
    })
    expect(Object.keys(mine)).toEqual(Object.keys(profiles.spec))
  })

  it('keeps lists of its own', () => {
    const hints = ['dpr']
    const mine = defineProfile('spec', { extraSafelistedRequestHeaders: hints })
    hints.push('width')
    expect(mine.extraSafelistedRequestHeaders).toEqual(['dpr'])
  })

  it('takes a knob that is there but undefined for absent', () => {
    const overrides = { maxAgeLimit: undefined, name: undefined } as unknown as ProfileOverrides
    expect(defineProfile('spec', overrides)).toEqual({ ...profiles.spec, name: 'modified spec' })
  })

  it('builds on a profile that went through JSON', () => {
    const revived = JSON.parse(JSON.stringify(defineProfile('firefox', { name: 'mine', maxAgeLimit: 1 })))
    expect(defineProfile(revived, { name: 'yours' })).toEqual({ ...revived, name: 'yours' })
  })

  it.each<{ desc: string; overrides: { [knob: string]: unknown } }>([
    { desc: 'an unknown knob', overrides: { maxAge: 1 } },
    { desc: 'a number for a boolean', overrides: { rangeIsRewritten: 1 } },
    { desc: 'a choice there is not', overrides: { laterPreflight: 'adds' } },
    { desc: 'a choice that only a prototype has', overrides: { laterPreflight: 'toString' } },
    { desc: 'a choice called __proto__', overrides: { laterPreflight: '__proto__' } },
    { desc: 'a negative time', overrides: { maxAgeLimit: -1 } },
    { desc: 'an endless time', overrides: { maxAgeLimit: Infinity } },
    { desc: 'a time that is no number', overrides: { maxAgeLimit: Number.NaN } },
    { desc: 'a time in quotes', overrides: { maxAgeLimit: '7200' } },
    { desc: 'null for a time that must be', overrides: { maxAgeDefault: null } },
    { desc: 'a number where digits are wanted', overrides: { rangeNumberLimit: 10 } },
    { desc: 'no digits where digits are wanted', overrides: { rangeNumberLimit: '' } },
    { desc: 'a header name in capitals', overrides: { extraSafelistedRequestHeaders: ['DPR'] } },
    { desc: 'a header without its space', overrides: { extraSafelistedRequestHeaders: ['save-data:on'] } },
    { desc: 'a header without a name', overrides: { extraSafelistedRequestHeaders: [': on'] } },
    { desc: 'a list with something else in it', overrides: { cacheModesPastPreflightCache: ['reload', 1] } },
    { desc: 'a list with one item twice', overrides: { cacheModesPastPreflightCache: ['reload', 'reload'] } },
    { desc: 'a string for a list', overrides: { cacheModesPastPreflightCache: 'reload' } },
    { desc: 'a name with nothing in it', overrides: { name: '' } },
    { desc: 'a name that is no string', overrides: { name: 7 } },
  ])('refuses $desc', ({ overrides }) => {
    const [key] = Object.keys(overrides)
    expect(summariesOf('spec', overrides)).toEqual([`overrides.${key} invalid`])
  })

  it.each<{ desc: string; base: unknown; overrides: unknown; issues: readonly string[] }>([
    { desc: 'an unknown base', base: 'netscape', overrides: {}, issues: ['base invalid'] },
    { desc: 'no base', base: undefined, overrides: {}, issues: ['base missing'] },
    { desc: 'no overrides', base: 'spec', overrides: undefined, issues: ['overrides missing'] },
    { desc: 'overrides that are none', base: 'spec', overrides: null, issues: ['overrides invalid'] },
    {
      desc: 'an engine’s name',
      base: 'spec',
      overrides: { name: 'Safari' },
      issues: ['overrides.name contradicts'],
    },
    { desc: 'an alias', base: 'spec', overrides: { name: 'edge' }, issues: ['overrides.name contradicts'] },
  ])('refuses $desc', ({ base, overrides, issues }) => {
    expect(summariesOf(base, overrides)).toEqual(issues)
  })

  it('refuses all of it at once, in order', () => {
    const overrides = { name: 'chrome', maxAge: 1, maxAgeLimit: '7200', toString: true }
    expect(summariesOf('netscape', overrides)).toEqual([
      'base invalid',
      'overrides.name contradicts',
      'overrides.maxAge invalid',
      'overrides.maxAgeLimit invalid',
      'overrides.toString invalid',
    ])
  })

  it('refuses a base that is not whole', () => {
    const base = {
      ...profiles.spec,
      maxAgeLimit: undefined,
      maxAgeDefault: 'five',
      engine: 'gecko',
      version: 1,
    }
    expect(summariesOf(base, {})).toEqual([
      'base.engine invalid',
      'base.version invalid',
      'base.maxAgeLimit missing',
      'base.maxAgeDefault invalid',
    ])
  })

  it('refuses __proto__ from JSON as any other name that is no knob', () => {
    const overrides = JSON.parse('{ "__proto__": { "maxAgeLimit": 1 }, "constructor": 1 }')
    expect(issuesOf('spec', overrides).map((issue) => issue.path)).toEqual([
      'overrides.__proto__',
      'overrides.constructor',
    ])
  })

  it('says what would be right', () => {
    const found = issuesOf('spec', {
      emptyLocation: 'here',
      maxAgeLimit: {},
      maxAgeDefault: undefined,
      cacheModesPastPreflightCache: [() => {}],
      extraSafelistedRequestHeaders: 'x'.repeat(50),
      rangeNumberLimit: -1n,
      rangeIsRewritten: Symbol('no'),
    })
    expect(found.map((issue) => issue.message)).toEqual([
      "overrides.emptyLocation must be 'current-url', 'no-redirect' or 'network-error', not \"here\"",
      'overrides.maxAgeLimit must be a number of seconds, 0 or more, or null for no limit, not an object',
      "overrides.cacheModesPastPreflightCache must be a list of any of 'no-store', 'reload' and 'no-cache', each once, not that list",
      `overrides.extraSafelistedRequestHeaders must be a list of header names in lower case, each 'name' or 'name: value', not "${'x'.repeat(40)}…"`,
      'overrides.rangeNumberLimit must be a whole number as a string of digits, or null for no limit, not -1',
      'overrides.rangeIsRewritten must be true or false, not Symbol(no)',
    ])
  })

  it('gives exactly the profile that was asked for, whichever values its knobs can have', () => {
    fc.assert(
      fc.property(fc.constantFrom(...engines), someKnobs, (engine, knobs) => {
        const mine = defineProfile(engine, knobs as Partial<Knobs>)
        for (const knob of knobNames)
          expect(mine[knob]).toEqual(Object.hasOwn(knobs, knob) ? knobs[knob] : profiles[engine][knob])
        for (const { knob } of diffProfiles(profiles[engine], mine))
          expect(Object.hasOwn(knobs, knob)).toBe(true)
      }),
      { numRuns },
    )
  })

  it('throws nothing but a ConfigError, and only for what is wrong', () => {
    const anything = fc.dictionary(fc.oneof(fc.constantFrom(...knobNames), fc.string()), fc.anything(), {
      maxKeys: 6,
      noNullPrototype: false,
    })
    fc.assert(
      fc.property(fc.constantFrom(...engines), anything, (engine, overrides) => {
        const { name: _, ...knobs } = overrides
        const wrong = Object.entries(knobs).filter(
          ([key, value]) =>
            value !== undefined &&
            !(knobNames.includes(key as keyof Knobs) && isKnobValue(key as keyof Knobs, value)),
        )
        expect(issuesOf(engine, knobs).map((issue) => issue.path)).toEqual(
          wrong.map(([key]) => `overrides.${key}`),
        )
      }),
      { numRuns },
    )
  })
})

/** Some of the knobs, each with any value it can have. */
const someKnobs: fc.Arbitrary<Record<string, unknown>> = fc.record(
  Object.fromEntries(knobNames.map((knob) => [knob, anyValueOf(knobValues[knob])])),
  { requiredKeys: [] },
)

function anyValueOf(shape: ValueShape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'boolean':
      return fc.boolean()
    case 'choice':
      return fc.constantFrom(...Object.keys(shape.choices))
    case 'subset':
      return fc.subarray(Object.keys(shape.members))
    case 'seconds':
    case 'count':
      return shape.nullable ? fc.option(fc.nat()) : fc.nat()
    case 'decimal':
      return fc.option(fc.bigInt({ min: 0n }).map(String))
    case 'headers':
      return fc.array(fc.constantFrom('dpr', 'save-data: on', 'x-a', 'ect: 4g'))
  }
}

function issuesOf(base: unknown, overrides: unknown): readonly ConfigIssue[] {
  try {
    defineProfile(base as 'spec', overrides as ProfileOverrides)
  } catch (error) {
    if (error instanceof ConfigError) return error.issues
    throw error
  }
  return []
}

/** `path reason` of each issue. Messages are checked to begin with the path. */
function summariesOf(base: unknown, overrides: unknown): readonly string[] {
  const issues = issuesOf(base, overrides)
  for (const issue of issues) expect(issue.message.startsWith(`${issue.path} `), issue.message).toBe(true)
  return issues.map((issue) => `${issue.path} ${issue.reason}`)
}
