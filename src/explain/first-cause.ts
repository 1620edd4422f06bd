import { getHeader } from '../http/header-list'
import { okStatus, redirectStatus } from '../http/statuses'
import { sameOrigin } from '../origin/origin'
import type { RefusalId } from '../spec/steps/index'
import { refusals } from '../spec/steps/refusals'
import { type CauseId, causeTexts, refusalTexts } from './causes'
import type { Cause, Certainty } from './explanation'
import type { Facts } from './facts'
import { nearMiss } from './near-miss'
import { originMistake } from './origin-mistakes'

type Finding = readonly [id: CauseId, certainty: Certainty]

/**
 * What really went wrong first. It may have happened before the step that refuses, and the message that a
 * browser prints may hide it: a 401 on a preflight is a matter of authentication, not of a missing header.
 */
export function firstCause(facts: Facts): Cause {
  const finding = find(facts)
  if (finding !== null) {
    const [id, certainty] = finding
    return { id, text: causeTexts[id](facts), certainty }
  }
  const { step } = facts.refusal
  const text = refusalTexts[step]
  return { id: step, text: text === undefined ? refusals[step].summary : text(facts), certainty: 'certain' }
}

/** Null where the refusing step is itself the cause. */
function find(facts: Facts): Finding | null {
  const { step } = facts.refusal
  if (step === 'http-network-fetch/connection-failed') return ['no-response', 'certain']
  if (facts.preflight && facts.status !== null && !okStatus(facts.status)) {
    return preflightStatus(facts, facts.status)
  }
  if (missingHeader(facts) && nearMiss(facts.headerList, facts.refusal.evidence.header ?? '') !== null) {
    return ['near-miss-header', 'certain']
  }
  return byStep(facts, step)
}

function byStep(facts: Facts, step: RefusalId): Finding | null {
  const { actual } = facts.refusal.evidence
  switch (step) {
    case 'cors-check/origin-absent':
      return withoutCORS(facts)
    case 'cors-check/wildcard-with-credentials':
      return facts.origin === 'null' ? otherOrigin(facts) : null
    case 'cors-check/multiple-origins':
      return lines(facts) > 1 ? ['allow-origin-twice', 'certain'] : severalOrigins(facts)
    case 'cors-check/origin-mismatch':
      return otherOrigin(facts)
    case 'cors-check/credentials-not-true':
      return actual === null || actual === undefined ? null : ['allow-credentials-spelling', 'certain']
    case 'cors-preflight-fetch/method-not-allowed':
      if (wildcard(facts)) return ['wildcard-list-with-credentials', 'certain']
      if (facts.method === facts.method.toUpperCase()) return null
      return ['method-lower-case', allows(facts, facts.method.toUpperCase()) ? 'certain' : 'likely']
    case 'cors-preflight-fetch/header-not-allowed':
      if ((facts.refusal.evidence.subject ?? '').startsWith('access-control-')) {
        return ['response-header-on-request', 'certain']
      }
      return wildcard(facts) ? ['wildcard-list-with-credentials', 'certain'] : null
    default:
      return null
  }
}

/** A preflight's status says more than its headers, whichever of the two an engine looks at first. */
function preflightStatus(facts: Facts, status: number): Finding | null {
  if (redirectStatus(status)) return ['preflight-redirected', 'certain']
  switch (status) {
    case 401:
    case 407:
      return ['preflight-needs-authentication', 'certain']
    case 403:
      return ['preflight-needs-authentication', 'likely']
    case 404:
      return ['preflight-route-missing', 'likely']
    case 405:
    case 501:
      return ['preflight-route-missing', 'certain']
    default:
      return status >= 500 && facts.preflight ? ['preflight-server-error', 'certain'] : null
  }
}

/** No `Access-Control-Allow-Origin` at all. */
function withoutCORS(facts: Facts): Finding | null {
  const { status } = facts
  if (!facts.preflight && status !== null) {
    if (redirectStatus(status)) return ['redirect-without-cors', 'certain']
    if (!sameOrigin(facts.firstURL.origin, facts.url.origin)) return ['redirected-elsewhere', 'certain']
    if (status >= 400) return ['error-response-without-cors', facts.preflightPassed ? 'certain' : 'likely']
  }
  return facts.pageOrigin === 'null' ? ['origin-null', 'likely'] : null
}

function otherOrigin(facts: Facts): Finding | null {
  const actual = facts.refusal.evidence.actual ?? ''
  if (facts.origin === 'null') {
    return [facts.pageOrigin === 'null' ? 'origin-null' : 'origin-null-after-redirect', 'certain']
  }
  const target = facts.url.origin.kind === 'tuple' ? facts.url.origin.serialized : 'null'
  const mistake = originMistake(actual, facts.origin, target, facts.headerList)
  if (mistake === null) return null
  return [mistake, mistake === 'allow-origin-from-cache' ? 'likely' : 'certain']
}

/** One line with a space or a comma in it: a list, but for decoration such as `<http://…> `. */
function severalOrigins(facts: Facts): Finding {
  const finding = otherOrigin(facts)
  return finding !== null && finding[0] === 'allow-origin-decorated'
    ? finding
    : ['allow-origin-list', 'certain']
}

/** Whether it was the absence of a header that was refused. */
function missingHeader(facts: Facts): boolean {
  const { header } = facts.refusal.evidence
  return header !== undefined && getHeader(facts.headerList, header) === null
}

function lines(facts: Facts): number {
  return facts.headerList.filter((header) => header.name === 'access-control-allow-origin').length
}

/** Whether the list has a `*`, which means nothing to a request with credentials. */
function wildcard(facts: Facts): boolean {
  return facts.credentials && allows(facts, '*')
}

function allows(facts: Facts, name: string): boolean {
  return (facts.refusal.evidence.actual ?? '').split(', ').includes(name)
}
