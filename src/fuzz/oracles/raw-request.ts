import type { WireResponse } from '../../fetch/response'
import { getHeader, hasHeader } from '../../http/header-list'
import { failed, type Played, type PlayedStep } from '../play'
import type { Oracle } from './violation'

/** What the server makes of requests that no browser sends: how it compares origins, and what OPTIONS does. */
export const rawRequest: Oracle = (campaign, played, found) => {
  const [first] = played.steps
  if (first === undefined || first.response !== null || first.recording !== null) return
  if (optionsChangedSomething(played)) {
    found.push({ class: 'options-side-effect', credentialed: false, subject: '', at: 2, byPage: false })
  }
  const answer = answerOf(first)
  if (answer === null || (first.step.page.grants & first.step.shape.pathGrants) !== 0) return
  const { page, shape } = first.step
  const allowed = getHeader(answer.headerList, 'access-control-allow-origin')
  if (asksForPrivateNetwork(first)) {
    if (allowed !== page.data.origin && allowed !== '*') return
    if (getHeader(answer.headerList, 'access-control-allow-private-network') !== 'true') return
    found.push({ class: 'private-network', credentialed: false, subject: '', at: 0, byPage: false })
  } else if (
    allowed === page.data.origin &&
    allowed !== '' &&
    shape.data.method === 'GET' &&
    !real(campaign, page.data.origin)
  ) {
    const credentialed = getHeader(answer.headerList, 'access-control-allow-credentials') === 'true'
    found.push({
      class: 'raw-origin-accepted',
      credentialed,
      subject: page.probe ?? 'grammar',
      at: 0,
      byPage: true,
    })
  }
}

/** Whether a page can have it after all, so that it is judged with a page. */
function real({ pageOf }: Parameters<Oracle>[0], origin: string): boolean {
  const how = origin.startsWith('http://') ? 'http-page' : 'https-page'
  return origin === 'null' || pageOf({ origin, how }).client !== null
}

function asksForPrivateNetwork({ sent }: PlayedStep): boolean {
  return hasHeader(sent[0]?.headerList ?? [], 'access-control-request-private-network')
}

/** GET, GET, OPTIONS, GET: the first two show that reading changes nothing by itself. */
function optionsChangedSomething({ steps }: Played): boolean {
  if (steps.length !== 4 || steps[2]?.sent[0]?.method !== 'OPTIONS') return false
  const [first, second, , last] = steps.map((step) => contentOf(answerOf(step)))
  return first !== null && first === second && second !== last
}

function contentOf(answer: WireResponse | null): string | null {
  if (answer === null) return null
  return `${answer.status} ${answer.body?.kind === 'bytes' ? answer.body.bytes : ''}`
}

function answerOf({ answers }: PlayedStep): WireResponse | null {
  const [answer] = answers
  return answer === undefined || failed(answer) ? null : answer
}
