import { getHeader } from '../../http/header-list'
import type { PlayedStep } from '../play'
import { type Oracle, playable, readable, readingGrants } from './violation'

/** No origin outside the intent reads anything, in any browser, and no origin more than it is meant to. */
export const unintendedRead: Oracle = (campaign, played, found) => {
  const { steps } = played
  if (played.case.story === 'cache') return
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    if (!readable(campaign, done) || readingGrants(campaign, done.step) !== 0) continue
    if (!playable(campaign, played, done)) continue
    const { page, shape } = done.step
    const wildcard = !shape.credentialed && allowOriginOf(done) === '*'
    found.push({
      class: wildcard ? 'wildcard' : page.class,
      credentialed: shape.credentialed,
      subject: 'read',
      at,
      byPage: !wildcard,
    })
  }
}

function allowOriginOf({ response }: PlayedStep): string | null {
  if (response === null || response.type === 'error') return null
  return getHeader(response.internalResponse.headerList, 'access-control-allow-origin')
}
