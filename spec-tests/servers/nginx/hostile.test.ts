/** Configurations that are made to break those who read them: nothing but an answer or a typed error comes of them. */
import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import { lint } from '../../../src/lint/lint'
import { parseURL } from '../../../src/origin/url-record'
import { nginx } from '../../../src/servers/nginx'

const many = (count: number, make: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => make(index)).join('\n')

interface Row {
  readonly desc: string
  readonly text: () => string
  /** The status of an answer, or what the error says. */
  readonly outcome: number | RegExp
}

/** With what grows with the square of their number, each of these would take minutes. */
const rows: readonly Row[] = [
  {
    desc: 'a megabyte of opening braces',
    text: () => '{'.repeat(2 ** 20),
    outcome: /1:1: expected a directive, found "\{"/,
  },
  { desc: 'a megabyte of closing braces', text: () => '}'.repeat(2 ** 20), outcome: /no block is open here/ },
  {
    desc: 'blocks in each other',
    text: () => 'a{'.repeat(2 ** 19),
    outcome: /at most 64 blocks in each other/,
  },
  {
    desc: '10,000 locations in each other',
    text: () => `server {${'location / {'.repeat(10_000)}${'}'.repeat(10_001)}`,
    outcome: /at most 64 blocks in each other/,
  },
  {
    desc: 'a quote that never ends',
    text: () => `a "${'b'.repeat(2 ** 20)}`,
    outcome: /1:3: expected a closing/,
  },
  { desc: 'a megabyte of backslashes', text: () => '\\'.repeat(2 ** 20), outcome: /expected ";"/ },
  { desc: 'a word of a megabyte', text: () => `server { return 200 ${'a'.repeat(2 ** 20)}; }`, outcome: 200 },
  {
    desc: '15,000 locations',
    text: () =>
      `server { ${many(15_000, (i) => `location /p${i} { return 403; }`)} location / { return 200; } }`,
    outcome: 200,
  },
  {
    desc: '15,000 headers',
    text: () => `server { ${many(15_000, (i) => `add_header X-${i} 1;`)} location / { return 200; } }`,
    outcome: 200,
  },
  {
    desc: '10,000 servers',
    text: () => many(10_000, (i) => `server { server_name a${i}.test; return 200; }`),
    outcome: 200,
  },
  {
    desc: 'a map of 100,000 entries',
    text: () =>
      `map $http_origin $c { ${many(100_000, (i) => `https://a${i}.test 1;`)} } server { return 200 $c; }`,
    outcome: 200,
  },
  {
    desc: 'a chain of 1,000 maps, which nginx follows for a hundred',
    text: () =>
      `map $host $v0 { default a; } ${many(1000, (i) => `map $host $v${i + 1} { default $v${i}; }`)} server { return 200 $v1000; }`,
    outcome: 200,
  },
  {
    desc: 'groups in each other',
    text: () => `server { location ~ "${'('.repeat(100_000)}${')'.repeat(100_000)}" { } }`,
    outcome: /1:21: a pattern has a pattern that is none: .{1,60}$/,
  },
  {
    desc: 'a pattern that is too large',
    text: () => `server { location ~ "${'\\Q'.repeat(100_000)}" { } }`,
    outcome: /a pattern has a pattern that is none: .{1,60}$/,
  },
  {
    desc: 'comments in a pattern that never end',
    text: () => `server { location ~ "${'(?#'.repeat(50_000)}" { } }`,
    outcome: /a pattern has a pattern that is none: .{1,60}$/,
  },
  {
    desc: 'brackets of Lua that never end',
    text: () => `server { content_by_lua_block {${'[=[ [[ '.repeat(50_000)}} }`,
    outcome: /"\}" that closes this Lua block/,
  },
]

describe('a hostile configuration', () => {
  for (const { desc, text, outcome } of rows) {
    it(desc, () => {
      const written = text()
      if (typeof outcome === 'number') expect(statusOf(written)).toBe(outcome)
      else {
        const error = errorOf(() => statusOf(written))
        expect(error).toBeInstanceOf(ConfigError)
        expect(error.message).toMatch(outcome)
      }
      const [report] = lint([{ path: 'nginx.conf', text: written.slice(0, 200_000) }]).files
      expect(report?.kind).toBe('nginx')
    })
  }
})

function statusOf(text: string): number {
  const url = parseURL('http://a.test/x')
  if (url === null) throw new Error('no URL')
  return nginx(text)({ method: 'GET', url, headerList: [], body: null }).status
}

function errorOf(act: () => unknown): Error {
  try {
    act()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}
