import type { Pair, TwinServe, TwinWireRequest, TwinWireResponse } from './twin-request'

/** Where a redirect leads. */
export interface LocationPlan {
  /** How many resources further on, counted round; none means to itself. */
  readonly by: number
  readonly form:
    | 'absolute'
    | 'path'
    | 'scheme-relative'
    | 'userinfo'
    | 'username'
    | 'fragment'
    | 'empty-fragment'
    | 'missing'
    | 'twice'
    | 'raw'
  /** For `raw`. */
  readonly raw: string
}

/**
 * An answer. Values may hold `{origin}`, `{acrm}` and `{acrh}`, which stand for what the request says; a header
 * that wants to say what the request did not, stays away.
 */
export interface AnswerPlan {
  readonly status: number
  readonly headers: readonly Pair[]
  readonly location: LocationPlan | null
}

export interface Resource {
  readonly origin: string
  /** Answers take turns from one step of a scenario to the next. */
  readonly preflight: readonly [AnswerPlan, ...AnswerPlan[]]
  readonly actual: readonly [AnswerPlan, ...AnswerPlan[]]
}

const header = (wire: TwinWireRequest, name: string): string | null =>
  wire.headers.find(([n]) => n.toLowerCase() === name)?.[1] ?? null

const placeholders: readonly Pair[] = [
  ['{origin}', 'origin'],
  ['{acrm}', 'access-control-request-method'],
  ['{acrh}', 'access-control-request-headers'],
]

function fill(template: string, wire: TwinWireRequest): string | null {
  let value = template
  for (const [placeholder, name] of placeholders) {
    if (!value.includes(placeholder)) continue
    const said = header(wire, name)
    if (said === null) return null
    value = value.replaceAll(placeholder, said)
  }
  return value.replace(/^[\t ]+|[\t ]+$/g, '')
}

/** The URL of resource number `index`: resources are told apart by their path. */
export function resourceURL(resources: readonly Resource[], index: number): URL {
  const at = index % resources.length
  return new URL(`/r${at}`, resources[at]?.origin)
}

function locations(plan: LocationPlan, resources: readonly Resource[], from: number): string[] {
  const url = resourceURL(resources, from + plan.by)
  switch (plan.form) {
    case 'absolute':
      return [url.href]
    case 'path':
      return [`${url.pathname}?x`]
    case 'scheme-relative':
      return [`//${url.host}${url.pathname}`]
    case 'userinfo':
      return [`${url.protocol}//user:pass@${url.host}${url.pathname}`]
    case 'username':
      return [`${url.protocol}//user@${url.host}${url.pathname}`]
    case 'fragment':
      return [`${url.href}#there`]
    case 'empty-fragment':
      return [`${url.href}#`]
    case 'missing':
      return []
    case 'twice':
      return [url.href, url.href]
    case 'raw':
      return [plan.raw]
  }
}

/** The one server of all origins, as it stands during one step of a scenario: a function of what it is sent. */
export function serverAt(resources: readonly Resource[], step: number): TwinServe {
  return (wire: TwinWireRequest): TwinWireResponse => {
    const index = /^\/r(\d+)/.exec(new URL(wire.url).pathname)?.[1]
    const resource = index === undefined ? undefined : resources[Number(index)]
    if (resource === undefined) return { status: 404, headers: [['content-type', 'text/plain']], body: '' }
    const isPreflight = wire.method === 'OPTIONS' && header(wire, 'access-control-request-method') !== null
    const answers = isPreflight ? resource.preflight : resource.actual
    const answer = answers[step % answers.length] ?? answers[0]
    const headers: Pair[] = []
    for (const [name, template] of answer.headers) {
      const value = fill(template, wire)
      if (value !== null) headers.push([name, value])
    }
    if (answer.location !== null) {
      for (const location of locations(answer.location, resources, Number(index)))
        headers.push(['location', location])
    }
    return { status: answer.status, headers, body: 'body' }
  }
}
