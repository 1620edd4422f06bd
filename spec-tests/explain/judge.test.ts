import { describe, expect, it } from 'vitest'
import { answersOf, judge } from '../../src/explain/judge'
import { createRequest } from '../../src/fetch/create-request'
import { replay } from '../../src/fetch/replay'
import { defineProfile, profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { record, response } from './record'

const page = 'https://app.example.com'
const own = `Access-Control-Allow-Origin: ${page}`
const put = createRequest({
  url: 'https://api.example.com/#part',
  client: `${page}/`,
  method: 'PUT',
  body: '{}',
})
const allowed = response(204, own, 'Access-Control-Allow-Methods: PUT')
const recording = record(put, (send) => (send.method === 'OPTIONS' ? allowed : response(200, own)))
const fresh = createUserAgent(profiles.chromium)

describe('answersOf', () => {
  it('is every exchange of a recording, in order', () => {
    const answers = answersOf(recording)
    expect(
      answers.map(({ send, event }) => [
        send.method,
        event.kind === 'response' ? event.response.status : null,
      ]),
    ).toEqual([
      ['OPTIONS', 204],
      ['PUT', 200],
    ])
  })
})

describe('judge', () => {
  it('comes to the recorded end by the recorded answers', () => {
    const judgement = judge(profiles.chromium, fresh, put, answersOf(recording), 1000)
    expect(judgement.state).toBe('settled')
    expect(judgement.recording).toEqual(recording)
  })

  it('gives a recording that replays', () => {
    const judgement = judge(profiles.firefox, fresh, put, answersOf(recording), 1000)
    const { exchange } = replay(judgement.recording, null)
    expect(exchange.state).toBe('settled')
    expect(judgement.recording.turns[0].userAgent.profile).toBe(profiles.firefox)
  })

  it('asks for the first answer where there are none', () => {
    const judgement = judge(profiles.chromium, fresh, put, [], 1000)
    expect(judgement).toMatchObject({
      state: 'needs-exchange',
      kind: 'preflight',
      needs: { method: 'OPTIONS' },
    })
  })

  it('asks for the next answer where there is one', () => {
    const judgement = judge(profiles.chromium, fresh, put, answersOf(recording).slice(0, 1), 1000)
    expect(judgement).toMatchObject({ state: 'needs-exchange', kind: 'request', needs: { method: 'PUT' } })
  })

  const differences: readonly (readonly [desc: string, change: Parameters<typeof createRequest>[0]])[] = [
    ['another method', { url: 'https://api.example.com/', client: `${page}/`, method: 'DELETE', body: '{}' }],
    ['another query', { url: 'https://api.example.com/?x', client: `${page}/`, method: 'PUT', body: '{}' }],
    ['another body', { url: 'https://api.example.com/', client: `${page}/`, method: 'PUT', body: '{ }' }],
    ['no body', { url: 'https://api.example.com/', client: `${page}/`, method: 'PUT' }],
    [
      'another header',
      {
        url: 'https://api.example.com/',
        client: `${page}/`,
        method: 'PUT',
        body: '{}',
        headers: { accept: 'a/b' },
      },
    ],
    [
      'the same header twice',
      {
        url: 'https://api.example.com/',
        client: `${page}/`,
        method: 'PUT',
        body: '{}',
        headers: [
          ['accept', '*/*'],
          ['accept', '*/*'],
        ],
      },
    ],
  ]
  it.each(differences)('takes no answer to %s', (_, init) => {
    const judgement = judge(profiles.chromium, fresh, createRequest(init), answersOf(recording), 1000)
    expect(judgement.state).toBe('needs-exchange')
  })

  it('minds neither the fragment nor the order of headers, which are not sent or do not count', () => {
    const answers = answersOf(recording).map(({ send, event }) => ({
      send: { ...send, headerList: send.headerList.slice().reverse() },
      event,
    }))
    const request = createRequest({
      url: 'https://api.example.com/#other',
      client: `${page}/`,
      method: 'PUT',
      body: '{}',
    })
    expect(judge(profiles.chromium, fresh, request, answers, 1000).state).toBe('settled')
  })

  it('uses answers to the same request in their order, and none of them twice', () => {
    let turn = 0
    const get = createRequest({ url: `${page}/loop`, client: `${page}/` })
    const twice = record(get, () => response(++turn < 3 ? 302 : 200, `Location: /loop`, `X-Turn: ${turn}`))
    const judgement = judge(profiles.firefox, fresh, get, answersOf(twice), 1000)
    expect(judgement.state === 'settled' ? judgement.response.type : null).toBe('basic')
    const [firstAnswer] = answersOf(twice)
    const looping = judge(profiles.firefox, fresh, get, firstAnswer === undefined ? [] : [firstAnswer], 1000)
    expect(looping).toMatchObject({ state: 'needs-exchange', needs: { method: 'GET' } })
  })

  it('lets no answer come before it was asked for', () => {
    const judgement = judge(profiles.firefox, fresh, put, answersOf(recording), 5000)
    expect(judgement.recording.turns.map(({ now }) => now)).toEqual([5000, 5000, 5000])
  })

  it('goes by a profile of one’s own', () => {
    const strict = defineProfile('chromium', { wildcardCoversAuthorization: false, name: 'strict' })
    const request = createRequest({
      url: 'https://api.example.com/',
      client: `${page}/`,
      headers: { authorization: 'Bearer x' },
    })
    const wild = record(request, (send) =>
      send.method === 'OPTIONS' ? response(204, own, 'Access-Control-Allow-Headers: *') : response(200, own),
    )
    const judgement = judge(strict, fresh, request, answersOf(wild), 1000)
    expect(judgement.state === 'settled' ? judgement.response.type : null).toBe('error')
  })
})
