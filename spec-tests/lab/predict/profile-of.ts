import { defineProfile, type Profile, profiles } from '../../../src/profile/profile'
import type { BrowserName } from '../browsers/driver'
import type { Scenario } from '../scenario'

const chromiumBlocking = defineProfile(profiles.chromium, {
  name: 'chromium, third-party cookies blocked',
  storageAccessHeader: 'none',
  thirdPartyCookies: 'block',
})

const firefoxBlocking = defineProfile(profiles.firefox, {
  name: 'firefox, third-party cookies blocked',
  storageAccessHeader: 'never',
  thirdPartyCookies: 'block',
})

/** Its preference is whether third parties may set cookies; they are sent anyway. */
const webkitgtkAllowing = defineProfile(profiles.webkitgtk, {
  name: 'webkitgtk, third-party cookies allowed',
  thirdPartyCookies: 'allow',
})

/** The profile that a browser is judged by, with what its user allows third parties in a scenario. */
export function profileOf(browser: BrowserName, scenario: Scenario): Profile {
  const allows = scenario.thirdPartyCookies === 'allow'
  if (browser === 'webkitgtk') return allows ? webkitgtkAllowing : profiles.webkitgtk
  if (allows) return profiles[browser]
  return browser === 'chromium' ? chromiumBlocking : firefoxBlocking
}
