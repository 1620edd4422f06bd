import { isListedSuffix, publicSuffix, registrableDomain } from '../../origin/public-suffix'
import { parseURL, type URLRecord } from '../../origin/url-record'
import type { Matches } from './matcher'
import type { PatternTree } from './pattern-tree'

/** Who gets in that should not, by how. */
export type HoleKind =
  | 'everybody'
  | 'null'
  | 'end-open'
  | 'start-open'
  | 'dot'
  | 'public-suffix'
  | 'port'
  | 'insecure'
  | 'subdomain'

export interface Hole {
  readonly kind: HoleKind
  /** An origin that a browser can send and that gets in. */
  readonly origin: string
  /** An origin that was meant to. */
  readonly meant: string
}

const everybody: readonly string[] = ['https://evil.example', 'http://a.evil.test:8081', 'https://127.0.0.2']

/**
 * Origins that a pattern lets in beside those it was written for, found by asking it: its own example with something
 * before, behind or inside. Only what a browser can send counts. The worst of each kind. `hints` are origins to begin with
 * where the pattern is no help.
 */
export function holesIn(
  matches: Matches,
  tree: PatternTree | null,
  hints: readonly string[],
): readonly Hole[] {
  const meant = meantBy(matches, tree, hints)
  if (everybody.every(matches))
    return [{ kind: 'everybody', origin: everybody[0] as string, meant: meant?.origin.serialized ?? '' }]
  const nobody: readonly Hole[] = matches('null') ? [{ kind: 'null', origin: 'null', meant: '' }] : []
  if (meant === null) return nobody
  const found: Hole[] = [...nobody]
  for (const { kind, probes } of families) {
    const origin = probes(meant).find((probe) => isOrigin(probe) && matches(probe))
    if (origin !== undefined) found.push({ kind, origin, meant: meant.origin.serialized })
  }
  return worst(found)
}

type HttpURL = URLRecord & { readonly origin: { readonly kind: 'tuple'; readonly serialized: string } }

/** What can make an origin of a part of one. */
const before: readonly string[] = ['https:', 'https://', 'https://a', 'https://a.']
const both: readonly (readonly [string, string])[] = [
  ['https://', '.com'],
  ['https://', 'a.com'],
]

/** The origin that the pattern was written for, as far as it says. */
function meantBy(matches: Matches, tree: PatternTree | null, hints: readonly string[]): HttpURL | null {
  const example = tree?.example ?? null
  const own =
    example === null
      ? []
      : [
          example,
          ...before.map((start) => start + example),
          ...both.map(([start, end]) => start + example + end),
        ]
  // The encrypted one is the one that was meant.
  const candidates = [...own.map((origin) => origin.replace(/^http:/, 'https:')), ...own, ...hints]
  for (const candidate of candidates) {
    const url = isOrigin(candidate) && matches(candidate) ? parseURL(candidate) : null
    if (url !== null && url.origin.kind === 'tuple') return url as HttpURL
  }
  return null
}

/** Whether a page can have that origin, written in just this way. */
function isOrigin(text: string): boolean {
  if (!/^https?:\/\//.test(text)) return false
  const url = parseURL(text)
  // No name has an empty label, though URLs do.
  if (url === null || /^\.|\.\.|^$/.test(url.host ?? '')) return false
  return url.origin.kind === 'tuple' && url.origin.serialized === text
}

interface Family {
  readonly kind: HoleKind
  readonly probes: (meant: HttpURL) => readonly string[]
}

const families: readonly Family[] = [
  {
    kind: 'end-open',
    probes: (meant) =>
      ofOthers(meant, [
        `${meant.origin.serialized}.evil.example`,
        `${meant.origin.serialized}.evil.com`,
        `${meant.origin.serialized}evil.com`,
        `${meant.origin.serialized}-evil.com`,
      ]),
  },
  {
    kind: 'start-open',
    probes: (meant) =>
      ofOthers(
        meant,
        [`evil${hostOf(meant)}`, `evil-${hostOf(meant)}`].map(
          (host) => `${meant.scheme}://${host}${portOf(meant)}`,
        ),
      ),
  },
  { kind: 'dot', probes: (meant) => ofOthers(meant, withoutADot(meant)) },
  { kind: 'public-suffix', probes: publicSuffixProbes },
  {
    kind: 'port',
    probes: (meant) =>
      meant.port === null
        ? [`${meant.origin.serialized}:1337`]
        : [`${meant.origin.serialized.slice(0, -String(meant.port).length)}1337`],
  },
  {
    kind: 'insecure',
    probes: (meant) => (meant.scheme === 'https' ? [meant.origin.serialized.replace('https:', 'http:')] : []),
  },
  {
    kind: 'subdomain',
    probes: (meant) => [`${meant.scheme}://corsac-probe.${hostOf(meant)}${portOf(meant)}`, siblingOf(meant)],
  },
]

/** Those that belong to somebody else: of another registrable domain that somebody can register. */
function ofOthers(meant: HttpURL, probes: readonly string[]): readonly string[] {
  const own = registrableDomain(hostOf(meant))
  return probes.filter((probe) => {
    const host = parseURL(probe)?.host ?? ''
    const suffix = publicSuffix(host)
    const registrable =
      suffix === 'example' ||
      suffix === publicSuffix(hostOf(meant)) ||
      (suffix !== null && isListedSuffix(suffix))
    return registrable && registrableDomain(host) !== own
  })
}

/** The origin with each of its dots made a letter, one at a time. */
function withoutADot(meant: HttpURL): readonly string[] {
  const host = hostOf(meant)
  return [...host].flatMap((letter, i) =>
    letter === '.' ? [`${meant.scheme}://${host.slice(0, i)}x${host.slice(i + 1)}${portOf(meant)}`] : [],
  )
}

function publicSuffixProbes(meant: HttpURL): readonly string[] {
  const suffix = publicSuffix(hostOf(meant))
  if (suffix === null || !isListedSuffix(suffix)) return []
  return ['evil-corsac', 'evilcorsac', 'evil9'].map(
    (label) => `${meant.scheme}://${label}.${suffix}${portOf(meant)}`,
  )
}

/** The same domain with another first label. */
function siblingOf(meant: HttpURL): string {
  const host = hostOf(meant)
  const domain = registrableDomain(host)
  const [, ...rest] = host.split('.')
  return domain === null || domain === host
    ? ''
    : `${meant.scheme}://corsacprobe.${rest.join('.')}${portOf(meant)}`
}

function hostOf({ host }: HttpURL): string {
  return host ?? ''
}

function portOf({ port }: HttpURL): string {
  return port === null ? '' : `:${port}`
}

/** What an open end lets in says nothing of dots, ports and schemes any more. */
function worst(holes: readonly Hole[]): readonly Hole[] {
  const kinds = new Set(holes.map(({ kind }) => kind))
  const open = kinds.has('end-open') || kinds.has('start-open')
  return holes.filter(({ kind }) => {
    if (kind === 'port' || kind === 'insecure')
      return !kinds.has('end-open') && !(kind === 'insecure' && kinds.has('start-open'))
    if (kind === 'subdomain') return !open && !kinds.has('public-suffix')
    if (kind === 'start-open') return !kinds.has('public-suffix')
    return true
  })
}
