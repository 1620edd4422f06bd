import { describe, expect, it } from 'vitest'
import { getHeader } from '../../../src/http/header-list'
import type { LoadInit } from '../../../src/page/page-init'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, api, app, browserBefore } from '../kit'

const cors = { 'access-control-allow-origin': '*' }
const js = { 'content-type': 'text/javascript' }
// echo -n 1 | openssl dgst -sha256 -binary | base64
const digest = 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='

const site = {
  [`${api}/gif`]: answer(404, {}, 'GIF89a'),
  [`${api}/text`]: answer(200, {}, 'text'),
  [`${api}/plain.js`]: answer(200, { 'content-type': 'text/plain' }, '1'),
  [`${api}/script.js`]: answer(200, js, '1'),
  [`${api}/cors.js`]: answer(200, { ...js, ...cors }, '1'),
  [`${api}/cors-plain.js`]: answer(200, { 'content-type': 'text/plain', ...cors }, '1'),
  [`${api}/nosniff.js`]: answer(
    200,
    { 'content-type': 'text/plain', 'x-content-type-options': 'nosniff' },
    '1',
  ),
  [`${api}/304`]: answer(304, { 'content-type': 'text/css' }),
  [`${api}/404`]: answer(404, js, '1'),
  [`${api}/css`]: answer(200, { 'content-type': 'text/css' }, ''),
  [`${api}/not-css`]: answer(200, { 'content-type': 'text/html' }, ''),
}

describe('page.load', () => {
  it.each<{ desc: string; init: LoadInit; event: string; profile?: ProfileName }>([
    {
      desc: 'an image loads whatever the status',
      init: { element: 'img', url: `${api}/gif` },
      event: 'load',
    },
    { desc: 'text is no image', init: { element: 'img', url: `${api}/text` }, event: 'error' },
    { desc: 'an image without a URL', init: { element: 'img', url: '' }, event: 'error' },
    { desc: 'an image with none', init: { element: 'img', url: 'https://' }, event: 'error' },
    {
      desc: 'an image that asks for CORS and gets none',
      init: { element: 'img', url: `${api}/gif`, crossOrigin: 'anonymous' },
      event: 'error',
    },
    { desc: 'a script of any type', init: { element: 'script', url: `${api}/plain.js` }, event: 'load' },
    {
      desc: 'a script not to be sniffed',
      init: { element: 'script', url: `${api}/nosniff.js` },
      event: 'error',
    },
    { desc: 'a script that is not there', init: { element: 'script', url: `${api}/404` }, event: 'error' },
    {
      desc: 'a module without CORS',
      init: { element: 'script', type: 'module', url: `${api}/script.js` },
      event: 'error',
    },
    { desc: 'a module', init: { element: 'script', type: 'module', url: `${api}/cors.js` }, event: 'load' },
    {
      desc: 'a module of another type',
      init: { element: 'script', type: 'module', url: `${api}/cors-plain.js` },
      event: 'error',
    },
    {
      desc: 'a script with its digest',
      init: { element: 'script', url: `${api}/cors.js`, crossOrigin: 'anonymous', integrity: digest },
      event: 'load',
    },
    {
      desc: 'a script with another digest',
      init: { element: 'script', url: `${api}/cors.js`, crossOrigin: 'anonymous', integrity: 'sha256-AAAA' },
      event: 'error',
    },
    {
      desc: 'a digest that cannot be verified without CORS',
      init: { element: 'script', url: `${api}/cors.js`, integrity: digest },
      event: 'error',
    },
    { desc: 'a style sheet', init: { element: 'link', rel: 'stylesheet', url: `${api}/css` }, event: 'load' },
    {
      desc: 'a link that is none of these',
      init: { element: 'link', rel: 'author', url: `${api}/css` },
      event: 'none',
    },
    {
      desc: 'a preload of nothing known',
      init: { element: 'link', rel: 'preload', as: 'video', url: `${api}/css` },
      event: 'none',
    },
    {
      desc: 'a style sheet of another type, to the standard',
      init: { element: 'link', rel: 'stylesheet', url: `${api}/not-css` },
      event: 'error',
      profile: 'spec',
    },
  ])('$desc: $event', async ({ init, event, profile = 'chromium' }) => {
    const page = browserBefore(site, profile).browser.open(app)
    expect(await page.load(init)).toMatchObject({ event, loaded: event === 'load' })
  })

  it('says why a fetch failed, which no page is told', async () => {
    const page = browserBefore(site).browser.open(app)
    const { reason } = await page.load({ element: 'img', url: `${api}/gif`, crossOrigin: 'anonymous' })
    expect(reason?.step).toMatch(/^cors-check\//)
  })

  it.each<{ desc: string; init: LoadInit; mode: string; dest: string; cookie: string | null }>([
    {
      desc: 'an image',
      init: { element: 'img', url: `${app}/x` },
      mode: 'no-cors',
      dest: 'image',
      cookie: 'a=1',
    },
    {
      desc: 'a module elsewhere, without cookies',
      init: { element: 'script', type: 'module', url: `${api}/x` },
      mode: 'cors',
      dest: 'script',
      cookie: null,
    },
    {
      desc: 'a module with credentials',
      init: { element: 'script', type: 'module', url: `${api}/x`, crossOrigin: 'use-credentials' },
      mode: 'cors',
      dest: 'script',
      cookie: 'b=2',
    },
    {
      desc: 'a font to come',
      init: { element: 'link', rel: 'preload', as: 'font', url: `${api}/x`, crossOrigin: 'anonymous' },
      mode: 'cors',
      dest: 'font',
      cookie: null,
    },
    {
      desc: 'a style sheet elsewhere, with cookies',
      init: { element: 'link', rel: 'stylesheet', url: `${api}/x` },
      mode: 'no-cors',
      dest: 'style',
      cookie: 'b=2',
    },
  ])('asks for $desc', async ({ init, mode, dest, cookie }) => {
    const { browser, sent } = browserBefore({})
    browser.open(api).document.cookie = 'b=2'
    const page = browser.open(app)
    page.document.cookie = 'a=1'
    await page.load(init)
    const headers = sent()[0]?.headerList ?? []
    expect([getHeader(headers, 'sec-fetch-mode'), getHeader(headers, 'sec-fetch-dest')]).toEqual([mode, dest])
    expect(getHeader(headers, 'cookie')).toBe(cookie)
  })
})
