import { sameOrigin } from '../origin/origin'
import { isAway } from './away-route'
import type { Campaign } from './campaign-values'
import { classes, isReadClass } from './classes'
import type { Violation } from './oracles/violation'
import { failed, type Played, type PlayedStep } from './play'
import { type Counts, type Finding, type Fold, type Report, severities } from './types'

/** What has been seen so far. Its size is bounded by the ways in which cases can fail, not by how many are played. */
export interface Tally {
  readonly counts: { -readonly [Name in keyof Counts]: number }
  readonly folds: Map<string, { occurrences: number; readonly finding: Finding }>
}

export function createTally(): Tally {
  const counts = { cases: 0, answers: 0, serverErrors: 0, turnedAway: 0, threw: 0, garbage: 0 }
  return { counts, folds: new Map() }
}

/** Statuses of those that stand before a server, which say nothing of what it allows. */
const turnsAway: ReadonlySet<number> = new Set([429, 502, 503, 504])

/** Counts what the target answered; not what attackers' own servers did. */
export function count({ counts }: Tally, { steps }: Played): void {
  counts.cases++
  for (let i = 0; i < steps.length; i++) {
    const { answers, sent, step } = steps[i] as PlayedStep
    const [{ origin }] = step.shape.template.urlList
    for (let j = 0; j < answers.length; j++) {
      const answer = answers[j]
      const request = sent[j]
      if (answer === undefined || request === undefined || !sameOrigin(request.url.origin, origin)) continue
      if (failed(answer) && answer.kind === 'unsent') continue
      counts.answers++
      if (failed(answer)) {
        if (answer.kind === 'garbage') counts.garbage++
        else counts.threw++
        continue
      }
      if (answer.status >= 500) counts.serverErrors++
      if (turnsAway.has(answer.status) && !isAway(request.url.path)) counts.turnedAway++
    }
  }
}

/**
 * By what violations are put together before anything is made small: few strings, however many cases there are. What
 * fails for pages that are meant is told apart by page and method, of which the intent has few.
 */
export function keyOf(
  { steps }: Played,
  { at, byPage, class: of, credentialed, subject }: Violation,
): string {
  const step = steps[at]?.step
  if (step === undefined) return `${of} ${subject}`
  const { page, shape } = step
  const mode = credentialed ? 'credentialed' : 'plain'
  const key = `${of} ${mode} ${subject} ${shape.data.path}`
  return byPage || page.exampleOf === 0 ? key : `${key} ${shape.data.method} ${page.data.origin}`
}

/** The report of what has been seen. */
export function reportOf(
  campaign: Pick<Campaign, 'intent' | 'profiles'>,
  seed: number,
  ranges: Report['ranges'],
  { counts, folds }: Tally,
): Report {
  const listed = [...folds].map(([key, { finding, occurrences }]): Fold => ({ key, occurrences, finding }))
  listed.sort((a, b) => (a.key < b.key ? -1 : 1))
  return {
    corsac: 1,
    intent: campaign.intent,
    profiles: campaign.profiles.map(({ name }) => name),
    seed,
    ranges,
    counts: { ...counts },
    skipped: [],
    findings: findingsOf(listed, counts, seed),
    folds: listed,
  }
}

/** Findings of one cause put together, the worst first: a function of the folds, in whichever order they come. */
export function findingsOf(folds: readonly Fold[], counts: Counts, seed: number): readonly Finding[] {
  const byId = new Map<string, Finding>()
  for (const { finding, occurrences } of folds) {
    const known = byId.get(finding.id)
    byId.set(
      finding.id,
      known === undefined ? { ...finding, occurrences } : joined(known, { ...finding, occurrences }),
    )
  }
  const always = alwaysFails(counts, seed)
  const all = [...byId.values(), ...(always === null ? [] : [always])]
  const explained = all.filter((finding) => !readsAll(all, finding))
  return withoutLongerOnes(explained).sort(worstFirst)
}

/**
 * Origins that only begin like one of development are let in by the comparison that lets that in: one finding, which says
 * so.
 */
function withoutLongerOnes(all: readonly Finding[]): Finding[] {
  const shorter = all.filter(({ class: of }) => of === 'development-origin')
  const left = all.filter((finding) => !shorter.some((other) => isLonger(finding, other)))
  return left.map((finding) => {
    const [longer] = all
      .filter((each) => shorter.includes(finding) && isLonger(each, finding))
      .sort(worstFirst)
    if (longer === undefined) return finding
    const also = ` So are those that only begin like it, and that others can have: ${originOf(longer)}.`
    return { ...finding, detail: `${finding.detail}${also}` }
  })
}

function isLonger(finding: Finding, than: Finding): boolean {
  const { class: of, case: data, severity } = finding
  const [origin, start] = [originOf(finding), originOf(than)]
  return (
    of !== 'development-origin' &&
    (isReadClass(of) || of === 'raw-origin-accepted') &&
    origin.length > start.length &&
    start !== '' &&
    origin.startsWith(start) &&
    data?.steps[0]?.request.path === than.case?.steps[0]?.request.path &&
    severities.indexOf(than.severity) >= severities.indexOf(severity)
  )
}

function originOf({ case: data }: Finding): string {
  return data?.steps[0]?.page.origin ?? ''
}

/** The worse of two, and of two alike the one that was seen first. */
function joined(a: Finding, b: Finding): Finding {
  const rank = severities.indexOf(a.severity) - severities.indexOf(b.severity)
  const shown = rank > 0 || (rank === 0 && a.index <= b.index) ? a : b
  const profiles = [...a.profiles, ...b.profiles.filter((name) => !a.profiles.includes(name))].sort()
  return { ...shown, profiles, occurrences: a.occurrences + b.occurrences }
}

/** Whether a read of the same path is a case of any origin being let in that is reported already. */
function readsAll(all: readonly Finding[], { class: of, severity, case: data }: Finding): boolean {
  if (of === 'reflect-any' || !(isReadClass(of) || of === 'raw-origin-accepted')) return false
  const path = data?.steps[0]?.request.path
  return all.some(
    (other) =>
      (other.class === 'reflect-any' || (other.class === 'wildcard' && severity === other.severity)) &&
      other.case?.steps[0]?.request.path === path &&
      severities.indexOf(other.severity) >= severities.indexOf(severity),
  )
}

function worstFirst(a: Finding, b: Finding): number {
  const rank = severities.indexOf(b.severity) - severities.indexOf(a.severity)
  return rank !== 0 ? rank : a.id < b.id ? -1 : 1
}

function alwaysFails({ answers, garbage, serverErrors, threw }: Counts, seed: number): Finding | null {
  if (answers === 0 || serverErrors + threw + garbage < answers) return null
  const of = 'target-always-fails'
  return {
    id: of,
    class: of,
    severity: classes[of].severity,
    consequence: classes[of].consequence,
    detail: classes[of].detail,
    reach: null,
    profiles: [],
    seed,
    index: 0,
    occurrences: answers,
    case: null,
    wire: [],
    step: null,
    curl: null,
    scenario: null,
    test: null,
  }
}
