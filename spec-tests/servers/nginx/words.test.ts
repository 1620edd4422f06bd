/** How words are read: generated ones are given to a real nginx, which tells in its answers and complaints what it has read. */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NginxSyntaxError, parseNginx } from '../../../src/servers/nginx'
import { askModel, upstream } from './compare'
import { environment, type Laboratory, openLaboratory, skipped, skippedBecause } from './real-nginx'

const lengths = { minLength: 1, maxLength: 6 }
const sign = fc.constantFrom('a', '{', '}', '#', ';', ' ', '\n', '\t', '(', ')', '=', '~', '^', '|', ',', 'é')
const escaped = fc.constantFrom(
  '\\"',
  "\\'",
  '\\\\',
  '\\t',
  '\\r',
  '\\n',
  '\\;',
  '\\{',
  '\\ ',
  '\\.',
  '\\$a-',
  '\\#',
)
/** A variable that is there; the dash keeps what follows from its name. */
const variable = fc.constantFrom('$a-', `$\{a}`, `x$\{a}y`, `"$\{a}`, '$a#-')

const quoted = fc
  .tuple(fc.constantFrom('"', "'"), fc.array(fc.oneof(sign, escaped, variable), lengths))
  .map(([mark, pieces]) =>
    [mark, ...pieces.map((each) => (each.startsWith(mark) ? `\\${each}` : each)), mark].join(''),
  )
const bare = fc
  .array(fc.oneof(sign, escaped, variable, fc.constantFrom('"', "'", 'b')), lengths)
  .map((pieces) => pieces.join(''))

/** Texts that our parser takes for one word; whether nginx does, it says itself. */
const word = fc.oneof(quoted, bare).filter((text) => {
  try {
    const { directives, comments } = parseNginx(`return 200 ${text};`)
    const [only, other] = directives
    return other === undefined && comments.length === 0 && only?.block === null && only.args.length === 2
  } catch {
    return false
  }
})

/** Any text that may be the beginning of a configuration, well formed or not. */
const snippet = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.constantFrom('a', 'bc', ' ', ' ', '\n', ';', '{', '}', '#', '"', "'", '\\', '$', '${'),
      },
      { weight: 1, arbitrary: quoted },
      { weight: 1, arbitrary: fc.oneof(escaped, variable, sign) },
    ),
    { maxLength: 10 },
  )
  .map((pieces) => pieces.join(''))

/** What becomes of a text: the name of its first directive, or where it is wrong. */
type Outcome = { readonly name: string } | { readonly wrongInLine: number } | 'nothing'

function ours(text: string): Outcome {
  // nginx looks at the first directive before it reads on.
  for (let end = 1; end <= text.length; end++) {
    if (text[end - 1] !== ';' && text[end - 1] !== '{') continue
    const begun = text.slice(0, end) + (text[end - 1] === '{' ? '}' : '')
    const name = firstName(begun)
    if (name !== null) return { name }
  }
  try {
    parseNginx(text)
    return 'nothing'
  } catch (error) {
    return { wrongInLine: (error as NginxSyntaxError).span.start.line }
  }
}

function firstName(text: string): string | null {
  try {
    return parseNginx(text).directives[0]?.name ?? null
  } catch (error) {
    if (error instanceof NginxSyntaxError) return null
    throw error
  }
}

function theirs(folder: string, text: string): Outcome {
  const file = join(folder, 'snippet.conf')
  writeFileSync(file, text)
  const { stderr } = spawnSync('nginx', ['-t', '-q', '-p', folder, '-c', file, '-e', 'stderr'], {
    env: environment,
    encoding: 'utf8',
  })
  const unknown = /unknown directive "([\s\S]*)" in .*snippet\.conf:\d+/.exec(stderr)
  if (unknown !== null) return { name: unknown[1] as string }
  if (/no "events" section/.test(stderr)) return 'nothing'
  const line = /snippet\.conf:(\d+)\n/.exec(stderr)?.[1]
  if (line === undefined) throw new Error(`what nginx says of ${JSON.stringify(text)}: ${stderr}`)
  return { wrongInLine: Number(line) }
}

describe.skipIf(skipped)(`words of a configuration${skippedBecause}`, () => {
  let laboratory: Laboratory
  beforeAll(async () => {
    laboratory = await openLaboratory(upstream)
  })
  afterAll(() => laboratory.close())

  it('mean the same to nginx', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 120, size: 'max' }), async (words) => {
        const places = words.map((text, i) => `location = /${i} { return 200 ${text}; }`)
        const configuration = `server { listen 127.0.0.1:${laboratory.port}; set $a "<a>";\n${places.join('\n')}\n}`
        const asked = words.map((_, i) => ({
          method: 'GET',
          path: `/${i}`,
          headers: [['host', 'localhost']] as const,
          body: '',
        }))
        const real = await laboratory.ask(configuration, asked)
        if (typeof real === 'string') throw new Error(real)
        const model = askModel(configuration, laboratory, {}, asked)
        expect(model.map(({ body }) => body)).toEqual(real.map(({ body }) => body))
      }),
      { numRuns: 5 },
    )
  })

  it('end where nginx ends them, and what is wrong is wrong to both', () => {
    fc.assert(
      fc.property(snippet, (text) => {
        const [own, real] = [ours(text), theirs(laboratory.folder, text)]
        // nginx names the line where it gives up; ours is where the mistake is, which is there or before.
        if (
          typeof own === 'object' &&
          'wrongInLine' in own &&
          typeof real === 'object' &&
          'wrongInLine' in real
        )
          expect(own.wrongInLine, JSON.stringify(text)).toBeLessThanOrEqual(real.wrongInLine)
        else expect(own, JSON.stringify(text)).toEqual(real)
      }),
      { numRuns: 40 },
    )
  })
})
