import type { Handler } from '../fetch/exchange-state'
import { getHeader, type HeaderList } from '../http/header-list'
import type { Profile, ProfileName } from '../profile/profile'
import { resolveProfile } from '../profile/resolve-profile'
import { play } from './audit'
import type { Campaign, Case } from './campaign-values'
import { caseAt, dataOfCase, sweepSize } from './case-at'
import { createCampaign } from './create-campaign'
import { readIntent } from './intent'
import type { Played, PlayedStep } from './play'
import { simplerCases } from './shrink'
import { type Target, type TargetInput, targetOf } from './target'
import type { CaseData } from './types'

/** A server, seen through a browser. */
export interface World {
  readonly target: TargetInput<Handler>
  /** Chrome, where nothing is said. */
  readonly profile?: Profile | ProfileName
}

export interface DifferenceOptions {
  /** As `readIntent` takes it: the pages and requests that are tried are made from it. */
  readonly intent: unknown
  readonly seed?: number
  /** All probes once and 10,000 cases more, where nothing is said. */
  readonly runs?: number
}

/** What a page and its server see of one request. */
export interface Observed {
  /** `cors`, `basic`, `opaque`, `error` …; `none` without a browser. */
  readonly type: string
  readonly status: number | null
  /** What script can read. */
  readonly headers: HeaderList
  /** What reached the server, in order, with the names of the cookies that came with it. */
  readonly sent: readonly string[]
}

/** The smallest case that two worlds see differently. */
export interface Difference {
  readonly seed: number
  readonly index: number
  readonly case: CaseData
  readonly a: readonly Observed[]
  readonly b: readonly Observed[]
}

/**
 * The first case that goes differently in two worlds, two browsers say, or a server and its model, made as small as it
 * gets. Null where none of those tried does.
 *
 * @throws ConfigError where the intent or a profile is wrong
 */
export function findDifference(a: World, b: World, options: DifferenceOptions): Difference | null {
  const worlds = [a, b].map(({ profile, target }) => ({
    profile: resolveProfile(profile ?? 'chromium'),
    target: targetOf(target),
  }))
  const [first, second] = worlds as [OpenWorld, OpenWorld]
  const profiles = first.profile === second.profile ? [first.profile] : [first.profile, second.profile]
  const campaign = createCampaign({ intent: readIntent(options.intent), profiles })
  const seed = options.seed ?? 1
  const runs = options.runs ?? sweepSize(campaign) + 10_000
  const differs = (of: Case): Difference | null => differenceIn(campaign, of, first, second)
  for (let index = 0; index < runs; index++) {
    const found = differs(caseAt(campaign, seed, index))
    if (found !== null) return smallest(campaign, caseAt(campaign, seed, index), found, differs)
  }
  return null
}

interface OpenWorld {
  readonly profile: Profile
  readonly target: Target
}

function smallest(
  campaign: Campaign,
  of: Case,
  found: Difference,
  differs: (of: Case) => Difference | null,
): Difference {
  for (let at = 0; at < of.steps.length; at++) {
    for (const candidate of simplerCases(campaign, of, { at, byPage: false, class: 'intended-use-fails' })) {
      const again = differs(candidate)
      if (again !== null) return smallest(campaign, candidate, again, differs)
    }
  }
  return found
}

function differenceIn(campaign: Campaign, of: Case, a: OpenWorld, b: OpenWorld): Difference | null {
  const seenByA = observed(play(campaign, { ...of, profile: a.profile }, a.target))
  const seenByB = observed(play(campaign, { ...of, profile: b.profile }, b.target))
  if (JSON.stringify(seenByA) === JSON.stringify(seenByB)) return null
  return {
    seed: of.seed,
    index: of.index,
    case: dataOfCase({ ...of, profile: a.profile }),
    a: seenByA,
    b: seenByB,
  }
}

function observed({ steps }: Played): readonly Observed[] {
  return steps.map(observedStep)
}

function observedStep({ answers, response, sent }: PlayedStep): Observed {
  const wire = sent.map(({ headerList, method, url }) => {
    const cookie = getHeader(headerList, 'cookie')
    const names =
      cookie === null
        ? ''
        : ` (${cookie
            .split('; ')
            .map((pair) => pair.slice(0, pair.indexOf('=')))
            .join(', ')})`
    return `${method} ${url.href}${names}`
  })
  if (response === null) {
    const [answer] = answers
    const known = answer !== undefined && 'status' in answer
    return {
      type: 'none',
      status: known ? answer.status : null,
      headers: known ? answer.headerList : [],
      sent: wire,
    }
  }
  if (response.type === 'error') return { type: 'error', status: null, headers: [], sent: wire }
  return { type: response.type, status: response.status, headers: response.headerList, sent: wire }
}
