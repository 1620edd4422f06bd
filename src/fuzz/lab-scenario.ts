import { mask } from '../explain/mask'
import type { WireResponse } from '../fetch/response'
import { nullBodyStatus } from '../http/statuses'
import { parseURL } from '../origin/url-record'
import type { Campaign, Page } from './campaign-values'
import { failed, type Played, type PlayedStep } from './play'
import { shownBody } from './replay-text'
import { usersCookies } from './users-cookies'

/** Where things are in the lab, which has no other hosts: spec-tests/lab/hosts.ts. */
const targetHost = 'api.example.com'
const pageHosts = { sameSite: 'app.example.com', crossSite: 'www.example.com' }
const otherSites = ['other.org', 'third.net', 'a.github.io', 'x.co.uk']

/**
 * A scenario of the lab that plays the same in real browsers: the page asks, and the server gives the answers that were
 * given here, with the hosts of the lab in the place of the real ones. Null where the lab cannot play it: requests
 * without a browser, caches between people, pages of two origins, documents from the disk, redirects by the attacker. The
 * `Domain` of cookies is left as it is. Secrets are masked, which no browser minds.
 */
export function labScenario(id: string, about: string, campaign: Campaign, played: Played): unknown {
  const { intent, target } = campaign
  const { cookies, story, steps } = played.case
  const [first] = steps
  if ((story !== 'page' && story !== 'login') || first === undefined || first.page.client === null)
    return null
  if (steps.some(({ page }) => page !== first.page)) return null
  const { how } = first.page.data
  if (how !== 'https-page' && how !== 'http-page' && how !== 'sandboxed-frame') return null
  const places = placesOf(intent.target, first.page)
  const sandboxed = how === 'sandboxed-frame'
  return {
    id,
    about,
    families: ['fuzz'],
    thirdPartyCookies: 'allow',
    page: { url: `${sandboxed ? `https://${otherSites[0]}` : places.page}/`, headers: [] },
    frame: sandboxed
      ? { url: `https://${otherSites[0]}/frame`, headers: [], sandbox: 'allow-scripts' }
      : null,
    cookies: cookies
      ? [
          {
            url: `${places.target}/`,
            set: usersCookies(intent, target).map((line) => mask('set-cookie', line)),
          },
        ]
      : [],
    steps: played.steps.map((done) => stepOf(done, places, sandboxed ? 'frame' : 'page')),
    server: rulesOf(played.steps, places),
    closing: [],
  }
}

interface Places {
  /** Origins, as they are in the case and as they are in the lab. */
  readonly renamed: readonly (readonly [from: string, to: string])[]
  readonly page: string
  readonly target: string
}

/** The lab's origins with the same relations: of one site or of two, with the same scheme, with a port or without. */
function placesOf(target: string, page: Page): Places {
  const of = parseURL(`${target}/`)
  const at = page.data.how === 'sandboxed-frame' ? null : parseURL(`${page.data.origin}/`)
  const labTarget = `${of?.scheme ?? 'https'}://${targetHost}${of?.port == null ? '' : ':8443'}`
  const sameSite =
    at?.origin.kind === 'tuple' && of?.origin.kind === 'tuple' && at.origin.siteHost === of.origin.siteHost
  const sameHost = sameSite && at?.host === of?.host
  const host = sameHost ? targetHost : sameSite ? pageHosts.sameSite : otherSites[0]
  const labPage = at === null ? 'null' : `${at.scheme}://${host}${at.port === null ? '' : ':3000'}`
  const renamed: (readonly [string, string])[] = [[target, labTarget]]
  if (at !== null) renamed.push([page.data.origin, labPage])
  // The longest first: one may be the beginning of another.
  renamed.sort((a, b) => b[0].length - a[0].length)
  return { renamed, page: labPage, target: labTarget }
}

function stepOf({ step }: PlayedStep, places: Places, place: 'page' | 'frame'): unknown {
  const { body, credentials, headers, method, path } = step.shape.data
  return {
    kind: 'fetch',
    in: place,
    url: `${places.target}${path}`,
    method,
    headers: headers.map(([name, value]) => [name, mask(name, value)]),
    body:
      body === null
        ? null
        : {
            kind: 'text',
            text: typeof body === 'string' ? shownBody(body) : body.repeated.repeat(body.times),
          },
    mode: 'cors',
    credentials,
    cache: null,
    redirect: null,
    referrer: null,
    referrerPolicy: null,
    integrity: null,
    keepalive: false,
  }
}

interface Rule {
  readonly method: string
  readonly url: string
  readonly preflight: boolean
  readonly answers: unknown[]
}

/** A rule for each kind of request; the same one asked again gets the next of its answers. */
function rulesOf(steps: Played['steps'], places: Places): readonly Rule[] {
  const rules: Rule[] = []
  for (const { answers, sent } of steps) {
    sent.forEach((request, i) => {
      const answer = answers[i]
      if (answer === undefined) return
      const { method } = request
      const url = renamed(request.url.href, places)
      const preflight = method === 'OPTIONS'
      const wire = failed(answer) ? { kind: 'close' } : wireAnswer(answer, places)
      const known = rules.find(
        (rule) => rule.method === method && rule.url === url && rule.preflight === preflight,
      )
      if (known === undefined) rules.push({ method, url, preflight, answers: [wire] })
      else known.answers.push(wire)
    })
  }
  return rules
}

/** What a server writes anew whenever it answers. */
const ofTheConnection: ReadonlySet<string> = new Set([
  'connection',
  'content-length',
  'date',
  'transfer-encoding',
])

function wireAnswer({ body, headerList, status, statusText }: WireResponse, places: Places): unknown {
  return {
    kind: 'answer',
    status,
    reason: statusText,
    headers: headerList
      .filter(({ name }) => !ofTheConnection.has(name))
      .map(({ name, value }) => [name, renamed(mask(name, value), places)]),
    // What stands in answers decides nothing, and may be somebody's.
    body: nullBodyStatus(status) || body === null ? '' : '{}',
    delay: 0,
  }
}

function renamed(text: string, { renamed: pairs }: Places): string {
  for (const [from, to] of pairs) if (text.includes(from)) return text.replaceAll(from, to)
  return text
}
