import { hasHeader } from '../../http/header-list'
import { failed, type PlayedStep } from '../play'
import { type Oracle, passedPreflight, playable, readingGrants } from './violation'

/** Preflights allow what was meant and no more, and do nothing but allow. */
export const preflightLaxity: Oracle = (campaign, played, found) => {
  const { steps } = played
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    if (done.sent[0]?.method !== 'OPTIONS' || done.response === null) continue
    const { page, shape } = done.step
    const { credentialed } = shape
    if (setsCookie(done)) {
      found.push({ class: 'preflight-sets-cookie', credentialed: false, subject: '', at, byPage: false })
    }
    if (readingGrants(campaign, done.step) === 0 || (page.grants & shape.useGrants) !== 0) continue
    if (!passedPreflight(campaign, done) || !playable(campaign, played, done)) continue
    const method = (page.grants & shape.methodGrants) === 0
    if (!method && !asksForHeaders(done)) continue
    found.push({
      class: method ? 'method-laxity' : 'header-laxity',
      credentialed,
      subject: '',
      at,
      byPage: false,
    })
  }
}

/** Whether a header was asked for at last: a redirect takes Authorization off. */
function asksForHeaders({ sent }: PlayedStep): boolean {
  const preflight = sent[sent.length - 2]
  return preflight !== undefined && hasHeader(preflight.headerList, 'access-control-request-headers')
}

function setsCookie({ answers }: PlayedStep): boolean {
  const [preflight] = answers
  return preflight !== undefined && !failed(preflight) && hasHeader(preflight.headerList, 'set-cookie')
}
