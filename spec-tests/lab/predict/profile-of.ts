import { defineProfile, type Profile, profiles } from '../../../src/profile/profile'
import type { BrowserName } from '../browsers/driver'
import type { Scenario } from '../scenario'

const chromiumBlocking = defineProfile(profiles.chromium, {
  name: 'chromium, third-party cookies blocked',
  storageAccessHeader: 'none',
})

/** The profile that a browser is judged by, with what its user allows third parties in a scenario. */
export function profileOf(browser: BrowserName, scenario: Scenario): Profile {
  return browser === 'chromium' && scenario.thirdPartyCookies === 'block'
    ? chromiumBlocking
    : profiles[browser]
}
