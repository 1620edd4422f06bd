import {
  invalidJSON,
  readArray,
  readBoolean,
  readNumber,
  readObject,
  readString,
  readStringOrNull,
} from '../../src/infra/read-json'
import { labHosts, labPorts } from './hosts'
import { readStep } from './read-step'
import type {
  FrameDocument,
  HeaderLine,
  PageDocument,
  PlantedCookies,
  Scenario,
  ServerAnswer,
  ServerRule,
} from './scenario'

/**
 * A scenario from what `JSON.parse` gave.
 *
 * @throws ConfigError naming the path of the first thing that is wrong. Unknown members are wrong, too.
 */
export function readScenario(json: unknown, path = 'scenario'): Scenario {
  const members = [
    'id',
    'about',
    'families',
    'thirdPartyCookies',
    'page',
    'frame',
    'cookies',
    'steps',
    'server',
    'closing',
  ] as const
  const object = readExactly(json, path, members)
  const scenario: Scenario = {
    id: readString(object.id, `${path}.id`),
    about: readStringOrNull(object.about, `${path}.about`),
    families: readList(object.families, `${path}.families`, readString),
    thirdPartyCookies: readOneOf(object.thirdPartyCookies, `${path}.thirdPartyCookies`, ['allow', 'block']),
    page: readPage(object.page, `${path}.page`),
    frame: object.frame === null ? null : readFrame(object.frame, `${path}.frame`),
    cookies: readList(object.cookies, `${path}.cookies`, readCookies),
    steps: readList(object.steps, `${path}.steps`, readStep),
    server: readList(object.server, `${path}.server`, readRule),
    closing: readList(object.closing, `${path}.closing`, readVisit),
  }
  for (const [i, step] of scenario.steps.entries()) {
    if (step.kind === 'wait') continue
    for (const part of step.kind === 'parallel' ? step.steps : [step]) {
      if (part.in !== 'frame') continue
      const sandbox = scenario.frame === null ? null : scenario.frame.sandbox
      if (scenario.frame === null) invalidJSON(part.in, `${path}.steps[${i}].in`, 'page: there is no frame')
      if (sandbox !== null && !sandbox.toLowerCase().split(/\s+/).includes('allow-scripts'))
        invalidJSON(part.in, `${path}.steps[${i}].in`, 'page: the frame may not run scripts')
    }
  }
  return scenario
}

/** An object that has all of these members and no other. */
export function readExactly<Name extends string>(
  value: unknown,
  path: string,
  names: readonly Name[],
): { readonly [N in Name]?: unknown } {
  const object = readObject<Name>(value, path)
  const known: readonly string[] = names
  for (const name of Object.keys(object)) {
    if (!known.includes(name)) invalidJSON(value, path, `without ${name}, which it does not have`)
  }
  return object
}

export function readList<Item>(
  value: unknown,
  path: string,
  read: (item: unknown, path: string) => Item,
): readonly Item[] {
  return readArray(value, path).map((item, i) => read(item, `${path}[${i}]`))
}

export function readOneOf<Value extends string>(
  value: unknown,
  path: string,
  values: readonly Value[],
): Value {
  const text = readString(value, path)
  return values.find((one) => one === text) ?? invalidJSON(value, path, `one of ${values.join(', ')}`)
}

export function readHeaderLine(value: unknown, path: string): HeaderLine {
  const pair = readArray(value, path)
  if (pair.length !== 2) invalidJSON(value, path, 'a name and a value')
  return [readString(pair[0], `${path}[0]`), readString(pair[1], `${path}[1]`)]
}

/** An integer of at least 0. */
export function readCount(value: unknown, path: string): number {
  const number = readNumber(value, path)
  return Number.isInteger(number) && number >= 0 ? number : invalidJSON(value, path, 'a whole number from 0')
}

function readWireLine(value: unknown, path: string): HeaderLine {
  const line = readHeaderLine(value, path)
  readBytes(line[0], `${path}[0]`)
  readBytes(line[1], `${path}[1]`)
  return line
}

function readBytes(value: unknown, path: string): string {
  const text = readString(value, path)
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 0xff) invalidJSON(value, path, 'bytes, so without characters above U+00FF')
  }
  return text
}

function readPage(value: unknown, path: string): PageDocument {
  const object = readExactly(value, path, ['url', 'headers'])
  return {
    url: readVisit(object.url, `${path}.url`),
    headers: readList(object.headers, `${path}.headers`, readWireLine),
  }
}

function readFrame(value: unknown, path: string): FrameDocument {
  const object = readExactly(value, path, ['url', 'headers', 'sandbox'])
  return {
    url: readVisit(object.url, `${path}.url`),
    headers: readList(object.headers, `${path}.headers`, readWireLine),
    sandbox: readStringOrNull(object.sandbox, `${path}.sandbox`),
  }
}

function readCookies(value: unknown, path: string): PlantedCookies {
  const object = readExactly(value, path, ['url', 'set'])
  return {
    url: readVisit(object.url, `${path}.url`),
    set: readList(object.set, `${path}.set`, readBytes),
  }
}

function readRule(value: unknown, path: string): ServerRule {
  const object = readExactly(value, path, ['method', 'url', 'preflight', 'answers'])
  const answers = readList(object.answers, `${path}.answers`, readAnswer)
  if (answers.length === 0) invalidJSON(value, `${path}.answers`, 'at least one answer')
  return {
    method: readBytes(object.method, `${path}.method`),
    url: readVisit(object.url, `${path}.url`),
    preflight: object.preflight === 'any' ? 'any' : readBoolean(object.preflight, `${path}.preflight`),
    answers,
  }
}

function readAnswer(value: unknown, path: string): ServerAnswer {
  const kind = readOneOf(readObject<'kind'>(value, path).kind, `${path}.kind`, ['answer', 'close', 'hang'])
  if (kind !== 'answer') {
    readExactly(value, path, ['kind'])
    return { kind }
  }
  const object = readExactly(value, path, ['kind', 'status', 'reason', 'headers', 'body', 'delay'])
  const status = readCount(object.status, `${path}.status`)
  if (status < 100 || status > 999) invalidJSON(object.status, `${path}.status`, 'from 100 to 999')
  return {
    kind,
    status,
    reason: readBytes(object.reason, `${path}.reason`),
    headers: readList(object.headers, `${path}.headers`, readWireLine),
    body: readBytes(object.body, `${path}.body`),
    delay: readCount(object.delay, `${path}.delay`),
  }
}

/** A URL of a server that the lab plays, as the URL standard writes it, without a fragment. */
function readVisit(value: unknown, path: string): string {
  const text = readString(value, path)
  const url = URL.canParse(text) ? new URL(text) : null
  if (url === null || url.href !== text || !/^https?:$/.test(url.protocol) || url.hash !== '')
    invalidJSON(value, path, 'an http or https URL in its usual form, without a fragment')
  const port = url.port === '' ? (url.protocol === 'http:' ? 80 : 443) : Number(url.port)
  if (!labHosts.includes(url.hostname)) invalidJSON(value, path, `of a host of the lab, not ${url.hostname}`)
  if (!labPorts.includes(port)) invalidJSON(value, path, `at a port of the lab, not ${port}`)
  return text
}
