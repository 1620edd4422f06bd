import type { BrowserName } from './browsers/driver'
import type { Disagreement } from './compare'
import type { Scenario, Step } from './scenario'

/** Why corsac and a browser differ in some scenarios, where that is known and left so. */
export interface Explanation {
  readonly id: string
  /** What is not modelled, for docs/conformance.md. */
  readonly why: string
  readonly browsers: readonly BrowserName[]
  /** Whether a disagreement is of this kind. */
  fits(scenario: Scenario, disagreement: Disagreement): boolean
}

/** Whether any answer of a scenario has a header of this name. */
function answers(scenario: Scenario, wanted: string): boolean {
  const lists = [
    scenario.page.headers,
    scenario.frame === null ? [] : scenario.frame.headers,
    ...scenario.server.flatMap(({ answers: given }) =>
      given.map((answer) => (answer.kind === 'answer' ? answer.headers : [])),
    ),
  ]
  return lists.some((headers) => headers.some(([name]) => name.toLowerCase() === wanted))
}

function stepOf(scenario: Scenario, { step }: Disagreement): Step | undefined {
  return typeof step === 'string' ? undefined : scenario.steps[step]
}

function kindOf(scenario: Scenario, found: Disagreement): string | null {
  return stepOf(scenario, found)?.kind ?? null
}

/** Disagreements of single scenarios: by id, where no rule was found that tells them from others. */
function only(...ids: readonly string[]): (scenario: Scenario) => boolean {
  return ({ id }) => ids.includes(id)
}

const everywhere: readonly BrowserName[] = ['chromium', 'firefox', 'webkitgtk']

export const explanations: readonly Explanation[] = [
  {
    id: 'flaky',
    why: 'Played again, they are as predicted: spec-tests/lab/flaky.json has them, with the reason.',
    browsers: ['firefox'],
    fits: only('r2-1074', 'r2-1922', 'r2-1048'),
  },
  {
    id: 'orb',
    why: 'Opaque response blocking is not modelled: the browser looks into the bytes of what a script, an image or a style sheet of another origin loads without CORS, and keeps JSON, HTML and the like from it.',
    browsers: ['chromium', 'firefox'],
    fits: (scenario, found) => {
      const step = stepOf(scenario, found)
      const element = step?.kind === 'script' || step?.kind === 'link' || step?.kind === 'img'
      if (!element || step.crossOrigin !== null || found.field !== 'seen.events') return false
      const own = scenario[step.in]?.url ?? scenario.page.url
      const other = URL.canParse(step.url, own) && new URL(step.url, own).origin !== new URL(own).origin
      return other && found.recorded === '["error"]' && found.predicted === '["load"]'
    },
  },
  {
    id: 'hsts',
    why: 'HTTP Strict Transport Security is not modelled.',
    browsers: ['chromium', 'firefox'],
    fits: (scenario, found) =>
      answers(scenario, 'strict-transport-security') && typeof found.step === 'number' && found.step > 0,
  },
  {
    id: 'clear-site-data',
    why: 'Clear-Site-Data is not modelled. Chromium also hides the header from scripts.',
    browsers: everywhere,
    fits: (scenario, found) =>
      answers(scenario, 'clear-site-data') &&
      (found.field === 'seen.headers.clear-site-data' ||
        (found.step === 'closing' && /cookie$/.test(found.field)) ||
        kindOf(scenario, found) === 'cookie-get'),
  },
  {
    id: 'csp',
    why: 'Content Security Policy is not modelled, but for its sandbox.',
    browsers: everywhere,
    fits: only('upgrade-by-csp', 'csp-connect'),
  },
  {
    id: 'framing',
    why: 'How a browser reads bytes that are hardly HTTP is not modelled: lengths that contradict each other, lines without a colon.',
    browsers: everywhere,
    fits: only('filter-content-length-twice', 'filter-line-without-colon'),
  },
  {
    id: 'error-pages',
    why: 'The address of the page that a browser shows for a failed navigation is not modelled.',
    browsers: everywhere,
    fits: (scenario, found) =>
      kindOf(scenario, found) === 'navigate' &&
      (found.field === 'seen.url' || found.field === 'seen.referrer') &&
      only('navigate-two-locations', 'navigate-empty-location')(scenario),
  },
  {
    id: 'form-prompt',
    why: 'Firefox asks the user before a form of a trustworthy page is sent over plain http, and nobody answers.',
    browsers: ['firefox'],
    fits: only('mixed-content-form', 'r2-1776'),
  },
  {
    id: 'preload-events',
    why: 'In Firefox a preload link fires load where the resource could not be used.',
    browsers: ['firefox'],
    fits: (scenario, found) => {
      const step = stepOf(scenario, found)
      return step?.kind === 'link' && step.rel === 'preload' && found.recorded === '["load"]'
    },
  },
  {
    id: 'top-by-same-site-frame',
    why: 'Whether a frame may lead the whole page away without the user’s doing is HTML’s, and is only told by the origin here; Chromium lets a frame of the page’s site, WebKitGTK any.',
    browsers: ['chromium', 'webkitgtk'],
    fits: only('samesite-frame-top', 'navigate-top-from-frame'),
  },
  {
    id: 'loopback-pages',
    why: 'Pages at https://localhost are not held to mixed content as others are; only few were recorded.',
    browsers: everywhere,
    fits: only('r1-968', 'r2-1113', 'r3-1030'),
  },
  {
    id: 'event-source-events',
    why: 'Which state an EventSource is in after a redirect that fails, or with two types, is the page’s, which is a later issue.',
    browsers: ['chromium', 'webkitgtk'],
    fits: only('r1-4411', 'r3-547'),
  },
  {
    id: 'embedder-policy-of-frames',
    why: 'The embedder policy’s check of framed documents is HTML’s. Firefox and WebKit also hold redirect responses to it.',
    browsers: ['firefox', 'webkitgtk'],
    fits: only('r2-1431', 'r3-993'),
  },
  {
    id: 'redirects-checked-after-preflight',
    why: 'Where the next hop needs a preflight, WebKit sends it before it finds that the redirect response does not allow credentials (DV-64).',
    browsers: ['webkitgtk'],
    fits: only('r3-256', 'r3-440', 'r3-1797', 'redirect-preflight-fetch-site-back'),
  },
  {
    id: 'first-content-type',
    why: 'Of two Content-Type lines WebKitGTK takes the first for a style sheet.',
    browsers: ['webkitgtk'],
    fits: only('r3-1168', 'r3-1708', 'r3-1975'),
  },
  {
    id: 'response-header-bytes',
    why: 'WebKitGTK shows scripts the replacement character for bytes of a response header that are not UTF-8.',
    browsers: ['webkitgtk'],
    fits: only('expose-odd-values'),
  },
  {
    id: 'loose-server-date',
    why: 'Chromium and Firefox also read a `Date` header that is hardly a date, by the rules of HTTP, not of cookies.',
    browsers: ['chromium'],
    fits: only('cookie-server-date-loose'),
  },
  {
    id: 'script-over-httponly',
    why: 'Firefox’s scripts see what they set over an HttpOnly cookie, which no server gets to see.',
    browsers: ['firefox'],
    fits: only('script-cookie-over-httponly'),
  },
  {
    id: 'whole-seconds',
    why: 'In libsoup a cookie lives until its second is over.',
    browsers: ['webkitgtk'],
    fits: only('cookie-expires-soon', 'r3-1652'),
  },
  {
    id: 'libsoup-single',
    why: 'Cases of libsoup that are not modelled: several cookies in one assignment of a script, `SameSite=None` after `SameSite=Strict`, a domain that is an address with a dot before it, and an empty cookie beside none.',
    browsers: ['webkitgtk'],
    fits: only('script-cookie-newline', 'samesite-odd', 'domain-ipv4', 'r3-960'),
  },
  {
    id: 'requests-at-once',
    why: 'Which of two answers comes first is left to chance.',
    browsers: ['webkitgtk'],
    fits: only('parallel-cookies'),
  },
  {
    id: 'single',
    why: 'Single cases that no rule was found for.',
    browsers: ['firefox', 'webkitgtk'],
    fits: only('r2-2413', 'r3-86', 'r3-124', 'r3-1837', 'coep-credentialless', 'mixed-content-form'),
  },
]

/** Why corsac and a browser differ in a field; null where nobody has explained it. */
export function explanationOf(
  browser: BrowserName,
  scenario: Scenario,
  disagreement: Disagreement,
): Explanation | null {
  return (
    explanations.find((one) => one.browsers.includes(browser) && one.fits(scenario, disagreement)) ?? null
  )
}
