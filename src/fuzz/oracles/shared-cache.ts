import type { PlayedStep } from '../play'
import { type Oracle, playable, readable, readingGrants, useGrants } from './violation'

/**
 * A shared cache between people and server changes nothing: nobody who may read is refused by an answer that was made
 * for somebody else, and nobody else reads by it.
 */
export const sharedCache: Oracle = (campaign, played, found) => {
  if (played.case.story !== 'cache') return
  const { steps } = played
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    if (done.direct === null || !playable(campaign, played, done)) continue
    const { credentialed } = done.step.shape
    const now = readable(campaign, done)
    const before = readable(campaign, done.direct)
    if (before && !now && useGrants(campaign, done.step) !== 0) {
      found.push({ class: 'cache-breaks-intended-use', credentialed, subject: '', at, byPage: false })
    } else if (!before && now && readingGrants(campaign, done.step) === 0) {
      found.push({ class: 'cache-leaks', credentialed, subject: '', at, byPage: false })
    }
  }
}
