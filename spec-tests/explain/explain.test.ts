import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { explain, renderJson, renderText } from '../../src/explain/index'
import { createClient, createRequest } from '../../src/fetch/create-request'
import { recordingFromJSON, recordingToJSON } from '../../src/fetch/json'
import { ProtocolMisuse } from '../../src/fetch/misuse'
import { ConfigError } from '../../src/infra/config-error'
import { defineProfile, profiles } from '../../src/profile/profile'
import { steps } from '../../src/spec/steps/index'
import { complete, record, response } from './record'
import { situations } from './situations'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)
const page = 'https://app.example.com'
const own = `Access-Control-Allow-Origin: ${page}`
const credentials = 'Access-Control-Allow-Credentials: true'
const put = createRequest({
  url: 'https://api.example.com/orders/42',
  client: `${page}/`,
  method: 'PUT',
  headers: { 'content-type': 'application/json' },
  body: '{}',
  credentials: 'include',
})
const wildcard = record(put, () =>
  response(
    204,
    'Access-Control-Allow-Origin: *',
    'Access-Control-Allow-Methods: PUT',
    'Access-Control-Allow-Headers: content-type',
  ),
)

describe('profiles', () => {
  it('asks Chrome, Firefox and Safari by default', () => {
    expect(explain(wildcard).verdicts.map(({ browser, recorded }) => [browser, recorded])).toEqual([
      ['Chrome', true],
      ['Firefox', false],
      ['Safari', false],
    ])
  })

  it('puts the recorded one first, whichever it is', () => {
    const strict = defineProfile('firefox', { name: 'my Firefox', maxAgeDefault: 0 })
    const names = (profile: Parameters<typeof record>[2]): readonly string[] =>
      explain(record(put, () => response(204), profile)).verdicts.map(({ browser }) => browser)
    expect(names(profiles.safari)).toEqual(['Safari', 'Chrome', 'Firefox'])
    expect(names(profiles.spec)).toEqual(['The standard', 'Chrome', 'Firefox', 'Safari'])
    expect(names(strict)).toEqual(['my Firefox', 'Chrome', 'Firefox', 'Safari'])
  })

  it('asks those it is told to, by name or by profile', () => {
    const { verdicts } = explain(wildcard, { profiles: ['safari', profiles.spec, 'chrome'] })
    expect(verdicts.map(({ profile }) => profile)).toEqual(['chromium', 'safari', 'spec'])
  })

  it('knows the recorded profile again after JSON', () => {
    const copy = recordingFromJSON(JSON.parse(JSON.stringify(recordingToJSON(wildcard))))
    expect(explain(copy)).toEqual(explain(wildcard))
  })

  it('throws a ConfigError for a browser that nobody knows', () => {
    expect(() => explain(wildcard, { profiles: ['netscape'] })).toThrow(ConfigError)
  })
})

describe('a credentialed PUT of JSON to a server that says *', () => {
  const { verdicts, relation } = explain(wildcard)

  it('is the same to all three browsers, without another exchange', () => {
    for (const verdict of verdicts) {
      expect(verdict).toMatchObject({
        outcome: 'network-error',
        refusal: { step: 'cors-check/wildcard-with-credentials', cite: 'Fetch § CORS check, step 4', at: 0 },
        requestReachedServer: false,
        needs: null,
        visible: null,
      })
    }
  })

  it('is refused for more than the browsers say', () => {
    expect(verdicts[0]?.furtherRefusals.map(({ step }) => step)).toEqual(['cors-check/credentials-not-true'])
  })

  it('says what the answer would have to be', () => {
    expect(verdicts[0]?.repair).toEqual({
      at: 0,
      status: null,
      headers: [
        ['access-control-allow-origin', page],
        ['access-control-allow-credentials', 'true'],
      ],
    })
  })

  it('marks each header that the browser looks at', () => {
    expect(verdicts[0]?.timeline[0]?.checks).toEqual([
      { what: 'status', actual: '204', ok: true, expected: null },
      { what: 'access-control-allow-origin', actual: '*', ok: false, expected: page },
      { what: 'access-control-allow-credentials', actual: null, ok: false, expected: 'true' },
      { what: 'access-control-allow-methods', actual: 'PUT', ok: true, expected: null },
      { what: 'access-control-allow-headers', actual: 'content-type', ok: true, expected: null },
    ])
  })

  it('says how page and server are related', () => {
    expect(relation).toEqual({
      page,
      target: 'https://api.example.com',
      sameOrigin: false,
      sameSite: true,
      schemelesslySameSite: true,
      differs: ['host'],
    })
  })

  it('tells every decision in order, with its place in the standards', () => {
    const { decisions = [] } = verdicts[0] ?? {}
    expect(decisions.map(({ step, outcome, at }) => [step, outcome, at])).toEqual([
      ['main-fetch/method-not-safelisted', true, -1],
      ['main-fetch/header-not-safelisted', true, -1],
      ['main-fetch/cors-with-preflight', true, -1],
      ['http-fetch/preflight-sent', true, -1],
      ['cors-check/wildcard-with-credentials', false, 0],
    ])
    for (const { step, summary, url } of decisions) {
      expect(summary).toBe(steps[step].summary)
      expect(url).toMatch(/^https:\/\/\S+#\S+$/)
    }
  })
})

describe('the demo: the same on localhost, between two ports', () => {
  const local = createRequest({
    url: 'http://localhost:8080/api/profile',
    client: 'http://localhost:3000/',
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    credentials: 'include',
  })
  const recording = record(local, () =>
    response(
      204,
      'Access-Control-Allow-Origin: *',
      'Access-Control-Allow-Methods: PUT',
      'Access-Control-Allow-Headers: content-type',
    ),
  )

  it('needs no other exchange, and all three browsers agree', () => {
    expect(explain(recording).verdicts.map(({ browser, refusal }) => [browser, refusal?.step])).toEqual([
      ['Chrome', 'cors-check/wildcard-with-credentials'],
      ['Firefox', 'cors-check/wildcard-with-credentials'],
      ['Safari', 'cors-check/wildcard-with-credentials'],
    ])
  })

  it('is mended in Express by two options', () => {
    const [verdict] = explain(recording).verdicts
    expect(verdict?.remedies[0]?.snippets[0]).toEqual({
      stack: 'Express (cors)',
      code: "app.use(cors({ origin: 'http://localhost:3000', credentials: true }))",
    })
  })
})

describe('where a redirect leads', () => {
  const get = createRequest({ url: 'https://api.example.com/a#top', client: `${page}/` })
  const leads = (profile: Parameters<typeof record>[2], ...lines: readonly string[]): string =>
    explain(record(get, () => response(302, ...lines), profile)).verdicts[0]?.firstCause?.text ?? ''

  const rows: readonly (readonly [
    desc: string,
    profile: Parameters<typeof record>[2],
    lines: readonly string[],
    text: string,
  ])[] = [
    [
      'bytes beyond ASCII are encoded one by one',
      profiles.spec,
      ['Location: /\xe4'],
      'redirects to https://api.example.com/%E4#top,',
    ],
    [
      'an empty line leads to the same URL by the standard',
      profiles.spec,
      ['Location: '],
      'redirects to https://api.example.com/a#top,',
    ],
    ['and nowhere in Chrome', profiles.chromium, ['Location: '], 'redirects (302),'],
    [
      'several lines lead nowhere by the standard',
      profiles.spec,
      ['Location: /b', 'Location: /c'],
      'redirects (302),',
    ],
    ['what is no URL does so for all', profiles.chromium, ['Location: https://a:99999/'], 'redirects (302),'],
  ]
  it.each(rows)('is what the browser makes of Location: %s', (_, profile, lines, text) => {
    expect(leads(profile, ...lines)).toContain(text)
  })
})

describe('sentences', () => {
  it('do not begin with a host, which has no capital', () => {
    const get = createRequest({ url: 'https://api.example.com/', client: `${page}/` })
    for (const cause of ['dns: api.example.com has no address (ENOTFOUND).', 'api.example.com is gone']) {
      const [verdict] = explain(record(get, () => cause)).verdicts
      expect(verdict?.firstCause?.text).toMatch(
        /^No HTTP response came: api\.example\.com [^.]+\. This is not about CORS/,
      )
    }
    for (const { request, server } of situations) {
      const [verdict] = explain(record(request, server)).verdicts
      const text = verdict?.firstCause?.text
      expect(text).toMatch(/^[A-Z][A-Za-z-]* /)
      expect(text).not.toMatch(/[.] (https?:|(Api|App|Login)\.)/)
    }
  })
})

describe('a request that is let through', () => {
  const get = createRequest({
    url: 'https://api.example.com/',
    client: `${page}/`,
    headers: { authorization: 'Bearer x' },
  })
  const recording = record(get, (send) =>
    send.method === 'OPTIONS'
      ? response(204, own, 'Access-Control-Allow-Headers: *')
      : response(
          200,
          own,
          'X-Total: 3',
          'Content-Type: text/plain',
          'Set-Cookie: a=1',
          'Access-Control-Expose-Headers: x-id',
        ),
  )
  const { verdicts } = explain(recording, { profiles: ['chrome', 'firefox', 'safari', 'spec'] })

  it('is readable, but for hidden headers', () => {
    expect(verdicts[0]).toMatchObject({
      outcome: 'readable',
      refusal: null,
      firstCause: null,
      remedies: [],
      repair: null,
      requestReachedServer: true,
      visible: {
        type: 'cors',
        status: 200,
        headers: [['content-type', 'text/plain']],
        hidden: ['access-control-allow-origin', 'x-total', 'set-cookie', 'access-control-expose-headers'],
      },
    })
  })

  // Chromium reports it as an issue of its developer tools, which is no line of the console.
  it('brings a warning where * stands for Authorization, in Firefox', () => {
    expect(
      verdicts.map(({ console }) => console.map(({ level, text }) => `${level}: ${text.slice(0, 42)}`)),
    ).toEqual([[], ['warning: Cross-Origin Request Warning: The Same Ori'], [], []])
  })

  it('is refused by the standard', () => {
    expect(verdicts[3]?.firstCause?.id).toBe('cors-preflight-fetch/non-wildcard-header-not-allowed')
    expect(verdicts[3]?.repair?.headers).toEqual([['access-control-allow-headers', '*, authorization']])
  })
})

describe('needs-exchange', () => {
  const plain = createRequest({
    url: 'http://api.example.com/',
    client: 'http://app.example.com/',
    method: 'PUT',
  })
  const allow = response(
    204,
    'Access-Control-Allow-Origin: http://app.example.com',
    'Access-Control-Allow-Methods: PUT',
  )
  const recording = record(plain, () => allow)

  it('names the request that nobody has answered', () => {
    const [, firefox] = explain(recording).verdicts
    expect(firefox).toMatchObject({
      outcome: 'needs-exchange',
      timeline: [],
      refusal: null,
      requestReachedServer: false,
    })
    expect(firefox?.needs).toMatchObject({
      kind: 'preflight',
      method: 'OPTIONS',
      url: 'http://api.example.com/',
    })
    // Chromium alone says its mode on a preflight to an URL that is not trustworthy.
    expect(firefox?.needs?.headers.map(([name]) => name)).not.toContain('sec-fetch-mode')
  })

  it('is gone with the answers', () => {
    const { answers, asked } = complete(recording, () => allow, [profiles.firefox, profiles.safari])
    expect(asked).toEqual(['firefox'])
    expect(explain(recording, { answers }).verdicts.map(({ outcome }) => outcome)).toEqual([
      'readable',
      'readable',
      'readable',
    ])
  })

  it('is where a recording breaks off, too', () => {
    const [first, second] = recording.turns
    if (second === undefined) throw new Error('two turns were recorded')
    const [verdict] = explain({ request: recording.request, turns: [first, second] }).verdicts
    expect(verdict).toMatchObject({
      outcome: 'needs-exchange',
      recorded: true,
      needs: { kind: 'request', method: 'PUT' },
    })
    expect(verdict?.timeline).toHaveLength(1)
  })
})

describe('whether the request reached the server', () => {
  const get = createRequest({ url: 'https://api.example.com/', client: `${page}/` })
  const rows: readonly (readonly [desc: string, said: string, reached: boolean | null])[] = [
    ['nobody listened', 'refused: Nothing listens there.', false],
    ['the name has no address', 'dns: No address.', false],
    ['there was no TLS', 'tls: Its certificate has expired.', false],
    ['it took too long', 'timeout: It did not answer.', null],
    ['the connection broke', 'closed: It closed the connection.', null],
    ['the cause has no code', 'socket hang up', null],
  ]
  it.each(rows)('%s', (_, said, reached) => {
    const [verdict] = explain(record(get, () => said)).verdicts
    expect(verdict?.requestReachedServer).toBe(reached)
    expect(verdict?.timeline[0]?.failure).not.toBeNull()
  })

  it('did, where only the answer is kept from the page', () => {
    expect(explain(record(get, () => response(200))).verdicts[0]?.requestReachedServer).toBe(true)
  })
})

describe('secrets', () => {
  const secret = createRequest({
    url: 'https://ann:hunter2@api.example.com/?access_token=hunter2',
    client: `${page}/?session=hunter2`,
    method: 'PUT',
    headers: { authorization: 'Bearer hunter2', 'x-api-key': 'hunter2' },
    // Chromium sends nothing else to a URL with a password.
    initiatorType: 'xmlhttprequest',
  })
  const recording = record(secret, () =>
    response(301, 'Location: https://b.example/?code=hunter2', 'Set-Cookie: a=hunter2'),
  )

  it('are in no output', () => {
    const explanation = explain(recording)
    for (const output of [renderJson(explanation), renderText(explanation, { verbose: true })]) {
      expect(output).not.toContain('hunter2')
      expect(output).toContain('access_token=***')
    }
  })

  it('are there where they are asked for', () => {
    const explanation = explain(recording, { unmask: true })
    expect(renderJson(explanation)).toContain('access_token=hunter2')
    expect(renderText(explanation)).toContain('a=hunter2')
  })
})

describe('wrong input', () => {
  const [first, second] = wildcard.turns
  const rows: readonly (readonly [desc: string, input: unknown, path: string])[] = [
    ['nothing', undefined, 'recording'],
    ['null', null, 'recording'],
    ['a string', 'https://api.example.com/', 'recording'],
    ['a response', { status: 200, headerList: [] }, 'recording.request'],
    ['a request without URLs', { request: {}, turns: [] }, 'recording.request.urlList'],
    ['no turns', { request: put, turns: [] }, 'recording.turns'],
    ['an answer before a question', { request: put, turns: [second] }, 'recording.turns[0].event'],
    [
      'JSON that was only parsed',
      JSON.parse(JSON.stringify(wildcard)),
      'recording.turns[0].userAgent.preflightCache.buckets',
    ],
    [
      'an unknown event',
      { request: put, turns: [first, { ...second, event: { kind: 'surprise' } }] },
      'recording.turns[1].event.kind',
    ],
    [
      'a moment that is none',
      { request: put, turns: [{ ...first, now: Number.NaN }] },
      'recording.turns[0].now',
    ],
  ]
  it.each(rows)('%s is a ConfigError that says where', (_, input, path) => {
    let thrown: unknown = null
    try {
      explain(input as Parameters<typeof explain>[0])
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(ConfigError)
    expect((thrown as ConfigError).issues[0]?.path).toBe(path)
  })

  it('is a ProtocolMisuse where a recording goes on after its end', () => {
    const turns = [...wildcard.turns, second] as unknown as typeof wildcard.turns
    expect(() => explain({ request: put, turns })).toThrow(ProtocolMisuse)
  })
})

describe('properties', () => {
  const value = fc.constantFrom(
    '*',
    page,
    `${page}/`,
    'null',
    '',
    'true',
    'True',
    'PUT',
    'put',
    'content-type',
    'a b',
    'X-A, content-type',
    '\u001b[31m',
    'é',
  )
  const name = fc.constantFrom(
    'access-control-allow-origin',
    'access-control-allow-credentials',
    'access-control-allow-methods',
    'access-control-allow-headers',
    'access-control-allow-credential',
    'location',
    '__proto__',
    'vary',
  )
  const answer = fc.record({
    status: fc.constantFrom(200, 204, 301, 308, 400, 401, 404, 500),
    statusText: fc.constant(''),
    headerList: fc.array(fc.record({ name, value }), { maxLength: 6 }),
    body: fc.constant(null),
  })

  it('explains whatever a server says, and prints nothing that a terminal obeys', () => {
    fc.assert(
      fc.property(answer, answer, (preflight, actual) => {
        const recording = record(put, (send) => (send.method === 'OPTIONS' ? preflight : actual))
        const explanation = explain(recording, { profiles: ['chrome', 'firefox', 'safari', 'spec'] })
        for (const verdict of explanation.verdicts) {
          expect(verdict.firstCause === null).toBe(verdict.refusal === null)
        }
        expect(renderText(explanation, { verbose: true })).not.toMatch(
          /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/,
        )
      }),
      { numRuns: Math.min(numRuns, 300) },
    )
  })

  it('repairs a preflight’s answer so that the browser goes on', () => {
    fc.assert(
      fc.property(answer, (preflight) => {
        const [verdict] = explain(record(put, () => preflight)).verdicts
        if (verdict === undefined || verdict.repair === null || verdict.repair.at !== 0) return
        const { repair } = verdict
        const names = new Set(repair.headers.map(([header]) => header))
        const repaired = {
          ...preflight,
          status: repair.status ?? preflight.status,
          headerList: [
            ...preflight.headerList.filter((header) => !names.has(header.name)),
            ...repair.headers.map(([header, text]) => ({ name: header, value: text })),
          ],
        }
        const good = response(200, own, credentials)
        const [after] = explain(record(put, (send) => (send.method === 'OPTIONS' ? repaired : good))).verdicts
        expect(after?.outcome).toBe('readable')
      }),
      { numRuns: Math.min(numRuns, 300) },
    )
  })

  it('is the same each time, and its JSON too', () => {
    for (const { request, server } of situations.slice(0, 10)) {
      const recording = record(request, server)
      expect(renderJson(explain(recording))).toBe(renderJson(explain(recording)))
    }
  })
})

describe('renderJson', () => {
  it('has a version, and the members of an explanation in order', () => {
    const json = renderJson(explain(wildcard))
    const parsed = JSON.parse(json) as Record<string, unknown>
    expect(Object.keys(parsed)).toEqual(['corsac', 'request', 'relation', 'verdicts'])
    expect(parsed['corsac']).toBe(1)
    expect(json.endsWith('}\n')).toBe(true)
    expect({ ...parsed, corsac: undefined }).toEqual({ ...explain(wildcard), corsac: undefined })
  })

  it('has the same members whatever the outcome', () => {
    const keys = (recording: typeof wildcard): readonly string[] =>
      Object.keys(explain(recording).verdicts[0] ?? {})
    const sameOrigin = createRequest({ url: `${page}/a`, client: createClient(page) })
    expect(keys(record(sameOrigin, () => response(200)))).toEqual(keys(wildcard))
    expect(keys(record(sameOrigin, () => 'refused: Nothing listens.'))).toEqual(keys(wildcard))
  })

  it('escapes what some terminals take for commands', () => {
    const request = createRequest({ url: `${page}/a`, client: page })
    expect(renderJson(explain(record(request, () => response(200, 'X-A: \u009b31m\u007f'))))).toContain(
      '\\u009b31m\\u007f',
    )
  })
})
