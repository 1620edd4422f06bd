import { MockAgent } from 'undici'
import { describe, expect, it } from 'vitest'
import { mockAgentTransport } from '../../src/drivers/mock-agent-transport'
import { ConfigError } from '../../src/infra/config-error'
import { Browser } from '../../src/page/browser'
import { wireRequest } from '../drivers/wire'

const api = 'https://api.example.com'
const app = 'https://app.example.org'

function mocked(): MockAgent {
  const agent = new MockAgent()
  agent.disableNetConnect()
  return agent
}

describe('an interceptor of undici', () => {
  it('gets what is on the wire, and answers line by line', async () => {
    const agent = mocked()
    agent
      .get(api)
      .intercept({ path: '/a?b', method: 'PUT', body: 'bytes', headers: { cookie: 'a=1', origin: app } })
      .reply(201, 'done', { headers: { 'set-cookie': ['a=1', 'b=2, c'], 'X-A': '1' } })
    const headers = [
      ['cookie', 'a=1'],
      ['origin', app],
    ] as const
    const request = wireRequest(`${api}/a?b#c`, 'PUT', headers, 'bytes')
    expect(await mockAgentTransport(agent)(request, null)).toEqual({
      status: 201,
      statusText: 'Created',
      headerList: [
        { name: 'set-cookie', value: 'a=1' },
        { name: 'set-cookie', value: 'b=2, c' },
        { name: 'X-A', value: '1' },
      ],
      body: { kind: 'bytes', bytes: 'done' },
    })
  })

  it('that redirects is not followed', async () => {
    const agent = mocked()
    agent
      .get(api)
      .intercept({ path: '/' })
      .reply(302, '', { headers: { location: '/b' } })
    const response = await mockAgentTransport(agent)(wireRequest(`${api}/`), null)
    expect(response).toMatchObject({ status: 302, headerList: [{ name: 'location', value: '/b' }] })
  })

  it.each([
    { desc: 'without CORS headers is refused', headers: {}, type: 'error' },
    { desc: 'with them is let through', headers: { 'access-control-allow-origin': app }, type: 'cors' },
  ])('$desc', async ({ headers, type }) => {
    const agent = mocked()
    agent.get(api).intercept({ path: '/' }).reply(200, '{}', { headers })
    const browser = new Browser({ profile: 'chromium', transport: mockAgentTransport(agent) })
    expect((await browser.open(app).perform({ url: `${api}/` })).type).toBe(type)
  })

  it('that answers with an error is a connection that failed', async () => {
    const agent = mocked()
    agent.get(api).intercept({ path: '/' }).replyWithError(new Error('broken'))
    await expect(mockAgentTransport(agent)(wireRequest(`${api}/`), null)).rejects.toThrow('broken')
  })

  it('that is not there is told from one that fails', async () => {
    const asked = mockAgentTransport(mocked())(wireRequest(`${api}/`), null)
    await expect(asked).rejects.toMatchObject({ code: 'refused', message: /^No interceptor/ })
  })
})

it.each([{ agent: undefined }, { agent: null }, { agent: {} }, { agent: () => {} }])(
  'takes no $agent for an agent',
  ({ agent }) => expect(() => mockAgentTransport(agent as never)).toThrow(ConfigError),
)
