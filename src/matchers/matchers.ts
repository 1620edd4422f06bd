import type { Verdict } from '../explain/explanation'
import { ConfigError } from '../infra/config-error'
import type { KeptBack } from '../page/recording-of'
import type { RefusalId } from '../spec/reason'
import { steps } from '../spec/steps/index'
import { refusals } from '../spec/steps/refusals'
import { agreementOf } from './agreement'
import {
  checkAttributes,
  checkCookieName,
  type StoredCookieAttributes,
  sentCookie,
  storedCookie,
} from './cookie-expectation'
import { cut, outcomeWords, shortText } from './short-text'
import { isPromise, type Subject, settledSubject, subjectOf } from './subject'
import { suggestion } from './suggestion'

/** What a matcher tells vitest and jest. */
export interface MatcherResult {
  readonly pass: boolean
  readonly message: () => string
}

/** What vitest and jest tell a matcher. */
export interface MatcherContext {
  readonly isNot?: boolean
}

/** A promise where a promise is asked about. */
export type MatcherAnswer = MatcherResult | Promise<MatcherResult>

/** What a matcher found; `pass` is null where nobody can know, which fails with `.not` too. */
interface Finding {
  readonly pass: boolean | null
  /** Goes on after `expected the fetch`, with `not` before it where that was asked for. */
  readonly expected: string
  readonly lines: readonly string[]
}

/** How long a message is at most, and what was found in it. */
const mostLines = 15
const mostFindings = 6

/** The matchers, for `expect.extend`. `corsac/vitest` and `corsac/jest` do that. */
export interface Matchers {
  toBeReadable(this: MatcherContext, received: unknown): MatcherAnswer
  toBeBlocked(this: MatcherContext, received: unknown, stepId?: RefusalId): MatcherAnswer
  toPreflight(this: MatcherContext, received: unknown): MatcherAnswer
  toSendCookie(this: MatcherContext, received: unknown, name: string): MatcherAnswer
  toStoreCookie(
    this: MatcherContext,
    received: unknown,
    name: string,
    attributes?: StoredCookieAttributes,
  ): MatcherAnswer
  toAgreeAcrossBrowsers(this: MatcherContext, received: unknown): MatcherAnswer
}

export const matchers: Matchers = {
  toBeReadable(received) {
    return answer(this, received, toBeReadable)
  },
  toBeBlocked(received, stepId) {
    return answer(
      this,
      received,
      (subject) => toBeBlocked(subject, stepId),
      () => checkStepId(stepId),
    )
  },
  toPreflight(received) {
    return answer(this, received, toPreflight)
  },
  toSendCookie(received, name) {
    const find = ({ explanation }: Subject): Finding => ({
      ...sentCookie(explanation, name),
      expected: `to send the cookie ${name}`,
    })
    return answer(this, received, find, () => checkCookieName(name))
  },
  toStoreCookie(received, name, attributes = {}) {
    const find = ({ explanation }: Subject): Finding => ({
      ...storedCookie(explanation, name, attributes),
      expected: `to store the cookie ${name}${attributesText(attributes)}`,
    })
    return answer(this, received, find, () => {
      checkCookieName(name)
      checkAttributes(attributes)
    })
  },
  toAgreeAcrossBrowsers(received) {
    return answer(this, received, toAgreeAcrossBrowsers)
  },
}

/** Checks arguments, gets at the fetch, now or later, and puts into words what was found. */
function answer(
  context: MatcherContext,
  received: unknown,
  find: (subject: Subject) => Finding,
  check: () => void = () => {},
): MatcherAnswer {
  const isNot = context?.isNot === true
  if (!isPromise(received)) {
    check()
    return resultOf(subjectOf(received), find, isNot)
  }
  const settled = settledSubject(received)
  try {
    check()
  } catch (error) {
    // The caller hears of its own mistake; what the fetch comes to is then nobody's business.
    settled.catch(() => {})
    return Promise.reject(error)
  }
  return settled.then((subject) => resultOf(subject, find, isNot))
}

function resultOf(subject: Subject, find: (subject: Subject) => Finding, isNot: boolean): MatcherResult {
  const { pass, expected, lines } = find(subject)
  const message = (): string => {
    const found = [
      `expected the fetch ${isNot ? 'not ' : ''}${expected}`,
      ...cut(lines, mostFindings).map((line) => `  ${line.trim()}`),
      '',
    ]
    return [...found, ...shortText(subject.explanation, mostLines - found.length)].join('\n')
  }
  return { pass: pass ?? isNot, message }
}

function toBeReadable({ explanation, keptBack }: Subject): Finding {
  const verdict = explanation.verdicts[0] as Verdict
  if (keptBack !== null)
    return { pass: false, expected: 'to be readable', lines: [`${verdict.browser}: ${keptBack.text}`] }
  const unknown = verdict.outcome === 'needs-exchange'
  return {
    pass: unknown ? null : verdict.outcome === 'readable',
    expected: 'to be readable',
    lines: [`${verdict.browser}: ${outcomeWords(verdict)}`],
  }
}

/** Refusals that are none of the browser's: nothing came that it could have refused. */
const broken: readonly string[] = ['http-network-fetch/connection-failed', 'http-network-fetch/aborted']

function toBeBlocked({ explanation, keptBack }: Subject, stepId: RefusalId | undefined): Finding {
  const verdict = explanation.verdicts[0] as Verdict
  const { browser, outcome, refusal } = verdict
  const expected = stepId === undefined ? 'to be blocked' : `to be blocked at ${stepId}`
  if (keptBack !== null)
    return { pass: blockedBehind(keptBack, stepId), expected, lines: [`${browser}: ${keptBack.text}`] }
  const line = `${browser}: ${outcomeWords(verdict)}`
  if (outcome === 'needs-exchange') return { pass: null, expected, lines: [line] }
  if (outcome !== 'network-error') return { pass: false, expected, lines: [line] }
  const at = refusal?.step ?? ''
  if (stepId === undefined && broken.includes(at)) {
    const hint = `Nothing was blocked or let through: no answer came. If that is meant, say toBeBlocked('${at}').`
    return { pass: null, expected, lines: [line, hint] }
  }
  return { pass: stepId === undefined || at === stepId, expected, lines: [line] }
}

/** What the page's integrity keeps back is blocked, at no step of the fetch; what broke off is neither blocked nor let through. */
function blockedBehind({ why }: KeptBack, stepId: RefusalId | undefined): boolean | null {
  if (stepId !== undefined) return false
  return why === 'integrity' ? true : null
}

/** @throws ConfigError where there is no such step, or it never refuses */
function checkStepId(stepId: unknown): void {
  if (stepId === undefined) return
  const ids = Object.keys(refusals)
  if (typeof stepId === 'string' && ids.includes(stepId)) return
  const message =
    typeof stepId !== 'string'
      ? 'must be the id of a step, such as cors-check/origin-absent'
      : Object.hasOwn(steps, stepId)
        ? `'${stepId}' is a step that refuses nothing.`
        : `'${stepId}' is no step that refuses.${suggestion(stepId, ids)}`
  throw new ConfigError([{ path: 'stepId', value: stepId, reason: 'invalid', message }])
}

function toPreflight({ explanation }: Subject): Finding {
  const { timeline, outcome } = explanation.verdicts[0] as Verdict
  const sent = timeline.map(({ kind, method, url }) => `${kind}: ${method} ${url}`)
  const preflighted = timeline.some(({ kind }) => kind === 'preflight')
  return {
    pass: !preflighted && outcome === 'needs-exchange' ? null : preflighted,
    expected: 'to send a preflight',
    lines: sent.length === 0 ? ['Nothing was sent.'] : sent.slice(0, 4),
  }
}

function toAgreeAcrossBrowsers(subject: Subject): Finding {
  const { agree, lines } = agreementOf(subject)
  return { pass: agree, expected: 'to come to the same in every browser', lines }
}

function attributesText(attributes: StoredCookieAttributes): string {
  return Object.keys(attributes).length === 0 ? '' : ` with ${JSON.stringify(attributes)}`
}
