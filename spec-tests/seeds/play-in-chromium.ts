import { createHash, createPublicKey } from 'node:crypto'
import type { Certificate } from '../../src/cli/demo/certificate'
import type { Got } from '../../src/cli/demo/seeds/play'
import { type Act, bodyOf, type Call, headersOf } from '../../src/cli/demo/seeds/seed'
import type { Seen } from '../../src/cli/demo/seeds/seen'
import type { Stage } from '../../src/cli/demo/seeds/stage'
import type { BrowserDriver, DriverSession } from '../lab/browsers/driver'
import { delay } from '../lab/browsers/process-group'

/** What an act came to, as far as pages, servers and users can tell. */
export interface Outcome {
  /** What the script got of each call. */
  readonly got: readonly Got[]
  readonly seen: readonly Seen[]
  readonly left: string | null
  /** What the browser said about CORS. */
  readonly printed: readonly string[]
}

/** What Chromium is told to trust. https://www.rfc-editor.org/rfc/rfc7469#section-2.4 */
export function publicKeyHash({ privateKey }: Certificate): string {
  const key = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  return createHash('sha256').update(key).digest('base64')
}

/** What a line of the console begins with that is about CORS. */
export const aboutCORS = 'Access to '

/** So long after a preflight its answer may have been forgotten by a browser that nobody asked to wait. */
const tooLate = 9000

/** Plays an act in a session of its own; again where the machine was so slow that a preflight’s answer was forgotten. */
export async function playInChromium(act: Act, stage: Stage, chromium: BrowserDriver): Promise<Outcome> {
  for (let tries = 0; tries < 5; tries++) {
    await stage.startAnew()
    const session = await chromium.newSession({ thirdPartyCookies: 'allow' })
    try {
      const got = await playSteps(act, stage, session)
      if (got === null) continue
      const lines = await session.console()
      const printed = lines.map(({ text }) => text).filter((text) => text.startsWith(aboutCORS))
      return { got, seen: await stage.seen(), left: stage.left(), printed }
    } finally {
      await session.dispose()
    }
  }
  throw new Error('this machine is too slow for it')
}

/** Null where it took too long. */
async function playSteps(
  act: Act,
  { places }: Stage,
  session: DriverSession,
): Promise<readonly Got[] | null> {
  const open = async (url: string): Promise<string> => {
    await session.navigate(url)
    return url
  }
  let shown = await open(`${places.page}/`)
  let last = performance.now()
  const got: Got[] = []
  for (const step of act.steps) {
    if (step.kind === 'visit') {
      shown = await open(`${places.api}${step.path}`)
      continue
    }
    const place = `${places[step.by]}/`
    if (shown !== place) shown = await open(place)
    if (step.secondsLater !== undefined) await delay(step.secondsLater * 1000)
    else if (performance.now() - last > tooLate) return null
    last = performance.now()
    got.push((await session.evaluate(scriptOf(step, `${places.api}${step.path}`))) as Got)
  }
  return got
}

/** The body of an async function that makes the call, by `fetch` or as axios does. */
function scriptOf(call: Call, url: string): string {
  const { method, include } = call
  const made = JSON.stringify({ url, method, include, headers: headersOf(call), body: bodyOf(call) })
  const asked = `const { url, method, include, headers, body } = ${made}\n`
  if (call.api === 'fetch') {
    return `${asked}
      try {
        const init = { method, headers, body, ...(include ? { credentials: 'include' } : {}) }
        const response = await fetch(url, init)
        return { status: response.status, body: await response.text() }
      } catch {
        return null
      }`
  }
  return `${asked}
    return await new Promise((resolve) => {
      const request = new XMLHttpRequest()
      request.open(method, url)
      request.withCredentials = include
      for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
      request.onload = () => resolve({ status: request.status, body: request.responseText })
      request.onerror = () => resolve(null)
      request.send(body)
    })`
}
