import { caseAt, dataOfCase, sweepSize } from '../case-at'
import { createCampaign } from '../create-campaign'
import type { CaseData, Intent } from '../types'
import type { Arbitrary, FastCheck } from './fast-check'

/**
 * Cases of a campaign: probes first, so that they shrink towards the simplest uses and attacks.
 *
 * @example fc.assert(fc.property(campaignCase(fc, intent), noUnintendedRead(handler, intent)))
 */
export function campaignCase(fc: FastCheck, intent: Intent): Arbitrary<CaseData> {
  const campaign = createCampaign({ intent })
  const index = fc.oneof(fc.nat({ max: sweepSize(campaign) - 1 }), fc.nat())
  return index.map((each) => dataOfCase(caseAt(campaign, 1, each)))
}
