import { delay } from './process-group'

/** One running browser, which plays scenarios one after the other. */
export interface BrowserDriver {
  readonly name: BrowserName
  readonly version: string
  /** Command line switches and preferences: all that differs from the browser as its users start it. */
  readonly flags: readonly string[]
  newSession(options: SessionOptions): Promise<DriverSession>
  close(): Promise<void>
}

export type BrowserName = 'chromium' | 'firefox' | 'webkitgtk'

export interface SessionOptions {
  /** The user's choice, set explicitly: no browser's default is relied on. */
  readonly thirdPartyCookies: 'allow' | 'block'
}

/** A tab that shares nothing with those before it: no cookies, no caches (the preflight cache too), no HSTS. */
export interface DriverSession {
  /** Goes to a URL as if it was typed into the address bar, and waits until the page is loaded or has failed. */
  navigate(url: string): Promise<void>
  /**
   * Runs the body of an async function in the top-level page, without user activation, and returns what its JSON
   * says. Rejects where the body throws, and where the page goes away meanwhile.
   */
  evaluate(script: string): Promise<unknown>
  /** The same in the first frame whose URL begins so. */
  evaluateInFrame?(frameURLPrefix: string, script: string): Promise<unknown>
  /** What the browser printed about pages of this session so far. */
  console(): Promise<readonly ConsoleLine[]>
  /** Closes the tab and every window it opened. */
  dispose(): Promise<void>
}

export interface ConsoleLine {
  readonly level: 'info' | 'warning' | 'error'
  /** The browser's own name for the kind of message; `issue` codes of Chromium begin with `issue:`. */
  readonly category: string
  readonly text: string
  /** The page or resource that it is about, empty where the browser does not say. */
  readonly url: string
}

const settlingTime = 25

/** The console once nothing has been added to it for a moment: its lines come from several processes, and late. */
export async function settledConsole(
  read: () => Promise<readonly ConsoleLine[]>,
): Promise<readonly ConsoleLine[]> {
  let lines = await read()
  for (;;) {
    await delay(settlingTime)
    const now = await read()
    if (now.length === lines.length) return now
    lines = now
  }
}
