import { describe, expect, it } from 'vitest'
import type { PageWebSocket } from '../../../src/page/web-socket/web-socket'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, app, browserBefore } from '../kit'

// What the lab recorded in the scenarios websocket-protocol-choices, websocket-mixed and websocket-exceptions.

const failed = ['error', 'close 1006 false']

/** The events of a socket to `url`, or the exception that there is instead. */
async function eventsOf(
  profile: ProfileName,
  url: string,
  protocols: readonly string[],
  taken: string | null = null,
): Promise<readonly string[]> {
  const response = answer(101, taken === null ? {} : { 'sec-websocket-protocol': taken })
  const { browser } = browserBefore(
    { [`${app}/s`]: response, 'http://app.example.com/s': response, 'http://localhost/s': response },
    profile,
  )
  const events: string[] = []
  let socket: PageWebSocket
  try {
    socket = new (browser.open(app).WebSocket)(url, protocols)
  } catch (thrown) {
    return [`${(thrown as DOMException).name}: ${(thrown as DOMException).message}`]
  }
  socket.onopen = () => events.push(`open ${socket.protocol}`)
  socket.onerror = () => events.push('error')
  socket.onclose = ({ code, wasClean }) => events.push(`close ${code} ${wasClean}`)
  await browser.idle()
  return [...events, `state ${socket.readyState}`]
}

describe('which subprotocol opens a socket', () => {
  const opens = (protocol: string): string[] => [`open ${protocol}`, 'state 1']
  const fails = [...failed, 'state 3']
  // biome-ignore format: a table
  const rows = [
    { desc: 'one that was offered', offered: ['a', 'b'], taken: 'b', chromium: opens('b'), firefox: opens('b'), webkitgtk: opens('b') },
    { desc: 'none of them', offered: ['a', 'b'], taken: null, chromium: fails, firefox: opens(''), webkitgtk: opens('') },
    { desc: 'both of them', offered: ['a', 'b'], taken: 'a, b', chromium: fails, firefox: fails, webkitgtk: fails },
    { desc: 'one in another case', offered: ['a'], taken: 'A', chromium: fails, firefox: fails, webkitgtk: opens('A') },
    { desc: 'one where none was offered', offered: [], taken: 'a', chromium: fails, firefox: opens(''), webkitgtk: fails },
    { desc: 'an empty one', offered: ['a'], taken: '', chromium: fails, firefox: fails, webkitgtk: fails },
  ] as const
  it.each(rows)('$desc', async ({ offered, taken, ...expected }) => {
    for (const profile of ['chromium', 'firefox', 'webkitgtk'] as const)
      expect(await eventsOf(profile, '/s', offered, taken), profile).toEqual(expected[profile])
  })
})

describe('a socket that mixed content is blocked of', () => {
  const words =
    "SecurityError: Failed to construct 'WebSocket': An insecure WebSocket connection may not be initiated from a page loaded over HTTPS."
  // biome-ignore format: a table
  const rows: readonly { readonly profile: ProfileName; readonly events: readonly string[] }[] = [
    { profile: 'spec', events: [...failed, 'state 3'] },
    { profile: 'chromium', events: [words] },
    { profile: 'firefox', events: ['SecurityError: The operation is insecure.'] },
    { profile: 'safari', events: ['error', 'state 3'] },
    { profile: 'webkitgtk', events: ['error', 'state 3'] },
  ]
  it.each(rows)('in $profile', async ({ profile, events }) => {
    expect(await eventsOf(profile, 'ws://app.example.com/s', [])).toEqual(events)
    expect(await eventsOf(profile, 'http://app.example.com/s', ['a'])).toEqual(events)
  })

  it('is explained in the console, and by its exception', () => {
    const { browser, sent } = browserBefore({}, 'chromium')
    const page = browser.open(app)
    expect(() => new page.WebSocket('ws://app.example.com/s')).toThrow(
      expect.objectContaining({ name: 'SecurityError' }),
    )
    expect(sent()).toEqual([])
    expect(browser.recordings).toHaveLength(1)
  })

  it('opens to the machine itself, but in WebKit', async () => {
    expect(await eventsOf('chromium', 'ws://localhost/s', [])).toEqual(['open ', 'state 1'])
    expect(await eventsOf('webkitgtk', 'ws://localhost/s', [])).toEqual(['error', 'state 3'])
  })
})

describe('what is said of a wrong argument', () => {
  const before = "Failed to construct 'WebSocket': "
  // biome-ignore format: a table
  const rows = [
    { url: 'https://[', protocols: [], chromium: "The URL 'https://[' is invalid." },
    { url: 'ftp://x/', protocols: [], chromium: "The URL's scheme must be either 'http', 'https', 'ws', or 'wss'. 'ftp' is not allowed." },
    { url: 'wss://x/#f', protocols: [], chromium: "The URL contains a fragment identifier ('f'). Fragment identifiers are not allowed in WebSocket URLs." },
    { url: '/s', protocols: [''], chromium: "The subprotocol '' is invalid." },
    { url: '/s', protocols: ['a', 'A', 'a'], chromium: "The subprotocol 'a' is duplicated." },
  ]
  it.each(rows)('$url $protocols', async ({ url, protocols, chromium }) => {
    const said = (profile: ProfileName) => eventsOf(profile, url, protocols)
    expect(await said('chromium')).toEqual([`SyntaxError: ${before}${chromium}`])
    expect(await said('firefox')).toEqual(['SyntaxError: An invalid or illegal string was specified'])
    expect(await said('webkitgtk')).toEqual(['SyntaxError: The string did not match the expected pattern.'])
  })
})
