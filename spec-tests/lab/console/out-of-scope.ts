import type { BrowserName, ConsoleLine } from '../browsers/driver'

/** What a browser prints that is not about a request that was refused to a page. */
export interface OutOfScope {
  readonly browser: BrowserName
  readonly category: RegExp
  readonly text: RegExp
  readonly why: string
}

const cookies = 'about cookies'
const delivered = 'about an answer that was delivered, whatever its status'
const unusable = 'about content that its element cannot use, which is found out after the fetch'
const integrity = 'about integrity metadata, which is judged after the fetch'
const upgraded = 'about a request that is upgraded or let through'
const page = 'about how the page is written, not about a request'
const deprecation = 'a deprecation of a request that was made'
const socket = 'about a WebSocket whose request was answered, or never came to be'
const twice = 'says once more of a style sheet that its request failed'
const navigation = 'about a window that may not be navigated, which no fetch decides'

const any = /^/

export const outOfScope: readonly OutOfScope[] = [
  { browser: 'chromium', category: /^issue:CookieIssue$/, text: any, why: cookies },
  {
    browser: 'chromium',
    category: /^network$/,
    text: /^Failed to load resource: the server responded with a status of \d{3} \(.*\)$/,
    why: delivered,
  },
  {
    browser: 'chromium',
    category: /^security$/,
    text: /^Refused to (?:execute script|apply style) from /,
    why: unusable,
  },
  { browser: 'chromium', category: /^javascript$/, text: /^Failed to load module script: /, why: unusable },
  { browser: 'chromium', category: /^javascript$/, text: /^EventSource's response has /, why: unusable },
  {
    browser: 'chromium',
    category: /^security$/,
    text: /^(?:Error parsing 'integrity' attribute|Failed to find a valid digest|Subresource Integrity: )/,
    why: integrity,
  },
  {
    browser: 'chromium',
    category: /^javascript$/,
    text: /SRI's integrity checks failed\.$/,
    why: integrity,
  },
  {
    browser: 'chromium',
    category: /^security$/,
    text: /^Mixed Content: .*(?:This request was (?:automatically upgraded|not upgraded)|contains a form that targets)/,
    why: upgraded,
  },
  {
    browser: 'chromium',
    category: /^issue:MixedContentIssue$/,
    text: /"MixedContent(?:AutomaticallyUpgraded|Warning)"/,
    why: upgraded,
  },
  { browser: 'chromium', category: /^security$/, text: /^An iframe which has both /, why: page },
  { browser: 'chromium', category: /^rendering$/, text: /^Failed to set referrer policy: /, why: page },
  { browser: 'chromium', category: /^javascript$/, text: /^Refused to set unsafe header /, why: page },
  {
    browser: 'chromium',
    category: /^issue:DeprecationIssue$/,
    text: /WithEmbeddedCredentials/,
    why: deprecation,
  },
  {
    browser: 'chromium',
    category: /^issue:BlockedByResponseIssue$/,
    text: /"blockedFrame"/,
    why: 'about the document of a frame, which HTML judges and not its fetch',
  },
  { browser: 'chromium', category: /^issue:StylesheetLoadingIssue$/, text: any, why: twice },
  {
    browser: 'chromium',
    category: /^network$/,
    text: /^WebSocket connection to .*Unexpected response code: (?!30[12378]$)/,
    why: socket,
  },
  {
    browser: 'chromium',
    category: /^security$/,
    text: /^(?:Blocked opening |Blocked form submission to )/,
    why: navigation,
  },

  { browser: 'firefox', category: /^cookie/, text: any, why: cookies },
  {
    browser: 'firefox',
    category: /^Script Loader$/,
    text: /^(?:Loading failed for the (?:<script>|module) |‘src’ attribute of <script> |(?:Module|<script>) source URI is (?:not allowed|malformed))/,
    why: 'says once more of a script that it failed',
  },
  {
    browser: 'firefox',
    category: /^Event Source$/,
    text: any,
    why: 'says once more of a stream that it ended',
  },
  { browser: 'firefox', category: /^Web Socket$/, text: any, why: socket },
  {
    browser: 'firefox',
    category: /^Security$/,
    text: /^(?:Referrer Policy|HTTP Referrer header): /,
    why: 'about the referrer of a request that was made',
  },
  {
    browser: 'firefox',
    category: /^Mixed Content Message$/,
    text: /^Mixed Content: Upgrading /,
    why: upgraded,
  },
  { browser: 'firefox', category: /^Sub-resource Integrity$/, text: any, why: integrity },
  {
    browser: 'firefox',
    category: /^(?:Iframe Sandbox|HTML parser|HTML|DOM|content javascript)$/,
    text: any,
    why: page,
  },
  { browser: 'firefox', category: /^bounceTrackingProtection$/, text: any, why: 'about trackers' },
  { browser: 'firefox', category: /^CSP_upgradeInsecureRequest$/, text: any, why: upgraded },
  {
    browser: 'firefox',
    category: /^ORB$/,
    text: any,
    why: 'about opaque response blocking, which is not modelled',
  },
  {
    browser: 'firefox',
    category: /^(?:MIMEMISMATCH|CSS Loader|malformed-xml|XCTO)$/,
    text: any,
    why: unusable,
  },
]

/** The row that takes a line out of scope; null where it is in scope. */
export function rowFor(browser: BrowserName, { category, text }: ConsoleLine): OutOfScope | null {
  return (
    outOfScope.find((row) => row.browser === browser && row.category.test(category) && row.text.test(text)) ??
    null
  )
}
