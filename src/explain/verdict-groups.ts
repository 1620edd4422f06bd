import type { Verdict } from './explanation'

/** Verdicts that tell one story. */
export interface VerdictGroup {
  readonly browsers: readonly string[]
  readonly verdicts: readonly [Verdict, ...Verdict[]]
}

/** The verdicts, those together that differ in nothing a reader would care about. */
export function groupsOf(verdicts: readonly Verdict[]): readonly VerdictGroup[] {
  return groupsBy(verdicts, storyOf)
}

/** The verdicts, those together of which the same story is told. */
export function groupsBy(
  verdicts: readonly Verdict[],
  story: (verdict: Verdict) => string,
): readonly VerdictGroup[] {
  const groups = new Map<string, [Verdict, ...Verdict[]]>()
  for (const verdict of verdicts) {
    const key = story(verdict)
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [verdict])
    else group.push(verdict)
  }
  return [...groups.values()].map((group) => ({
    browsers: group.map(({ browser }) => browser),
    verdicts: group,
  }))
}

/** What makes a story another one. Not: the headers by which engines differ, but for cookies, and the words they print. */
function storyOf(verdict: Verdict): string {
  return JSON.stringify([
    verdict.outcome,
    verdict.timeline.map(({ method, url, headers, answer, failure, checks }) => [
      method,
      url,
      headers.find(([name]) => name === 'cookie') ?? null,
      answer === null ? null : answer.status,
      failure,
      checks,
    ]),
    verdict.refusal?.step ?? null,
    verdict.furtherRefusals.map(({ step, evidence }) => [step, evidence]),
    verdict.firstCause,
    verdict.remedies,
    verdict.repair,
    verdict.requestReachedServer,
    verdict.visible,
    verdict.needs,
  ])
}
