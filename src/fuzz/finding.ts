import { citeOf, urlOf } from '../explain/citations'
import { explain } from '../explain/explain'
import { mask, maskURLs } from '../explain/mask'
import type { WireRequest } from '../fetch/response'
import { getHeader, type Header } from '../http/header-list'
import { byteLowercase, hashString } from '../infra/byte-string'
import { type StepId, steps as specSteps } from '../spec/steps/index'
import type { Campaign, Case } from './campaign-values'
import { dataOfCase } from './case-at'
import { classes, filled, isReadClass, preflightClasses, severityOf } from './classes'
import { type CookieCause, cookieCause } from './cookie-cause'
import { judgePlayed } from './judge'
import { labScenario } from './lab-scenario'
import type { Violation } from './oracles/violation'
import { type Answer, failed, type Played, type PlayedStep } from './play'
import { reachOfPage } from './reach'
import { curlOf, vitestTest } from './replay-text'
import { type Asking, shrinking } from './shrink'
import type { CaseData, Finding, HeaderPair, WireLine } from './types'
import { isMadeUp } from './users-cookies'

/** A violation as it is reported: made small, looked at in every browser, explained, and ready to be replayed. */
export function* finding(campaign: Campaign, first: Played, violation: Violation): Asking<Finding> {
  const { played, violation: smallest } = yield* shrinking(campaign, first, violation)
  const profiles = yield* profilesOf(campaign, played.case, smallest)
  return described(campaign, played, smallest, first.case, profiles)
}

/** What is told of a case that went wrong. `first` is the case it was seen in first, before it was made small. */
export function described(
  campaign: Campaign,
  played: Played,
  smallest: Violation,
  { seed, index }: Pick<Case, 'seed' | 'index'>,
  profiles: readonly string[],
): Finding {
  const { class: of, credentialed, subject } = smallest
  const data = dataOfCase(played.case)
  const step = played.steps[smallest.at]
  const preflight =
    step?.sent[0]?.method === 'OPTIONS' && (step.sent.length === 1 || preflightClasses.has(of))
  const consequence = filled(classes[of].consequence, credentialed, subject)
  const told = {
    class: of,
    consequence,
    seed,
    index,
    case: data,
    at: smallest.at,
    preflight: preflight && step?.response !== null,
    cookie: cookieOf(step),
  }
  const id = idOf(of, subject, data)
  const cause = cookieCause(played, smallest)
  return {
    id,
    class: of,
    severity: severityOf(of, credentialed, campaign.internal),
    consequence,
    detail: detailOf(played, smallest, cause),
    reach: isReadClass(of) || of === 'unintended-write' ? reachOf(step, profiles) : null,
    profiles,
    seed,
    index,
    occurrences: 1,
    case: data,
    wire: played.steps.flatMap(wireOf),
    step: cause === null ? stepOf(step) : { id: cause.id, cite: cause.cite, url: cause.url },
    curl: curlOf(campaign.intent, told),
    scenario: labScenario(id, consequence, campaign, played),
    test: vitestTest(campaign.intent, told),
  }
}

/** What went with the request itself; what was made up is no secret, and everything else is. */
function cookieOf(step: PlayedStep | undefined): string | null {
  const cookie = getHeader(step?.sent.at(-1)?.headerList ?? [], 'cookie')
  return cookie === null || isMadeUp(cookie) ? cookie : mask('cookie', cookie)
}

/** In which browsers the smallest case goes wrong. */
function* profilesOf(campaign: Campaign, of: Case, violation: Violation): Asking<readonly string[]> {
  if (of.story === 'raw') return []
  const names: string[] = []
  for (const profile of campaign.profiles) {
    const played: Played = yield { ...of, profile }
    const same = judgePlayed(campaign, played).some(
      (each) => each.class === violation.class && (each.subject === violation.subject || !violation.byPage),
    )
    if (same) names.push(profile.name)
  }
  return names
}

/** Of which each path has one: how a server compares, and what it does, whoever asks and whatever shows it. */
const oncePerPath: ReadonlySet<Finding['class']> = new Set([
  'cache-breaks-intended-use',
  'cache-leaks',
  'cache-may-break-intended-use',
  'grammar',
  'preflight-sets-cookie',
  'raw-origin-accepted',
  'target-answers-garbage',
  'target-threw',
])

/** The same for the same cause, whichever case it was found in and whichever browsers show it. */
function idOf(of: Finding['class'], subject: string, { cookies, steps, story }: CaseData): string {
  if (oncePerPath.has(of)) return `${of}-${hashed([steps[0]?.request.path])}`
  const shape = steps.map(({ page, request: { body, headers, method, path } }) => [
    page,
    path,
    method,
    headers,
    body,
  ])
  return `${of}-${hashed([of, subject, story, shape, ...(cookies ? ['cookies'] : [])])}`
}

/** Eight digits for any plain value. */
export function hashed(value: unknown): string {
  return (hashString(JSON.stringify(value)) >>> 0).toString(16).padStart(8, '0')
}

function detailOf(
  { steps }: Played,
  { at, class: of, credentialed, subject }: Violation,
  cause: CookieCause | null,
): string {
  const step = steps[at]
  const detail = filled(classes[of].detail, credentialed, wordsOf(subject))
  if (cause !== null) {
    const fix = cause.fix === null ? '' : ` ${cause.fix}`
    return `${detail} It was ${cause.fate}: ${cause.reason}${fix}`
  }
  const failure = step?.answers.find(failed)
  if (failure !== undefined) return `${detail} It said: ${maskURLs(failure.message)}`
  const status = step?.response?.type === 'cors' ? step.response.status : 0
  if (isReadClass(of) && status >= 400) return `${detail} What was read is an error (${status}).`
  if (of !== 'intended-use-fails' || step === undefined || step.sent.length < 2) return detail
  return step.sent[0]?.method === 'OPTIONS' ? `${detail} The preflight had allowed it.` : detail
}

function wordsOf(subject: string): string {
  return Object.hasOwn(specSteps, subject) ? citeOf(specSteps[subject as StepId]) : subject
}

function reachOf(step: PlayedStep | undefined, profiles: readonly string[]): string | null {
  return step === undefined ? null : reachOfPage(step.step.page, profiles)
}

/** The step that refused, or the last one of the CORS check that did not. */
function stepOf(step: PlayedStep | undefined): Finding['step'] {
  if (step === undefined || step.recording === null) return null
  if (step.response?.type === 'error') return cited(step.response.reason.step)
  const [verdict] = explain(step.recording, {
    profiles: [step.recording.turns[0].userAgent.profile],
  }).verdicts
  const last = verdict?.decisions.filter((decision) => decision.step.startsWith('cors-check/')).at(-1)
  return last === undefined ? null : cited(last.step)
}

function cited(id: StepId): Finding['step'] {
  const step = specSteps[id]
  return { id, cite: citeOf(step), url: urlOf(step) }
}

function wireOf({ answers, sent }: PlayedStep): readonly WireLine[] {
  return sent.map((request, i) => wireLine(request, answers[i] as Answer))
}

/** Header names that say nothing here. Nor does the date of an answer, by which two runs would differ. */
const unsaid: ReadonlySet<string> = new Set([
  'accept',
  'referer',
  'sec-fetch-dest',
  'sec-fetch-mode',
  'sec-fetch-site',
])

function wireLine(request: WireRequest, answer: Answer): WireLine {
  return {
    request: `${request.method} ${maskURLs(request.url.href)}`,
    requestHeaders: shown(request.headerList.filter(({ name }) => !unsaid.has(name))),
    status: failed(answer) ? null : answer.status,
    responseHeaders: failed(answer)
      ? []
      : shown(answer.headerList.filter(({ name }) => byteLowercase(name) !== 'date')),
    failure: failed(answer) ? maskURLs(answer.message) : null,
  }
}

function shown(headers: readonly Header[]): readonly HeaderPair[] {
  return headers.map(({ name, value }) => [name, mask(name, value)] as const)
}
