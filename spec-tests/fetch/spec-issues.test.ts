/** `docs/spec-issues.md`, row by row: what the text says to the letter, and what we do instead. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createClient } from '../../src/fetch/create-request'
import { embedderPolicyAllowsCredentials, includeCredentials } from '../../src/fetch/credentials'
import { filterResponse } from '../../src/fetch/filter-response'
import { locationURL } from '../../src/fetch/location-url'
import { currentURL, type RequestRecord, redirectTaint } from '../../src/fetch/request'
import { extractTokens } from '../../src/http/header-list'
import { sameOrigin } from '../../src/origin/origin'
import { potentiallyTrustworthyOrigin } from '../../src/origin/trustworthy'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, withCookieStore } from '../../src/user-agent/user-agent'
import { jarOf, now } from '../cookies/contexts'
import { allow, answer, api, app, header, lines, request, run } from './kit'
import { agree, travel } from './traffic'

const issues = readFileSync(new URL('../../docs/spec-issues.md', import.meta.url), 'utf8')
const numbers = [...issues.matchAll(/^\| (\d+) \|.*$/gm)].map(([row, number]) => ({
  number: Number(number),
  testedHere: row.includes('spec-tests/fetch/spec-issues.test.ts') || / \| same \|$/.test(row),
}))

describe('1. Cross-Origin-Embedder-Policy allows credentials, step 5', () => {
  const credentialless = createClient({ url: `${app}/`, embedderPolicy: 'credentialless' })
  const made = request(`${app}/x`, { mode: 'no-cors', credentials: 'include', client: credentialless })
  const literally = (of: RequestRecord): boolean =>
    sameOrigin(of.origin, currentURL(of).origin) && redirectTaint(of) !== 'same-origin'

  it('to the letter a credentialless page sends no cookies to its own origin', () => {
    expect(literally(made)).toBe(false)
    expect(embedderPolicyAllowsCredentials(made)).toBe(true)
    expect(includeCredentials(profiles.spec, made)).toBe(true)
  })

  it('but sends them once a redirect has led through another', () => {
    const tainted = {
      ...made,
      urlList: [made.urlList[0], ...request(`${api}/y`).urlList, ...made.urlList] as const,
    }
    expect(literally(tainted)).toBe(true)
    expect(embedderPolicyAllowsCredentials(tainted)).toBe(false)
  })
})

describe('2. main fetch, step 14.1.3', () => {
  it('to the letter a list that cannot be read is itself the list of exposed names', () => {
    const response = answer(200, { 'access-control-expose-headers': 'x-a x-b', 'x-a': '1', failure: '2' })
    // The literal reading has to make names of this.
    expect(extractTokens(response.headerList, 'access-control-expose-headers')).toBe('failure')
    const made: RequestRecord = { ...request(`${api}/x`), responseTainting: 'cors' }
    expect(filterResponse(profiles.spec, made, response, null).headerList).toEqual([])
  })
})

describe('3. append the Fetch metadata headers, step 1', () => {
  const init = { mode: 'navigate', destination: 'document' } as const

  it('to the letter the first URL decides for every hop', () => {
    const { sent } = travel([`${app}/1`, 'http://plain.example.com/2'], init)
    const literally = sent.map(() => sent[0]?.url.potentiallyTrustworthy)
    expect(literally).toEqual([true, true])
    expect(sent.map((wire) => header(wire, 'sec-fetch-mode'))).toEqual(['navigate', null])
  })

  it('also the other way round', () => {
    const { sent } = travel(['http://plain.example.com/1', `${app}/2`], init)
    expect(sent.map((wire) => header(wire, 'sec-fetch-mode'))).toEqual([null, 'navigate'])
  })
})

describe('4. determine the same-site mode, step 1', () => {
  it('to the letter a credentialed PUT cannot be; here it is sent, with the cookies that a GET would have', () => {
    const { store } = jarOf([[`${app}/`, 'a=1; SameSite=Strict']])
    const userAgent = withCookieStore(createUserAgent('spec'), store)
    for (const method of ['GET', 'POST', 'PUT', 'DELETE']) {
      const made = request(`${app}/x`, { method, credentials: 'include' })
      const { sent, refused } = run(made, agree, { userAgent, now })
      expect(lines(sent)).toEqual([`${method} ${app}/x`])
      expect(header(sent[0], 'cookie')).toBe('a=1')
      expect(refused).toBeNull()
    }
  })
})

describe('5. location URL, step 2', () => {
  it.each(['/a b', '/a|b', '/{x}', '/\xe4', 'https://other.org/a b'])(
    'to the letter %j, which is no URI-reference, is a failure; here it is parsed as any URL',
    (location) => {
      // The grammar of RFC 3986, as far as these go: nothing but these characters.
      expect(/^[\w\-.~:/?#[\]@!$&'()*+,;=%]*$/.test(location)).toBe(false)
      const found = locationURL(profiles.spec, request(`${app}/1`), answer(302, { location }))
      expect(found).not.toBeNull()
      expect(found !== null && 'href' in found).toBe(true)
    },
  )
})

describe('6. upgrade a mixed content request, step 1', () => {
  it('to the letter nothing is ever exempt from it, since nothing gives the answer it asks for; here an insecure page is', () => {
    const insecure = createClient('http://plain.example.com/')
    expect(potentiallyTrustworthyOrigin(insecure.origin)).toBe(false)
    const init = { client: insecure, mode: 'no-cors', destination: 'image' } as const
    expect(lines(travel(['http://other.org/i.png'], init).sent)).toEqual(['GET http://other.org/i.png'])
    expect(lines(travel(['http://other.org/i.png'], { ...init, client: app }).sent)).toEqual([
      'GET https://other.org/i.png',
    ])
  })
})

describe('7. method cache entry match', () => {
  it('is to the letter here: a credentialed * serves a credentialed PUT that no preflight would have allowed', () => {
    const put = { method: 'PUT', credentials: 'include' } as const
    const wildcard = { ...allow, 'access-control-allow-methods': '*', 'access-control-max-age': '600' }
    const star = (wire: Parameters<typeof agree>[0]) =>
      wire.method === 'OPTIONS' ? answer(204, wildcard) : agree(wire)
    // By itself it is refused.
    expect(run(request(`${api}/x`, put), star).refused).toBe('cors-preflight-fetch/method-not-allowed')
    // A GET with upload listeners passes for another reason, and leaves the * behind.
    const first = run(request(`${api}/x`, { ...put, method: 'GET', useCORSPreflight: true }), star)
    expect(first.refused).toBeNull()
    const second = run(request(`${api}/x`, put), star, { userAgent: first.userAgent })
    expect(lines(second.sent)).toEqual([`PUT ${api}/x`])
  })
})

describe('docs/spec-issues.md', () => {
  it('is numbered through', () => {
    expect(numbers.map(({ number }) => number)).toEqual(numbers.map((_, i) => i + 1))
  })

  it('says so of each row that is held against the text here', () => {
    const here = [...readFileSync(new URL(import.meta.url), 'utf8').matchAll(/^describe\('(\d+)\. /gm)].map(
      (match) => Number(match[1]),
    )
    for (const { number, testedHere } of numbers) if (testedHere) expect(here).toContain(number)
  })
})
