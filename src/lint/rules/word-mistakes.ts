import { listed } from '../../explain/words'
import { forbiddenRequestHeader, forbiddenResponseHeaderName } from '../../http/header-names'
import { isMethod, normalizeMethod } from '../../http/methods'
import type { Concept } from '../dialects'
import type { Finding } from '../finding'

/** What can be wrong with words of a list; those of one list are told together. */
export interface WordKind {
  readonly rule: Finding['rule']
  readonly severity: Finding['severity']
  readonly message: (words: readonly string[]) => string
  readonly consequence: (words: readonly string[]) => string
}

/** What is wrong with one word, and what to write for it: null to take it out. */
export interface WordMistake {
  readonly kind: WordKind
  readonly instead: string | null
}

/** Several words, one of which may be meant: `TRACE or TRACK`. */
function either(words: readonly string[]): string {
  const last = words[words.length - 1] ?? ''
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`
}

function one<Value>(words: readonly string[], single: Value, several: Value): Value {
  return words.length === 1 ? single : several
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────

const forbiddenMethod: WordKind = {
  rule: 'forbidden-method',
  severity: 'low',
  message: (words) => `No page can send ${either(words.map((word) => word.toUpperCase()))}.`,
  consequence: (words) => `${one(words, 'It is', 'They are')} listed for nothing.`,
}

const noMethod: WordKind = {
  rule: 'list-unparsable',
  severity: 'medium',
  message: (words) => `${listed(words)} ${one(words, 'is no method', 'are no methods')}.`,
  consequence: () => 'Browsers refuse the whole list, and every request that needs it.',
}

const methodCase: WordKind = {
  rule: 'method-case',
  severity: 'medium',
  message: (words) =>
    `Methods are compared letter by letter: ${listed(words.map((word) => `${word} is not ${word.toUpperCase()}`))}.`,
  consequence: (words) =>
    `${listed(words.map((word) => word.toUpperCase()))} ${one(words, 'is refused as if it', 'are refused as if they')} were not listed.`,
}

export function methodMistake(method: string): WordMistake | null {
  if (method === '*') return null
  const upper = method.toUpperCase()
  if (upper === 'TRACE' || upper === 'TRACK' || upper === 'CONNECT')
    return { kind: forbiddenMethod, instead: null }
  if (!isMethod(method)) return { kind: noMethod, instead: null }
  return method === upper || normalizeMethod(upper) !== upper ? null : { kind: methodCase, instead: upper }
}

// ── Header names ────────────────────────────────────────────────────────────────────────────────────

const answerHeader: WordKind = {
  rule: 'answer-header-allowed',
  severity: 'low',
  message: (words) =>
    `${listed(words)} ${one(words, 'belongs', 'belong')} into answers; a page that sends ${one(words, 'it', 'them')} has made a mistake.`,
  consequence: (words) =>
    `${one(words, 'It is allowed for nothing, and hides', 'They are allowed for nothing, and hide')} that mistake.`,
}

const forbiddenHeader: WordKind = {
  rule: 'forbidden-header',
  severity: 'low',
  message: (words) => `No page can set ${either(words)}: browsers do.`,
  consequence: (words) => `${one(words, 'It is', 'They are')} allowed for nothing.`,
}

const hiddenHeader: WordKind = {
  rule: 'exposed-in-vain',
  severity: 'low',
  message: (words) => `No page ever gets to see ${either(words)}.`,
  consequence: (words) => `${one(words, 'It is', 'They are')} exposed for nothing.`,
}

export function requestHeaderMistake(name: string): WordMistake | null {
  const lower = name.toLowerCase()
  if (lower.startsWith('access-control-allow-') || lower === 'access-control-expose-headers')
    return { kind: answerHeader, instead: null }
  return forbiddenRequestHeader(lower, '') ? { kind: forbiddenHeader, instead: null } : null
}

export function exposedMistake(name: string): WordMistake | null {
  return forbiddenResponseHeaderName(name.toLowerCase()) ? { kind: hiddenHeader, instead: null } : null
}

// ── All of a list ───────────────────────────────────────────────────────────────────────────────────

/** Words of one list with the same mistake. */
export interface WrongWords<Word> {
  readonly kind: WordKind
  readonly words: readonly { readonly word: Word; readonly instead: string | null }[]
}

/** What is wrong with a list, by what it is. */
export function wrongWords<Word extends { readonly text: string }>(
  words: readonly Word[],
  mistakeOf: (text: string) => WordMistake | null,
): readonly WrongWords<Word>[] {
  const found = new Map<WordKind, WrongWords<Word>['words'][number][]>()
  for (const word of words) {
    const mistake = mistakeOf(word.text)
    if (mistake === null) continue
    const { kind, instead } = mistake
    const same = found.get(kind) ?? []
    same.push({ word, instead })
    found.set(kind, same)
  }
  return [...found].map(([kind, own]) => ({ kind, words: own }))
}

/** The words of a finding, without those that are there twice. */
export function saidOf<Word extends { readonly text: string }>({
  kind,
  words,
}: WrongWords<Word>): Pick<Finding, 'rule' | 'severity' | 'message' | 'consequence'> {
  const names = [...new Set(words.map(({ word }) => word.text))]
  const { rule, severity } = kind
  return { rule, severity, message: kind.message(names), consequence: kind.consequence(names) }
}

/** What the fix of such a finding does. */
export function titleOf<Word extends { readonly text: string }>({ words }: WrongWords<Word>): string {
  const [first] = words
  return first?.instead === null || first === undefined
    ? `Take ${listed([...new Set(words.map(({ word }) => word.text))])} out`
    : `Write ${listed([...new Set(words.map(({ instead }) => instead ?? ''))])}`
}

// ── * ───────────────────────────────────────────────────────────────────────────────────────────────

/** What is wrong with `*` in a list; null where it does what it looks like. */
export function starMistake(
  concept: Concept,
  credentials: boolean,
  authorization: boolean,
): Pick<Finding, 'rule' | 'severity' | 'message' | 'consequence'> | null {
  if (credentials) {
    const consequence =
      concept === 'exposedHeaders'
        ? 'Pages see none of those headers.'
        : concept === 'methods'
          ? 'Requests with cookies are refused for every method but GET, HEAD and POST.'
          : 'Requests with cookies are refused for every header that needs to be allowed.'
    return {
      rule: 'wildcard-not-a-wildcard',
      severity: 'medium',
      message: '* is a name like others in answers to requests with cookies.',
      consequence,
    }
  }
  if (concept !== 'requestHeaders' || authorization) return null
  return {
    rule: 'authorization-under-wildcard',
    severity: 'low',
    message: '* does not cover Authorization, which has to be listed by name.',
    consequence: 'Browsers let it pass today, with a warning that they will not for long.',
  }
}
