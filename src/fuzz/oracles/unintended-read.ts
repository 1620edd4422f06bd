import { getHeader } from '../../http/header-list'
import type { Campaign } from '../campaign-values'
import { isReadClass } from '../classes'
import type { PlayedStep } from '../play'
import type { FindingClass } from '../types'
import { type Oracle, playable, readable, readingGrants } from './violation'

/** No origin outside the intent reads anything, in any browser, and no origin more than it is meant to. */
export const unintendedRead: Oracle = (campaign, played, found) => {
  const { steps } = played
  if (played.case.story === 'cache') return
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    if (!readable(campaign, done) || readingGrants(campaign, done.step) !== 0) continue
    if (!playable(campaign, played, done)) continue
    const { credentialed } = done.step.shape
    const of = readClassOf(campaign, done)
    const byPage = isReadClass(of)
    found.push({ class: of, credentialed, subject: byPage ? 'read' : '', at, byPage })
  }
}

/** Pages that are meant to read something are told apart from those that are meant to read nothing. */
function readClassOf({ anyoneGrants }: Campaign, done: PlayedStep): FindingClass {
  const { page, shape } = done.step
  if (!shape.credentialed && allowOriginOf(done) === '*') return 'wildcard'
  const named = page.grants & ~anyoneGrants
  if ((named & shape.pathGrants) !== 0) return 'credentials-laxity'
  return named === 0 ? page.class : 'path-laxity'
}

function allowOriginOf({ response }: PlayedStep): string | null {
  if (response === null || response.type === 'error') return null
  return getHeader(response.internalResponse.headerList, 'access-control-allow-origin')
}
