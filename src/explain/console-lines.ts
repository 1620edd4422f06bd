import type { RequestRecord } from '../fetch/request'
import { getHeader, type HeaderList } from '../http/header-list'
import { okStatus, redirectStatus } from '../http/statuses'
import { isToken } from '../infra/byte-string'
import { parseURL } from '../origin/url-record'
import type { Engine } from '../profile/engine'
import type { StepId } from '../spec/steps/index'
import type { ConsoleLine } from './explanation'
import type { Facts } from './facts'
import { chromium } from './phrasebook/chromium'
import { firefox } from './phrasebook/firefox'
import type {
  AllowOriginShape,
  Circumstance,
  Issue,
  Phrase,
  Phrasebook,
  SchemeKind,
} from './phrasebook/phrase'
import { safari } from './phrasebook/safari'
import { type Hop, type Run, responseOf } from './run'

/** The standard prints nothing. WebKitGTK speaks as Safari does. */
const phrasebooks: { readonly [E in Engine]: Phrasebook | null } = {
  spec: null,
  chromium,
  firefox,
  safari,
  webkitgtk: safari,
}

/** One thing that an engine reports: a line of its console, or an issue of its developer tools. */
export interface Reported {
  readonly kind: 'line' | 'issue'
  readonly level: ConsoleLine['level'] | 'info'
  readonly text: string
  /** What the developer tools show in its place. */
  readonly shown: string
  readonly phrase: Phrase
}

/** What the engine would print in its console; nothing, where no sentence of it is known. */
export function consoleLines(run: Run, facts: Facts | null): readonly ConsoleLine[] {
  return reported(run, facts).flatMap(({ level, shown, phrase }) =>
    level === 'info'
      ? []
      : [{ level, text: shown, evidence: phrase.seen === null ? 'documented' : 'recorded' } as const],
  )
}

/** What the engine reports of a fetch, in order, issues included. */
export function reported(run: Run, facts: Facts | null): readonly Reported[] {
  const book = phrasebooks[run.profile.engine]
  if (book === null) return []
  return [...warnings(book, run), ...(facts === null ? [] : errors(book, run, facts))]
}

function errors(book: Phrasebook, run: Run, facts: Facts): readonly Reported[] {
  const circumstance = circumstanceOf(run, facts)
  const phrase = phraseFor(book, facts.refusal.step, circumstance)
  if (phrase === null) return []
  const words = wordsFor(book, facts, phrase, run.exchange.request.urlList)
  const all: Reported[] = []
  const say = (template: string, level: Phrase['level'] = 'error', shown = template): void => {
    const text = fill(template, words)
    all.push({ kind: 'line', level, text, shown: fill(shown, words), phrase })
  }
  if (phrase.issue?.place === 'before') all.push(issueOf(phrase, phrase.issue, words))
  if (phrase.text !== null) {
    words.set('text', fill(phrase.text, words))
    say(phrase.form === 'cors' ? book.line : '{text}', phrase.level)
  }
  if (phrase.issue?.place === 'after') all.push(issueOf(phrase, phrase.issue, words))
  if (phrase.form === 'cors') {
    for (const next of book.afterwards) if (fits(next.when, circumstance)) say(next.text)
  }
  if (phrase.failure !== undefined && book.failedLoad !== null && fits(book.failedLoad.when, circumstance)) {
    words.set('failure', phrase.failure)
    say(book.failedLoad.logged, phrase.level, book.failedLoad.shown)
  }
  return all
}

function issueOf(phrase: Phrase, issue: Issue, words: ReadonlyMap<string, string>): Reported {
  const text = fill(issue.text, words)
  return { kind: 'issue', level: 'info', text, shown: text, phrase }
}

/** `Authorization` under a wildcard: allowed for now, with a warning. */
function warnings(book: Phrasebook, run: Run): readonly Reported[] {
  const lines: Reported[] = []
  run.hops.forEach((hop, i) => {
    const passed = run.decisions.some(
      ({ decision, at }) => at === i && decision.step === 'cors-preflight-fetch/passed',
    )
    if (!passed || !authorizationUnderWildcard(hop)) return
    const phrase = book.phrases.find((candidate) => candidate.steps.includes('cors-preflight-fetch/passed'))
    if (phrase === undefined) return
    const words = new Map([['url', hop.send.url.href]])
    if (phrase.issue !== undefined) lines.push(issueOf(phrase, phrase.issue, words))
    if (phrase.text === null) return
    const text = fill(phrase.text, words)
    lines.push({ kind: 'line', level: phrase.level, text, shown: text, phrase })
  })
  return lines
}

function authorizationUnderWildcard(hop: Hop): boolean {
  const asked = getHeader(hop.send.headerList, 'access-control-request-headers') ?? ''
  const allowed = getHeader(responseOf(hop)?.headerList ?? [], 'access-control-allow-headers') ?? ''
  const members = allowed.split(',').map((member) => member.trim().toLowerCase())
  return (
    asked.split(',').includes('authorization') && members.includes('*') && !members.includes('authorization')
  )
}

// ── Which sentence ──────────────────────────────────────────────────────────────────────────────────

/** The first sentence that fits; null where none does. */
export function phraseFor(book: Phrasebook, step: StepId, circumstance: Circumstance): Phrase | null {
  return book.phrases.find((phrase) => phrase.steps.includes(step) && fits(phrase.when, circumstance)) ?? null
}

function fits(when: Phrase['when'], circumstance: Circumstance): boolean {
  if (when === undefined) return true
  return (Object.keys(when) as (keyof Circumstance)[]).every((key) => {
    const values: readonly Circumstance[keyof Circumstance][] = when[key] ?? []
    return values.includes(circumstance[key])
  })
}

function circumstanceOf({ exchange }: Run, facts: Facts): Circumstance {
  const { status } = facts
  return {
    preflight: facts.preflight,
    status:
      status === null ? 'none' : okStatus(status) ? 'ok' : redirectStatus(status) ? 'redirect' : 'other',
    allowOrigin: shapeOf(facts.headerList),
    kind: facts.kind,
    mode: facts.mode,
    redirected: facts.firstURL.href !== facts.url.href,
    underCORS: exchange.request.responseTainting === 'cors',
    scheme: schemeKind(facts),
    location: locationOf(facts),
    failure: facts.failure === null ? '' : facts.failure.code,
  }
}

function schemeKind({ refusal, url, location, mode }: Facts): SchemeKind {
  if (mode === 'websocket') return 'ws'
  const { scheme } = refusal.step.startsWith('http-redirect-fetch/') && location !== null ? location : url
  switch (scheme) {
    case 'about':
      return url.href === 'about:srcdoc' ? 'srcdoc' : 'about'
    case 'http':
    case 'https':
      return 'http'
    case 'ws':
    case 'wss':
      return 'ws'
    case 'ftp':
    case 'data':
    case 'blob':
    case 'file':
    case 'chrome':
    case 'javascript':
      return scheme
    default:
      return 'other'
  }
}

function locationOf({ status, headerList, location, refusal }: Facts): Circumstance['location'] {
  if (status === null || !redirectStatus(status)) return 'none'
  if (refusal.step === 'http-redirect-fetch/location-duplicate') return 'several'
  if (location !== null) return 'url'
  const value = getHeader(headerList, 'location')
  if (value === null) return 'none'
  return /^[a-z]+:\/\/[^/?#]* /i.test(value) ? 'space-in-host' : 'invalid'
}

function shapeOf(headerList: HeaderList): AllowOriginShape {
  const lines = headerList.filter((header) => header.name === 'access-control-allow-origin')
  const value = lines[0]?.value
  if (value === undefined) return 'absent'
  if (lines.length > 1) return 'several-lines'
  if (value === '*') return 'wildcard'
  if (value.includes(',')) return 'comma'
  if (value.includes(' ')) return 'space'
  if (value === 'null') return 'null'
  return parseURL(value) === null ? 'not-a-url' : 'url'
}

// ── What is filled in ───────────────────────────────────────────────────────────────────────────────

function wordsFor(
  book: Phrasebook,
  facts: Facts,
  phrase: Phrase,
  urlList: RequestRecord['urlList'],
): Map<string, string> {
  const { headerList, status, statusText } = facts
  const firstURL = urlList[0].href
  // Of a URL that was refused before anything was sent to it, the one that redirected to it.
  const previous = status === null ? urlList[urlList.length - 2] : undefined
  const url = phrase.about === 'redirect' && facts.location !== null ? facts.location : facts.url
  const value = (name: string): string => {
    const text = getHeader(headerList, name) ?? ''
    if (book.valuesAreUTF8) return decodeUTF8(text)
    return book.escapesValues ? escaped(text) : text
  }
  const words = new Map([
    ['url', url.href],
    ['requestUrl', (previous ?? facts.url).href],
    ['socketUrl', url.href.replace(/^http/, 'ws')],
    ['firstUrl', firstURL],
    ['pageUrl', facts.pageURL ?? ''],
    ['pageOrigin', facts.pageOrigin],
    ['origin', facts.origin],
    ['kind', book.kinds[facts.kind] ?? book.otherKind],
    ['method', facts.method],
    ['port', facts.url.port === null ? '' : String(facts.url.port)],
    ['subject', subjectOf(book, facts)],
    ['status', status === null ? '' : String(status)],
    [
      'statusSuffix',
      facts.preflight || status === null
        ? ''
        : statusText === ''
          ? ` ${status}`
          : ` ${status} (${statusText})`,
    ],
    ['scheme', url.scheme],
    ['allowOrigin', value('access-control-allow-origin')],
    ['allowCredentials', value('access-control-allow-credentials')],
    ['allowMethods', value('access-control-allow-methods')],
    ['allowHeaders', value('access-control-allow-headers')],
    ['badMethod', firstOddMember(value('access-control-allow-methods'))],
    ['badHeader', firstOddMember(value('access-control-allow-headers'))],
    ['location', facts.location === null ? value('location') : facts.location.href],
  ])
  const { parts } = book
  words.set('preflightPrefix', facts.preflight ? parts.preflightPrefix : '')
  words.set('redirected', firstURL === url.href ? '' : fill(parts.redirected, words))
  words.set('redirection', !facts.preflight && facts.location !== null ? fill(parts.redirection, words) : '')
  return words
}

/** The header name, method or URL that was judged; of several header names the one that the engine names. */
function subjectOf(book: Phrasebook, { refusal, headerNames, headerList }: Facts): string {
  const { subject } = refusal.evidence
  if (subject === undefined) return ''
  if (refusal.step !== 'cors-preflight-fetch/header-not-allowed') return subject
  const allowed = (getHeader(headerList, 'access-control-allow-headers') ?? '')
    .split(',')
    .map((member) => member.trim().toLowerCase())
  return book.namedFirst.find((name) => headerNames.includes(name) && !allowed.includes(name)) ?? subject
}

function fill(template: string, words: ReadonlyMap<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole: string, word: string) => words.get(word) ?? whole)
}

function firstOddMember(list: string): string {
  const members = list.split(',').map((member) => member.trim())
  return members.find((member) => member !== '' && !isToken(member)) ?? ''
}

function decodeUTF8(bytes: string): string {
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)))
}

function escaped(text: string): string {
  let printable = ''
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    printable +=
      code >= 0x20 && code < 0x7f ? text.charAt(i) : `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`
  }
  return printable
}
