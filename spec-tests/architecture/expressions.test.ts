import { isSafePattern } from 'redos-detector'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'
import { patternTree } from '../../src/lint/patterns/pattern-tree'
import { textsFor, triesIn } from '../../src/lint/patterns/tries'
import { place, sourcesBelow, visit } from './sources'

/** Where expressions meet what somebody else has written: configurations, headers, URLs, arguments. */
const folders = ['src/lint', 'src/servers', 'src/campaign', 'src/fuzz', 'src/cli']

/** Expressions that may take the square of the length of what they look at, and why that is short enough. */
const short: ReadonlyMap<string, string> = new Map([
  [
    String.raw`/\.(?:status|sendStatus|code|throw|writeHead)\(\s*401\b|\.status(?:Code)?\s*=\s*401\b|\.(?:json|text|body)\([^;\n]{0,200},\s{0,20}401\b/`,
    'No more than 220 letters are looked at behind each call.',
  ],
  [
    String.raw`/^([A-Za-z]*)("""|'''|"|')([\s\S]*)\2$/`,
    'One string of Python, looked at from its first letter and from its last.',
  ],
  [
    String.raw`/\bconfig\[\s*(['"])([A-Z][A-Z0-9_]*)\1\s*\]$/`,
    'One name that is assigned to; it begins in few places.',
  ],
  [String.raw`/((?:[a-z0-9-]+\\?\.)+[a-z]+)\$?$/`, 'The last 300 letters of a pattern.'],
  [String.raw`/[^\n]*\n|[^\n]+$/g`, 'Each match begins where the last one ended, and ends with its line.'],
  [
    String.raw`/((?:secret|passw(?:or)?d|passphrase|token|api_?key|private_?key)\w{0,40}["']?\]?\s{0,40}(?::|=>?|,)\s{0,40})(["'${'`'}])(?:\\.|(?!\2).)+\2/gi`,
    'Between a name and its value are 120 letters at most; a string ends where it ends.',
  ],
  [
    String.raw`/(\b(?:proxy_set_header|add_header)\s+["']?((?:set-)?cookie|authorization|x-[a-z-]+)["']?\s+)(["']?)([^"';]+)\3/i`,
    'A line of a configuration has one such directive, or few.',
  ],
  ['/0*$/', 'One part of an address, of four digits.'],
  ['/^[0-9a-f:]*:[0-9a-f:.]*$/i', 'One address of whoever has set up the server.'],
  [String.raw`/:([^\]]*)$/`, 'One host and port of a proxy_pass.'],
  ['/^ +| +$/g', 'The value of one cookie of a server, as short as cookies are.'],
  ['/=+$/', 'Base64, which ends with two of these at most.'],
  [String.raw`/(\d+)$/`, 'One argument of listen.'],
  [String.raw`/((?:\.[a-z0-9-]+)+)((?::\d+)?)$/i`, 'One origin of a list, which is no longer than a host.'],
  ['/=.*$/', 'One cookie of a demo of our own.'],
  [
    String.raw`/^([a-z][a-z0-9+.-]*:(?=[/\\]))?[/\\]*[\s\S]*@/i`,
    'One argument of a command line, looked at from its first letter.',
  ],
])

interface Expression {
  readonly source: string
  readonly flags: string
  readonly places: string[]
}

function expressions(): readonly Expression[] {
  const found = new Map<string, Expression>()
  for (const file of folders.flatMap(sourcesBelow)) {
    visit(file, (node) => {
      if (!ts.isRegularExpressionLiteral(node)) return
      const end = node.text.lastIndexOf('/')
      const known = found.get(node.text) ?? {
        source: node.text.slice(1, end),
        flags: node.text.slice(end + 1),
        places: [],
      }
      known.places.push(place(file, node.getStart()))
      found.set(node.text, known)
    })
  }
  return [...found.values()]
}

/** What cannot go on for long is never slow. */
const loops = /[*+]|\{\d+,(?:\d\d+)?\}/

/** Steps of the library, few: it decides the plain ones at once. */
const budget = { maxSteps: 60, maxScore: 10, timeout: Number.POSITIVE_INFINITY }

function isDecided({ source, flags }: Expression): boolean {
  return isSafePattern(source, {
    ...budget,
    caseInsensitive: flags.includes('i'),
    unicode: flags.includes('u'),
  }).safe
}

const [few, many, most] = [24, 48, 3_000_000]

/** How much more work twice the text is, at the worst: 2 where it grows with the text, 4 with its square; null where it is not run. */
function growth({ source, flags }: Expression): number | null {
  const root = patternTree(source, flags)?.root
  if (root === undefined) return null
  const of = { ignoreCase: flags.includes('i'), multiline: flags.includes('m') }
  const longer = textsFor(root, many)
  const ratios = textsFor(root, few).map((text, i) => {
    const [less, more] = [triesIn(root, of, text, most), triesIn(root, of, longer[i] ?? '', most)]
    return less === null || more === null ? null : more / Math.max(less, text.length)
  })
  return ratios.includes(null) ? null : Math.max(0, ...(ratios as number[]))
}

describe('regular expressions of ours that meet what others have written', () => {
  const all = expressions().filter(({ source }) => loops.test(source))
  const undecided = all.filter((one) => !isDecided(one))

  it('are many', () => {
    expect(all.length).toBeGreaterThan(100)
  })

  it('take no more than their text is long, or have a reason', () => {
    const slow = undecided.filter((one) => {
      const ratio = growth(one)
      return ratio === null || ratio > 2.8
    })
    const told = slow.map(({ source, flags, places }) => `/${source}/${flags} ${places.join(' ')}`)
    expect(told.filter((line) => ![...short.keys()].some((known) => line.startsWith(`${known} `)))).toEqual(
      [],
    )
  })

  it('have no reason where they need none', () => {
    const written = all.map(({ source, flags }) => `/${source}/${flags}`)
    expect([...short].filter(([known, reason]) => !written.includes(known) || reason.length < 20)).toEqual([])
  })
})
