import type { Disagreement } from '../compare'
import type { Observation, Seen, SeenRequest } from '../observation'
import type { Prediction } from '../predict/predict'
import type { Scenario, Step } from '../scenario'

/** One scenario as the page shows it. */
export interface Verdict {
  readonly agrees: boolean
  readonly steps: readonly ComparedStep[]
}

export interface ComparedStep {
  /** `fetch PUT http://localhost:4000/data`. */
  readonly title: string
  readonly rows: readonly ComparedRow[]
}

export interface ComparedRow {
  readonly what: string
  readonly seen: string
  readonly predicted: string
  readonly same: boolean
}

/** What was seen next to what was predicted, step by step: requests, outcome, and each field that differs. */
export function sideBySide(
  scenario: Scenario,
  seen: Observation,
  predicted: Prediction,
  found: readonly Disagreement[],
): Verdict {
  const steps = scenario.steps.map((step, i) => {
    const [left, right] = [seen.steps[i], predicted.steps[i]]
    const own = found.filter((one) => one.step === i)
    const summaries = [
      { what: 'requests', seen: requests(left?.requests), predicted: requests(right?.requests) },
      { what: 'outcome', seen: outcome(left?.seen), predicted: outcome(right?.seen) },
    ]
    const differing = own
      .filter(({ field }) => field !== 'requests')
      .map(({ field, recorded, predicted: foreseen }) => ({
        what: field,
        seen: recorded,
        predicted: foreseen,
        same: false,
      }))
    return {
      title: title(step),
      rows: [
        ...summaries.map((row) => ({
          ...row,
          // Differences in a header or a body have a row of their own.
          same: !own.some(({ field }) => (row.what === 'requests' ? field === 'requests' : field === 'seen')),
        })),
        ...differing,
      ],
    }
  })
  return { agrees: found.length === 0, steps }
}

function title(step: Step): string {
  switch (step.kind) {
    case 'wait':
      return `wait ${step.milliseconds} ms`
    case 'parallel':
      return `at once: ${step.steps.map(title).join(', ')}`
    default: {
      const method = 'method' in step && step.method !== null ? `${step.method} ` : ''
      const place = step.in === 'frame' ? ' (in the frame)' : ''
      return `${step.kind} ${method}${'url' in step ? step.url : ''}${place}`
    }
  }
}

function requests(list: readonly SeenRequest[] | undefined): string {
  return list === undefined || list.length === 0
    ? 'none'
    : list.map(({ method, url }) => `${method} ${url}`).join('\n')
}

function outcome(seen: Seen | undefined): string {
  switch (seen?.kind) {
    case undefined:
      return 'nothing'
    case 'response':
      return `${seen.type} response, status ${seen.status}`
    case 'error':
      return `error ${seen.name}`
    case 'timeout':
      return 'nothing came of it'
    case 'xhr':
      return `status ${seen.status}`
    case 'events':
      return seen.events.join(', ')
    case 'value':
      return JSON.stringify(seen.value)
    case 'document':
      return seen.url ?? 'no document'
    case 'parallel':
      return seen.seen.map(outcome).join('\n')
    case 'nothing':
      return 'nothing'
  }
}
