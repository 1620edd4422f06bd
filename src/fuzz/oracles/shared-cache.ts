import { getHeader, hasHeader } from '../../http/header-list'
import { failed, type PlayedStep } from '../play'
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
      const of = certain(done) ? 'cache-breaks-intended-use' : 'cache-may-break-intended-use'
      found.push({ class: of, credentialed, subject: '', at, byPage: false })
    } else if (!before && now && readingGrants(campaign, done.step) === 0) {
      found.push({ class: 'cache-leaks', credentialed, subject: '', at, byPage: false })
    }
  }
}

/**
 * Whether any cache does so: the answer asks to be kept, or allows one origin where it allows another one otherwise, as
 * no server means it. Frameworks that say nothing to requests of others are seldom behind caches.
 */
function certain({ answers }: PlayedStep): boolean {
  const answer = answers[answers.length - 1]
  if (answer === undefined || failed(answer)) return false
  const { headerList } = answer
  const asksToBeKept = /(?:^|[\s,])(?:public|max-age|s-maxage)\b/i.test(
    getHeader(headerList, 'cache-control') ?? '',
  )
  return (
    asksToBeKept || hasHeader(headerList, 'expires') || hasHeader(headerList, 'access-control-allow-origin')
  )
}
