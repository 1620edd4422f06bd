import { getHeader, hasHeader } from '../../http/header-list'
import type { Campaign } from '../campaign-values'
import { failed, type PlayedStep } from '../play'
import { coversHeaders } from '../who'
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
    if (!method && asksForNoMore(campaign, done)) continue
    found.push({
      class: method ? 'method-laxity' : 'header-laxity',
      credentialed,
      subject: '',
      at,
      byPage: false,
    })
  }
}

/** Whether the headers that were asked for at last are all meant: a redirect takes Authorization off. */
function asksForNoMore({ intent }: Campaign, { sent, step: { page } }: PlayedStep): boolean {
  const preflight = sent[sent.length - 2]
  const asked =
    preflight === undefined ? null : getHeader(preflight.headerList, 'access-control-request-headers')
  const names = asked === null ? [] : asked.split(',').map((name) => name.trim())
  return intent.grants.some((grant, i) => (page.grants & (1 << i)) !== 0 && coversHeaders(grant, names))
}

function setsCookie({ answers }: PlayedStep): boolean {
  const [preflight] = answers
  return preflight !== undefined && !failed(preflight) && hasHeader(preflight.headerList, 'set-cookie')
}
