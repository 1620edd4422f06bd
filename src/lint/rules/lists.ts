import { forbiddenRequestHeader, forbiddenResponseHeaderName } from '../../http/header-names'
import { isMethod, normalizeMethod } from '../../http/methods'
import type { Concept } from '../dialects'
import { removed, replaced, withOption } from '../edits'
import type { Finding, Fix } from '../finding'
import { optionOf, type Policy, type Word, wordsOf } from '../policy'
import type { RuleContext } from './context'

/** Findings about lists of methods and names of headers. */
export function listFindings(policy: Policy, context: RuleContext): readonly Finding[] {
  return [
    ...methods(policy, context),
    ...requestHeaders(policy, context),
    ...exposed(policy, context),
    ...(['methods', 'requestHeaders', 'exposedHeaders'] as const).flatMap((concept) =>
      wildcard(policy, concept, context),
    ),
  ]
}

// ── Methods ─────────────────────────────────────────────────────────────────────────────────────────

function methods(policy: Policy, context: RuleContext): readonly Finding[] {
  const { dialect } = policy
  const found = wordsOf(policy, 'methods')
  if (found === null) {
    const few = dialect.methodsByDefault.length < 5
    return few && optionOf(policy, 'methods') === null && policy.map?.open !== true
      ? [defaults(policy, context)]
      : []
  }
  return found.words.flatMap((word) => {
    const wrong = methodMistake(word.text)
    return wrong === null || (dialect.methodsUppercased && wrong.rule === 'method-case')
      ? []
      : [ofWord(word, wrong, context)]
  })
}

function defaults(policy: Policy, { text }: RuleContext): Finding {
  const { dialect, language, span } = policy
  const all = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].map(language.string)
  const edit = withOption(text, policy, 'methods', language.list(all))
  return {
    rule: 'default-methods',
    severity: 'info',
    message: `${dialect.title} allows ${dialect.methodsByDefault.join(', ')} where no methods are given.`,
    consequence: 'Requests with other methods are refused: PUT, PATCH and DELETE above all.',
    span,
    fix: edit === null ? null : { title: 'List the methods that there are', edits: [edit] },
    advice: null,
    link: dialect.docs,
  }
}

/** What can be wrong with one word of a list, and what to write for it: null to take it out. */
export interface WordMistake {
  readonly rule: Finding['rule']
  readonly severity: Finding['severity']
  readonly message: string
  readonly consequence: string
  readonly instead: string | null
}

export function methodMistake(method: string): WordMistake | null {
  if (method === '*') return null
  const upper = method.toUpperCase()
  if (upper === 'TRACE' || upper === 'TRACK' || upper === 'CONNECT') {
    return {
      rule: 'forbidden-method',
      severity: 'low',
      message: `No page can send ${upper}.`,
      consequence: 'It is listed for nothing.',
      instead: null,
    }
  }
  if (!isMethod(method)) {
    return {
      rule: 'list-unparsable',
      severity: 'medium',
      message: `${method} is no method.`,
      consequence: 'Browsers refuse the whole list, and every request that needs it.',
      instead: null,
    }
  }
  if (method === upper || normalizeMethod(upper) !== upper) return null
  return {
    rule: 'method-case',
    severity: 'medium',
    message: `Methods are compared letter by letter: ${method} is not ${upper}.`,
    consequence: `${upper} is refused as if it were not listed.`,
    instead: upper,
  }
}

// ── Header names ────────────────────────────────────────────────────────────────────────────────────

function requestHeaders(policy: Policy, context: RuleContext): readonly Finding[] {
  const found = wordsOf(policy, 'requestHeaders')
  if (found === null) return []
  return found.words.flatMap((word) => {
    // Origins among them are a finding of their own.
    const wrong = word.text.includes('://') ? null : requestHeaderMistake(word.text)
    return wrong === null ? [] : [ofWord(word, wrong, context)]
  })
}

export function requestHeaderMistake(name: string): WordMistake | null {
  const lower = name.toLowerCase()
  if (lower.startsWith('access-control-allow-') || lower === 'access-control-expose-headers') {
    return {
      rule: 'answer-header-allowed',
      severity: 'low',
      message: `${name} belongs into answers; a page that sends it has made a mistake.`,
      consequence: 'It is allowed for nothing, and hides that mistake.',
      instead: null,
    }
  }
  if (!forbiddenRequestHeader(lower, '')) return null
  return {
    rule: 'forbidden-header',
    severity: 'low',
    message: `No page can set ${name}: browsers do.`,
    consequence: 'It is allowed for nothing.',
    instead: null,
  }
}

function exposed(policy: Policy, context: RuleContext): readonly Finding[] {
  const found = wordsOf(policy, 'exposedHeaders')
  return (found?.words ?? []).flatMap((word) => {
    const wrong = exposedMistake(word.text)
    return wrong === null ? [] : [ofWord(word, wrong, context)]
  })
}

export function exposedMistake(name: string): WordMistake | null {
  if (!forbiddenResponseHeaderName(name.toLowerCase())) return null
  return {
    rule: 'exposed-in-vain',
    severity: 'low',
    message: `No page ever gets to see ${name}.`,
    consequence: 'It is exposed for nothing.',
    instead: null,
  }
}

function ofWord(word: Word, { instead, ...finding }: WordMistake, { text }: RuleContext): Finding {
  return {
    ...finding,
    span: { start: word.start, end: word.end },
    fix: wordFix(word, instead, text),
    advice: null,
  }
}

/** One word out of a list, or another in its place. In a string that holds the whole list, only that word changes. */
function wordFix(word: Word, instead: string | null, text: string): Fix | null {
  const { literal, list } = word
  const title = instead === null ? `Take ${word.text} out` : `Write ${instead}`
  const written = text.slice(literal.start, literal.end)
  if (list !== null) {
    const at = written.indexOf(word.text)
    const edit =
      instead === null
        ? removed(text, literal)
        : replaced({ start: literal.start + at, end: literal.start + at + word.text.length }, instead)
    return at === -1 ? null : { title, edits: [edit] }
  }
  const changed = instead === null ? withoutWord(written, word.text) : written.replace(word.text, instead)
  return changed === written ? null : { title, edits: [replaced(literal, changed)] }
}

/** A list in a string without one of its words. */
export function withoutWord(list: string, word: string): string {
  const escaped = word.replace(/[.*+?^$()[\]{}|\\]/g, '\\$&')
  return list.replace(
    new RegExp(`${escaped}\\s*,\\s*|\\s*,\\s*${escaped}(?![\\w-])|${escaped}(?![\\w-])`),
    '',
  )
}

// ── * ───────────────────────────────────────────────────────────────────────────────────────────────

/** Names to write where `*` stands for all. */
const examples: { readonly [C in Concept]?: readonly string[] } = {
  methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
  requestHeaders: ['Authorization', 'Content-Type'],
  exposedHeaders: ['Link', 'X-Total-Count'],
}

function wildcard(policy: Policy, concept: Concept, context: RuleContext): readonly Finding[] {
  const { dialect, language } = policy
  const found = wordsOf(policy, concept)
  const star = found?.words.find(({ text }) => text === '*')
  if (star === undefined || dialect.expands.includes(concept)) return []
  const authorization = found?.words.some(({ text }) => text.toLowerCase() === 'authorization') ?? false
  const mistake = starMistake(concept, policy.credentials === true, authorization)
  if (mistake === null) return []
  const names = (examples[concept] ?? []).map(language.string)
  const others = star.list?.items.filter((item) => item !== star.literal) ?? []
  const edit =
    mistake.rule === 'authorization-under-wildcard' && star.list !== null
      ? { start: star.end, end: star.end, text: `, ${language.string('Authorization')}` }
      : others.length > 0
        ? removed(context.text, star.literal)
        : withOption(
            context.text,
            policy,
            concept,
            star.list === null && dialect.id === 'koa'
              ? language.string((examples[concept] ?? []).join(','))
              : language.list(names),
          )
  return [
    {
      ...mistake,
      span: { start: star.start, end: star.end },
      fix: edit === null ? null : { title: 'Name what you mean', edits: [edit] },
      advice:
        others.length > 0 || mistake.rule === 'authorization-under-wildcard'
          ? null
          : 'The names in the fix are an example: write those that your pages use.',
    },
  ]
}

/** What is wrong with `*` in a list; null where it does what it looks like. */
export function starMistake(
  concept: Concept,
  credentials: boolean,
  authorization: boolean,
): Omit<WordMistake, 'instead'> | null {
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
