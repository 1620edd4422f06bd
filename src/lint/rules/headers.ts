import { headerName } from '../../explain/words'
import { allowCredentials, allowOrigin, meantName } from '../cors-header-names'
import { replaced } from '../edits'
import type { Finding, Fix } from '../finding'
import type { HeaderGroup, HeaderLine } from '../material'
import { type Edit, lineAround, type Span } from '../text'
import { longestMaxAge, notSeconds, overCap } from './answers'
import type { RuleContext } from './context'
import { credentialsOf, named, withValue } from './header-group'
import { whoGetsIn } from './header-origin'
import { wordEdits, wordsAt } from './word-edits'
import {
  exposedMistake,
  methodMistake,
  requestHeaderMistake,
  saidOf,
  starMistake,
  titleOf,
  type WrongWords,
  wrongWords,
} from './word-mistakes'

/** Findings about the headers of one response, as they are written in a block, in code or for nginx. */
export function headerFindings(group: HeaderGroup, context: RuleContext): readonly Finding[] {
  return [
    ...group.lines.flatMap((line) => nearMiss(group, line)),
    ...twice(group, context),
    ...whoGetsIn(group, context),
    ...credentialsValue(group),
    ...lists(group, context),
    ...maxAge(group),
    ...vary(group, context),
  ]
}

function nearMiss(group: HeaderGroup, line: HeaderLine): readonly Finding[] {
  const meant = meantName(line.name)
  if (meant === null) return []
  const name = headerName(meant)
  const there = group.lines.some((other) => other.name.toLowerCase() === meant)
  return [
    {
      rule: 'header-near-miss',
      severity: 'medium',
      message: `No browser knows ${line.name}${there ? '' : `; ${name} was probably meant`}.`,
      consequence: 'It is ignored, as if it were not there.',
      span: line.nameSpan,
      fix: there ? removal(line) : { title: `Call it ${name}`, edits: calledEdits(group, line, name) },
      advice: null,
    },
  ]
}

/** The name as it was meant, and the one value that makes it count. */
function calledEdits(group: HeaderGroup, line: HeaderLine, name: string): readonly Edit[] {
  const called = replaced(line.nameSpan, name)
  if (name.toLowerCase() !== allowCredentials || line.value === null || !isTrueInOtherWords(line.value))
    return [called]
  return [called, ...(withValue(line, group, 'true', '')?.edits ?? [])]
}

function removal({ lineSpan }: HeaderLine): Fix | null {
  return lineSpan === null ? null : { title: 'Take it out', edits: [replaced(lineSpan, '')] }
}

// ── Access-Control-Allow-Origin ─────────────────────────────────────────────────────────────────────

function twice(group: HeaderGroup, _context: RuleContext): readonly Finding[] {
  // In code, several lines may be several branches.
  if (!group.complete) return []
  const lines = named(group, allowOrigin)
  const [first, ...more] = lines
  const second = more[0]
  if (first === undefined || second === undefined) return []
  // An origin says more than *.
  const goes = first.value === '*' && second.value !== '*' ? [first] : more
  const edits = goes.flatMap(({ lineSpan }) => (lineSpan === null ? [] : [replaced(lineSpan, '')]))
  return [
    {
      rule: 'allow-origin-twice',
      severity: 'medium',
      message: `Access-Control-Allow-Origin is there ${lines.length === 2 ? 'twice' : `${lines.length} times`}: two programs add it, a proxy and an application as a rule.`,
      consequence: 'Every browser refuses the response, whatever the values are.',
      span: second.nameSpan,
      fix: { title: 'Let one of them add it', edits },
      advice: null,
    },
  ]
}

/** Whether a value of `Access-Control-Allow-Credentials` says yes, and is not `true`. */
function isTrueInOtherWords(value: string): boolean {
  return value !== 'true' && !/^(?:false|no|off|0)$/i.test(value)
}

// ── Others ──────────────────────────────────────────────────────────────────────────────────────────

function credentialsValue(group: HeaderGroup): readonly Finding[] {
  return named(group, allowCredentials).flatMap((line): readonly Finding[] => {
    if (line.value === null || line.value === 'true') return []
    const no = !isTrueInOtherWords(line.value)
    return [
      {
        rule: 'credentials-not-true',
        severity: no ? 'info' : 'medium',
        message: `Access-Control-Allow-Credentials has one value, true in small letters; ${line.value} is none.`,
        consequence: no
          ? 'It says what leaving it out says.'
          : 'Browsers refuse responses to requests with cookies.',
        span: line.valueSpan ?? line.nameSpan,
        fix: no ? removal(line) : withValue(line, group, 'true', 'Write true'),
        advice: null,
      },
    ]
  })
}

const listNames = [
  ['access-control-allow-methods', 'methods', methodMistake],
  ['access-control-allow-headers', 'requestHeaders', requestHeaderMistake],
  ['access-control-expose-headers', 'exposedHeaders', exposedMistake],
] as const

/** Names in these lists are tokens: https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/

function lists(group: HeaderGroup, context: RuleContext): readonly Finding[] {
  return listNames.flatMap(([name, concept, mistakeOf]) =>
    named(group, name).flatMap((line): readonly Finding[] => {
      if (line.value === null) return []
      const words = line.value
        .split(',')
        .map((word) => word.trim())
        .filter((word) => word !== '')
      const span = line.valueSpan ?? line.nameSpan
      const broken = words.filter((word) => !token.test(word))
      if (broken.length > 0) return [unparsable(group, line, span, broken)]
      const authorization = words.some((word) => word.toLowerCase() === 'authorization')
      const star = words.includes('*')
        ? starMistake(concept, credentialsOf(group) === true, authorization)
        : null
      const named: readonly Finding[] =
        star === null
          ? []
          : [
              {
                ...star,
                span,
                fix: starFix(group, line, concept, star.rule),
                advice:
                  star.rule === 'authorization-under-wildcard'
                    ? null
                    : 'The names in the fix are an example: write those that your pages use.',
              },
            ]
      const wrong = wrongWords(
        words.map((word) => ({ text: word })),
        mistakeOf,
      )
      return [...named, ...wrong.map((mistake) => ofWords(line, span, words, mistake, context))]
    }),
  )
}

const starInstead = {
  methods: 'GET, HEAD, POST, PUT, PATCH, DELETE',
  requestHeaders: 'Authorization, Content-Type',
  exposedHeaders: 'Link, X-Total-Count',
} as const

function starFix(
  group: HeaderGroup,
  line: HeaderLine,
  concept: keyof typeof starInstead,
  rule: Finding['rule'],
): Fix | null {
  const value =
    rule === 'authorization-under-wildcard' ? `${line.value ?? ''}, Authorization` : starInstead[concept]
  return withValue(line, group, value, 'Name what you mean')
}

function unparsable(group: HeaderGroup, line: HeaderLine, span: Span, broken: readonly string[]): Finding {
  const names = (line.value ?? '').match(/[!#$%&'*+.^_`|~0-9A-Za-z-]+/g) ?? []
  return {
    rule: 'list-unparsable',
    severity: 'medium',
    message: `${broken[0]} is no name. Names stand side by side with commas between them, without quotes or brackets.`,
    consequence: 'Browsers refuse the whole list, and every request that needs it.',
    span,
    fix: withValue(line, group, names.join(', '), 'Write it as a list'),
    advice: null,
  }
}

function ofWords(
  line: HeaderLine,
  span: Span,
  words: readonly string[],
  wrong: WrongWords<{ readonly text: string }>,
  { text }: RuleContext,
): Finding {
  const instead = new Map(wrong.words.map(({ word, instead }) => [word.text, instead]))
  const places = wordsAt(text, span, words)
  const changes = new Map<Span, string | null>()
  places?.forEach((place, i) => {
    const change = instead.get(words[i] ?? '')
    if (change !== undefined) changes.set(place, change)
  })
  const none = words.every((word) => instead.get(word) === null)
  const fix =
    places === null
      ? null
      : none
        ? removal(line)
        : { title: titleOf(wrong), edits: wordEdits(places, changes) }
  return { ...saidOf(wrong), span, fix, advice: null }
}

function maxAge(group: HeaderGroup): readonly Finding[] {
  return named(group, 'access-control-max-age').flatMap((line): readonly Finding[] => {
    if (line.value === null) return []
    const span = line.valueSpan ?? line.nameSpan
    const seconds = /^-?\d+$/.test(line.value) ? Number(line.value) : null
    if (seconds === null)
      return [{ ...notSeconds, span, fix: withValue(line, group, '600', 'Write seconds'), advice: null }]
    if (seconds <= longestMaxAge) return []
    return [
      {
        ...overCap(seconds),
        span,
        fix: withValue(line, group, String(longestMaxAge), 'Ask for what can be had'),
        advice: null,
      },
    ]
  })
}

/** An origin in the answer of a server that answers others with others has to be told to caches. */
function vary(group: HeaderGroup, { text }: RuleContext): readonly Finding[] {
  // What is configured says itself whether it depends on the origin.
  if (!group.complete || group.language !== null) return []
  const [line, ...more] = named(group, allowOrigin)
  if (
    line === undefined ||
    more.length > 0 ||
    line.value === null ||
    line.value === '*' ||
    line.value === 'null'
  )
    return []
  const varies = named(group, 'vary').some(
    ({ value }) => value === null || /(?:^|,)\s*(?:origin|\*)\s*(?:,|$)/i.test(value),
  )
  if (varies) return []
  // With the question there, it shows that the answer follows it.
  const follows = group.request?.origin === line.value
  const place = line.lineSpan === null ? null : lineAround(text, line.nameSpan.end)
  return [
    {
      rule: 'vary-missing',
      severity: 'low',
      message: `The answer names an origin, and does not say Vary: Origin.`,
      consequence: `${follows ? 'A' : 'If others get another answer, a'} cache hands the answer for one website to another, which is refused then.`,
      span: line.nameSpan,
      fix:
        place === null
          ? null
          : {
              title: 'Say that answers differ',
              edits: [
                replaced(
                  { start: place.end, end: place.end },
                  `\n${text.slice(place.start, line.nameSpan.start)}Vary: Origin`,
                ),
              ],
            },
      advice: null,
    },
  ]
}
