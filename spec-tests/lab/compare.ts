import type { Observation, Seen, SeenError, SeenRequest, SeenResponse } from './observation'
import { boundary } from './predict/bodies'
import type { Prediction } from './predict/predict'
import type { HeaderLine, Scenario, Step } from './scenario'

/** One field in which corsac and a browser differ. */
export interface Disagreement {
  /** `opening`, the number of the step, from 0, or `closing`. */
  readonly step: 'opening' | number | 'closing'
  /** `requests`, `requests[0].headers.origin`, `seen.status` … */
  readonly field: string
  readonly recorded: string
  readonly predicted: string
}

/** What is never compared, and why. Ten at most. */
export const outOfScope: readonly { readonly fields: string; readonly why: string }[] = [
  {
    fields: 'User-Agent, Sec-CH-UA and the other client hints that a browser adds by itself',
    why: 'They name the build.',
  },
  {
    fields: 'Accept and Accept-Language that no script has set',
    why: 'They follow the user’s languages and the media types that a build knows.',
  },
  { fields: 'Accept-Encoding', why: 'It lists what a build can decode.' },
  {
    fields:
      'Host, Connection, Keep-Alive, TE, Upgrade the place of a header among the others, and the order of requests that are made at once',
    why: 'They belong to the connection, not to Fetch. Repeated headers are compared joined. So is a request that is sent again where the connection was closed.',
  },
  { fields: 'Priority', why: 'Scheduling.' },
  { fields: 'Sec-WebSocket-Key, -Version and -Extensions', why: 'Random, or about framing.' },
  { fields: 'The boundary of a multipart body, and with it Content-Length', why: 'Random.' },
  { fields: 'Times', why: 'A simulation takes none.' },
]

const ignoredHeaders: ReadonlySet<string> = new Set([
  'user-agent',
  'accept-language',
  'accept-encoding',
  'host',
  'connection',
  'keep-alive',
  'te',
  'upgrade',
  'priority',
  'sec-websocket-key',
  'sec-websocket-version',
  'sec-websocket-extensions',
])

/** Every field in which the prediction is not what was recorded; none where they agree. */
export function compare(
  scenario: Scenario,
  recorded: Observation,
  predicted: Pick<Prediction, 'opening' | 'steps' | 'closing'>,
): Disagreement[] {
  const found: Disagreement[] = []
  compareRequests(scenario, 'opening', null, recorded.opening, predicted.opening, found)
  scenario.steps.forEach((step, i) => {
    const seen = recorded.steps[i]
    const foreseen = predicted.steps[i]
    if (seen === undefined || foreseen === undefined) {
      found.push({
        step: i,
        field: 'seen',
        recorded: seen?.seen.kind ?? '(no step)',
        predicted: foreseen?.seen.kind ?? '(no step)',
      })
      return
    }
    compareRequests(scenario, i, step, seen.requests, foreseen.requests, found)
    compareSeen(i, seen.seen, foreseen.seen, found)
  })
  scenario.closing.forEach((url, i) => {
    const [visit, foreseen] = [recorded.closing[i], predicted.closing[i]]
    check('closing', `${url} cookie`, visit?.cookie, foreseen?.cookie, found)
    check('closing', `${url} document.cookie`, visit?.script, foreseen?.script, found)
  })
  return found
}

function compareRequests(
  scenario: Scenario,
  at: Disagreement['step'],
  step: Step | null,
  recorded: readonly SeenRequest[],
  predicted: readonly SeenRequest[],
  found: Disagreement[],
): void {
  const parallel = step?.kind === 'parallel'
  const once = withoutRepeats(scenario, recorded)
  const left = parallel ? sorted(once) : once
  const right = parallel ? sorted(predicted) : predicted
  const lines = (list: readonly SeenRequest[]): string =>
    list.map(({ method, url }) => `${method} ${url}`).join('\n')
  if (lines(left) !== lines(right)) {
    found.push({ step: at, field: 'requests', recorded: lines(left), predicted: lines(right) })
    return
  }
  left.forEach((request, i) => {
    const other = right[i]
    if (other === undefined) return
    const own = setByScript(step)
    const name = `requests[${i}]`
    compareHeaders(at, name, normalHeaders(request, own), normalHeaders(other, own), found)
    check(at, `${name}.body`, normalBody(request), normalBody(other), found)
  })
}

/** Some browsers ask up to ten times where the connection is closed without an answer; once is enough here. */
function withoutRepeats(scenario: Scenario, requests: readonly SeenRequest[]): readonly SeenRequest[] {
  return requests.filter((request, i) => {
    const before = requests[i - 1]
    return (
      before === undefined ||
      request.url !== before.url ||
      request.method !== before.method ||
      !closes(scenario, before)
    )
  })
}

function closes({ server }: Scenario, { rule, answer }: SeenRequest): boolean {
  return rule !== null && answer !== null && server[rule]?.answers[answer]?.kind === 'close'
}

/** Repeated headers keep their order. */
export function byName([a]: HeaderLine, [b]: HeaderLine): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Requests that are made at once, in an order that is not of when they arrived. */
export function sorted(requests: readonly SeenRequest[]): readonly SeenRequest[] {
  const key = ({ method, url, headers }: SeenRequest): string =>
    `${url} ${method === 'OPTIONS' ? 0 : 1} ${method} ${JSON.stringify(headers.filter(([name]) => !ignoredHeaders.has(name) && name !== 'accept').sort(byName))}`
  return [...requests].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** Whether the page's script has said what it accepts. */
function setByScript(step: Step | null): { readonly accept: boolean; readonly acceptLanguage: boolean } {
  const headers =
    step?.kind === 'fetch' || step?.kind === 'xhr'
      ? step.headers
      : step?.kind === 'parallel'
        ? step.steps.flatMap((one) => one.headers)
        : []
  const has = (wanted: string): boolean => headers.some(([name]) => name.toLowerCase() === wanted)
  return { accept: has('accept'), acceptLanguage: has('accept-language') }
}

function normalHeaders(
  request: SeenRequest,
  own: { readonly accept: boolean; readonly acceptLanguage: boolean },
): Map<string, string> {
  const multipart = /^--\S+\r\n/.test(request.body)
  const values = new Map<string, string>()
  for (const [name, value] of request.headers) {
    if (name === 'accept' && !own.accept) continue
    if (ignoredHeaders.has(name) && !(name === 'accept-language' && own.acceptLanguage)) continue
    if (name === 'content-length' && multipart) continue
    const before = values.get(name)
    const normal =
      name === 'content-type' ? value.replace(/boundary=[^\s,;]+/g, `boundary=${boundary}`) : value
    // What is joined ends where the last value does, as on the wire.
    values.set(name, before === undefined ? normal : `${before}, ${normal}`.trimEnd())
  }
  return values
}

function normalBody({ body }: SeenRequest): string {
  const own = ownBoundary(body)
  return own === null ? body : body.replaceAll(own, boundary)
}

/** The boundary of a multipart body, whatever the page says in Content-Type; null for other bodies. */
export function ownBoundary(body: string): string | null {
  return /^--(\S+)\r\nContent-Disposition/.exec(body)?.[1] ?? null
}

function compareHeaders(
  at: Disagreement['step'],
  path: string,
  recorded: ReadonlyMap<string, string>,
  predicted: ReadonlyMap<string, string>,
  found: Disagreement[],
): void {
  for (const name of new Set([...recorded.keys(), ...predicted.keys()])) {
    check(at, `${path}.headers.${name}`, recorded.get(name) ?? null, predicted.get(name) ?? null, found)
  }
}

function check(
  step: Disagreement['step'],
  field: string,
  recorded: unknown,
  predicted: unknown,
  found: Disagreement[],
): void {
  const left = show(recorded)
  const right = show(predicted)
  if (left !== right) found.push({ step, field, recorded: left, predicted: right })
}

function show(value: unknown): string {
  if (value === null || value === undefined) return '(none)'
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function compareSeen(at: number, recorded: Seen, predicted: Seen, found: Disagreement[]): void {
  if (recorded.kind !== predicted.kind) {
    check(at, 'seen', recorded.kind, predicted.kind, found)
    return
  }
  switch (recorded.kind) {
    case 'parallel': {
      const others = predicted.kind === 'parallel' ? predicted.seen : []
      recorded.seen.forEach((one, i) => {
        compareFetch(at, `seen[${i}]`, one, others[i], found)
      })
      return
    }
    case 'response':
    case 'error':
    case 'timeout':
      compareFetch(at, 'seen', recorded, predicted as SeenResponse | SeenError, found)
      return
    case 'xhr': {
      if (predicted.kind !== 'xhr') return
      check(at, 'seen.events', recorded.events, predicted.events, found)
      for (const field of ['status', 'statusText', 'url', 'headers', 'body'] as const) {
        check(at, `seen.${field}`, recorded[field], predicted[field], found)
      }
      return
    }
    case 'events':
      check(at, 'seen.events', recorded.events, predicted.kind === 'events' ? predicted.events : null, found)
      return
    case 'value':
      check(at, 'seen.value', recorded.value, predicted.kind === 'value' ? predicted.value : null, found)
      return
    case 'document':
      if (predicted.kind !== 'document') return
      check(at, 'seen.url', recorded.url, predicted.url, found)
      check(at, 'seen.referrer', recorded.referrer, predicted.referrer, found)
      return
    case 'nothing':
  }
}

function compareFetch(
  at: number,
  path: string,
  recorded: SeenResponse | SeenError,
  predicted: SeenResponse | SeenError | undefined,
  found: Disagreement[],
): void {
  if (predicted === undefined || recorded.kind !== predicted.kind) {
    check(at, path, recorded.kind, predicted?.kind, found)
    return
  }
  if (recorded.kind !== 'response' || predicted.kind !== 'response') {
    if (recorded.kind === 'error' && predicted.kind === 'error') {
      check(at, `${path}.name`, recorded.name, predicted.name, found)
      // Pages alone have words.
      if (predicted.message !== '') check(at, `${path}.message`, recorded.message, predicted.message, found)
    }
    return
  }
  for (const field of ['type', 'status', 'statusText', 'url', 'redirected', 'body'] as const) {
    check(at, `${path}.${field}`, recorded[field], predicted[field], found)
  }
  const words = predicted.bodyError !== ''
  const left = words ? recorded.bodyError : recorded.bodyError === null
  check(at, `${path}.bodyError`, left, words ? predicted.bodyError : false, found)
  const names = new Set([...recorded.headers, ...predicted.headers].map(([name]) => name))
  for (const name of names)
    check(
      at,
      `${path}.headers.${name}`,
      headerOf(recorded.headers, name),
      headerOf(predicted.headers, name),
      found,
    )
}

function headerOf(headers: readonly HeaderLine[], name: string): string | null {
  const values = headers.filter(([own]) => own === name).map(([, value]) => value)
  return values.length === 0 ? null : values.join(', ')
}
