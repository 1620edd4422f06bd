import { failed, type PlayedStep } from '../play'
import type { FindingClass } from '../types'
import { broken, type Oracle, playable, readable, refused, useGrants } from './violation'

/**
 * Every intended use works in every browser: also where the answer is an error, and where the same was asked before.
 * That a preflight and the answer behind it do not agree shows here, too.
 */
export const intendedUse: Oracle = (campaign, played, found) => {
  const { steps } = played
  if (played.case.story === 'cache') return
  for (let at = 0; at < steps.length; at++) {
    const done = steps[at] as PlayedStep
    const { response } = done
    if (response === null || response.type !== 'error' || useGrants(campaign, done.step) === 0) continue
    if ((broken(done) && !refused(done)) || readable(campaign, done) || !playable(campaign, played, done))
      continue
    const { step } = response.reason
    found.push({
      class: errorWithoutHeaders(done, step) ? errorClassOf(done) : 'intended-use-fails',
      credentialed: done.step.shape.credentialed,
      subject: step,
      at,
      byPage: false,
    })
  }
}

/**
 * Proxies refuse what is too long before anybody can add a header, and few pages send so much. Frameworks refuse a path
 * that cannot be decoded before any middleware runs, and no page asks for one but by mistake.
 */
function errorClassOf({ answers, step }: PlayedStep): FindingClass {
  const { body, path } = step.shape.data
  const last = answers[answers.length - 1]
  const isBad = last !== undefined && !failed(last) && last.status === 400
  if (isBad && !isDecodable(path)) return 'unreadable-path-without-headers'
  return body !== null && typeof body !== 'string' ? 'limit-without-headers' : 'error-without-headers'
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path.replace(/[?#].*$/s, ''))
    return true
  } catch {
    return false
  }
}

/** Whether the headers are missing from an answer to the request itself that is an error. */
function errorWithoutHeaders({ answers, sent }: PlayedStep, refusedBy: string): boolean {
  const last = answers[answers.length - 1]
  if (last === undefined || failed(last) || last.status < 400) return false
  return refusedBy === 'cors-check/origin-absent' && sent[sent.length - 1]?.method !== 'OPTIONS'
}
