import type { Campaign, Case, Page, Step } from './campaign-values'
import { classes } from './classes'
import { moreGeneral } from './classify-origin'
import { judgePlayed } from './judge'
import type { Violation } from './oracles/violation'
import { anyMethod, pathsOf, unknownPathsOf } from './plans'
import type { Played } from './play'
import type { RequestData } from './types'

/** Something that needs cases played: it gives a case, and takes what became of it. */
export type Asking<Result> = Generator<Case, Result, Played>

export interface Shrunk {
  readonly played: Played
  readonly violation: Violation
}

/** However large a case is: no more attempts than this. */
const attemptsLimit = 400

/**
 * The smallest case that goes wrong in the same way: of the first profile, without cookies, with one request if one is
 * enough, the most general origin, no header that is not needed. Greedy: each simpler case that still fails is where it goes on.
 */
export function* shrinking(campaign: Campaign, played: Played, violation: Violation): Asking<Shrunk> {
  let smallest: Shrunk = { played, violation }
  let attempts = 0
  for (;;) {
    let smaller: Shrunk | null = null
    for (const candidate of simplerCases(campaign, smallest.played.case, smallest.violation)) {
      if (++attempts > attemptsLimit) return smallest
      const again: Played = yield candidate
      const same = judgePlayed(campaign, again).find((each) => likewise(each, smallest.violation))
      if (same === undefined) continue
      smaller = { played: again, violation: same }
      break
    }
    if (smaller === null) return smallest
    smallest = smaller
  }
}

/** Whether two violations are of one kind: of origins it is told later which mistake lets them in. */
function likewise(a: Violation, b: Violation): boolean {
  if (a.byPage !== b.byPage) return false
  if (a.byPage) {
    if (a.credentialed !== b.credentialed) return false
    if (a.subject === 'read' || b.subject === 'read') return a.subject === b.subject
    if (a.class === 'unintended-write') return a.class === b.class
  }
  // Without its long body or its bad path, an answer shows that errors in general have no headers.
  const special = b.class === 'limit-without-headers' || b.class === 'unreadable-path-without-headers'
  const shorter = a.class === 'error-without-headers' && special
  return (
    (a.class === b.class || shorter) &&
    a.subject === b.subject &&
    (a.class !== 'wildcard' || a.credentialed === b.credentialed)
  )
}

/** Cases that are one step simpler, those that leave out most first. */
export function* simplerCases(
  campaign: Campaign,
  of: Case,
  violation: Pick<Violation, 'at' | 'byPage' | 'class'>,
): Iterable<Case> {
  for (const profile of campaign.profiles) {
    if (profile === of.profile) break
    yield { ...of, profile }
  }
  if (of.cookies) yield { ...of, cookies: false }
  if (of.story === 'page' && of.steps.length > 1) {
    for (const step of of.steps) yield { ...of, steps: [step] }
    for (let i = 0; i < of.steps.length; i++) yield { ...of, steps: of.steps.filter((_, at) => at !== i) }
  }
  if (of.story === 'login') return
  const at = of.steps[violation.at]
  if (at === undefined) return
  for (const page of simplerPages(campaign, at.page, violation)) yield withPage(of, at.page, page)
  for (const request of simplerRequests(campaign, at.shape.data, violation))
    yield withRequest(campaign, of, at, request)
}

/** Pages that show a more general mistake, or the same one by an earlier probe. */
function simplerPages(
  { bases, pool }: Campaign,
  page: Page,
  { byPage, class: of }: Pick<Violation, 'byPage' | 'class'>,
): readonly Page[] {
  if (of === 'raw-origin-accepted') {
    const same = pool.raw
      .flatMap(({ steps }) => steps.slice(0, 1))
      .filter((step) => step.page.probe === page.probe)
    return before(
      same.map((step) => step.page),
      page,
    )
  }
  if (!byPage) {
    // A star is for everybody, and so shown by anybody.
    const anybody = page.grants === 0 || of === 'wildcard'
    const meant = anybody ? pool.attackers : pool.uses.map((use) => use.page)
    return before(
      meant.filter(({ grants }) => anybody || (grants & page.grants) !== 0),
      page,
    )
  }
  const general = moreGeneral(page.class, page.data.origin, bases)
  const known = general.flatMap((each) => pool.attackers.filter((attacker) => attacker.class === each))
  return before(
    known.filter(({ grants }) => grants === 0 || grants === page.grants),
    page,
  )
}

/** The members in front of one; all of them where it is none. */
function before<Member>(list: readonly Member[], member: Member): readonly Member[] {
  const at = list.indexOf(member)
  return at === -1 ? list : list.slice(0, at)
}

function simplerRequests(
  campaign: Campaign,
  request: RequestData,
  { byPage, class: of }: Pick<Violation, 'byPage' | 'class'>,
): readonly RequestData[] {
  const { body, credentials, headers, method, path } = request
  const simpler: RequestData[] = []
  const paths = [...pathsOf(campaign.intent), ...unknownPathsOf(campaign.intent)]
  for (const shorter of before(paths, path)) simpler.push({ ...request, path: shorter })
  if (headers.length > 0) simpler.push({ ...request, headers: [], body: null })
  if (method !== 'GET' && !requested(headers)) simpler.push({ ...request, method: 'GET', body: null })
  // What any preflight shows is shown by one: of a method that there is not, which is allowed where all are, or of DELETE.
  if (of === 'method-laxity' && method !== anyMethod) simpler.push({ ...request, method: anyMethod })
  if (of === 'unintended-write' && (method !== 'DELETE' || headers.length > 0))
    simpler.push({ ...request, method: 'DELETE', headers: [], body: null })
  if (headers.length > 1) {
    for (const header of headers)
      simpler.push({ ...request, headers: headers.filter((each) => each !== header) })
  }
  if (body !== null) simpler.push({ ...request, body: null })
  if (credentials === 'include' && !byPage && !classes[of].raised)
    simpler.push({ ...request, credentials: 'omit' })
  return simpler
}

/** Whether it is a preflight that was made by hand. */
function requested(headers: RequestData['headers']): boolean {
  return headers.some(([name]) => name === 'access-control-request-method')
}

function withPage(of: Case, page: Page, other: Page): Case {
  return {
    ...of,
    steps: of.steps.map((step) => (step.page === page ? { page: other, shape: step.shape } : step)),
  }
}

/** Requests that were the same stay the same: a cache is asked twice for one thing. */
function withRequest({ shapeOf }: Campaign, of: Case, at: Step, request: RequestData): Case {
  const shape = shapeOf(request)
  return {
    ...of,
    steps: of.steps.map((step) => (step.shape === at.shape ? { page: step.page, shape } : step)),
  }
}
