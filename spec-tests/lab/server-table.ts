import type { ServerAnswer, ServerRule, WireAnswer } from './scenario'

/** What of a request decides about its answer. */
export interface MatchedRequest {
  readonly method: string
  /** Absolute, without fragment. */
  readonly url: string
  readonly preflight: boolean
}

export interface Match {
  readonly rule: number
  readonly answer: number
  readonly give: ServerAnswer
}

/** Answers requests by a scenario's rules, and counts them: one for each playing of a scenario. */
export interface ServerTable {
  /** Null where no rule fits. */
  match(request: MatchedRequest): Match | null
}

export function serverTable(rules: readonly ServerRule[]): ServerTable {
  const given = rules.map(() => 0)
  return {
    match: (request) => {
      const rule = rules.findIndex((candidate) => fits(candidate, request))
      const answers = rules[rule]?.answers
      if (answers === undefined) return null
      const before = given[rule] ?? 0
      given[rule] = before + 1
      const answer = Math.min(before, answers.length - 1)
      const give = answers[answer]
      return give === undefined ? null : { rule, answer, give }
    },
  }
}

function fits(rule: ServerRule, request: MatchedRequest): boolean {
  return (
    (rule.method === '*' || rule.method === request.method) &&
    rule.url === request.url &&
    (rule.preflight === 'any' || rule.preflight === request.preflight)
  )
}

/** What stands where no rule fits. */
export const notFound: WireAnswer = {
  kind: 'answer',
  status: 404,
  reason: 'Not Found',
  headers: [],
  body: '',
  delay: 0,
}

/** The header lines that are sent: the answer's, and those that the lab adds. */
export function sentHeaders(answer: WireAnswer, accept: string | null): [name: string, value: string][] {
  const lines = answer.headers.map(([name, value]): [string, string] => [name, value])
  const has = (wanted: string): boolean => lines.some(([name]) => name.trim().toLowerCase() === wanted)
  if (answer.status === 101) {
    if (!has('upgrade')) lines.push(['Upgrade', 'websocket'])
    if (!has('connection')) lines.push(['Connection', 'Upgrade'])
    if (accept !== null && !has('sec-websocket-accept')) lines.push(['Sec-WebSocket-Accept', accept])
    return lines
  }
  const bodiless = answer.status === 204 || answer.status === 304
  if (!bodiless && !has('content-length') && !has('transfer-encoding'))
    lines.push(['Content-Length', String(answer.body.length)])
  if (!has('connection')) lines.push(['Connection', 'close'])
  return lines
}

/** The bytes of an answer, one character each. */
export function serializeAnswer(answer: WireAnswer, method: string, accept: string | null): string {
  const lines = sentHeaders(answer, accept)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('')
  const bodiless =
    method === 'HEAD' || answer.status === 204 || answer.status === 304 || answer.status === 101
  return `HTTP/1.1 ${answer.status} ${answer.reason}\r\n${lines}\r\n${bodiless ? '' : answer.body}`
}
