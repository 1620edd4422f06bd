import type { BrowserName } from './browsers/driver'
import { byName, ownBoundary, sorted } from './compare'
import type { Observation, Recording, SeenRequest } from './observation'
import { boundary } from './predict/bodies'
import { openStudio, startProgress } from './record'
import type { Scenario } from './scenario'

export interface Rerecorded {
  /** Those that were seen differently, or could not be played, each with the first place that differs. */
  readonly flaky: readonly { readonly id: string; readonly difference: string }[]
  readonly played: number
}

/** Plays recorded scenarios again and compares what is seen with what was seen then. */
export async function rerecord(
  browser: BrowserName,
  program: string | null,
  recordings: readonly Recording[],
): Promise<Rerecorded> {
  const studio = await openStudio(browser, program)
  try {
    const progress = startProgress(`${browser} ${studio.version}`, recordings.length)
    const flaky: { id: string; difference: string }[] = []
    let failed = 0
    for (const { scenario, observation } of recordings) {
      const result = await studio.play(scenario)
      if ('failed' in result) failed++
      const difference =
        'failed' in result
          ? result.failed
          : firstDifference(lasting(scenario, observation), lasting(scenario, result.observation), '')
      if (difference !== null) flaky.push({ id: scenario.id, difference })
      progress.played()
    }
    progress.summary(failed)
    return { flaky, played: recordings.length }
  } finally {
    await studio.close()
  }
}

/**
 * An observation without what the browser leaves to chance, which is never compared either: the order of console lines
 * and of requests made at once, the place of a header among the others, and the boundaries of multipart bodies with
 * their lengths.
 */
export function lasting({ steps }: Scenario, observation: Observation): Observation {
  return {
    ...observation,
    opening: observation.opening.map(lastingRequest),
    steps: observation.steps.map(({ requests, seen }, i) => {
      const lasting = requests.map(lastingRequest)
      return { requests: steps[i]?.kind === 'parallel' ? sorted(lasting) : lasting, seen }
    }),
    console: [...observation.console].sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b))),
  }
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}

function lastingRequest(request: SeenRequest): SeenRequest {
  const own = ownBoundary(request.body)
  const headers = [...request.headers].sort(byName)
  if (own === null) return { ...request, headers }
  return {
    ...request,
    headers: headers
      .filter(([name]) => name !== 'content-length')
      .map(([name, value]) => [name, value.replaceAll(own, boundary)]),
    body: request.body.replaceAll(own, boundary),
  }
}

/** Where two JSON values first differ, and how; null where they are the same. */
export function firstDifference(before: unknown, now: unknown, path: string): string | null {
  if (Object.is(before, now)) return null
  if (isContainer(before) && isContainer(now) && Array.isArray(before) === Array.isArray(now)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(now)])) {
      const difference = firstDifference(before[key], now[key], path === '' ? key : `${path}.${key}`)
      if (difference !== null) return difference
    }
    return null
  }
  return `${path}: ${JSON.stringify(before)} before, ${JSON.stringify(now)} now`
}

function isContainer(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
