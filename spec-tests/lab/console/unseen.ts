import type { BrowserName } from '../browsers/driver'

/** Phrases that no recording shows, and why. */
export interface Unseen {
  readonly browser: BrowserName
  readonly phrase: string
  readonly why: string
}

export const unseen: readonly Unseen[] = [
  {
    browser: 'chromium',
    phrase: 'ERR_CONNECTION_REFUSED',
    why: 'At every address of the lab a server listens.',
  },
  {
    browser: 'chromium',
    phrase: 'ERR_UNSAFE_REDIRECT',
    why: 'Without CORS; redirects to other schemes are played with CORS, where another row has the same code.',
  },
  {
    browser: 'chromium',
    phrase: 'RequestedSubresourceWithEmbeddedCredentials',
    why: 'Says nothing: Chromium reports a deprecation, once for each document.',
  },
  {
    browser: 'firefox',
    phrase: 'Silent',
    why: 'Says nothing.',
  },
]
