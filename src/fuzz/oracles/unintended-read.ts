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
    if (of === 'path-laxity' && nothingThere(done)) continue
    const byPage = isReadClass(of)
    found.push({ class: of, credentialed, subject: byPage ? 'read' : '', at, byPage })
  }
}

/** Pages that are meant to read something are told apart from those that are meant to read nothing. */
function readClassOf({ anyoneGrants }: Campaign, done: PlayedStep): FindingClass {
  const { page, shape } = done.step
  if (!shape.credentialed && allowOriginOf(done) === '*') return 'wildcard'
  const isNamed = (page.grants & ~anyoneGrants) !== 0
  if (!isNamed) return page.class
  return (page.grants & shape.pathGrants) === 0 ? 'path-laxity' : 'credentials-laxity'
}

/**
 * Whether an answer says that there is nothing at a path, or the path is one of the fuzzer's own: that a page which is
 * meant to read something may see this gives nothing away, and errors are meant to have the headers of the rest.
 */
function nothingThere({ response, step }: PlayedStep): boolean {
  if (step.shape.madeUpPath) return true
  return response !== null && response.type !== 'error' && nothing.has(response.status)
}

/** Not found, method not allowed, gone, not implemented. */
const nothing: ReadonlySet<number> = new Set([404, 405, 410, 501])

function allowOriginOf({ response }: PlayedStep): string | null {
  if (response === null || response.type === 'error') return null
  return getHeader(response.internalResponse.headerList, 'access-control-allow-origin')
}
