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
import type { AllowOriginShape, Circumstance, Phrase, Phrasebook } from './phrasebook/phrase'
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

/** What the engine would print in its console; nothing, where no sentence of it is known. */
export function consoleLines(run: Run, facts: Facts | null): readonly ConsoleLine[] {
  const book = phrasebooks[run.profile.engine]
  if (book === null) return []
  return [...warnings(book, run), ...(facts === null ? [] : errors(book, facts))]
}

function errors(book: Phrasebook, facts: Facts): readonly ConsoleLine[] {
  const circumstance = circumstanceOf(facts)
  const phrase = phraseFor(book, facts.refusal.step, circumstance)
  if (phrase === null) return []
  const words = wordsFor(book, facts)
  const text = fill(phrase.text, words)
  if (phrase.form === 'bare') return [line(book, phrase.level, text)]
  words.set('text', text)
  const lines = [line(book, phrase.level, fill(book.line, words))]
  for (const next of book.afterwards) {
    if (fits(next.when, circumstance)) lines.push(line(book, 'error', fill(next.text, words)))
  }
  return lines
}

/** `Authorization` under a wildcard: allowed for now, with a warning. */
function warnings(book: Phrasebook, run: Run): readonly ConsoleLine[] {
  const lines: ConsoleLine[] = []
  run.hops.forEach((hop, i) => {
    const passed = run.decisions.some(
      ({ decision, at }) => at === i && decision.step === 'cors-preflight-fetch/passed',
    )
    if (!passed || !authorizationUnderWildcard(hop)) return
    const phrase = book.phrases.find((candidate) => candidate.steps.includes('cors-preflight-fetch/passed'))
    if (phrase === undefined) return
    const words = new Map([['url', hop.send.url.href]])
    lines.push(line(book, phrase.level, fill(phrase.text, words)))
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

function line(book: Phrasebook, level: ConsoleLine['level'], text: string): ConsoleLine {
  return { level, text, evidence: book.evidence }
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

function circumstanceOf(facts: Facts): Circumstance {
  const { status } = facts
  return {
    preflight: facts.preflight,
    status:
      status === null ? 'none' : okStatus(status) ? 'ok' : redirectStatus(status) ? 'redirect' : 'other',
    allowOrigin: shapeOf(facts.headerList),
    kind: facts.kind,
    failure: facts.failure === null ? '' : facts.failure.code,
  }
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

function wordsFor(book: Phrasebook, facts: Facts): Map<string, string> {
  const { headerList, status, statusText } = facts
  const value = (name: string): string => {
    const text = getHeader(headerList, name) ?? ''
    return book.escapesValues ? escaped(text) : text
  }
  const words = new Map([
    ['url', facts.url.href],
    ['firstUrl', facts.firstURL.href],
    ['pageUrl', facts.pageURL ?? ''],
    ['pageOrigin', facts.pageOrigin],
    ['origin', facts.origin],
    ['kind', book.kinds[facts.kind] ?? book.otherKind],
    ['method', facts.method],
    ['port', facts.url.port === null ? '' : String(facts.url.port)],
    ['subject', facts.refusal.evidence.subject ?? ''],
    ['status', status === null ? '' : String(status)],
    ['statusLine', status === null ? '' : statusText === '' ? String(status) : `${status} (${statusText})`],
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
  words.set('redirected', facts.firstURL.href === facts.url.href ? '' : fill(parts.redirected, words))
  words.set('redirection', !facts.preflight && facts.location !== null ? fill(parts.redirection, words) : '')
  return words
}

function fill(template: string, words: ReadonlyMap<string, string>): string {
  return template.replace(/\{(\w+)\}/g, (whole: string, word: string) => words.get(word) ?? whole)
}

function firstOddMember(list: string): string {
  const members = list.split(',').map((member) => member.trim())
  return members.find((member) => member !== '' && !isToken(member)) ?? ''
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
