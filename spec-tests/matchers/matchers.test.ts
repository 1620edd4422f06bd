import { describe, expect, it } from 'vitest'
import { explain } from '../../src/explain/explain'
import type { Recording } from '../../src/fetch/exchange-state'
import type { WireResponse } from '../../src/fetch/response'
import { rememberRecording } from '../../src/page/recording-of'
import { answer, api, app, browserBefore, other, type Site } from '../page/kit'
import '../../src/vitest'

const me = `${api}/me`
const allowed = { 'access-control-allow-origin': app, 'access-control-allow-credentials': 'true' }

async function recorded(site: Site, init: object = {}, cookies: readonly string[] = []): Promise<Recording> {
  const { browser } = browserBefore({
    'https://api.example.com/login': setting(cookies),
    ...site,
  })
  if (cookies.length > 0) await browser.navigate(`${api}/login`)
  await browser.open(`${app}/`).perform({ url: me, credentials: 'include', ...init })
  return browser.recordings.at(-1) as Recording
}

function setting(cookies: readonly string[], headers: Readonly<Record<string, string>> = {}): WireResponse {
  return answer(200, [...Object.entries(headers), ...cookies.map((line) => ['set-cookie', line] as const)])
}

/** What the assertion says as it fails; null where it passes. */
function failure(assertion: () => unknown): string | null {
  try {
    assertion()
  } catch (error) {
    return (error as Error).message
  }
  return null
}

const readable = await recorded({ [me]: answer(200, allowed) })
const wildcard = await recorded({ [me]: answer(200, { 'access-control-allow-origin': '*' }) })
const silent = await recorded({ [me]: answer(200) }, { mode: 'no-cors' })
const put = await recorded(
  {
    [`OPTIONS ${me}`]: answer(204, { ...allowed, 'access-control-allow-methods': 'PUT' }),
    [me]: answer(200, allowed),
  },
  { method: 'PUT' },
)
const withCookie = await recorded({ [me]: answer(200, allowed) }, {}, [
  'sid=s3cr3t; Path=/; Secure; HttpOnly',
])
const withoutCookie = await recorded({ [me]: answer(200, allowed) }, { credentials: 'omit' }, [
  'sid=s3cr3t; Path=/; Secure',
])
const storing = await recorded({
  [me]: setting(['sid=s3cr3t; Path=/; Secure; SameSite=None', 'bad=s3cr3t; SameSite=None'], allowed),
})
const dead = await (async () => {
  const { browser } = browserBefore({})
  const { Browser } = await import('../../src/page/browser')
  const broken = new Browser({
    profile: 'chromium',
    clock: browser.clock,
    transport: () => {
      throw new Error('refused')
    },
  })
  await broken.open(`${app}/`).perform({ url: me })
  return broken.recordings.at(-1) as Recording
})()

describe('matchers pass and fail', () => {
  const rows: readonly (readonly [desc: string, pass: boolean, (not: boolean) => void])[] = [
    ['an allowed answer is readable', true, (not) => on(readable, not).toBeReadable()],
    ['a refused one is not', false, (not) => on(wildcard, not).toBeReadable()],
    ['an opaque one is not', false, (not) => on(silent, not).toBeReadable()],
    ['a refused one is blocked', true, (not) => on(wildcard, not).toBeBlocked()],
    [
      'at the step that refused',
      true,
      (not) => on(wildcard, not).toBeBlocked('cors-check/wildcard-with-credentials'),
    ],
    ['and at no other', false, (not) => on(wildcard, not).toBeBlocked('cors-check/origin-absent')],
    ['an allowed one is not blocked', false, (not) => on(readable, not).toBeBlocked()],
    ['an opaque one neither', false, (not) => on(silent, not).toBeBlocked()],
    [
      'a broken connection is, where it is meant',
      true,
      (not) => on(dead, not).toBeBlocked('http-network-fetch/connection-failed'),
    ],
    ['PUT has a preflight', true, (not) => on(put, not).toPreflight()],
    ['GET has none', false, (not) => on(readable, not).toPreflight()],
    ['a cookie that is there goes along', true, (not) => on(withCookie, not).toSendCookie('sid')],
    ['another does not', false, (not) => on(withCookie, not).toSendCookie('SID')],
    ['without credentials none does', false, (not) => on(withoutCookie, not).toSendCookie('sid')],
    ['a cookie is kept', true, (not) => on(storing, not).toStoreCookie('sid')],
    [
      'with these attributes',
      true,
      (not) =>
        on(storing, not).toStoreCookie('sid', {
          sameSite: 'none',
          secure: true,
          httpOnly: false,
          path: '/',
          host: 'api.example.com',
          hostOnly: true,
          session: true,
          partitioned: false,
        }),
    ],
    ['and with no others', false, (not) => on(storing, not).toStoreCookie('sid', { httpOnly: true })],
    ['a refused cookie is not kept', false, (not) => on(storing, not).toStoreCookie('bad')],
    ['browsers agree on what is allowed', true, (not) => on(readable, not).toAgreeAcrossBrowsers()],
  ]
  it.each(rows)('%s', (_desc, pass, assertion) => {
    expect(failure(() => assertion(false)) === null).toBe(pass)
    expect(failure(() => assertion(true)) === null).toBe(!pass)
  })

  function on(recording: Recording, not: boolean) {
    return not ? expect(recording).not : expect(recording)
  }
})

describe('what is not known fails either way', () => {
  it('a server that does not answer was not blocked, nor let through', () => {
    expect(failure(() => expect(dead).toBeBlocked())).toContain("toBeBlocked('http-network-fetch/conn")
    expect(failure(() => expect(dead).not.toBeBlocked())).toContain('no answer came')
  })

  it('one verdict agrees with nobody', () => {
    const one = explain(readable, { profiles: ['chromium'] })
    expect(failure(() => expect(one).toAgreeAcrossBrowsers())).not.toBeNull()
    expect(failure(() => expect(one).not.toAgreeAcrossBrowsers())).not.toBeNull()
  })
})

describe('browsers that differ', () => {
  it('are told apart, by the cookies that go along', async () => {
    const { browser } = browserBefore({
      [`${api}/login`]: setting(['sid=s3cr3t; Path=/; Secure; SameSite=None']),
      [me]: answer(200, { ...allowed, 'access-control-allow-origin': other }),
    })
    await browser.navigate(`${api}/login`)
    await browser.open(`${other}/`).perform({ url: me, credentials: 'include' })
    expect(browser).toSendCookie('sid')
    expect(browser).not.toAgreeAcrossBrowsers()
    const text = failure(() => expect(browser).toAgreeAcrossBrowsers()) ?? ''
    expect(text).toMatch(/^ {2}Chrome.*cookies sent: sid/m)
    expect(text).toMatch(/^ {2}Firefox and Safari: not known: it would send GET .*cookies sent: none/m)
  })

  it('are told apart, by what script gets', async () => {
    // Engines join two lines of Content-Type in ways of their own.
    const types = ['text/plain', 'text/html'].map((type) => ['content-type', type] as const)
    const { browser } = browserBefore({ [me]: answer(200, [...Object.entries(allowed), ...types]) })
    await browser.open(`${app}/`).perform({ url: me })
    const text = failure(() => expect(browser).toAgreeAcrossBrowsers()) ?? ''
    expect(text).toMatch(/^ {2}Firefox: readable, status 200/m)
    expect(browser).not.toAgreeAcrossBrowsers()
  })
})

describe('what is accepted', () => {
  const response = { type: 'cors' }
  rememberRecording(response, readable)
  const rejection = new TypeError('Failed to fetch', { cause: explain(wildcard) })

  it('an explanation', () => expect(explain(wildcard)).toBeBlocked())
  it('an object that a page handed out', () => expect(response).toBeReadable())
  it('the error of a rejection', () => expect(rejection).toBeBlocked())
  it('a browser: its newest fetch', async () => {
    const { browser } = browserBefore({ [me]: answer(200) })
    expect(failure(() => expect(browser).toBeReadable())).toContain('has sent nothing yet')
    await browser.open(`${app}/`).perform({ url: me })
    expect(browser).toBeBlocked('cors-check/origin-absent')
  })
  it('a promise that is kept', () => expect(Promise.resolve(response)).toBeReadable())
  it('a promise that is broken', () => expect(Promise.reject(rejection)).toBeBlocked())
  it('a promise of something that failed for other reasons fails so', async () => {
    await expect(expect(Promise.reject(new Error('mine'))).toBeBlocked()).rejects.toThrow('mine')
    await expect(expect(Promise.reject(new Error('mine'))).not.toBeReadable()).rejects.toThrow('mine')
  })
  it('a wrong argument leaves no rejection behind', async () => {
    const assertion = expect(Promise.reject(rejection)).toBeBlocked('cors-check/origin-absnt' as never)
    await expect(assertion).rejects.toThrow('Did you mean cors-check/origin-absent?')
  })
  it.each([null, undefined, 'text', {}, new Error('mine'), { recordings: 1 }, []])('not %o', (value) => {
    expect(() => expect(value).toBeReadable()).toThrow('received must be a recording')
    expect(() => expect(value).not.toBeReadable()).toThrow('received must be a recording')
  })
})

describe('wrong arguments are told, near misses with what was meant', () => {
  it.each([
    ['cors-check/wildcard-with-credential', 'Did you mean cors-check/wildcard-with-credentials?'],
    ['wildcard-with-credentials', 'Did you mean cors-check/wildcard-with-credentials?'],
    ['cors-check/success', "'cors-check/success' is"],
    ['zzz', "'zzz' is no step that refuses."],
    [7, 'must be the id of a step'],
  ])('step %s', (id, message) => {
    expect(() => expect(wildcard).toBeBlocked(id as never)).toThrow(message)
    expect(() => expect(wildcard).not.toBeBlocked(id as never)).toThrow(message)
  })

  it.each([
    [{ samesite: 'none' }, 'Did you mean sameSite?'],
    [{ sameSite: 'None' }, "must be 'strict', 'lax', 'none' or 'unset'"],
    [{ secure: 'yes' }, 'attributes.secure must be a boolean'],
    [{ path: 1 }, 'attributes.path must be a string'],
    [{ value: 'x' }, 'is no attribute that is looked at'],
    ['none', 'must be an object'],
    [null, 'must be an object'],
  ])('attributes %o', (attributes, message) => {
    expect(() => expect(storing).toStoreCookie('sid', attributes as never)).toThrow(message)
  })

  it('a cookie needs a name', () => {
    expect(() => expect(storing).toSendCookie(undefined as never)).toThrow('must be the name of a cookie')
  })
})

describe('a failing matcher explains', () => {
  it('why a fetch was blocked, and what to change', () => {
    const text = failure(() => expect(wildcard).toBeReadable()) ?? ''
    expect(text).toMatch(/^expected the fetch to be readable\n {2}Chrome: stopped at cors-check\/wildcard/)
    expect(text).toContain(`GET ${me}`)
    expect(text).toContain('Why: ')
    expect(text).toContain('Fix: ')
    expect(text.split('\n').length).toBeLessThanOrEqual(15)
  })

  it('in the negative too', () => {
    expect(failure(() => expect(readable).not.toBeReadable())).toMatch(
      /^expected the fetch not to be readable/,
    )
  })

  it('why a cookie stayed at home', () => {
    expect(failure(() => expect(withoutCookie).toSendCookie('sid'))).toContain('No cookies at all: ')
    expect(failure(() => expect(readable).toSendCookie('sid'))).toContain('had no cookie sid')
  })

  it('why a cookie was not kept, or how it is otherwise', () => {
    expect(failure(() => expect(storing).toStoreCookie('bad'))).toContain('bad was refused: ')
    expect(failure(() => expect(storing).toStoreCookie('sid', { sameSite: 'lax' }))).toContain(
      'sameSite is none and not lax',
    )
    expect(failure(() => expect(storing).toStoreCookie('sib'))).toContain('No answer set a cookie sib.')
  })

  it('and tells no secret', () => {
    const texts = [
      failure(() => expect(storing).toStoreCookie('bad')),
      failure(() => expect(storing).toStoreCookie('sid', { secure: false })),
      failure(() => expect(withCookie).not.toSendCookie('sid')),
      failure(() => expect(withoutCookie).toSendCookie('sid')),
      failure(() => expect(withCookie).not.toAgreeAcrossBrowsers()),
    ]
    for (const text of texts) {
      expect(text).toContain('expected the fetch')
      expect((text ?? '').split('\n').length).toBeLessThanOrEqual(15)
    }
    expect(texts.join('\n')).not.toContain('s3cr3t')
  })
})
