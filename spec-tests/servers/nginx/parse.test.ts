import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import {
  type Directive,
  NginxSyntaxError,
  type Position,
  parseNginx,
  place,
  withIncluded,
} from '../../../src/servers/nginx'

/** A directive as nested lists: words, then its block. */
type Outline = readonly (string | readonly Outline[])[]

function outline({ name, args, block }: Directive): Outline {
  const words = [name, ...args.map(({ text }) => text)]
  return block === null ? words : [...words, block.map(outline)]
}

interface Reading {
  readonly desc: string
  readonly text: string
  readonly outlines: readonly Outline[]
}

const readings: readonly Reading[] = [
  { desc: 'nothing at all', text: '', outlines: [] },
  { desc: 'words are parted by any whitespace', text: 'a\tb\r\n  c ;', outlines: [['a', 'b', 'c']] },
  { desc: 'a semicolon needs no whitespace', text: 'a;b c;', outlines: [['a'], ['b', 'c']] },
  { desc: 'a block', text: 'a b { c; }', outlines: [['a', 'b', [['c']]]] },
  { desc: 'an empty block', text: 'events {}', outlines: [['events', []]] },
  { desc: 'blocks within blocks', text: 'a{b{c;}}d;', outlines: [['a', [['b', [['c']]]]], ['d']] },
  { desc: 'a comment ends with its line', text: 'a # b;{\n c;', outlines: [['a', 'c']] },
  { desc: 'a number sign within a word begins no comment', text: 'a b#c;', outlines: [['a', 'b#c']] },
  { desc: 'an empty word', text: 'a "" \'\';', outlines: [['a', '', '']] },
  { desc: 'quotes keep what would end a word', text: 'a "b; {#c}";', outlines: [['a', 'b; {#c}']] },
  { desc: 'the other quote is nothing special', text: `a "it's" '"';`, outlines: [['a', "it's", '"']] },
  {
    desc: 'a quote within a bare word is nothing special',
    text: 'a b"c d";',
    outlines: [['a', 'b"c', 'd"']],
  },
  { desc: 'an escaped quote does not close', text: 'a "b\\"c" \'d\\\'e\';', outlines: [['a', 'b"c', "d'e"]] },
  { desc: 'an escaped backslash does not escape', text: 'a "b\\\\";', outlines: [['a', 'b\\']] },
  { desc: 'escapes of whitespace', text: 'a "\\t\\r\\n";', outlines: [['a', '\t\r\n']] },
  { desc: 'other escapes stay, as patterns need them', text: 'a ~^a\\.b$;', outlines: [['a', '~^a\\.b$']] },
  { desc: 'an escaped space is of the word', text: 'a b\\ c;', outlines: [['a', 'b\\ c']] },
  { desc: 'the brace of a variable is of the word', text: `a x$\{b}y;`, outlines: [['a', `x$\{b}y`]] },
  {
    desc: 'a brace that stands after more than “$” opens a block',
    text: 'a $b{c;}',
    outlines: [['a', '$b', [['c']]]],
  },
  { desc: 'a closing brace is of a word', text: 'a b};', outlines: [['a', 'b}']] },
  {
    desc: 'a pattern with a quantifier has to be quoted',
    text: 'a "^/x{2}" {}',
    outlines: [['a', '^/x{2}', []]],
  },
  {
    desc: 'a parenthesis may follow a quote',
    text: 'if ($a = "b") { c; }',
    outlines: [['if', '($a', '=', 'b', ')', [['c']]]],
  },
  {
    desc: 'an entry of a map may have a quoted name',
    text: 'map $a $b { "x y" 1; default ""; }',
    outlines: [
      [
        'map',
        '$a',
        '$b',
        [
          ['x y', '1'],
          ['default', ''],
        ],
      ],
    ],
  },
]

describe('parseNginx reads', () => {
  for (const { desc, text, outlines } of readings) {
    it(desc, () => {
      expect(parseNginx(text).directives.map(outline)).toEqual(outlines)
    })
  }
})

interface Refusal {
  readonly desc: string
  readonly text: string
  readonly message: string
}

const refusals: readonly Refusal[] = [
  {
    desc: 'a missing semicolon before a brace, where it should stand',
    text: 'server {\n  listen 80\n}',
    message: 'nginx.conf:2:12: expected ";" that ends "listen", found "}"',
  },
  {
    desc: 'a missing semicolon at the end',
    text: 'listen 80 ',
    message: 'nginx.conf:1:10: expected ";" that ends "listen", found the end of the file',
  },
  {
    desc: 'a block that is not closed',
    text: 'http {\n server {\n }\n',
    message: 'nginx.conf:4:1: expected "}" that closes "http" of line 1, column 6, found the end of the file',
  },
  {
    desc: 'a brace too many',
    text: 'a {}\n}',
    message: 'nginx.conf:2:1: expected a directive or the end of the file, found "}"; no block is open here',
  },
  {
    desc: 'a semicolon for nothing',
    text: 'a;;',
    message: 'nginx.conf:1:3: expected a directive, found ";"',
  },
  {
    desc: 'a block of nothing',
    text: '{ }',
    message: 'nginx.conf:1:1: expected a directive, found "{"',
  },
  {
    desc: 'a quote that is not closed, at its beginning',
    text: 'a "b;\nc;\n',
    message: "nginx.conf:1:3: expected a closing '\"' for the quote, found the end of the file",
  },
  {
    desc: 'a word that goes on after its quote',
    text: 'a "b"c;',
    message: 'nginx.conf:1:6: expected whitespace, ";" or "{" after a quoted word, found "c"',
  },
  {
    desc: 'a byte order mark',
    text: '\uFEFFa;',
    message: 'nginx.conf:1:1: expected a directive, found a byte order mark; save the file without one',
  },
  {
    desc: 'a Lua block that is not closed',
    text: 'content_by_lua_block { ngx.say("}")',
    message: 'nginx.conf:1:22: expected "}" that closes this Lua block, found none',
  },
  {
    desc: 'blocks without end',
    text: 'a{'.repeat(100),
    message: 'nginx.conf:1:130: expected at most 64 blocks in each other, found more',
  },
]

describe('parseNginx refuses', () => {
  for (const { desc, text, message } of refusals) {
    it(desc, () => {
      const error = thrownBy(() => parseNginx(text))
      expect(error).toBeInstanceOf(NginxSyntaxError)
      expect(error).toBeInstanceOf(ConfigError)
      expect(error.message).toBe(message)
      expect(place(error.span)).toBe(error.issues[0]?.path)
    })
  }

  it('and shows no value of the configuration', () => {
    const error = thrownBy(() => parseNginx('proxy_set_header Authorization "Bearer s3cret"'))
    expect(error.message).not.toContain('s3cret')
  })
})

describe('Lua blocks', () => {
  const lua = ' if a then b({ c = "}" }) end -- }\n --[[ } ]] d = [==[ } ]] ]==] '

  it('survive with braces in their strings and comments', () => {
    const { directives } = parseNginx(`x { content_by_lua_block {${lua}} y; }`)
    expect(directives[0]?.block?.map(({ name, code }) => [name, code])).toEqual([
      ['content_by_lua_block', lua],
      ['y', null],
    ])
  })

  it('keep their words before the block', () => {
    const { directives } = parseNginx('set_by_lua_block $a { return "{" }')
    expect(directives.map(outline)).toEqual([['set_by_lua_block', '$a']])
    expect(directives[0]?.code).toBe(' return "{" ')
  })
})

describe('comments', () => {
  it('are kept apart, with their places', () => {
    const { comments } = parseNginx('# a\r\nb; #c\n', { file: 'x.conf' })
    expect(comments.map(({ text, span }) => [text, place(span)])).toEqual([
      [' a', 'x.conf:1:1'],
      ['c', 'x.conf:2:4'],
    ])
  })
})

describe('include', () => {
  const files = new Map([
    ['a.conf', [{ file: 'a.conf', text: 'a; include b/*;\n' }]],
    ['b/*', ['b/1', 'b/2'].map((file) => ({ file, text: `  ${file};` }))],
    ['empty/*', []],
    ['itself', [{ file: 'itself', text: 'include itself;' }]],
    ['broken', [{ file: 'broken', text: '\n }' }]],
  ])
  const include = (pattern: string) => files.get(pattern) ?? null

  it('asks for each file, and each part knows where it came from', () => {
    const { directives } = parseNginx('include a.conf; z { include empty/*; }', { include })
    expect(withIncluded(directives).map(({ span }) => place(span))).toEqual([
      'a.conf:1:1',
      'b/1:1:3',
      'b/2:1:3',
      'nginx.conf:1:17',
    ])
    expect(withIncluded(directives[1]?.block ?? [])).toEqual([])
  })

  it('stays where nobody knows', () => {
    const { directives } = parseNginx('include c.conf;', { include })
    expect(withIncluded(directives).map(outline)).toEqual([['include', 'c.conf']])
  })

  it('of itself is refused', () => {
    expect(thrownBy(() => parseNginx('include itself;', { include })).message).toBe(
      'itself:1:1: expected a file that does not include this one, found "itself"; "itself" includes "itself"',
    )
  })

  it('says in which file a mistake is', () => {
    expect(thrownBy(() => parseNginx('include broken;', { include })).message).toMatch(/^broken:2:2: /)
  })
})

/** Words that come back as they are, in quotes or without. */
const bareWord = fc.stringMatching(/^[A-Za-z0-9_.:/~^$@=*|()+?-]{1,8}$/)
const quotedWord = fc.string({ unit: 'grapheme', maxLength: 6 })
const quote = fc.constantFrom('"', "'")

interface Written {
  readonly outline: Outline
  readonly text: string
}

const word: fc.Arbitrary<{ readonly meaning: string; readonly text: string }> = fc.oneof(
  bareWord.map((meaning) => ({ meaning, text: meaning })),
  fc.tuple(quotedWord, quote).map(([meaning, mark]) => ({
    meaning,
    text: `${mark}${meaning.replace(/["'\\]/g, '\\$&')}${mark}`,
  })),
)
const gap = fc.constantFrom(' ', '\n', '\t', '\r\n', ' # {;}"\n', '  ')

const { directive } = fc.letrec<{ directive: Written }>((tie) => ({
  directive: fc
    .record({
      words: fc.array(fc.tuple(word, gap), { minLength: 1, maxLength: 4 }),
      block: fc.option(fc.array(tie('directive'), { maxLength: 3 }), { maxDepth: 3 }),
      tail: gap,
    })
    .map(({ words, block, tail }) => {
      const meanings = words.map(([{ meaning }]) => meaning)
      const text = words.map(([each, space]) => each.text + space).join('')
      if (block === null) return { outline: meanings, text: `${text};${tail}` }
      const inner = block.map((each) => each.text).join('')
      return { outline: [...meanings, block.map((each) => each.outline)], text: `${text}{${inner}}${tail}` }
    }),
}))

describe('for every configuration that can be written', () => {
  const written = fc.array(directive, { maxLength: 4 })

  it('what was written is read', () => {
    fc.assert(
      fc.property(written, (parts) => {
        // A Lua block is another language.
        fc.pre(!parts.some(({ text }) => text.includes('_by_lua_block')))
        const { directives } = parseNginx(parts.map(({ text }) => text).join(''))
        expect(directives.map(outline)).toEqual(parts.map((part) => part.outline))
      }),
    )
  })

  it('a span cuts out what reads the same, and its lines and columns are those of its offset', () => {
    fc.assert(
      fc.property(written, (parts) => {
        const text = parts.map((part) => part.text).join('')
        const check = (each: Directive): void => {
          const { start, end } = each.span
          expect(parseNginx(text.slice(start.offset, end.offset)).directives.map(outline)).toEqual([
            outline(each),
          ])
          for (const position of [start, end]) expect(position).toEqual(positionOf(text, position.offset))
          each.block?.forEach(check)
        }
        parseNginx(text).directives.forEach(check)
      }),
    )
  })

  it('a cut in any place is read or refused by name', () => {
    fc.assert(
      fc.property(written, fc.nat(), (parts, cut) => {
        const text = parts.map((part) => part.text).join('')
        try {
          parseNginx(text.slice(0, cut % (text.length + 1)))
        } catch (error) {
          expect(error).toBeInstanceOf(NginxSyntaxError)
        }
      }),
    )
  })
})

function positionOf(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split('\n')
  return { offset, line: lines.length, column: (lines[lines.length - 1] as string).length + 1 }
}

function thrownBy(act: () => unknown): NginxSyntaxError {
  try {
    act()
  } catch (error) {
    return error as NginxSyntaxError
  }
  throw new Error('nothing was thrown')
}
