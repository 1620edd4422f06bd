import axios, { type AxiosRequestConfig } from 'axios'
import { describe, expect, it } from 'vitest'
import { getHeader } from '../../../src/http/header-list'
import { answer, api, app, browserBefore } from '../kit'

const open = { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' }

function made() {
  const tested = browserBefore({
    [`${app}/api/me`]: answer(200, { 'content-type': 'application/json' }, '{"name":"Ada"}'),
    [`${app}/api/gone`]: answer(404, {}, 'gone'),
    [`${api}/closed`]: answer(200),
    [`${api}/open`]: answer(200, { ...open, 'access-control-allow-headers': 'x-xsrf-token' }, 'open'),
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

  it('says why a response may not be read', async () => {
    const error = await made()
      .client.get(`${api}/closed`)
      .catch((thrown) => thrown)
    expect(JSON.stringify(error.cause)).toContain('cors-check')
  })

  // biome-ignore format: a table
  const requests: readonly { desc: string; config: AxiosRequestConfig; header: string; is: string | null }[] = [
    { desc: 'a token for another origin, where that is wanted', config: { url: `${api}/open`, withXSRFToken: true }, header: 'x-xsrf-token', is: 'abc' },
    { desc: 'no token, where none is wanted', config: { url: '/me', withXSRFToken: false }, header: 'x-xsrf-token', is: null },
    { desc: 'a token by other names', config: { url: '/me', xsrfCookieName: 'other', xsrfHeaderName: 'x-other' }, header: 'x-other', is: 'd=f' },
    { desc: 'a user', config: { url: '/me', auth: { username: 'u', password: 'ü' } }, header: 'authorization', is: 'Basic dTrDvA==' },
    { desc: 'the type of JSON', config: { url: '/me', method: 'post', data: { a: 1 } }, header: 'content-type', is: 'application/json' },
  ]
  it.each(requests)('sends $desc', async ({ config, header, is }) => {
    const { page, client, sent } = made()
    page.document.cookie = 'XSRF-TOKEN=abc'
    page.document.cookie = 'other=d%3Df'
    await client.request(config).catch(() => {})
    const values = sent().map(({ headerList }) => getHeader(headerList, header))
    expect(values.filter((value) => value !== null)).toEqual(is === null ? [] : [is])
  })

  it('takes what validateStatus takes', async () => {
    const { status } = await made().client.get('/gone', { validateStatus: () => true })
    expect(status).toBe(404)
  })

  it('gives bytes', async () => {
    const { data } = await made().client.get(`${api}/open`, { responseType: 'arraybuffer' })
    expect(new TextDecoder().decode(data)).toBe('open')
  })

  it('can be cancelled under way, by a signal and by a token', async () => {
    const { client } = made()
    const controller = new AbortController()
    const { token, cancel } = axios.CancelToken.source()
    const both = [client.get('/me', { signal: controller.signal }), client.get('/me', { cancelToken: token })]
    controller.abort()
    cancel('enough')
    const ends = await Promise.allSettled(both)
    expect(ends.map((end) => end.status === 'rejected' && axios.isCancel(end.reason))).toEqual([true, true])
  })
})
