import type { Campaign } from './campaign-values'
import { cookieKept } from './oracles/cookie-kept'
import { exposedHeaders } from './oracles/exposed-headers'
import { intendedUse } from './oracles/intended-use'
import { login } from './oracles/login'
import { preflightLaxity } from './oracles/preflight-laxity'
import { rawRequest } from './oracles/raw-request'
import { sharedCache } from './oracles/shared-cache'
import { targetFailure } from './oracles/target-failure'
import { unintendedRead } from './oracles/unintended-read'
import { unintendedWrite } from './oracles/unintended-write'
import type { Oracle, Violation } from './oracles/violation'
import type { Played } from './play'

const oracles: readonly Oracle[] = [
  unintendedRead,
  unintendedWrite,
  intendedUse,
  exposedHeaders,
  preflightLaxity,
  sharedCache,
  rawRequest,
  login,
  cookieKept,
  targetFailure,
]

const nothing: readonly Violation[] = []

/** What is wrong with how a case went; nothing, as a rule. */
export function judgePlayed(campaign: Campaign, played: Played): readonly Violation[] {
  const found: Violation[] = []
  for (let i = 0; i < oracles.length; i++) (oracles[i] as Oracle)(campaign, played, found)
  return found.length === 0 ? nothing : found
}
