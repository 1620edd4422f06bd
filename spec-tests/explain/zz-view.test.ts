import { it } from 'vitest'
import { explain, renderText } from '/work/main/src/explain/index'
import { createRequest } from '/work/main/src/fetch/create-request'
import { simulate } from '/work/main/src/fetch/simulate'
import { profiles } from '/work/main/src/profile/profile'
import { createUserAgent } from '/work/main/src/user-agent/user-agent'

const h = (o: Record<string, string>) => Object.entries(o).map(([name, value]) => ({ name, value }))
it('view', () => {
  const r = createRequest({
    url: 'http://localhost:8080/api/orders/42',
    client: 'http://localhost:3000/',
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: '{}',
    credentials: 'include',
  })
  const s = simulate(
    createUserAgent(profiles.chromium),
    r,
    () => ({
      status: 204,
      statusText: 'No Content',
      headerList: h({
        'x-powered-by': 'Express',
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'GET,HEAD,PUT,PATCH,POST,DELETE',
        vary: 'Access-Control-Request-Headers',
        'access-control-allow-headers': 'content-type',
      }),
      body: null,
    }),
    0,
  )
  console.log(renderText(explain(s.recording), { color: true }))
  const r2 = createRequest({
    url: 'http://api.example.com/items?token=abc',
    client: 'http://app.example.com/',
    method: 'PATCH',
    headers: { 'x-foo': '1', authorization: 'Bearer s3cret' },
    body: '{}',
  })
  const s2 = simulate(
    createUserAgent(profiles.chromium),
    r2,
    () => ({ status: 401, statusText: 'Unauthorized', headerList: h({ server: 'nginx/1.2' }), body: null }),
    0,
  )
  console.log(renderText(explain(s2.recording)))
  const r3 = createRequest({ url: 'https://api.example.com/items', client: 'https://app.example.com/' })
  const s3 = simulate(
    createUserAgent(profiles.safari),
    r3,
    () => ({
      status: 200,
      statusText: 'OK',
      headerList: h({
        'access-control-allow-origin': 'https://app.example.com',
        'x-total': '3',
        'content-type': 'application/json',
      }),
      body: null,
    }),
    0,
  )
  console.log(renderText(explain(s3.recording)))
  const r4 = createRequest({ url: 'http://localhost:5000/items', client: 'https://app.example.com/' })
  const s4 = simulate(
    createUserAgent(profiles.chromium),
    r4,
    () => ({ status: 502, statusText: 'Bad Gateway', headerList: h({ server: 'nginx' }), body: null }),
    0,
  )
  console.log(renderText(explain(s4.recording), { verbose: true }))
})
