import { describe, expect, it } from 'vitest'
import { lint } from '../../src/lint/lint'
import { decoded, NoText } from '../../src/lint/read/decode'

function read(path: string, text: string): ReturnType<typeof lint>['files'][number] {
  const [file] = lint([{ path, text }]).files
  if (file === undefined) throw new Error('one file in, one report out')
  return file
}

describe('files that are not what they should be', () => {
  const rows = [
    {
      desc: 'JavaScript',
      path: 'a.js',
      text: 'app.use(cors({\n  origin: [,\n',
      place: '3:1',
      says: 'Unexpected token',
    },
    { desc: 'TypeScript', path: 'a.ts', text: 'const a: = 1\n', place: '1:10', says: 'Unexpected token' },
    {
      desc: 'Python, a call',
      path: 'a.py',
      text: 'CORS(app, origins=["a"\n',
      place: '2:1',
      says: 'expected',
    },
    {
      desc: 'Python, a value',
      path: 'a.py',
      text: 'X = \nY = 1\n',
      place: '1:5',
      says: 'expected an expression',
    },
    { desc: 'JSON', path: 'a.json', text: '{ "origin": "*", "x" "y" }\n', place: '1:22', says: 'Missing' },
    { desc: 'YAML', path: 'a.yml', text: 'origin: *\n', place: '1:9', says: 'Alias' },
    {
      desc: 'nginx',
      path: 'nginx.conf',
      text: 'server {\n  listen 80;\n',
      place: '3:1',
      says: 'expected "}" that closes "server" of line 1, column 8',
    },
    {
      desc: 'nginx, a line without its end in an open block',
      path: 'nginx.conf',
      text: 'server { listen 80',
      place: '1:19',
      says: 'expected ";" that ends "listen", found the end of the file; "server" of line 1, column 8 is open, too',
    },
    {
      desc: 'JavaScript, a call that is not closed',
      path: 'a.js',
      text: 'app.use(cors({ origin: "*" }\n',
      place: '2:1',
      says: 'or ) that closes the ( of line 1, column 13, found the end of the file',
    },
    {
      desc: 'Python, a list that is not closed',
      path: 'a.py',
      text: 'CORS(app, origins=["a",\n',
      place: '2:1',
      says: 'expected an expression, a comma or ] in the [ of line 1, column 19, found the end of the file',
    },
    {
      desc: 'JSON that is cut off',
      path: 'a.json',
      text: '{ "origin": "*", ',
      place: '1:18',
      says: 'or } that closes the { of line 1, column 1, found the end of the file',
    },
    {
      desc: 'YAML with a tab',
      path: 'a.yml',
      text: 'origin:\n\t- a\n',
      place: '2:1',
      says: 'expected spaces in front of a line of YAML, found a tab',
    },
    {
      desc: 'headers, one without a colon',
      path: 'a.headers',
      text: 'HTTP/1.1 200 OK\nAccess-Control-Allow-Origin https://a.example.com\nVary: Origin\n',
      place: '2:1',
      says: 'expected a colon behind the name of a header, found none behind Access-Control-Allow-Origin',
    },
    {
      desc: 'more than people write',
      path: 'a.js',
      text: `${' '.repeat(1024 * 1024)}\napp.use(cors())\n`,
      place: '1:1048577',
      says: 'expected at most 1048576 characters',
    },
    {
      desc: 'JSON that goes too deep',
      path: 'a.json',
      text: '{"a":'.repeat(20_000),
      place: '',
      says: 'expected fewer things that stand in each other',
    },
    {
      desc: 'JavaScript that goes too deep',
      path: 'a.js',
      text: `x = a${'.b'.repeat(100_000)}\n`,
      place: '1:1',
      says: 'expected fewer things that stand in each other',
    },
    {
      desc: 'JSON without options',
      path: 'package.json',
      text: '{ "name": "x" }\n',
      place: '1:1',
      says: 'expected options of CORS',
    },
    {
      desc: 'nothing known',
      path: 'notes',
      text: 'hello world\n',
      place: '1:1',
      says: 'say what it is with --as',
    },
  ]

  it.each(rows)('$desc: a place, and what was expected', ({ path, text, place, says }) => {
    const { error, findings } = read(path, text)
    expect(findings).toEqual([])
    if (place !== '') expect(`${error?.line}:${error?.column}`).toBe(place)
    expect(error?.message).toContain(says)
  })
})

describe('kinds of files', () => {
  const rows = [
    { desc: 'a name for nginx', path: 'sites-enabled/app', text: 'server {}\n', kind: 'nginx' },
    { desc: 'the looks of nginx', path: 'proxy.conf', text: 'server {\n listen 80;\n}\n', kind: 'nginx' },
    {
      desc: 'what curl -v prints',
      path: 'stdin',
      text: '* Trying\n> GET / HTTP/1.1\n< HTTP/1.1 200 OK\n< Vary: Origin\n',
      kind: 'headers',
    },
    {
      desc: 'headers alone',
      path: 'stdin',
      text: 'Access-Control-Allow-Origin: https://app.example.com\nVary: Origin\n',
      kind: 'headers',
    },
    {
      desc: 'JavaScript from standard input',
      path: 'stdin',
      text: "const cors = require('cors')\n",
      kind: 'js',
    },
    {
      desc: 'Python from standard input',
      path: 'stdin',
      text: 'from flask_cors import CORS\n',
      kind: 'python',
    },
    {
      desc: 'YAML from standard input',
      path: 'stdin',
      text: 'origin: https://app.example.com\n',
      kind: 'data',
    },
    {
      desc: 'JSON from standard input',
      path: 'stdin',
      text: '{"origin": "https://app.example.com"}',
      kind: 'data',
    },
  ]

  it.each(rows)('$desc', ({ path, text, kind }) => {
    const { kind: found, error } = read(path, text)
    expect(error).toBeNull()
    expect(found).toBe(kind)
  })
})

describe('dialects that are guessed', () => {
  const rows = [
    { key: '"CORS_ORIGINS": "*"', dialect: 'flask' },
    { key: '"CORS_ALLOW_ALL_ORIGINS": true', dialect: 'django' },
    { key: '"supports_credentials": true', dialect: 'flask' },
    { key: '"allow_origins": ["*"]', dialect: 'starlette' },
    { key: '"allowedOrigins": ["*"]', dialect: 'spring' },
    { key: '"allowed-origins": "*"', dialect: 'spring' },
    { key: '"origin": "*", "strictPreflight": false', dialect: 'fastify' },
    { key: '"origin": "*", "keepHeadersOnError": true', dialect: 'koa' },
    { key: '"origin": "*", "allowHeaders": []', dialect: 'hono' },
    { key: '"origin": "*", "allowedHeaders": []', dialect: 'express' },
    { key: '"cors": { "origin": "*" }', dialect: 'express' },
  ]

  it.each(rows)('$key is of $dialect', ({ key, dialect }) => {
    const { dialects } = read('cors.json', `{ ${key} }`)
    expect(dialects.map((found) => found.dialect)).toEqual([dialect])
    expect(dialects[0]?.guessed).toMatch(/^by /)
  })

  it('are not guessed where a package is imported', () => {
    const { dialects } = read(
      'a.js',
      "import enable from '@koa/cors'\napp.use(enable({ origin: 'https://app.example.com' }))\n",
    )
    expect(dialects).toEqual([{ dialect: 'koa', title: '@koa/cors', guessed: null }])
  })
})

describe('bytes', () => {
  const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
  const rows = [
    {
      desc: 'Latin-1',
      of: 'app.use() // caf\xe9\n',
      before: 'app.use() // caf',
      says: 'found the byte 0xE9',
    },
    { desc: 'a character that is cut off', of: 'a\n\xe2\x82', before: 'a\n', says: 'found the byte 0xE2' },
    { desc: 'UTF-16', of: '\xff\xfea\x00', before: '', says: 'found UTF-16' },
    { desc: 'zero', of: 'a\x00b', before: 'a', says: 'this is a binary file' },
  ]

  it.each(rows)('that are no text: $desc', ({ of, before, says }) => {
    let thrown: unknown
    try {
      decoded(bytes(of))
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(NoText)
    expect((thrown as NoText).before).toBe(before)
    expect((thrown as NoText).message).toContain(says)
  })

  it('of UTF-8 are text, without a byte order mark', () => {
    expect(decoded(bytes('\xef\xbb\xbfcaf\xc3\xa9'))).toBe('café')
  })
})
