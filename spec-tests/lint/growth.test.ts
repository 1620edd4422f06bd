import { Session } from 'node:inspector/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fixesOf } from '../../src/lint/fixes'
import { lint } from '../../src/lint/lint'
import { type RuleId, rules } from '../../src/lint/rules/catalogue'

const everyRule = Object.keys(rules) as RuleId[]
const times = (count: number, line: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => line(i)).join('')
const imports = "import cors from 'cors'\nconst app = express()\n"

/** Files that are nothing but the same again and again, by the number of times. */
const files: readonly (readonly [what: string, path: string, text: (count: number) => string])[] = [
  [
    'options at each line',
    'a.js',
    (count) => imports + times(count, () => "app.use(cors({ origin: true, methods: 'get' }))\n"),
  ],
  [
    'options in one line',
    'a.js',
    (count) => imports + times(count, () => 'app.use(cors({ origin: true }));'),
  ],
  [
    'routes with CORS of their own',
    'a.js',
    (count) => imports + times(count, (i) => `app.put('/${i}', cors(), save)\n`),
  ],
  [
    'functions that set headers',
    'a.js',
    (count) => times(count, (i) => `function f${i}(q, s) { s.set('Access-Control-Allow-Origin', '*') }\n`),
  ],
  [
    'cookies that are refused',
    'a.js',
    (count) => times(count, () => "res.cookie('a', 'b', { sameSite: 'none' })\n"),
  ],
  [
    'origins in one list',
    'a.js',
    (count) => `${imports}app.use(cors({ origin: [${times(count, (i) => `\n'https://a${i}.test/',`)}] }))`,
  ],
  [
    'options of flask-cors',
    'a.py',
    (count) => `from flask_cors import CORS\n${times(count, () => 'CORS(app, origins=["*"])\n')}`,
  ],
  ['keys of one map', 'a.yaml', (count) => times(count, (i) => `key${i}: { origin: '*' }\n`)],
  [
    'locations',
    'nginx.conf',
    (count) =>
      `server { error_page 413 @l; ${times(count, (i) => `location /${i} { add_header Access-Control-Allow-Origin *; proxy_pass http://a; limit_except GET { deny all; } }\nlocation = /e${i} { return 413; }\n`)} }`,
  ],
  [
    'origins of a map, for each location',
    'nginx.conf',
    (count) =>
      `map $http_origin $o {\n${times(count, (i) => `https://a${i}.test/ $http_origin;\n`)}}\nserver {\n${times(count, (i) => `location /${i} { add_header Access-Control-Allow-Origin $o; }\n`)} }`,
  ],
]

/** The engine counts how often each function and branch runs: no clock is asked, and each run counts the same. */
const session = new Session()

async function runsOf(path: string, text: string): Promise<number> {
  await session.post('Profiler.takePreciseCoverage')
  // Nothing is mended of what does not matter: that is one look at the file.
  lint([{ path, text }], { ignore: everyRule })
  const { result } = await session.post('Profiler.takePreciseCoverage')
  return result
    .flatMap(({ functions }) => functions.flatMap(({ ranges }) => ranges))
    .reduce((sum, { count }) => sum + count, 0)
}

describe('work grows as files do', () => {
  beforeAll(async () => {
    session.connect()
    await session.post('Profiler.enable')
    await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  })
  afterAll(async () => {
    await session.post('Profiler.stopPreciseCoverage')
    session.disconnect()
  })

  it.each(files)('%s', async (_what, path, text) => {
    await runsOf(path, text(10))
    const some = await runsOf(path, text(100))
    const many = await runsOf(path, text(400))
    expect(some).toBeGreaterThan(100)
    // Four times as much of the file is at most so much more; were it by the square, it would come to sixteen times.
    expect(many / some).toBeLessThan(6)
  })
})

describe('a report', () => {
  it('has no diff of its own for a finding in a line that nobody wrote by hand', () => {
    const packed = (length: number) =>
      `${imports}app.use(cors({ origin: true }));${'f();'.repeat(length / 4)}\n`
    const report = (length: number) => lint([{ path: 'a.js', text: packed(length) }]).files[0]
    expect(report(9_000)?.findings[0]?.fix?.diff).toContain('+app.use')
    const long = report(10_000)
    expect(long?.findings[0]).toMatchObject({
      fix: null,
      advice: expect.stringMatching(/too long for a diff/),
    })
    expect(long?.fix?.diff).toContain('+app.use')
  })
})

describe('looks at a file again', () => {
  const finding = {
    rule: 'any-origin',
    severity: 'medium',
    message: '',
    consequence: '',
    span: { start: 0, end: 0 },
    advice: null,
  } as const
  const found = (count: number) => ({
    material: null,
    findings: Array.from({ length: count }, (_, i) => ({
      ...finding,
      fix: { title: `${i}`, edits: [{ start: i, end: i, text: `${i}` }] },
    })),
  })

  it.each([
    [1_000, 201],
    [100_000, 41],
    [1_000_000, 9],
  ])('of %i characters %i times at most, however much there is to mend', (length, most) => {
    let looks = 0
    const fixed = fixesOf('x'.repeat(length), found(500), () => {
      looks++
      return found(500)
    })
    expect(looks).toBeLessThanOrEqual(most)
    expect(fixed.findings.some(({ advice }) => advice?.includes('look again') === true)).toBe(true)
  })
})
