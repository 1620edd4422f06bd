import { type Reported, reported } from '../../../src/explain/console-lines'
import { factsOf } from '../../../src/explain/facts'
import { runOf } from '../../../src/explain/run'
import type { BrowserName, ConsoleLine } from '../browsers/driver'
import type { Recording } from '../observation'
import { predict } from '../predict/predict'
import { profileOf } from '../predict/profile-of'
import { rowFor } from './out-of-scope'

/** What a browser printed of a scenario's refused requests, beside what corsac says it prints. */
export interface ConsoleComparison {
  readonly recorded: readonly string[]
  readonly predicted: readonly string[]
  /** Where each predicted line is from. */
  readonly reported: readonly Reported[]
  readonly agree: boolean
}

/** Null where no request was refused, by either. */
export function compareConsole(browser: BrowserName, recording: Recording): ConsoleComparison | null {
  const { scenario, observation } = recording
  const prediction = predict(scenario, profileOf(browser, scenario))
  const all: Reported[] = []
  let refused = false
  for (const fetched of prediction.fetched.flat()) {
    if (fetched.response?.type === 'error') refused = true
    const run = runOf(fetched.recording)
    all.push(...reported(run, factsOf(run)))
  }
  const recorded = oncePerDeprecation(
    observation.console.filter((line) => rowFor(browser, line) === null).map(wordsOf),
  )
  const predicted = oncePerDeprecation(
    all.map(({ kind, level, text }) => (kind === 'issue' ? `issue ${text}` : `${level} ${text}`)),
  )
  if (!refused && recorded.length === 0 && predicted.length === 0) return null
  // Which of several fetches ends first is told by the machine's load.
  const ordered = !scenario.steps.some(({ kind }) => kind === 'parallel')
  const [one, other] = ordered ? [recorded, predicted] : [[...recorded].sort(), [...predicted].sort()]
  const agree = one.length === other.length && one.every((line, i) => line === other[i])
  return { recorded, predicted, reported: all, agree }
}

/** Chromium reports a deprecation once for each document, so that repetition says nothing. */
function oncePerDeprecation(lines: readonly string[]): string[] {
  return lines.filter((line, i) => !line.startsWith('issue DeprecationIssue ') || lines.indexOf(line) === i)
}

interface IssueDetails {
  readonly corsErrorStatus?: { readonly corsError: string; readonly failedParameter: string }
  readonly request?: { readonly url: string }
  readonly reason?: string
  readonly resourceType?: string
  readonly resolutionStatus?: string
  readonly insecureURL?: string
  readonly type?: string
}

/** A recorded line, or of an issue what says which it is and what it is about. */
function wordsOf({ level, category, text }: ConsoleLine): string {
  if (!category.startsWith('issue:')) return `${level} ${text}`
  const details = JSON.parse(text) as IssueDetails
  const { corsErrorStatus, reason, resourceType, resolutionStatus, request, insecureURL, type } = details
  return [
    `issue ${category.slice('issue:'.length)}`,
    corsErrorStatus?.corsError,
    corsErrorStatus?.failedParameter,
    resourceType,
    resolutionStatus,
    reason,
    type,
    insecureURL ?? request?.url,
  ]
    .filter((word) => word !== undefined && word !== '')
    .join(' ')
}
