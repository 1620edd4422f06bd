import { isLoopback } from '../origin/trustworthy'
import { parseURL } from '../origin/url-record'
import type { Profile, ProfileName } from '../profile/profile'
import { resolveProfile } from '../profile/resolve-profile'
import { createUserAgent } from '../user-agent/user-agent'
import { type Base, baseOf } from './base'
import type { Campaign, Page } from './campaign-values'
import { createPages } from './compile-page'
import { createShapes } from './compile-shape'
import { invalid } from './invalid'
import { grammarSize, nearbyOrigin } from './origin-grammar'
import { createPlans } from './plans'
import { beginning } from './play'
import { randomOf } from './random'
import type { Intent } from './types'
import { returningBrowsers } from './users-cookies'
import { examplesOf } from './who'

const anHour = 3_600_000

export interface CampaignOptions {
  readonly intent: Intent
  /** Chrome, Firefox and Safari, where nothing is said. */
  readonly profiles?: readonly (Profile | ProfileName)[]
}

/**
 * Everything about a campaign that does not change from case to case: pages and requests, parsed once, and the plans
 * that are played first.
 *
 * @throws ConfigError where there are no profiles, or none of that name, or no browser keeps a cookie of the intent
 */
export function createCampaign({ intent, profiles: asked }: CampaignOptions): Campaign {
  const profiles = (asked ?? ['chromium', 'firefox', 'safari']).map((profile) => resolveProfile(profile))
  if (profiles.length === 0) {
    throw invalid('profiles', asked, 'profiles must be one at least')
  }
  const target = parseURL(`${intent.target}/`)
  if (target === null) {
    throw invalid('target', intent.target, 'target must be an origin')
  }
  const bases = basesOf(intent)
  const pageOf = createPages(intent, profiles, bases)
  const shapeOf = createShapes(intent)
  return {
    intent,
    profiles,
    userAgents: new Map(profiles.map((profile) => [profile, createUserAgent(profile)])),
    returning: returningBrowsers(intent, target, profiles, beginning - anHour),
    target,
    bases,
    credentialGrants: intent.grants.reduce(
      (bits, { credentials }, i) => (credentials ? bits | (1 << i) : bits),
      0,
    ),
    anyoneGrants: intent.grants.reduce(
      (bits, { who }, i) => (who.kind === 'anyone' ? bits | (1 << i) : bits),
      0,
    ),
    internal: isInternal(target.host ?? ''),
    ...createPlans({ intent, bases, pageOf, shapeOf }),
    grammarPage: createGrammarPages(bases, pageOf),
    pageOf,
    shapeOf,
  }
}

/** The origins that are meant, and the target's: what attackers make theirs look like. */
function basesOf(intent: Intent): readonly Base[] {
  const meant = intent.grants.flatMap(({ who }) => (who.kind === 'anyone' ? [] : examplesOf(who)))
  const above = intent.grants.flatMap(({ who }) => (who.kind === 'subdomains-of' ? [who.origin] : []))
  return [...new Set([...meant, ...above, intent.target])].flatMap((origin) => baseOf(origin) ?? [])
}

function createGrammarPages(bases: readonly Base[], pageOf: Campaign['pageOf']): Campaign['grammarPage'] {
  let made: { readonly seed: number; readonly pages: (Page | undefined)[] } = { seed: -1, pages: [] }
  return (seed, which) => {
    if (made.seed !== seed) made = { seed, pages: new Array(grammarSize) }
    const known = made.pages[which]
    if (known !== undefined) return known
    const data = nearbyOrigin(bases, randomOf(seed ^ 0x67_72_61_6d, which))
    const parsed = pageOf(data)
    const page = parsed.client === null ? pageOf({ origin: data.origin, how: 'raw' }) : parsed
    made.pages[which] = page
    return page
  }
}

/** Whether a host is on this computer or in a network of one's own, by its name. */
function isInternal(host: string): boolean {
  if (isLoopback(host) || !host.includes('.'))
    return !host.startsWith('[') || host === '[::1]' || /^\[f[cde]/.test(host)
  return (
    /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.)/.test(host) ||
    /\.(?:internal|intranet|local|lan|corp|home\.arpa)$/.test(host)
  )
}
