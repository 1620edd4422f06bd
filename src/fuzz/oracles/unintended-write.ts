import type { PlayedStep } from '../play'
import { type Oracle, passedPreflight, playable, readable, readingGrants } from './violation'

/**
 * A preflight lets no origin outside the intent send what it asks about, though the answer be withheld: by then the
 * server has done what was asked.
 */
export const unintendedWrite: Oracle = (campaign, played, found) => {
  const { steps } = played
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    if (done.sent.length < 2 || !passedPreflight(campaign, done) || readable(campaign, done)) continue
    if (readingGrants(campaign, done.step) !== 0 || !playable(campaign, played, done)) continue
    const { credentialed } = done.step.shape
    found.push({ class: 'unintended-write', credentialed, subject: done.step.page.class, at, byPage: true })
  }
}
