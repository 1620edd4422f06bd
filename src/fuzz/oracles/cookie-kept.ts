import { cookieWords } from '../../explain/cookie-words'
import { resume, start } from '../../fetch/exchange'
import type { Recording } from '../../fetch/exchange-state'
import type { CookieVerdict } from '../../spec/cookie-verdict'
import type { Trace } from '../../spec/trace'
import { failed, type PlayedStep } from '../play'
import type { FindingClass } from '../types'
import { type Oracle, playable, useGrants } from './violation'

/**
 * Cookies that an intended page is given on the way are kept. One that a browser keeps from third parties, however it
 * is written, is nothing that a server can put right; and that of the sign-in has a story of its own.
 */
export const cookieKept: Oracle = (campaign, played, found) => {
  if (played.case.story !== 'page') return
  for (let at = 0; at < played.steps.length; at++) {
    const step = played.steps[at] as PlayedStep
    if (!step.step.shape.credentialed || !setsCookies(step) || useGrants(campaign, step.step) === 0) continue
    if (step.recording === null || !playable(campaign, played, step)) continue
    for (const [subject, refused] of refusedBy(step.recording)) {
      if (subject === campaign.intent.login?.cookie) continue
      found.push({ class: refused, credentialed: true, subject, at, byPage: false })
    }
  }
}

function setsCookies({ answers }: PlayedStep): boolean {
  for (const answer of answers) {
    if (failed(answer)) continue
    for (const { name } of answer.headerList) if (name === 'set-cookie') return true
  }
  return false
}

/** The cookies that the browser did not take, by name: the same exchange once more, and somebody listens. */
function refusedBy({ request, turns }: Recording): ReadonlyMap<string, FindingClass> {
  const names = new Map<string, FindingClass>()
  const trace: Trace = {
    decide: () => {},
    judge: ({ cookie, step }) => {
      const refused = classOf(step)
      if (refused !== null) names.set(cookie.name, refused)
    },
  }
  const [first, ...rest] = turns
  let { exchange, userAgent } = start(first.userAgent, request, first.now, trace)
  for (const { event } of rest) {
    if (exchange.state === 'settled') break
    ;({ exchange, userAgent } = resume(userAgent, exchange, event, trace))
  }
  return names
}

function classOf(step: CookieVerdict['step']): FindingClass | null {
  if (step === 'store-cookie/third-party' || cookieWords[step].fate !== 'refused') return null
  // It may be meant for the pages of the server's own site.
  return step === 'store-cookie/cross-site' ? 'cookie-not-cross-site' : 'cookie-refused'
}
