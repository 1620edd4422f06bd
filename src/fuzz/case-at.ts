import type { Profile } from '../profile/profile'
import type { Campaign, Case, Plan } from './campaign-values'
import { grammarSize } from './origin-grammar'
import { pagePlan, withCookies } from './plans'
import { below, pick, type Random, randomOf } from './random'
import type { CaseData } from './types'

/** How many cases there are before they become random: each plan of the sweep with each profile. */
export function sweepSize({ profiles, sweep }: Campaign): number {
  return profiles.length * sweep.length
}

/**
 * The case of that index: the same for the same campaign, seed and index, whatever was played before. The first
 * `sweepSize` are the probes in order; then they are drawn by chance.
 */
export function caseAt(campaign: Campaign, seed: number, index: number): Case {
  const { profiles, sweep } = campaign
  if (index < profiles.length * sweep.length) {
    const plan = sweep[Math.floor(index / profiles.length)] as Plan
    const profile = profiles[index % profiles.length] as Case['profile']
    return caseOf(plan, profile, seed, index)
  }
  const random = randomOf(seed, index)
  const profile = pick(random, profiles)
  const plan = randomPlan(campaign, seed, random)
  return caseOf(plan, profile, seed, index)
}

function caseOf({ story, cookies, steps }: Plan, profile: Profile, seed: number, index: number): Case {
  return { seed, index, profile, story, cookies, steps }
}

function randomPlan(campaign: Campaign, seed: number, random: Random): Plan {
  const { pool } = campaign
  const kind = below(random, 32)
  if (kind === 0 && pool.caches.length > 0) return pick(random, pool.caches)
  if (kind === 1 && pool.raw.length > 0) return pick(random, pool.raw)
  if (kind === 2 && pool.logins.length > 0)
    return pick(random, below(random, 2) === 0 ? pool.logins : pool.betrayals)
  const plan =
    kind < 12 && pool.uses.length > 0 ? randomUse(campaign, random) : randomAttack(campaign, seed, random)
  return plan.story === 'page' && below(random, 4) === 0 && plan.steps.some(({ shape }) => shape.credentialed)
    ? withCookies(plan)
    : plan
}

/** One to three of the requests that a page is meant to make, one after the other. */
function randomUse({ pool }: Campaign, random: Random): Plan {
  const { page, shapes } = pick(random, pool.uses)
  if (shapes.length === 0) return pagePlan()
  const first = { page, shape: pick(random, shapes) }
  switch (below(random, 4)) {
    case 0:
      return pagePlan(first, { page, shape: pick(random, shapes) }, first)
    case 1:
      return pagePlan(first, { page, shape: pick(random, shapes) })
    default:
      return pagePlan(first)
  }
}

function randomAttack({ grammarPage, pool }: Campaign, seed: number, random: Random): Plan {
  const page =
    below(random, 3) === 0 ? pick(random, pool.attackers) : grammarPage(seed, below(random, grammarSize))
  const shape = pick(random, pool.shapes)
  if (page.client === null) return { story: 'raw', cookies: false, steps: [{ page, shape }] }
  const step = { page, shape }
  return below(random, 8) === 0 ? pagePlan(step, { page, shape: pick(random, pool.shapes) }) : pagePlan(step)
}

/** A case as plain data. */
export function dataOfCase({
  story,
  profile,
  cookies,
  steps,
}: Pick<Case, 'story' | 'profile' | 'cookies' | 'steps'>): CaseData {
  return {
    story,
    profile: profile.name,
    cookies,
    steps: steps.map(({ page, shape }) => ({ page: page.data, request: shape.data })),
  }
}
