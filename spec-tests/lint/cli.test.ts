import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
// @ts-expect-error: it has no types of its own
import { JSDOM } from 'jsdom'
import { afterAll, describe, expect, it } from 'vitest'
import { type Said, said } from '../cli/in-process'

/** `corsac lint` over files that are there in name only. */
function lintSaid(files: Readonly<Record<string, string>>, ...args: readonly string[]): Promise<Said> {
  return said(['lint', ...args], {
    read: (path) => {
      const text = files[path]
      if (text === undefined) throw new Error(`ENOENT: no such file or directory, open '${path}'`)
      return Buffer.from(text)
    },
  })
}

const open = { 'app.py': 'from flask_cors import CORS\nCORS(app, supports_credentials=True)\n' }
const strict = { 'app.py': 'from flask_cors import CORS\nCORS(app, origins=["https://app.example.com"])\n' }

describe('exit codes', () => {
  const remark = { 'a.js': "app.use(cors({ origin: 'https://app.example.com', maxAge: 864000 }))\n" }
  const low = { 'a.js': 'app.use(cors())\n' }
  const rows = [
    { desc: '0 where nothing is wrong', files: strict, args: ['app.py'], code: 0 },
    { desc: '1 for a finding', files: open, args: ['app.py'], code: 1 },
    { desc: '0 for remarks', files: remark, args: ['a.js'], code: 0 },
    { desc: '1 from low on', files: low, args: ['a.js'], code: 1 },
    { desc: '0 for what is below --fail-on', files: low, args: ['a.js', '--fail-on', 'medium'], code: 0 },
    { desc: '1 for what is at --fail-on', files: open, args: ['app.py', '--fail-on', 'high'], code: 1 },
    {
      desc: '0 for a rule that does not matter',
      files: low,
      args: ['a.js', '--ignore', 'any-origin'],
      code: 0,
    },
    { desc: '2 for a file that is not there', files: {}, args: ['a.js'], code: 2 },
    { desc: '2 for a file that cannot be read', files: { 'a.js': 'app.use(' }, args: ['a.js'], code: 2 },
    { desc: '2 without a file', files: {}, args: [], code: 2 },
    { desc: '2 for a rule that there is not', files: low, args: ['a.js', '--ignore', 'any-orign'], code: 2 },
    {
      desc: '2 for an origin that is none',
      files: low,
      args: ['a.js', '--origin', 'app.example.com'],
      code: 2,
    },
    { desc: '2 for two forms at once', files: low, args: ['a.js', '--json', '--sarif'], code: 2 },
  ]

  it.each(rows)('$desc', async ({ files, args, code }) => {
    expect((await lintSaid(files, ...args)).code).toBe(code)
  })
})

describe('text', () => {
  it('says where, how bad, what comes of it, and what to write instead', async () => {
    const { stdout, stderr } = await lintSaid(open, 'app.py', '--origin', 'https://shop.example')
    expect(stderr).toBe('')
    expect(stdout).toBe(
      [
        'app.py:2:1  high  any-origin-with-credentials',
        '  With credentials, flask-cors turns * into whatever Origin comes in, and allows',
        '  cookies.',
        '  Any website can read responses as the signed-in user.',
        '',
        '  Fix: Allow a list of origins.',
        '    @@ -1,2 +1,2 @@',
        '     from flask_cors import CORS',
        '    -CORS(app, supports_credentials=True)',
        '    +CORS(app, supports_credentials=True, origins=["https://shop.example"])',
        '  https://fetch.spec.whatwg.org/#concept-cors-check',
        '',
        '1 finding in 1 file: 1 high.',
        '',
      ].join('\n'),
    )
  })

  it('says what a file was taken for where that was a guess', async () => {
    const files = { 'cors.json': '{ "origin": "https://app.example.com" }' }
    const guessed = await lintSaid(files, 'cors.json')
    expect(guessed.stdout.replace(/\s+/g, ' ')).toContain(
      'cors.json Taken for options of express (cors), by origin; --as says what it is.',
    )
    const told = await lintSaid(files, 'cors.json', '--as', 'hono')
    expect(told.stdout).toBe('Nothing found in 1 file.\n')
  })

  it('looks at the others where one cannot be read, and says what was expected', async () => {
    const { code, stdout } = await lintSaid(
      { ...open, 'nginx.conf': 'server {\n  listen 80\n}\n' },
      'nginx.conf',
      'app.py',
      'no.js',
    )
    expect(code).toBe(2)
    expect(stdout).toContain('nginx.conf:2:12  cannot be read\n  expected ";" that ends "listen", found "}"')
    expect(stdout).toContain('app.py:2:1  high')
    expect(stdout).toContain('no.js:1:1  cannot be read')
    expect(stdout).toContain('1 finding in 1 file: 1 high. 2 could not be read.')
  })

  it('masks secrets in diffs, and says how to have them', async () => {
    const files = { 'h.txt': 'HTTP/1.1 200 OK\nSet-Cookie: sid=31d4d96e407aad42; SameSite=None\n' }
    const { stdout } = await lintSaid(files, 'h.txt')
    expect(stdout).not.toContain('31d4d96e')
    expect(stdout).toContain('+Set-Cookie: sid=***; SameSite=None; Secure')
    expect(stdout).toContain('with --unmask the diff can be applied')
    expect((await lintSaid(files, 'h.txt', '--unmask')).stdout).toContain('31d4d96e')
    const code = { 'a.js': "app.use(session({ secret: 'hunter2' }))\napp.use(cors({ origin: '*' }))\n" }
    expect((await lintSaid(code, 'a.js')).stdout).not.toContain('hunter2')
  })

  it('shows no control characters of files', async () => {
    const { stdout } = await lintSaid(
      { 'a.js': "app.use(cors({ origin: ['https://a.example.com/\\u001b[2J'] })) // \u001b[2J\n" },
      'a.js',
    )
    expect(stdout).not.toContain('\u001b')
  })

  it('is coloured where it is asked for', async () => {
    const { stdout } = await lintSaid(open, 'app.py', '--color')
    expect(stdout).toContain('\u001b[31mhigh\u001b[39m')
  })
})

describe('several files', () => {
  const conf =
    'location /api {\n    proxy_pass http://app:8080;\n    add_header Access-Control-Allow-Origin https://app.example.com always;\n}\n'

  it('know of each other: two that send CORS headers are two owners, one is not', async () => {
    const alone = JSON.parse((await lintSaid({ 'nginx.conf': conf }, 'nginx.conf', '--json')).stdout)
    expect(alone.files[0].findings).toEqual([])
    const both = JSON.parse(
      (await lintSaid({ ...strict, 'nginx.conf': conf }, 'nginx.conf', 'app.py', '--json')).stdout,
    )
    expect(both.files[0].findings[0]).toMatchObject({ rule: 'two-owners', severity: 'medium' })
  })

  it('know of each other: a secure session cookie behind a proxy that ends TLS needs that proxy to be trusted', async () => {
    const app =
      "const session = require('express-session')\nconst app = require('express')()\napp.use(session({ cookie: { secure: true } }))\n"
    const tls = 'server {\n    listen 443 ssl;\n    location / { proxy_pass http://app:8080; }\n}\n'
    const alone = JSON.parse((await lintSaid({ 'a.js': app }, 'a.js', '--json')).stdout)
    expect(alone.files[0].findings[0]).toMatchObject({ rule: 'session-behind-proxy', severity: 'low' })
    const both = JSON.parse(
      (await lintSaid({ 'a.js': app, 'nginx.conf': tls }, 'a.js', 'nginx.conf', '--json')).stdout,
    )
    expect(both.files[0].findings[0]).toMatchObject({ rule: 'session-behind-proxy', severity: 'medium' })
  })
})

describe('JSON', () => {
  it('has everything', async () => {
    const { stdout } = await lintSaid(open, 'app.py', '--json')
    expect(JSON.parse(stdout)).toEqual({
      corsac: 1,
      files: [
        {
          path: 'app.py',
          kind: 'python',
          dialects: [{ dialect: 'flask', title: 'flask-cors', guessed: null }],
          findings: [
            {
              rule: 'any-origin-with-credentials',
              title: 'Every website may read, with cookies',
              severity: 'high',
              message:
                'With credentials, flask-cors turns * into whatever Origin comes in, and allows cookies.',
              consequence: 'Any website can read responses as the signed-in user.',
              file: 'app.py',
              start: { line: 2, column: 1 },
              end: { line: 2, column: 37 },
              fix: {
                title: 'Allow a list of origins',
                diff: expect.stringMatching(/^--- a\/app\.py\n\+\+\+ b\/app\.py\n@@ /),
                masked: false,
                together: true,
              },
              advice: expect.stringContaining('--origin'),
              link: {
                name: 'Fetch § CORS check, step 7',
                url: 'https://fetch.spec.whatwg.org/#concept-cors-check',
              },
            },
          ],
          fix: { diff: expect.stringMatching(/^--- a\/app\.py\n\+\+\+ b\/app\.py\n@@ /), masked: false },
          error: null,
        },
      ],
      counts: { info: 0, low: 0, medium: 0, high: 1 },
    })
  })
})

/** The parts of the schema of SARIF 2.1.0 that we use; the whole of it was run over our output once. */
describe('SARIF', () => {
  it('has a rule for each result, places, levels, and files that could not be read', async () => {
    const { stdout } = await lintSaid(
      { ...open, 'a b.js': 'app.use(cors())\n', 'bad.py': 'x = (\n' },
      'app.py',
      'a b.js',
      'bad.py',
      '--sarif',
    )
    const log = JSON.parse(stdout)
    expect(log).toMatchObject({
      version: '2.1.0',
      $schema: expect.stringContaining('sarif-schema-2.1.0.json'),
    })
    expect(log.runs).toHaveLength(1)
    const [run] = log.runs
    expect(run.tool.driver).toMatchObject({ name: 'corsac', version: '0.0.0' })
    expect(run.columnKind).toBe('utf16CodeUnits')
    expect(run.results.map((result: { level: string }) => result.level)).toEqual(['error', 'note'])
    for (const result of run.results) {
      expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
      expect(result.message.text).toMatch(/\.$/)
      expect(result.locations[0].physicalLocation.region).toEqual({
        startLine: expect.any(Number),
        startColumn: expect.any(Number),
        endLine: expect.any(Number),
        endColumn: expect.any(Number),
      })
    }
    expect(run.results[1].locations[0].physicalLocation.artifactLocation.uri).toBe('a%20b.js')
    expect(run.invocations[0].executionSuccessful).toBe(false)
    expect(
      run.invocations[0].toolExecutionNotifications[0].locations[0].physicalLocation.artifactLocation.uri,
    ).toBe('bad.py')
  })
})

/** Everything that a form could trip over: markup, control characters, quotes, secrets. */
const strange = {
  'h & <i>.txt':
    'HTTP/1.1 200 OK\nAccess-Control-Allow-Origin: https://a.example.com/<x>&"\u0001\nAuthorization: Bearer abcdef123456\nSet-Cookie: sid=31d4d96e407aad42; SameSite=None\n',
}

describe('what is strange', () => {
  it.each(['--sarif', '--junit', '--json', '--diff', '--no-color'])('stays out of %s', async (form) => {
    const { stdout } = await lintSaid(strange, 'h & <i>.txt', form)
    expect(stdout).not.toContain('31d4d96e')
    expect(stdout).not.toContain('abcdef123456')
    if (form !== '--diff') expect(stdout).not.toContain('\u0001')
    if (form === '--sarif' || form === '--json') expect(() => JSON.parse(stdout)).not.toThrow()
    if (form === '--junit') {
      const { document } = new JSDOM(stdout, { contentType: 'text/xml' }).window
      expect(document.querySelector('parsererror')).toBeNull()
      expect(document.querySelector('testsuite')?.getAttribute('name')).toBe('h & <i>.txt')
      expect(stdout).toContain('name="h &amp; &lt;i&gt;.txt"')
    }
  })
})

describe('--diff', () => {
  it('prints the fixes that go together, and says what keeps them from being applied', async () => {
    const { stdout, stderr, code } = await lintSaid(
      { ...open, ...strange, 'b.js': 'x(' },
      'app.py',
      'h & <i>.txt',
      'b.js',
      '--diff',
    )
    expect(code).toBe(2)
    expect(stdout).toContain('--- a/app.py\n+++ b/app.py\n')
    expect(stdout).toContain('+Set-Cookie: sid=***; SameSite=None; Secure')
    expect(stderr).toContain(
      'corsac: secrets in the diff of h & <i>.txt are ***: with --unmask it can be applied.',
    )
    expect(stderr).toContain(
      'corsac: b.js:1:3 cannot be read: expected JavaScript, or ) that closes the ( of line 1, column 2',
    )
  })
})

describe('JUnit', () => {
  it('has a failure for what counts, an error for what cannot be read, and a test that passes for what is right', async () => {
    const { stdout } = await lintSaid(
      { 'a.js': 'app.use(cors())\n', ...strict, 'b.js': 'app.use(' },
      'a.js',
      'app.py',
      'b.js',
      '--junit',
    )
    expect(stdout).toMatch(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites name="corsac lint">/)
    expect(stdout).toContain('<testsuite name="a.js" tests="1" failures="1" errors="0">')
    expect(stdout).toContain(
      '<failure type="low" message="Without an origin, express (cors) lets every origin in.">',
    )
    expect(stdout).toContain('<testcase classname="app.py" name="no findings"/>')
    expect(stdout).toContain('<error message="')
    const calm = await lintSaid({ 'a.js': 'app.use(cors())\n' }, 'a.js', '--junit', '--fail-on', 'high')
    expect(calm.stdout).not.toContain('<failure')
  })

  it('escapes what XML would take for its own', async () => {
    const { stdout } = await lintSaid(
      { 'a.js': "app.use(cors({ origin: ['<https://a.example.com>\\u0000&'] }))\n" },
      'a.js',
      '--junit',
    )
    expect(stdout).not.toContain('<https:')
    expect(stdout).not.toContain('\0')
  })
})

describe('--run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'corsac-lint-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'options.mjs')
  const text =
    "const list = 'https://a.example.com/,*'.split(',')\nexport default { origin: list, credentials: true }\n"
  writeFileSync(path, text)

  it('tells what reading does not', async () => {
    const read = JSON.parse((await lintSaid({ [path]: text }, path, '--json')).stdout)
    expect(read.files[0].findings.map((finding: { rule: string }) => finding.rule)).toEqual(['not-read'])
    const ran = JSON.parse((await lintSaid({ [path]: text }, path, '--json', '--run')).stdout)
    expect(
      ran.files[0].findings.map((finding: { rule: string; start: object }) => [finding.rule, finding.start]),
    ).toEqual([
      ['origin-with-path', { line: 1, column: 14 }],
      ['wildcard-in-list', { line: 1, column: 14 }],
    ])
  })

  it('is not what happens without it', async () => {
    const trap = join(folder, 'trap.mjs')
    const code = `import { writeFileSync } from 'node:fs'\nwriteFileSync(${JSON.stringify(join(folder, 'sprung'))}, '')\nexport default { origin: '*' }\n`
    writeFileSync(trap, code)
    await lintSaid({ [trap]: code }, trap)
    expect(spawnSync('ls', [folder], { encoding: 'utf8' }).stdout).not.toContain('sprung')
  })
})

describe('patterns that could run for ever', () => {
  it('are found, and not run', async () => {
    const files = {
      'a.js': 'app.use(cors({ origin: [/^(([a-z0-9])+.)+[A-Z]([a-z])+$/] }))\n',
      'b.py': 'CORS(app, origins=[r"^(a|aa)+$"])\n',
    }
    const { stdout } = await lintSaid(files, 'a.js', 'b.py')
    expect(stdout).toContain('a.js:1:25  medium  slow-pattern')
    expect(stdout).toContain('b.py:1:20  medium  slow-pattern')
  })
})
