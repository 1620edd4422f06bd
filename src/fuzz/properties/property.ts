import type { Handler } from '../../fetch/exchange-state'
import { play } from '../audit'
import type { Campaign } from '../campaign-values'
import { classes, filled } from '../classes'
import { createCampaign } from '../create-campaign'
import { judgePlayed } from '../judge'
import type { Violation } from '../oracles/violation'
import { caseOf } from '../replay-case'
import { type TargetInput, targetOf } from '../target'
import type { CaseData, Intent } from '../types'

/** Something that holds for every case: it throws an `Error` that says what is wrong where it does not. */
export type CaseProperty = (of: CaseData) => void

/** A property of a server under an intent: no case has a violation that counts. */
export function propertyOf(
  target: TargetInput<Handler>,
  intent: Intent,
  counts: (violation: Violation) => boolean,
): CaseProperty {
  const server = targetOf(target)
  const campaigns = new Map<string, Campaign>()
  return (of) => {
    let campaign = campaigns.get(of.profile)
    if (campaign === undefined) {
      campaign = createCampaign({ intent, profiles: [of.profile as 'chromium'] })
      campaigns.set(of.profile, campaign)
    }
    const found = judgePlayed(campaign, play(campaign, caseOf(campaign, of), server)).find(counts)
    if (found === undefined) return
    const { consequence, detail } = classes[found.class]
    const words = `${consequence} ${detail}`
    throw new Error(`${found.class}: ${filled(words, found.credentialed, found.subject)}`)
  }
}
