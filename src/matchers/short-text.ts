import type { Explanation, Verdict } from '../explain/explanation'
import { hang, visible, wrap } from '../explain/text-layout'

const width = 100

/** An explanation in few lines, for the message of a test that failed: what was asked, what came of it, why, and the fix. */
export function shortText(explanation: Explanation, mostLines: number): readonly string[] {
  const { request, verdicts } = visible(explanation)
  const [verdict] = verdicts
  const lines = [
    `${request.method} ${request.url}`,
    ...wrap(
      `by ${request.kind} from ${request.origin}, mode: ${request.mode}, credentials: ${request.credentialsMode}`,
      width,
    ),
    ...(verdict === undefined ? [] : verdictLines(verdict)),
  ]
  return cut(lines, mostLines).map((line) => `  ${line}`)
}

/** The first lines, and a sign where there are more. */
export function cut(lines: readonly string[], most: number): readonly string[] {
  return lines.length > most ? [...lines.slice(0, most - 1), '…'] : lines
}

function verdictLines(verdict: Verdict): readonly string[] {
  const { browser, firstCause, refusal, remedies } = verdict
  const lines = [`${browser}: ${outcomeWords(verdict)}`]
  if (refusal !== null) lines.push(...hang('  ', refusal.cite, width))
  if (firstCause !== null) lines.push(...hang('Why: ', firstCause.text, width))
  const [remedy] = remedies
  if (remedy !== undefined) {
    lines.push(...hang('Fix: ', remedy.text, width))
    const code = remedy.snippets[0]?.code.split('\n') ?? []
    if (code.length <= 3) lines.push(...code.map((line) => `     ${line}`))
  }
  return lines
}

/** `blocked at cors-check/origin-absent`, `readable, status 200`. */
export function outcomeWords({ outcome, refusal, visible: seen, needs }: Verdict): string {
  switch (outcome) {
    case 'readable':
      return seen === null ? 'readable' : `readable, status ${seen.status}`
    case 'opaque':
      return 'opaque: it was sent, and script learns nothing of the answer'
    case 'opaque-redirect':
      return 'a redirect that script was not to follow, and cannot read'
    case 'network-error':
      return refusal === null ? 'a network error' : `stopped at ${refusal.step}`
    case 'needs-exchange':
      return needs === null
        ? 'not known: nobody has recorded the answer'
        : `not known: it would send ${needs.method} ${needs.url}, which was not recorded`
  }
}
