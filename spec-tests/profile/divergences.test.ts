import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { divergences, knobValue, rowsOf } from '../../src/profile/divergences'
import { type BrowserEngine, engines, engineVersions } from '../../src/profile/engine'
import { knobAnchors } from '../../src/profile/knob-anchors'
import { describeKnobValues, isKnobValue, knobNames } from '../../src/profile/knob-values'
import type { Knobs } from '../../src/profile/knobs'

const browsers = engines.filter((engine): engine is BrowserEngine => engine !== 'spec')

/**
 * A source: what was observed or taken on trust, a pull request, or a file: at a commit, or with the copy (at a
 * commit) that it was read in.
 */
const believable =
  /^(?:observed once on loopback with .+|Safari was not observed .+|github\.com\/[\w.-]+\/[\w.-]+\/pull\/\d+|[\w.-]+\/[\w.-]+@[0-9a-f]{12} [\w./-]+\.\w+(?:, .+)?|[\w.-]+\/[\w.-]+ [\w./-]+\.\w+,.* read in the copy [\w.-]+\/[\w.-]+@[0-9a-f]{12})$/

/** What the standards say, whoever else does otherwise. */
const standard: readonly { [K in keyof Knobs]: { knob: K; value: Knobs[K]; desc: string } }[keyof Knobs][] = [
  { knob: 'headerNameTrailingWhitespace', value: 'header-ignored', desc: 'Such a name is none.' },
  { knob: 'extraSafelistedRequestHeaders', value: [], desc: 'Any name but the four and `range` is unsafe.' },
  { knob: 'nonASCIIBytesAreSafelisted', value: true, desc: 'The list of unsafe bytes ends at 0x7F.' },
  { knob: 'safelistJudgesDuplicates', value: 'each', desc: 'The unsafe names are found header by header.' },
  { knob: 'rangeNumberLimit', value: null, desc: 'Range numbers are numbers, however long.' },
  { knob: 'rangeUnitIsCaseSensitive', value: true, desc: 'A single range begins with `bytes`.' },
  { knob: 'rangeIsRewritten', value: false, desc: 'No step touches a `Range` that the page set.' },
  { knob: 'preflightFlagNeedsBody', value: false, desc: 'The flag is looked at by itself.' },
  { knob: 'requestHeaderNamesRepeat', value: false, desc: 'The unsafe names are made a sorted set.' },
  { knob: 'preflightOriginAfterRedirect', value: 'tainted', desc: 'A preflight has its request’s URL list.' },
  { knob: 'removedHeadersInPreflight', value: 'nothing', desc: 'The header list counts as it is.' },
  { knob: 'wildcardCoversAuthorization', value: false, desc: 'A non-wildcard name must be listed.' },
  { knob: 'emptyAllowCredentialsDropped', value: false, desc: 'All lines are joined, which is not `true`.' },
  { knob: 'maxAgeLimit', value: null, desc: 'A limit is the user agent’s to impose.' },
  { knob: 'maxAgeDefault', value: 5, desc: 'Five seconds where max-age is null or failure.' },
  { knob: 'invalidMaxAge', value: 'default', desc: 'What cannot be parsed is failure.' },
  { knob: 'negativeMaxAge', value: 'invalid', desc: 'delta-seconds is digits alone.' },
  { knob: 'emptyMaxAge', value: 'invalid', desc: 'delta-seconds is at least one digit.' },
  { knob: 'credentialedEntryServesBoth', value: true, desc: 'It matches either kind of request.' },
  { knob: 'wildcardCachedAs', value: 'wildcard', desc: 'Every item of the lists becomes an entry, `*` too.' },
  { knob: 'cachedWildcardCoversAuthorization', value: false, desc: 'It matches no non-wildcard name.' },
  { knob: 'laterPreflight', value: 'merges', desc: 'Entries that match are updated, others added.' },
  { knob: 'updateRestartsClock', value: false, desc: 'max-age counts from storing the entry.' },
  { knob: 'failedPreflightClears', value: true, desc: 'A network error of the branch clears the entries.' },
  { knob: 'failedResponseClears', value: true, desc: 'Whether of the preflight or of the response.' },
  { knob: 'cacheModesPastPreflightCache', value: [], desc: 'A match does not look at the mode.' },
  { knob: 'emptyLocation', value: 'current-url', desc: 'The empty string parses to the base URL.' },
  { knob: 'duplicateLocation', value: 'network-error', desc: 'Several of a single-valued header fail.' },
  { knob: 'sameOriginRedirectWithCredentials', value: 'followed', desc: 'Only cross-origin is refused.' },
  { knob: 'redirectBackToOwnOrigin', value: 'followed', desc: 'Nothing forbids it; the origin is tainted.' },
  { knob: 'originSurvivesMethodChange', value: false, desc: 'Origin is decided anew; a basic GET has none.' },
  { knob: 'originFollowsReferrerPolicy', value: true, desc: 'no-referrer and its like make it `null`.' },
  { knob: 'corsElementsSendOriginToOwnOrigin', value: false, desc: 'Tainting is basic there.' },
  { knob: 'referrerOfOpaqueOrigin', value: 'none', desc: 'Such a document has no referrer.' },
  { knob: 'untrustworthyPreflightSendsFetchMode', value: false, desc: 'Such URLs get no fetch metadata.' },
  { knob: 'fetchMetadataAfterCrossOriginRedirect', value: true, desc: 'It is cross-site, not absent.' },
  { knob: 'ipv6PortsAreSameSite', value: true, desc: 'Sites have no ports.' },
  { knob: 'webSocketFetchMetadata', value: 'as-any-request', desc: 'The mode is no exception.' },
  { knob: 'upgradeInsecureRequests', value: 'none', desc: 'Fetch appends no such header.' },
  { knob: 'pagesWithoutMixedContent', value: 'potentially-trustworthy', desc: 'Localhost is one of them.' },
  { knob: 'loopbackIsMixedContent', value: false, desc: 'Loopback origins are potentially trustworthy.' },
]

describe('the divergence table', () => {
  it.each(standard)('has the standard’s value for $knob. $desc', ({ knob, value }) => {
    expect(knobValue(knob, 'spec')).toEqual(value)
  })

  it('asks the standard about every knob', () => {
    expect(standard.map((row) => row.knob)).toEqual(knobNames)
  })

  it('keeps the number of each row', () => {
    expect(divergences.map((row) => `${row.id} ${row.knob}`)).toEqual([
      'DV-1 headerNameTrailingWhitespace',
      'DV-2 extraSafelistedRequestHeaders',
      'DV-3 nonASCIIBytesAreSafelisted',
      'DV-4 safelistJudgesDuplicates',
      'DV-5 rangeNumberLimit',
      'DV-6 rangeUnitIsCaseSensitive',
      'DV-7 rangeIsRewritten',
      'DV-8 preflightFlagNeedsBody',
      'DV-9 requestHeaderNamesRepeat',
      'DV-10 preflightOriginAfterRedirect',
      'DV-11 removedHeadersInPreflight',
      'DV-12 wildcardCoversAuthorization',
      'DV-13 emptyAllowCredentialsDropped',
      'DV-14 maxAgeLimit',
      'DV-15 invalidMaxAge',
      'DV-16 negativeMaxAge',
      'DV-17 emptyMaxAge',
      'DV-18 credentialedEntryServesBoth',
      'DV-19 wildcardCachedAs',
      'DV-20 cachedWildcardCoversAuthorization',
      'DV-21 laterPreflight',
      'DV-22 updateRestartsClock',
      'DV-23 failedPreflightClears',
      'DV-24 failedResponseClears',
      'DV-25 cacheModesPastPreflightCache',
      'DV-26 emptyLocation',
      'DV-27 duplicateLocation',
      'DV-28 sameOriginRedirectWithCredentials',
      'DV-29 redirectBackToOwnOrigin',
      'DV-30 originSurvivesMethodChange',
      'DV-31 originFollowsReferrerPolicy',
      'DV-32 corsElementsSendOriginToOwnOrigin',
      'DV-33 referrerOfOpaqueOrigin',
      'DV-34 untrustworthyPreflightSendsFetchMode',
      'DV-35 fetchMetadataAfterCrossOriginRedirect',
      'DV-36 ipv6PortsAreSameSite',
      'DV-37 webSocketFetchMetadata',
      'DV-38 upgradeInsecureRequests',
      'DV-39 loopbackIsMixedContent',
      'DV-40 pagesWithoutMixedContent',
    ])
  })

  it('has one row at most for each number and knob', () => {
    expect(new Set(divergences.map((row) => row.id)).size).toBe(divergences.length)
    expect(new Set(divergences.map((row) => row.knob)).size).toBe(divergences.length)
  })

  it('has a row for every knob but those on which all engines agree with the standard', () => {
    expect(knobNames.filter((knob) => rowsOf(knob).length === 0)).toEqual(['maxAgeDefault'])
    for (const engine of engines) expect(knobValue('maxAgeDefault', engine)).toBe(5)
  })

  it('leaves open only what no standard decides', () => {
    expect(divergences.filter((row) => row.leftOpen).map((row) => row.knob)).toEqual([
      'headerNameTrailingWhitespace',
      'maxAgeLimit',
    ])
  })

  describe.each(divergences)('$id $knob', (row) => {
    const named = browsers.filter((engine) => row.values[engine] !== undefined)

    it('names an engine, and only those that differ from the standard', () => {
      expect(named).not.toEqual([])
      for (const engine of named) expect(row.values[engine]).not.toEqual(row.values.spec)
    })

    it('has values that its knob can have', () => {
      for (const value of [row.values.spec, ...named.map((engine) => row.values[engine])]) {
        expect(isKnobValue(row.knob, value), `${value} is ${describeKnobValues(row.knob)}`).toBe(true)
      }
    })

    it('says since when, of each engine it names and no other', () => {
      expect(browsers.filter((engine) => row.since[engine] !== undefined)).toEqual(named)
      for (const engine of named) {
        expect(Number(row.since[engine])).toBeLessThanOrEqual(Number(engineVersions[engine]))
      }
    })

    it('says what differs in one sentence, and where in the standards', () => {
      expect(row.summary).toMatch(/^[A-Z].{20,}[^.]\.$/)
      expect(row.anchor).toBe(knobAnchors[row.knob])
    })

    it('says on what evidence', () => {
      if (row.evidence.kind === 'recorded') {
        expect(row.evidence.ids).not.toEqual([])
      } else {
        for (const source of row.evidence.source.split('; ')) expect(source).toMatch(believable)
        expect(row.evidence.date).toMatch(/^20\d\d-\d\d-\d\d$/)
        expect(new Date(row.evidence.date).toISOString().slice(0, 10)).toBe(row.evidence.date)
      }
    })
  })

  it('gives Safari what WebKitGTK does, but for what its port does or nothing shows of both', () => {
    const differing = knobNames.filter((knob) => knobValue(knob, 'safari') !== knobValue(knob, 'webkitgtk'))
    expect(differing).toEqual([
      'emptyLocation',
      'duplicateLocation',
      'originSurvivesMethodChange',
      'referrerOfOpaqueOrigin',
      'fetchMetadataAfterCrossOriginRedirect',
    ])
  })
})

describe('a source', () => {
  const rows: readonly (readonly [desc: string, source: string, believed: boolean])[] = [
    ['a file at a commit', 'WebKit/WebKit@00f03c1f906f Source/a/B.cpp', true],
    ['a function in it', 'WebKit/WebKit@00f03c1f906f Source/a/B.cpp, isMixedContent', true],
    ['a copy', 'chromium/chromium net/a.cc, read in the copy a/b@6775069775ac', true],
    ['a file without a commit', 'WebKit/WebKit Source/a/B.cpp', false],
    ['nor is a function one', 'WebKit/WebKit Source/a/B.cpp, isMixedContent', false],
    ['a copy without a commit', 'chromium/chromium net/a.cc, read in the copy a/b', false],
    ['a commit that is cut short', 'WebKit/WebKit@00f03c1 Source/a/B.cpp', false],
    ['hearsay', 'everybody knows', false],
  ]
  it.each(rows)('is believed or not: %s', (_, source, believed) => {
    expect(believable.test(source)).toBe(believed)
  })
})

describe('a knob', () => {
  it('has its anchor in the order of Knobs', () => {
    const source = readFileSync(new URL('../../src/profile/knobs.ts', import.meta.url), 'utf8')
    const declared = [...source.matchAll(/^ {2}readonly (\w+):/gm)].map((match) => match[1])
    expect(declared.length).toBeGreaterThan(30)
    expect(knobNames).toEqual(declared)
  })
})
