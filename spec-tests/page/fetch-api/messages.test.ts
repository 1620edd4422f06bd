import { expect, test } from 'vitest'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, browserBefore } from '../kit'

const there = 'https://api.example.com/r'
const readable = answer(200, [['access-control-allow-origin', '*']])
const site = { [there]: { ...readable, body: { kind: 'bytes', bytes: 'x' } } } as const

function pageIn(profile: ProfileName) {
  const tested = browserBefore(site, profile)
  return { ...tested, page: tested.browser.open('https://app.example.com/') }
}

async function messageOf(work: () => unknown): Promise<string> {
  try {
    await work()
  } catch (thrown) {
    return thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown)
  }
  return 'nothing'
}

type Page = ReturnType<typeof pageIn>['page']

/** What scripts do wrong with headers, and what each engine says to it. */
const wrongHeaders: readonly (readonly [ProfileName, string, (page: Page) => unknown, string])[] = [
  [
    'firefox',
    'a wide value in pairs for fetch',
    (page) => page.fetch('/', { headers: [['X-A', '€']] }),
    'Window.fetch: Cannot convert element of element of sequence<sequence<ByteString>> branch of (sequence<sequence<ByteString>> or record<ByteString, ByteString>) to ByteString because the character at index 0 has value 8364 which is greater than 255.',
  ],
  [
    'firefox',
    'a wide argument',
    (page) => new page.Headers().has('This is invalid: \u200e'),
    'Headers.has: Cannot convert argument 1 to ByteString because the character at index 17 has value 8206 which is greater than 255.',
  ],
  [
    'firefox',
    'a name in a method',
    (page) => new page.Headers().append('X A', '1'),
    'Headers.append: x a is an invalid header name.',
  ],
  [
    'chromium',
    'a wide value for fetch',
    (page) => page.fetch('/', { headers: { 'X-A': '€' } }),
    "Failed to execute 'fetch' on 'Window': Failed to read the 'headers' property from 'RequestInit': String contains non ISO-8859-1 code point.",
  ],
  [
    'chromium',
    'a wide argument',
    (page) => new page.Headers().append('x', '€'),
    "Failed to execute 'append' on 'Headers': String contains non ISO-8859-1 code point.",
  ],
  [
    'chromium',
    'a name in a method of the headers of a request',
    (page) => new page.Request('/').headers.set('X A', '1'),
    "Failed to execute 'set' on 'Headers': Invalid name",
  ],
  [
    'chromium',
    'a name in a constructor',
    (page) => new page.Headers({ 'X A': '1' }),
    "Failed to construct 'Headers': Invalid name",
  ],
  ['webkitgtk', 'a wide value', (page) => page.fetch('/', { headers: [['X-A', '€']] }), 'Type error'],
]
test.each(wrongHeaders)('%s on %s', async (profile, _, work, message) => {
  const { page } = pageIn(profile)
  expect(await messageOf(() => work(page))).toBe(`TypeError: ${message}`)
})

const wrongHash = 'sha256-AAAAQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='
const computed = 'LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='

/** What each engine prints where integrity fails: as recorded. */
const refused: readonly (readonly [ProfileName, 'cors' | 'no-cors', string, readonly string[]])[] = [
  [
    'chromium',
    'cors',
    'Failed to fetch',
    [
      `Failed to find a valid digest in the 'integrity' attribute for resource '${there}' with computed SHA-256 integrity '${computed}'. The resource has been blocked.`,
      `Fetch API cannot load ${there}. SRI's integrity checks failed.`,
    ],
  ],
  [
    'chromium',
    'no-cors',
    'Failed to fetch',
    [
      `Subresource Integrity: The resource '${there}' has an integrity attribute, but the response is not eligible for integrity validation.`,
      `Fetch API cannot load ${there}. SRI's integrity checks failed.`,
    ],
  ],
  [
    'firefox',
    'cors',
    'NetworkError when attempting to fetch resource.',
    [
      `None of the “sha256” hashes in the integrity attribute match the content of the subresource at “${there}”. The computed hash is “${computed}”.`,
    ],
  ],
  [
    'firefox',
    'no-cors',
    'NetworkError when attempting to fetch resource.',
    [`“${there}” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.`],
  ],
  ['webkitgtk', 'cors', 'Load failed', []],
]
test.each(refused)(
  '%s keeps a response of mode %s back that is not intact',
  async (profile, mode, message, lines) => {
    const { browser, page } = pageIn(profile)
    const error = await page.fetch(there, { mode, integrity: wrongHash }).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ name: 'TypeError', message })
    expect(String((error as Error).cause)).toMatch(/integrity/)
    expect(browser.console.map(({ text }) => text)).toEqual(lines)
  },
)

test.each([
  ['the right hash', `sha256-${computed}`],
  ['a hash among others', `${wrongHash} sha256-${computed}?x`],
  ['nothing that is a hash', 'md5-AAAA'],
  ['the written form of URLs', `sha256-${computed.replaceAll('+', '-').replaceAll('/', '_')}`],
])('%s lets it through', async (_, integrity) => {
  const { page } = pageIn('chromium')
  expect(await (await page.fetch(there, { integrity })).text()).toBe('x')
})

test('a weaker hash does not count beside a stronger one', async () => {
  const { page } = pageIn('chromium')
  const integrity = `sha256-${computed} sha512-AAAA`
  expect(await messageOf(() => page.fetch(there, { integrity }))).toBe('TypeError: Failed to fetch')
})

test('why a body is too much to outlive the page, or a stream is not sent, stands behind the error', async () => {
  const { page } = pageIn('chromium')
  const init = { method: 'POST', body: 'x'.repeat(65_537), keepalive: true }
  const tooMuch = await page.fetch('/', init).catch((thrown: Error) => thrown)
  expect(String((tooMuch as Error).cause)).toContain('65537')
  expect((await page.fetch('/', { ...init, body: 'x'.repeat(65_536) })).status).toBe(200)

  const stream = new Blob(['x']).stream()
  const streamed = { method: 'POST', body: stream, duplex: 'half' } as RequestInit
  const unsent = await page.fetch('/', streamed).catch((thrown: Error) => thrown)
  expect(JSON.stringify((unsent as Error).cause)).toContain('HTTP/2')
})
