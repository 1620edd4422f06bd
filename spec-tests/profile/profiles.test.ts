import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { diffProfiles } from '../../src/profile/diff-profiles'
import { engines } from '../../src/profile/engine'
import { knobNames } from '../../src/profile/knob-values'
import { compile, defineProfile, profileNamed, profiles } from '../../src/profile/profile'

describe('profiles', () => {
  it('are five, one for each engine', () => {
    expect(Object.keys(profiles)).toEqual(engines)
  })

  it.each(engines)('%s has every knob, in the one order', (engine) => {
    expect(Object.keys(profiles[engine])).toEqual(['name', 'engine', 'version', ...knobNames])
    expect(knobNames.filter((knob) => profiles[engine][knob] === undefined)).toEqual([])
  })

  it.each([
    { engine: 'spec', version: null, maxAgeLimit: null, wildcardCoversAuthorization: false },
    { engine: 'chromium', version: '156', maxAgeLimit: 7200, wildcardCoversAuthorization: true },
    { engine: 'firefox', version: '153', maxAgeLimit: 86400, wildcardCoversAuthorization: true },
    { engine: 'safari', version: '26', maxAgeLimit: 600, wildcardCoversAuthorization: true },
    { engine: 'webkitgtk', version: '2.50', maxAgeLimit: 600, wildcardCoversAuthorization: true },
  ] as const)('$engine is what the table says of it', (expected) => {
    expect(profiles[expected.engine]).toMatchObject({ ...expected, name: expected.engine })
  })

  it('survive JSON', () => {
    for (const engine of engines) {
      expect(JSON.parse(JSON.stringify(profiles[engine]))).toEqual(profiles[engine])
    }
  })

  it('are compiled alike each time', () => {
    for (const engine of engines) expect(compile(engine)).toEqual(profiles[engine])
  })
})

describe('profileNamed', () => {
  it.each([
    { name: 'spec', engine: 'spec' },
    { name: 'chromium', engine: 'chromium' },
    { name: 'chrome', engine: 'chromium' },
    { name: 'edge', engine: 'chromium' },
    { name: 'Edge', engine: 'chromium' },
    { name: 'FIREFOX', engine: 'firefox' },
    { name: 'Safari', engine: 'safari' },
    { name: 'WebKitGTK', engine: 'webkitgtk' },
  ] as const)('$name is $engine, the very object', ({ name, engine }) => {
    expect(profileNamed(name)).toBe(profiles[engine])
  })

  it.each(['netscape', '', ' chrome', 'chrome 156', '__proto__', 'constructor', 'toString'])(
    '%j is nobody',
    (name) => {
      const error = thrownBy(() => profileNamed(name))
      expect(error.issues).toEqual([
        { path: 'profile', value: name, reason: 'invalid', message: error.message },
      ])
    },
  )

  it('lists the names there are', () => {
    expect(thrownBy(() => profileNamed('netscape')).message).toBe(
      'profile must be one of spec, chromium (also chrome, edge), firefox, safari, webkitgtk, not "netscape"',
    )
  })

  it('says of nothing at all that it is missing', () => {
    const error = thrownBy(() => profileNamed(undefined as unknown as string))
    expect(error.issues.map((issue) => issue.reason)).toEqual(['missing'])
  })
})

describe('diffProfiles', () => {
  it('finds nothing between a profile and itself, or its like', () => {
    expect(diffProfiles(profiles.chromium, profiles.chromium)).toEqual([])
    expect(diffProfiles(profiles.firefox, defineProfile('firefox', { name: 'mine' }))).toEqual([])
  })

  it('finds every row that two engines differ in, with its row, in order', () => {
    const found = diffProfiles(profiles.safari, profiles.webkitgtk)
    expect(found.map(({ knob, a, b, rows }) => [knob, a, b, rows.map((row) => row.id)])).toEqual([
      ['emptyLocation', 'current-url', 'network-error', ['DV-26']],
      ['duplicateLocation', 'network-error', 'joined', ['DV-27']],
      ['originSurvivesMethodChange', false, true, ['DV-30']],
      ['referrerOfOpaqueOrigin', 'none', 'creation-url', ['DV-33']],
      ['crossOriginRedirectOfDelete', 'DELETE', 'GET', ['DV-66']],
      ['originAfterCrossOriginHop', 'by-taint', 'null-on-navigations', ['DV-67']],
      ['requestHeaderBytes', 'as-given', 'utf-8', ['DV-72']],
      ['onlyIfCached', 'network-error', 'network', ['DV-87']],
      ['resetContentHasBody', false, true, ['DV-88']],
      ['locationBytes', 'bytes', 'latin-1', ['DV-91']],
      ['webSocketRedirects', 'refused', 'followed', ['DV-93']],
      ['shortBody', 'cut', 'taken', ['DV-174']],
      ['webSocketProtocols', 'one-offered', 'none-or-one-in-any-case', ['DV-175']],
      ['tabInCookie', 'kept', 'cut', ['DV-105']],
      ['cookieBytes', 'as-given', 'cut', ['DV-109']],
      ['cookieSizeLimit', 4096, null, ['DV-110']],
      ['longCookieAttribute', 'ignored', 'counts', ['DV-111']],
      ['cookieLifetimeLimit', 34_560_000, null, ['DV-112']],
      ['scriptCookieLifetimeLimit', 604_800, null, ['DV-113']],
      ['maxAgeAgainstExpires', 'max-age-wins', 'last-wins', ['DV-114']],
      ['cookieMaxAgePlusSign', false, true, ['DV-115']],
      ['cookiePrefixes', ['__secure-', '__host-', '__http-', '__host-http-'], [], ['DV-124']],
      ['secureCookiesLeftAlone', 'overlaid', 'same-cookie', ['DV-128']],
      ['cookiesPerHostLimit', 180, null, ['DV-130']],
      ['cookiesInAllLimit', 3000, null, ['DV-132']],
      ['cookiesOfEqualPaths', 'by-creation', 'by-host', ['DV-134']],
      ['redirectsCountForSameSite', false, true, ['DV-138']],
      ['thirdPartyCookies', 'block', 'send-only', ['DV-139']],
      ['cookieDateReading', 'tokens', 'in-order', ['DV-117']],
      ['shortCookieYears', 'by-value', 'by-digits', ['DV-120']],
      ['earliestCookieYear', 1601, 1, ['DV-121']],
      ['latestCookieYear', null, 9999, ['DV-160']],
      ['cookieControlBytes', 'rejected', 'cut', ['DV-143']],
      ['domainOfDotAlone', 'host-only', 'rejected', ['DV-144']],
      ['invalidExpiry', 'ignored', 'expires-counts', ['DV-146']],
      ['sameSiteSetCrossSite', 'refused', 'stored', ['DV-148']],
      ['domainNeedsDot', false, true, ['DV-149']],
      ['publicSuffixesHaveCookies', true, false, ['DV-150']],
      ['addressesHaveSuffixes', false, true, ['DV-151']],
      ['domainIsCaseSensitive', false, true, ['DV-152']],
      ['emptyCookies', 'rejected', 'stored', ['DV-154']],
      ['emptyCookieMaxAge', 'ignored', 'expires', ['DV-155']],
      ['ipv6DocumentsHaveCookies', true, false, ['DV-157']],
    ])
  })

  it('shows a user’s own knob without a row', () => {
    const patient = defineProfile('spec', { maxAgeDefault: 60 })
    expect(diffProfiles(profiles.spec, patient)).toEqual([{ knob: 'maxAgeDefault', a: 5, b: 60, rows: [] }])
  })

  it('takes lists for sets', () => {
    const shuffled = defineProfile('chromium', {
      cacheModesPastPreflightCache: ['reload', 'no-cache', 'no-store'],
    })
    expect(diffProfiles(profiles.chromium, shuffled)).toEqual([])
    const fewer = diffProfiles(profiles.chromium, profiles.firefox)
    expect(fewer.map((difference) => difference.knob)).toContain('cacheModesPastPreflightCache')
  })
})

function thrownBy(action: () => unknown): ConfigError {
  try {
    action()
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}
