import type { Campaign, Case, Page, Step } from '../fuzz/campaign-values'
import { caseAt, dataOfCase } from '../fuzz/case-at'
import { pathsOf } from '../fuzz/plans'
import type { CaseData, RequestData } from '../fuzz/types'
import { extrasOf, isOfKind, isUnintended, type Kind, kindOfPage } from './kind'

/** How a target took its thread down. */
export type Stop = (
  | { readonly kind: 'hung'; readonly isBlocked: boolean }
  | { readonly kind: 'crashed'; readonly message: string }
) & {
  /** Whether it was a preflight that it stopped at. */
  readonly isPreflight: boolean
}

/** What is known of a case at which the target stopped. */
export interface Diagnosis {
  readonly index: number
  readonly stop: Stop
  /** The simplest case at which it stops as well; the case as it was, where it stopped at no simpler one. */
  readonly smallest: CaseData
  readonly isSmaller: boolean
  /** What will be left out from here on. */
  readonly kind: Kind
  /** How often the target had to be stopped for this. */
  readonly stops: number
}

/** A case to try, and what it would mean if the target stopped at it too. */
interface Candidate {
  readonly case: Case
  readonly kind: Kind
}

/**
 * Makes a case smaller at which the target stopped. Each stop may cost as long as a target has to hang, so simpler cases
 * are tried from the simplest on, and the first one at which it stops too is taken: that is one more stop at most.
 * `known` kinds are not tried, since the target stops at them for another reason.
 *
 * @param stopsAt plays a case: how the target stopped, or null where it did not
 */
export async function diagnose(
  campaign: Campaign,
  seed: number,
  index: number,
  stop: Stop,
  known: readonly Kind[],
  stopsAt: (of: CaseData) => Promise<Stop | null>,
): Promise<Diagnosis> {
  const of = caseAt(campaign, seed, index)
  const candidates = stop.isPreflight ? anyPreflight(campaign, of) : []
  for (const candidate of inTurn(candidates, simpler(campaign, of))) {
    if (known.some((kind) => isOfKind(kind, candidate.case))) continue
    const smallest = dataOfCase(candidate.case)
    const again = await stopsAt(smallest)
    if (again !== null)
      return { index, stop: again, smallest, isSmaller: true, kind: candidate.kind, stops: 2 }
  }
  const last = of.steps.at(-1) as Step
  const kind = kindAt('own', 'own', last)
  return { index, stop, smallest: dataOfCase(of), isSmaller: false, kind, stops: 1 }
}

function* inTurn(first: readonly Candidate[], then: Iterable<Candidate>): Iterable<Candidate> {
  yield* first
  yield* then
}

/** A preflight of another method: where the target stops at it too, it does so at any for the path. */
function anyPreflight(campaign: Campaign, of: Case): readonly Candidate[] {
  const last = of.steps.at(-1)
  const page = campaign.pool.uses[0]?.page
  const [profile = of.profile] = campaign.profiles
  if (last === undefined || page === undefined) return []
  const { data } = last.shape
  const method = data.method === 'DELETE' ? 'PATCH' : 'DELETE'
  const shape = campaign.shapeOf({ ...data, method, headers: [], body: null })
  return [
    {
      case: {
        seed: of.seed,
        index: of.index,
        profile,
        story: 'page',
        cookies: false,
        steps: [{ page, shape }],
      },
      kind: { page: null, path: data.path, method: null, extras: null, isPreflight: true },
    },
  ]
}

/** What a simpler case has of the one that it is made from, or stands for instead: the simplest first. */
const pageLevels = ['meant', 'unintended', 'own'] as const
const requestLevels = ['plain', 'path', 'method', 'own'] as const
type PageLevel = (typeof pageLevels)[number]
type RequestLevel = (typeof requestLevels)[number]

/** One request of the case at a time, the last one first. */
function* simpler(campaign: Campaign, of: Case): Iterable<Candidate> {
  const [profile = of.profile] = campaign.profiles
  const levels = pageLevels.flatMap((page, i) =>
    requestLevels.map((request, j) => ({ page, request, rank: i + j })),
  )
  levels.sort((a, b) => a.rank - b.rank)
  const tried = new Set<string>()
  for (const step of [...of.steps].reverse()) {
    for (const level of levels) {
      const page = pageAt(level.page, campaign, step.page)
      if (page === null) continue
      const shape = campaign.shapeOf(requestAt(level.request, campaign, step.shape.data))
      const story = page.client === null ? 'raw' : 'page'
      const { seed, index } = of
      // Where it takes the users' cookies, only the case itself stops.
      const made: Case = { seed, index, profile, story, cookies: false, steps: [{ page, shape }] }
      const key = JSON.stringify(dataOfCase(made))
      if (tried.has(key)) continue
      tried.add(key)
      yield { case: made, kind: kindAt(level.page, level.request, step) }
    }
  }
}

function pageAt(level: PageLevel, { pool }: Campaign, own: Page): Page | null {
  if (level === 'meant') return pool.uses[0]?.page ?? null
  if (level === 'unintended') return isUnintended(own) ? (pool.attackers[0] ?? null) : null
  return own
}

function requestAt(level: RequestLevel, { intent }: Campaign, own: RequestData): RequestData {
  if (level === 'own') return own
  const bare: RequestData = { ...own, headers: [], body: null }
  if (level === 'method') return bare
  const [path = own.path] = pathsOf(intent)
  return { ...bare, method: 'GET', path: level === 'path' ? own.path : path }
}

/** What is left out where the target stops at the simpler case too: what that one still has of its own matters. */
function kindAt(page: PageLevel, request: RequestLevel, own: Step): Kind {
  const ofPage = page === 'meant' ? null : page === 'unintended' ? 'unintended' : kindOfPage(own.page)
  const { method, path } = own.shape.data
  return {
    page: ofPage,
    path: request === 'plain' && ofPage !== null ? null : path,
    method: request === 'method' || request === 'own' ? method : null,
    extras: request === 'own' ? extrasOf(own) : null,
    isPreflight: false,
  }
}
