import { defineProfile, type Profile, profiles } from '../../../src/profile/profile'
import type { BrowserName } from '../browsers/driver'
import type { Scenario } from '../scenario'

const chromiumBlocking = defineProfile(profiles.chromium, {
  name: 'chromium, third-party cookies blocked',
  storageAccessHeader: 'none',
})

const firefoxBlocking = defineProfile(profiles.firefox, {
  name: 'firefox, third-party cookies blocked',
  storageAccessHeader: 'never',
})

/** The profile that a browser is judged by, with what its user allows third parties in a scenario. */
export function profileOf(browser: BrowserName, scenario: Scenario): Profile {
  if (scenario.thirdPartyCookies === 'allow' || browser === 'webkitgtk') return profiles[browser]
  return browser === 'chromium' ? chromiumBlocking : firefoxBlocking
}
