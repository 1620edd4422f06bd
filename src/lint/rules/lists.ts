import type { Concept } from '../dialects'
import { removed, withOption } from '../edits'
import type { Finding } from '../finding'
import type { Language } from '../language'
import { optionOf, type Policy, type Word, wordsOf } from '../policy'
import type { Edit, Span } from '../text'
import type { RuleContext } from './context'
import { itemEdits, wordEdits, wordsAt } from './word-edits'
import {
  exposedMistake,
  methodMistake,
  requestHeaderMistake,
  saidOf,
  starMistake,
  titleOf,
  type WordMistake,
  type WrongWords,
  wrongWords,
} from './word-mistakes'

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
  const mistakeOf = (method: string): WordMistake | null => {
    const wrong = methodMistake(method)
    return dialect.methodsUppercased && wrong?.kind.rule === 'method-case' ? null : wrong
  }
  return ofWords(policy, found.words, mistakeOf, context)
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

// ── Header names ────────────────────────────────────────────────────────────────────────────────────

function requestHeaders(policy: Policy, context: RuleContext): readonly Finding[] {
  const found = wordsOf(policy, 'requestHeaders')
  // Origins among them are a finding of their own.
  const mistakeOf = (name: string): WordMistake | null =>
    name.includes('://') ? null : requestHeaderMistake(name)
  return ofWords(policy, found?.words ?? [], mistakeOf, context)
}

function exposed(policy: Policy, context: RuleContext): readonly Finding[] {
  return ofWords(policy, wordsOf(policy, 'exposedHeaders')?.words ?? [], exposedMistake, context)
}

// ── Words ───────────────────────────────────────────────────────────────────────────────────────────

/** Words with the same mistake are one finding, with one fix for all of them. */
function ofWords(
  { language }: Policy,
  words: readonly Word[],
  mistakeOf: (text: string) => WordMistake | null,
  { text }: RuleContext,
): readonly Finding[] {
  return wrongWords(words, mistakeOf).map((wrong): Finding => {
    const [first] = wrong.words
    const edits = editsOf(words, wrong, text, language)
    return {
      ...saidOf(wrong),
      span: { start: first?.word.start ?? 0, end: first?.word.end ?? 0 },
      fix: edits === null ? null : { title: titleOf(wrong), edits },
      advice: null,
    }
  })
}

/** Each list, and each string that holds one, is changed on its own; null where one of them is written strangely. */
function editsOf(
  words: readonly Word[],
  { words: wrong }: WrongWords<Word>,
  text: string,
  language: Language,
): readonly Edit[] | null {
  const edits: Edit[] = []
  for (const holder of new Set(wrong.map(({ word }) => word.list ?? word.literal))) {
    const own = words.filter(({ list, literal }) => (list ?? literal) === holder)
    const texts = own.map((word) => word.text)
    const places =
      holder.kind === 'list'
        ? own.map((word) => wordsAt(text, word.literal, [word.text])?.[0])
        : wordsAt(text, holder, texts)
    const changes = new Map<Span, string | null>()
    for (const { word, instead } of wrong) {
      const place = places?.[own.indexOf(word)]
      if (word.list !== null && instead === null) changes.set(word.literal, null)
      else if (place !== undefined) changes.set(place, instead)
      else if (own.includes(word)) return null
    }
    if (holder.kind === 'list')
      edits.push(...itemEdits(text, holder, holder.items, changes, language.list([])))
    else edits.push(...wordEdits(places as readonly Span[], changes))
  }
  return edits
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
