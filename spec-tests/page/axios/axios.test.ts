import axios from 'axios'
import { describe, expect, it } from 'vitest'
import { getHeader } from '../../../src/http/header-list'
import { answer, api, app, browserBefore } from '../kit'

const open = { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' }

function made() {
  const tested = browserBefore({
    [`${app}/api/me`]: answer(200, { 'content-type': 'application/json' }, '{"name":"Ada"}'),
    [`${app}/api/gone`]: answer(404, {}, 'gone'),
    [`${api}/closed`]: answer(200),
    [`${api}/open`]: answer(200, open, 'open'),
  })
  const page = tested.browser.open(`${app}/page`)
  return { ...tested, page, client: axios.create({ adapter: page.axiosAdapter, baseURL: '/api' }) }
}

describe('axios over a page', () => {
  it('reads JSON, relative to the page', async () => {
    expect((await made().client.get('/me')).data).toEqual({ name: 'Ada' })
  })

  it('sends the token of the cookie to its own origin only', async () => {
    const { page, client, sent } = made()
    page.document.cookie = 'XSRF-TOKEN=abc'
    await client.get('/me')
    await client.get(`${api}/open`)
    expect(sent().map(({ headerList }) => getHeader(headerList, 'x-xsrf-token'))).toEqual(['abc', null])
  })

  it('asks first where it reports of the upload', async () => {
    const { client, lines } = made()
    await client.post(`${api}/open`, 'a', {
      headers: { 'content-type': 'text/plain' },
      onUploadProgress: () => {},
    })
    expect(lines()).toEqual([`OPTIONS ${api}/open`, `POST ${api}/open`])
  })

  const failures = [
    { desc: 'a status', url: '/gone', code: 'ERR_BAD_REQUEST' },
    { desc: 'a response that may not be read', url: `${api}/closed`, code: 'ERR_NETWORK' },
  ]
  for (const { desc, url, code } of failures) {
    it(`rejects for ${desc}`, async () => {
      const error = await made()
        .client.get(url)
        .catch((thrown) => thrown)
      expect([axios.isAxiosError(error), error.code]).toEqual([true, code])
    })
  }

  it('can be cancelled before anything is sent', async () => {
    const { client, lines } = made()
    const error = await client.get('/me', { signal: AbortSignal.abort() }).catch((thrown) => thrown)
    expect([axios.isCancel(error), lines()]).toEqual([true, []])
  })
})
