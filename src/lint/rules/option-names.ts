import { editDistance } from '../../explain/near-miss'
import { conceptOf, type Dialect, optionNames } from '../dialects'
import { isWhole, removed, replaced } from '../edits'
import type { Finding } from '../finding'
import type { Entry } from '../literal'
import { type Policy, wordsOf } from '../policy'
import type { RuleContext } from './context'

/** Findings about options that an implementation does not know. */
export function optionNameFindings(policy: Policy, context: RuleContext): readonly Finding[] {
  const { dialect, map } = policy
  const known = optionNames(dialect)
  return (map?.entries ?? []).flatMap((entry) => {
    if (known.includes(entry.key) || !concerns(entry.key, dialect)) return []
    return [unknownOption(policy, entry, context)]
  })
}

/** Among settings only those of CORS are looked at; other libraries have theirs there. */
function concerns(key: string, dialect: Dialect): boolean {
  if (dialect.id === 'django' || /^[A-Z][A-Z_]*$/.test(key)) return /^CORS_/.test(key)
  return true
}

function unknownOption({ dialect, entries }: Policy, entry: Entry, { text }: RuleContext): Finding {
  const meant = meantBy(entry.key, dialect)
  const taken = meant !== null && entries.some(({ key }) => key === meant)
  const edit = meant === null ? null : taken ? removed(text, entry) : renamed(text, entry, meant)
  return {
    rule: 'unknown-option',
    severity: meant === null ? 'low' : 'medium',
    message: `${dialect.title} has no option ${entry.key}${meant === null ? '' : `; it is called ${meant}`}.`,
    consequence: `It is ignored without a word, and the default holds.`,
    span: entry.keySpan,
    fix: edit === null ? null : { title: taken ? 'Take it out' : `Call it ${meant}`, edits: [edit] },
    advice: meant === null ? `See ${dialect.docs} for those there are.` : null,
    link: dialect.docs,
  }
}

/** `{ origins }` is a name and a value in one. */
function renamed(text: string, { keySpan, value }: Entry, meant: string): ReturnType<typeof replaced> {
  const written = text.slice(keySpan.start, keySpan.end)
  const quote = /^["']/.exec(written)?.[0] ?? ''
  const short = value.start === keySpan.start && value.end === keySpan.end
  return replaced(keySpan, short ? `${meant}: ${written}` : `${quote}${meant}${quote}`)
}

/** The option of this dialect by the name that another has for it, or by a slip. */
function meantBy(key: string, dialect: Dialect): string | null {
  const concept = conceptOf(key)
  const names = concept === null ? undefined : dialect.options[concept]
  if (names !== undefined) return sameStyle(names, key)
  const known = optionNames(dialect)
  const words = confusions.get(key.replace(/[-_]/g, '').toLowerCase().replace(/^cors/, ''))
  if (words !== undefined) return sameStyle(dialect.options[words] ?? [], key)
  const near = known.map((name) => ({ name, far: editDistance(key.toLowerCase(), name.toLowerCase(), 2) }))
  return near.filter(({ far }) => far <= 2).sort((a, b) => a.far - b.far)[0]?.name ?? null
}

function sameStyle(names: readonly string[], key: string): string | null {
  const upper = /^[A-Z_]+$/.test(key)
  return names.find((name) => /^[A-Z_]+$/.test(name) === upper) ?? names[0] ?? null
}

/** Names that no library has, by what they are meant for. Without separators, in small letters. */
const confusions: ReadonlyMap<
  string,
  'origins' | 'credentials' | 'methods' | 'requestHeaders' | 'exposedHeaders' | 'maxAge'
> = new Map([
  ['origins', 'origins'],
  ['origin', 'origins'],
  ['alloworigin', 'origins'],
  ['alloworigins', 'origins'],
  ['allowedorigin', 'origins'],
  ['allowedorigins', 'origins'],
  ['whitelist', 'origins'],
  ['withcredentials', 'credentials'],
  ['supportcredentials', 'credentials'],
  ['supportscredentials', 'credentials'],
  ['allowcredentials', 'credentials'],
  ['allowedcredentials', 'credentials'],
  ['credential', 'credentials'],
  ['credentials', 'credentials'],
  ['method', 'methods'],
  ['allowmethods', 'methods'],
  ['allowedmethods', 'methods'],
  ['allowheaders', 'requestHeaders'],
  ['allowheader', 'requestHeaders'],
  ['allowedheader', 'requestHeaders'],
  ['allowedheaders', 'requestHeaders'],
  ['headers', 'requestHeaders'],
  ['exposeheaders', 'exposedHeaders'],
  ['exposedheaders', 'exposedHeaders'],
  ['exposeheader', 'exposedHeaders'],
  ['maxage', 'maxAge'],
  ['preflightmaxage', 'maxAge'],
])

/** Findings about origins where names of headers belong: seed of many a search. */
export function misplacedOrigins(policy: Policy, { text }: RuleContext): readonly Finding[] {
  const found = wordsOf(policy, 'requestHeaders')
  const urls = found?.words.filter((word) => word.text.includes('://')) ?? []
  const [first] = urls
  if (first === undefined || found === null) return []
  const { dialect } = policy
  const names = dialect.options.requestHeaders ?? []
  const entry = policy.entries.findLast(({ key }) => names.includes(key)) ?? null
  const origins = sameStyle(dialect.options.origins ?? [], entry?.key ?? '')
  const only = urls.length === found.words.length
  const free = !policy.entries.some(({ key }) => dialect.options.origins?.includes(key) === true)
  const edit =
    entry !== null && only && free && origins !== null && isWhole(entry, entry.value)
      ? renamed(text, entry, origins)
      : first.list === null
        ? entry === null
          ? null
          : removed(text, entry)
        : first.list.items.length === urls.length && entry !== null
          ? removed(text, entry)
          : removed(text, first.literal)
  return [
    {
      rule: 'origin-in-headers',
      severity: 'medium',
      message: `${first.text} is an origin, and ${entry?.key ?? 'this'} takes names of request headers.`,
      consequence: 'That origin gets in by no means, and the headers it sends are refused.',
      span: { start: first.start, end: first.end },
      fix:
        edit === null
          ? null
          : { title: only && free ? `Call the option ${origins}` : 'Take it out', edits: [edit] },
      advice: null,
    },
  ]
}
