import axios from 'axios'
import { describe, expect, it } from 'vitest'
import { answer, api, app, browserBefore } from '../page/kit'
import '../../src/vitest'

const allowed = { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' }
const site = {
  [`${api}/login`]: answer(200, { 'set-cookie': 'sid=1; Path=/; Secure; SameSite=None' }),
  [`${api}/me`]: answer(200, allowed),
  [`${api}/closed`]: answer(200),
  [`${app}/gone`]: answer(204),
  [`${app}/short`]: answer(200, { 'content-length': '9' }, 'x'),
}

async function loggedIn() {
  const { browser, clock } = browserBefore(site)
  await browser.navigate(`${api}/login`)
  const page = browser.open(`${app}/page`)
  // What was fetched last is something else, so that nothing but the object says what it came from.
  const later = async <T>(object: T): Promise<T> => {
    await page.perform({ url: '/other', method: 'HEAD', credentials: 'omit' })
    return object
  }
  return { browser, clock, page, later }
}

describe('what a page hands out says which fetch it came from', () => {
  it('a Response, and its promise', async () => {
    const { page, later } = await loggedIn()
    const response = await page.fetch(`${api}/me`, { credentials: 'include' })
    expect(await later(response)).toSendCookie('sid')
    await expect(page.fetch(`${api}/me`, { credentials: 'include' })).toSendCookie('sid')
    await expect(page.fetch(`${api}/me`)).not.toSendCookie('sid')
    await expect(page.fetch(`${api}/me`)).toBeReadable()
  })

  it('the error of a fetch, and the promise that it broke', async () => {
    const { page, later } = await loggedIn()
    const error: unknown = await page.fetch(`${api}/closed`).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TypeError)
    expect(await later(error)).toBeBlocked('cors-check/origin-absent')
    await expect(page.fetch(`${api}/closed`)).toBeBlocked('cors-check/origin-absent')
    await expect(page.fetch(`${api}/closed`)).not.toBeReadable()
  })

  it('the error of a response that is not intact: blocked, though at no step of the fetch', async () => {
    const { page, later } = await loggedIn()
    const integrity = `sha256-${'A'.repeat(43)}=`
    const init = { credentials: 'include', integrity } as const
    const error: unknown = await page.fetch(`${api}/me`, init).catch((thrown: unknown) => thrown)
    expect(await later(error)).toBeBlocked()
    expect(error).not.toBeBlocked('cors-check/origin-absent')
    await expect(page.fetch(`${api}/me`, init)).not.toBeReadable()
    expect(() => expect(error).toBeReadable()).toThrow(
      /not what the page's integrity says: its hash is sha256-/,
    )
  })

  it('what broke off is neither readable nor blocked', async () => {
    const { page } = await loggedIn()
    const response = await page.fetch('/short')
    const error: unknown = await response.text().catch((thrown: unknown) => thrown)
    const xhr = new page.XMLHttpRequest()
    xhr.open('GET', '/short')
    xhr.send()
    await new Promise((resolve) => xhr.addEventListener('loadend', resolve, { once: true }))
    for (const subject of [error, xhr]) {
      expect(() => expect(subject).toBeReadable()).toThrow(
        /has 1 of the 9 bytes that its Content-Length says/,
      )
      expect(() => expect(subject).toBeBlocked()).toThrow(/Content-Length/)
      expect(() => expect(subject).not.toBeBlocked()).toThrow(/Content-Length/)
    }
  })

  it('an XMLHttpRequest, and one that is used again', async () => {
    const { page, later } = await loggedIn()
    const xhr = new page.XMLHttpRequest()
    const ended = () => new Promise((resolve) => xhr.addEventListener('loadend', resolve, { once: true }))
    xhr.open('GET', `${api}/closed`)
    xhr.send()
    await ended()
    expect(await later(xhr)).toBeBlocked('cors-check/origin-absent')
    xhr.open('PUT', `${api}/me`)
    xhr.withCredentials = true
    xhr.send('body')
    await ended()
    expect(await later(xhr)).toPreflight()
  })

  it('a synchronous one, and what it throws', async () => {
    const { page, later } = await loggedIn()
    const xhr = new page.XMLHttpRequest()
    xhr.open('GET', `${api}/closed`, false)
    const thrown = (() => {
      try {
        xhr.send()
        return null
      } catch (error) {
        return error
      }
    })()
    expect(await later(thrown)).toBeBlocked('cors-check/origin-absent')
    expect(xhr).toBeBlocked('cors-check/origin-absent')
  })

  it('what axios resolves with, and what it rejects with', async () => {
    const { page, later } = await loggedIn()
    const client = axios.create({ adapter: page.axiosAdapter })
    const response = await client.get(`${api}/me`, { withCredentials: true })
    expect(await later(response)).toSendCookie('sid')
    await expect(client.get(`${api}/closed`)).toBeBlocked('cors-check/origin-absent')
  })

  it('the record of a response', async () => {
    const { page, later } = await loggedIn()
    expect(await later(await page.perform({ url: `${api}/me`, credentials: 'include' }))).toSendCookie('sid')
  })

  it('pages that were navigated to', async () => {
    const { browser, page, later } = await loggedIn()
    const account = await browser.navigate(`${api}/me`)
    expect(await later(account)).toSendCookie('sid')
    expect(await later(await account.reload())).toSendCookie('sid')
    expect(await later(await page.followLink(`${api}/login`))).toStoreCookie('sid', { sameSite: 'none' })
    const posted = await page.submitForm({ action: `${api}/login`, method: 'post', fields: {} })
    expect(await later(posted)).toStoreCookie('sid')
  })

  it('what became of an element, and the page in a frame', async () => {
    const { page, later } = await loggedIn()
    const image = await page.load({ element: 'img', url: `${api}/me`, crossOrigin: 'use-credentials' })
    expect(await later(image)).toSendCookie('sid')
    expect(await later(await page.load({ element: 'iframe', url: `${api}/login` }))).toSendCookie('sid')
    expect(await later(page.openFrame(`${api}/login`))).toSendCookie('sid')
  })

  it('and nobody sees that on it', async () => {
    const { page } = await loggedIn()
    const response = await page.perform({ url: `${api}/me` })
    expect(Object.keys(response).filter((name) => /recording/.test(name))).toEqual([])
    expect(Object.getOwnPropertySymbols({ ...response })).toEqual([])
    expect(JSON.stringify(response)).not.toContain('turns')
  })
})

describe('what no fetch stands behind', () => {
  it('is refused: a page that was opened without one', async () => {
    const { page } = await loggedIn()
    expect(() => expect(page).toBeReadable()).toThrow('received must be a recording')
  })
})
