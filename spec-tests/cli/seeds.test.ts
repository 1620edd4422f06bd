import { beforeAll, describe, expect, it } from 'vitest'
import { changedLines } from '../../src/cli/demo/seeds/changed-lines'
import { missingParts, parts } from '../../src/cli/demo/seeds/parts'
import type { Played } from '../../src/cli/demo/seeds/play'
import { type ActRun, runSeeds, type SeedsRun, seeds, seedsNamed } from '../../src/cli/demo/seeds/run-seeds'
import type { Act, Seed } from '../../src/cli/demo/seeds/seed'
import { seed000 } from '../../src/cli/demo/seeds/seed-000'
import { seed004 } from '../../src/cli/demo/seeds/seed-004'
import { seedsJson } from '../../src/cli/demo/seeds/seeds-json'
import { missingWords, seedsText } from '../../src/cli/demo/seeds/seeds-text'
import { serverBlocks } from '../../src/cli/demo/seeds/server-lines'
import { noPaint } from '../../src/explain/text-layout'
import { said } from './in-process'

// In CI everything has to be there: `.ci/run` installs it.
const missing = missingParts(['nginx', 'flask-cors']).map(({ debianPackage }) => debianPackage)
const maySkip = missing.length > 0 && process.env['CI'] !== 'true'
const why = missing.length === 0 ? '' : ` (some skipped: apt-get install ${missing.join(' ')})`
const playable = seeds.filter((seed) => !maySkip || missingParts(seed.parts).length === 0)

interface Row {
  readonly seed: string
  readonly act: number
  /** The first cause that corsac names of each call of the page in Chrome; null where it is read. */
  readonly causes: readonly (string | null)[]
  /** What comes of each call in Chrome, written down apart from the seeds. */
  readonly chrome: readonly string[]
  /** Where Firefox and Safari differ. */
  readonly others?: readonly string[]
}

const noCredentials = 'cors-check/credentials-not-true'

// biome-ignore format: a table, one row a line
const rows: readonly Row[] = [
  { seed: '000', act: 1, causes: [null, null], chrome: ['OPTIONS, POST → read 200; sid ignored', 'GET → read 401'] },
  { seed: '000', act: 2, causes: [noCredentials, noCredentials], chrome: ['OPTIONS → blocked', 'GET → blocked'] },
  { seed: '000', act: 3, causes: ['cors-check/wildcard-with-credentials', 'cors-check/wildcard-with-credentials'], chrome: ['OPTIONS → blocked', 'GET → blocked'] },
  { seed: '000', act: 4, causes: [null, null], chrome: ['OPTIONS, POST → read 200; sid stored', 'GET → read 200; sid sent'] },
  { seed: '001', act: 1, causes: [noCredentials, noCredentials], chrome: ['GET → blocked; sid sent', 'OPTIONS → blocked'] },
  { seed: '001', act: 2, causes: ['allow-origin-twice', 'allow-origin-twice'], chrome: ['GET → blocked; sid sent', 'OPTIONS → blocked'] },
  { seed: '001', act: 3, causes: [null, 'cors-preflight-fetch/header-not-allowed'], chrome: ['GET → read 200; sid sent', 'OPTIONS → blocked', 'GET → read 200; sid sent'], others: ['GET → read 200; sid sent', 'OPTIONS → blocked', 'GET → read 401; sid withheld'] },
  { seed: '001', act: 4, causes: [null, null], chrome: ['GET → read 200; sid sent', 'OPTIONS, PUT → read 200; sid sent', 'GET → blocked; sid sent'], others: ['GET → read 200; sid sent', 'OPTIONS, PUT → read 200; sid sent', 'GET → blocked; sid withheld'] },
  { seed: '002', act: 1, causes: ['cors-preflight-fetch/header-not-allowed', 'cors-preflight-fetch/header-not-allowed'], chrome: ['OPTIONS → blocked', 'OPTIONS → blocked'] },
  { seed: '002', act: 2, causes: [null, null, null], chrome: ['OPTIONS, PUT → read 200', 'PUT → read 200', 'OPTIONS, PUT → read 200'] },
  { seed: '003a', act: 1, causes: [null, null], chrome: ['OPTIONS, POST → read 200; sid ignored', 'GET → read 401'] },
  { seed: '003a', act: 2, causes: ['allow-origin-decorated'], chrome: ['OPTIONS → blocked'] },
  { seed: '003a', act: 3, causes: [noCredentials, noCredentials], chrome: ['POST → blocked; sid stored', 'GET → blocked; sid sent'] },
  { seed: '003a', act: 4, causes: [null, null], chrome: ['OPTIONS, POST → read 200; sid stored', 'GET → read 200; sid sent', 'GET → read 200; sid sent'] },
  { seed: '003a', act: 5, causes: [null, null], chrome: ['OPTIONS, POST → read 200; sid stored', 'GET → read 200; sid sent', 'GET → blocked; sid sent'] },
  { seed: '003b', act: 1, causes: [null, null], chrome: ['POST → read 200', 'GET → read 401'] },
  { seed: '003b', act: 2, causes: [null, null], chrome: ['POST → read 200; sid stored', 'GET → read 200; sid sent', 'POST → blocked; sid sent'], others: ['POST → read 200; sid stored', 'GET → read 200; sid sent', 'POST → blocked; sid withheld'] },
  { seed: '003b', act: 3, causes: [null, null], chrome: ['POST → read 200; sid stored', 'GET → read 200; sid sent', 'POST → blocked; sid withheld'] },
  { seed: '004', act: 1, causes: ['cors-check/origin-absent'], chrome: ['OPTIONS → blocked'] },
  { seed: '004', act: 2, causes: ['cors-check/origin-absent'], chrome: ['POST → blocked'] },
  { seed: '004', act: 3, causes: ['cors-check/origin-absent'], chrome: ['OPTIONS, DELETE → blocked'] },
  { seed: '004', act: 4, causes: [null], chrome: ['OPTIONS, DELETE → read 200', 'OPTIONS → blocked', 'POST → blocked'] },
]

let run: SeedsRun
beforeAll(async () => {
  run = await runSeeds(playable)
})

function actOf({ seed, act }: Row): ActRun {
  const found = run.seeds.find((one) => one.seed.id === seed)?.acts[act - 1]
  if (found === undefined) throw new Error(`there is no act ${act} of ${seed}`)
  return found
}

function words({ calls }: Played): readonly string[] {
  return calls.map((call) => call.words)
}

const played = rows.filter(({ seed }) => playable.some(({ id }) => id === seed))

describe(`runSeeds${why}`, () => {
  it.each(played)('goes by what browsers and real servers do: $seed, act $act', (row) => {
    const { browsers, asTold } = actOf(row)
    const [chrome, firefox, safari] = browsers
    expect(browsers.map(({ browser }) => browser)).toEqual(['Chrome', 'Firefox', 'Safari'])
    expect(words(chrome)).toEqual(row.chrome)
    expect(words(firefox as Played)).toEqual(row.others ?? row.chrome)
    expect(words(safari as Played)).toEqual(row.others ?? row.chrome)
    expect(asTold).toBe(true)
  })

  it.each(played)('names the first cause: $seed, act $act', (row) => {
    const own = actOf(row).browsers[0].calls.filter(({ call }) => call.by === 'page')
    expect(own.map(({ verdict }) => verdict.firstCause?.id ?? null)).toEqual(row.causes)
  })

  it('has no other acts, and the last one of each is fixed', () => {
    const acts = run.seeds.flatMap(({ seed, acts }) => acts.map((_act, i) => `${seed.id} ${i + 1}`))
    expect(acts).toEqual(played.map(({ seed, act }) => `${seed} ${act}`))
    for (const { seed } of run.seeds) {
      expect(seed.acts.map(({ fixed }) => fixed)).toEqual(
        seed.acts.map((_act, i) => i === seed.acts.length - 1),
      )
    }
    expect(run.asTold).toBe(true)
  })

  it('has the page read everything where it is fixed, and strangers nothing', () => {
    for (const { acts } of run.seeds) {
      const calls = acts.at(-1)?.browsers.flatMap((browser) => browser.calls) ?? []
      expect(calls.length).toBeGreaterThan(0)
      for (const { call, got } of calls)
        expect(got !== null, `${call.by} ${call.path}`).toBe(call.by === 'page')
    }
  })

  it('sees every request at the servers, and the cookies that went along', () => {
    const seen = actOf({ seed: '000', act: 4, causes: [], chrome: [] }).browsers[0].seen
    expect(seen.map(({ to, method, path, cookies, asks }) => [to, method, path, cookies, asks])).toEqual([
      ['page', 'GET', '/', [], null],
      ['api', 'OPTIONS', '/login', [], 'POST'],
      ['api', 'POST', '/login', [], null],
      ['api', 'GET', '/me', ['sid'], null],
    ])
    expect(seen.map(({ origin }) => origin)).toEqual([null, ...Array(3).fill('http://localhost:3000')])
  })

  it('deletes by what is sent, and not by what is read', () => {
    const left = (act: number): (string | null)[] =>
      actOf({ seed: '004', act, causes: [], chrome: [] }).browsers.map((browser) => browser.left)
    expect([1, 2, 3, 4].map(left)).toEqual(
      ['items 1, 2, 3', 'items 2, 3', 'items 2, 3', 'items 2, 3'].map((items) => [items, items, items]),
    )
  })

  it('says so where something does not go as told', async () => {
    const [first] = seed004.acts as [Act]
    const odd: Seed = {
      ...seed004,
      acts: [{ ...first, steps: first.steps.map((step) => ({ ...step, told: 'DELETE → read 200' })) }],
    }
    const wrong = await runSeeds([odd])
    expect(wrong.asTold).toBe(false)
    const text = seedsText(wrong, noPaint, 80)
    expect(text.replace(/\s+/g, ' ')).toContain('(told: DELETE → read 200)')
    expect(text).toContain('Not all of it went as told')
  })
})

describe('the text of the seeds', () => {
  it.each([80, 100])('fits into %d columns', (width) => {
    const long = seedsText(run, noPaint, width)
      .split('\n')
      .filter((line) => line.length > width)
    expect(long).toEqual([])
  })

  it('shows no session and no token', () => {
    for (const text of [seedsText(run, noPaint, 80), seedsJson(run)]) {
      expect(text).not.toMatch(/sid=(?!\*\*\*)/)
      expect(text).not.toContain('of-a-demo')
    }
  })

  it('tells what posts say, what is true, what Chrome prints and what to change', () => {
    const text = seedsText(run, noPaint, 80).replaceAll(/\s+/g, ' ')
    const told = [
      'The post: A server without CORS does everything, and the browser reports an error afterwards',
      'the brackets or quotes around the origin were copied along, and are part of the value.',
      "The 'Access-Control-Allow-Origin' header contains the invalid value '<http://localhost:3000>'.",
      'POST 200; blocked: script gets no answer; cookie sid stored',
      '11 seconds later by the browser’s own clock, fetch: PUT /message',
      'Fix: Allow authorization in the answer to the preflight.',
    ]
    expect(told.filter((words) => !text.includes(words))).toEqual([])
  })

  it('names the packages of what is not installed', () => {
    const lacking = [parts.nginx, parts['flask-cors']]
    expect(missingWords(lacking)).toBe(
      'it runs the real nginx and flask-cors, not installed here. On Debian: apt-get install nginx-light python3-flask-cors',
    )
    const text = seedsText(
      { seeds: [{ seed: seed000, missing: lacking, acts: [] }], asTold: true },
      noPaint,
      200,
    )
    expect(text).toContain(`Skipped: ${missingWords(lacking)}`)
    expect(text).toContain('Skipped: 000.\nNothing was played.')
  })
})

describe('changedLines', () => {
  it.each([
    { desc: 'nothing', before: ['a', 'b'], after: ['a', 'b'], shown: ['  a', '  b'] },
    {
      desc: 'a line in the middle',
      before: ['a', 'b', 'c'],
      after: ['a', 'x', 'c'],
      shown: ['  a', '- b', '+ x', '  c'],
    },
    { desc: 'a line at the end', before: ['a'], after: ['a', 'b'], shown: ['  a', '+ b'] },
    { desc: 'all of it gone', before: ['a', 'b'], after: [], shown: ['- a', '- b'] },
    {
      desc: 'lines that come twice',
      before: ['{', '}', '{', '}'],
      after: ['{', 'a', '}'],
      shown: ['  {', '- }', '- {', '+ a', '  }'],
    },
  ])('shows $desc', ({ before, after, shown }) => {
    const lines = changedLines(before, after)
    expect(lines.map(({ mark, line }) => `${mark} ${line}`)).toEqual(shown)
    expect(lines.filter(({ mark }) => mark !== '+').map(({ line }) => line)).toEqual(before)
    expect(lines.filter(({ mark }) => mark !== '-').map(({ line }) => line)).toEqual(after)
  })
})

describe('corsac demo seeds', () => {
  it('takes a number, with or without its letter', () => {
    expect(seedsNamed('003').map(({ id }) => id)).toEqual(['003a', '003b'])
    expect(seedsNamed('003b').map(({ id }) => id)).toEqual(['003b'])
    expect(seedsNamed('03')).toEqual([])
  })

  it('plays one, and ends in 0', async () => {
    const { code, stdout, stderr } = await said(['demo', 'seeds', '004'])
    expect(stdout).toMatch(/^004 {2}The preflight/)
    expect(stdout).toContain('All of it went as told.\n')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('tells programs the same', async () => {
    const { code, stdout } = await said(['demo', 'seeds', '000', '--json'])
    const json = JSON.parse(stdout)
    expect(json).toMatchObject({ demo: 'seeds', asTold: true, seeds: [{ id: '000', missing: [] }] })
    expect(json.seeds[0].acts.map(({ fixed }: { fixed: boolean }) => fixed)).toEqual([
      false,
      false,
      false,
      true,
    ])
    expect(json.seeds[0].acts[2].browsers[0].calls[0]).toMatchObject({
      method: 'POST',
      got: null,
      words: 'OPTIONS → blocked',
      explanation: { verdicts: [{ firstCause: { id: 'cors-check/wildcard-with-credentials' } }] },
    })
    expect(code).toBe(0)
  })

  it.each([
    { args: ['seeds', '005'], message: 'there is no seed "005". There are: 000, 001, 002, 003a, 003b, 004.' },
    { args: ['seeds', '000', '001'], message: 'demo takes one name; "001" is too much.' },
    { args: ['login', '000'], message: 'demo takes one name; "000" is too much.' },
  ])('refuses what there is none of: $args', async ({ args, message }) => {
    const { code, stderr } = await said(['demo', ...args])
    expect(stderr).toContain(message)
    expect(code).toBe(2)
  })
})

it('shows configurations as people write them', () => {
  const at = { page: 'http://p', api: 'http://a', stranger: 'http://s' }
  const blocks = seed000.acts.map(({ server }) => serverBlocks(server(at), 40))
  expect(blocks[2]).toEqual([
    {
      of: 'Express',
      lines: [
        'app.use(cors({ credentials: true }))',
        'app.use(session({ …, cookie: {',
        '  httpOnly: true,',
        '} }))',
      ],
    },
  ])
})
