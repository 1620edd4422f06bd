import { describe, expect, it } from 'vitest'
import type { Page } from '../../src/page/page'
import type { ProfileName } from '../../src/profile/profile'
import { answer, app, browserBefore } from './kit'

// What the lab recorded in the scenarios beacon-invalid, sandboxed-frame and body-shorter-than-said.

const site = {
  [`${app}/sandboxed`]: answer(200, { 'content-security-policy': 'sandbox allow-scripts' }),
  [`${app}/short`]: answer(200, { 'content-length': '9' }, 'x'),
  [`${app}/none`]: answer(200, { 'content-length': '9' }),
}

async function said(work: () => unknown): Promise<string> {
  try {
    return `${await work()}`
  } catch (thrown) {
    return `${(thrown as Error).name}: ${(thrown as Error).message}`
  }
}

// biome-ignore format: a table
const rows: readonly { readonly desc: string; readonly act: (page: Page) => unknown; readonly words: { readonly [N in ProfileName]?: string } }[] = [
  { desc: 'a beacon to no URL', act: (page) => page.sendBeacon('https://['), words: {
    chromium: "TypeError: Failed to execute 'sendBeacon' on 'Navigator': The URL argument is ill-formed or unsupported.",
    firefox: 'TypeError: Navigator.sendBeacon: https://[ is not a valid URL.',
    webkitgtk: 'TypeError: This URL is invalid',
  } },
  { desc: 'a beacon of another scheme', act: (page) => page.sendBeacon('data:,x'), words: {
    chromium: "TypeError: Failed to execute 'sendBeacon' on 'Navigator': Beacons are only supported over HTTP(S).",
    firefox: 'TypeError: Navigator.sendBeacon: Beacon URL data:,x must be either http:// or https://.',
    webkitgtk: 'TypeError: Beacons can only be sent over HTTP(S)',
  } },
  { desc: 'a body that breaks off', act: async (page) => (await page.fetch('/short')).text(), words: {
    spec: 'TypeError: The body broke off.',
    chromium: 'TypeError: Failed to fetch',
    firefox: 'TypeError: Content-Length header of network response exceeds response Body.',
    safari: 'TypeError: Load failed',
    webkitgtk: 'x',
  } },
  { desc: 'a body that never comes', act: async (page) => (await page.fetch('/none')).text(), words: {
    spec: 'TypeError: The body broke off.',
    chromium: 'TypeError: Failed to fetch',
    firefox: 'TypeError: NetworkError when attempting to fetch resource.',
    webkitgtk: '',
  } },
  { desc: 'the response of one, whose body can be asked for', act: async (page) => (await page.fetch('/short')).status, words: {
    spec: '200', chromium: '200', firefox: '200', webkitgtk: '200',
  } },
  { desc: 'one that has integrity', act: async (page) => (await page.fetch('/short', { integrity: 'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE=' })).text(), words: {
    chromium: 'TypeError: Failed to fetch',
    webkitgtk: 'x',
  } },
]

describe('a space in a host', () => {
  const noURL = "TypeError: Failed to execute 'fetch' on 'Window': Failed to parse URL from "
  // biome-ignore format: a table
  const rows: readonly { readonly profile: ProfileName; readonly url: string; readonly words: string }[] = [
    { profile: 'chromium', url: 'https://exa mple/', words: 'TypeError: Failed to fetch' },
    { profile: 'chromium', url: 'http://a b.example.com:8080/x y', words: 'TypeError: Failed to fetch' },
    { profile: 'chromium', url: 'https://exa<mp le/', words: `${noURL}https://exa<mp le/` },
    { profile: 'chromium', url: 'https:// [/', words: `${noURL}https:// [/` },
    { profile: 'firefox', url: 'https://exa mple/', words: 'TypeError: Window.fetch: https://exa mple/ is not a valid URL.' },
    { profile: 'webkitgtk', url: 'https://exa mple/', words: 'TypeError: URL is not valid or contains user credentials.' },
  ]
  it.each(rows)('$profile $url', async ({ profile, url, words }) => {
    const { browser, sent } = browserBefore(site, profile)
    expect(await said(() => browser.open(app).fetch(url))).toBe(words)
    expect(sent()).toEqual([])
  })
})

describe('in the words of the engine', () => {
  it.each(rows)('$desc', async ({ act, words }) => {
    for (const [profile, expected] of Object.entries(words) as [ProfileName, string][]) {
      const { browser } = browserBefore(site, profile)
      const page = browser.open(app)
      expect(await said(() => act(page)), profile).toBe(expected)
    }
  })

  it.each([
    [
      'chromium',
      "Failed to read the 'cookie' property from 'Document': The document is sandboxed and lacks the 'allow-same-origin' flag.",
      "Failed to set the 'cookie' property on 'Document': The document is sandboxed and lacks the 'allow-same-origin' flag.",
    ],
    [
      'firefox',
      "Document.cookie getter: Forbidden in a sandboxed document without the 'allow-same-origin' flag.",
      "Document.cookie setter: Forbidden in a sandboxed document without the 'allow-same-origin' flag.",
    ],
    ['webkitgtk', 'The operation is insecure.', 'The operation is insecure.'],
  ] as const)('cookies of a sandboxed document: %s', async (profile, read, written) => {
    const { browser } = browserBefore(site, profile)
    const page = await browser.navigate(`${app}/sandboxed`)
    expect(await said(() => page.document.cookie)).toBe(`SecurityError: ${read}`)
    const write = (): void => {
      page.document.cookie = 'a=1'
    }
    expect(await said(write)).toBe(`SecurityError: ${written}`)
  })

  it('a body that breaks off gives what there is of it to whoever reads the stream', async () => {
    const read = async (profile: ProfileName): Promise<string> => {
      const { browser } = browserBefore(site, profile)
      const reader = (await browser.open(app).fetch('/short')).body?.getReader()
      const first = await said(async () => new TextDecoder().decode((await reader?.read())?.value))
      return `${first}, ${await said(async () => (await reader?.read())?.done)}`
    }
    expect(await read('firefox')).toBe(
      'x, TypeError: Content-Length header of network response exceeds response Body.',
    )
    expect(await read('chromium')).toBe('TypeError: Failed to fetch, TypeError: Failed to fetch')
    expect(await read('webkitgtk')).toBe('x, true')
  })
})
