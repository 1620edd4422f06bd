import { virtualClock } from '../../../drivers/virtual-clock'
import { explain } from '../../../explain/explain'
import type { HopCookies } from '../../../explain/explained-cookie'
import type { Explanation, Verdict } from '../../../explain/explanation'
import { Browser } from '../../../page/browser'
import type { Page } from '../../../page/page'
import type { AskedEngine } from '../login-stories'
import { type Act, bodyOf, type Call, headersOf, type Places, toldOf } from './seed'
import type { Seen } from './seen'
import type { Stage } from './stage'

/** What a script got of an answer; null where it was told of an error, and nothing else. */
export type Got = { readonly status: number; readonly body: string } | null

/** A call as one browser has made it. */
export interface CallPlayed {
  readonly call: Call
  readonly got: Got
  /** Of this browser alone. */
  readonly explanation: Explanation
  readonly verdict: Verdict
  /** What came of it: `OPTIONS, POST → read 200; sid stored`. */
  readonly words: string
  readonly asTold: boolean
}

/** An act as one browser has played it. */
export interface Played {
  readonly engine: AskedEngine
  readonly browser: string
  readonly calls: readonly CallPlayed[]
  /** What the servers have seen of it. */
  readonly seen: readonly Seen[]
  /** What the server has in the end; null where that is not told. */
  readonly left: string | null
  readonly leftAsTold: boolean
}

/** Plays an act over real sockets: whoever is to ask is navigated to first, unless it is shown already. */
export async function play(act: Act, stage: Stage, engine: AskedEngine): Promise<Played> {
  await stage.startAnew()
  const { places, transport } = stage
  const clock = virtualClock(Date.now())
  const browser = new Browser({ profile: engine, transport, clock })
  let page = await browser.navigate(`${places.page}/`)
  const calls: CallPlayed[] = []
  for (const step of act.steps) {
    if (step.kind === 'visit') {
      page = await browser.navigate(`${places.api}${step.path}`)
      continue
    }
    if (page.location.href !== `${places[step.by]}/`) page = await browser.navigate(`${places[step.by]}/`)
    clock.advance((step.secondsLater ?? 0) * 1000)
    calls.push(await playCall(step, page, browser, places, engine))
  }
  const left = stage.left()
  const leftAsTold = act.left === undefined || toldOf(act.left, engine) === left
  // Each act has a call.
  const { browser: name } = (calls[0] as CallPlayed).verdict
  return { engine, browser: name, calls, seen: await stage.seen(), left, leftAsTold }
}

async function playCall(
  call: Call,
  page: Page,
  browser: Browser,
  places: Places,
  engine: AskedEngine,
): Promise<CallPlayed> {
  const url = `${places.api}${call.path}`
  const got = await (call.api === 'fetch' ? byFetch(page, url, call) : byAxios(page, url, call))
  const recording = browser.recordings.at(-1)
  if (recording === undefined) throw new Error('nothing was recorded')
  const explanation = explain(recording, { profiles: [engine] })
  const [verdict] = explanation.verdicts as [Verdict]
  const words = wordsOf(verdict, got)
  return { call, got, explanation, verdict, words, asTold: words === toldOf(call.told, engine) }
}

async function byFetch(page: Page, url: string, call: Call): Promise<Got> {
  try {
    const response = await page.fetch(url, {
      method: call.method,
      headers: headersOf(call),
      body: bodyOf(call),
      ...(call.include ? { credentials: 'include' } : {}),
    })
    return { status: response.status, body: await response.text() }
  } catch (error) {
    if (error instanceof TypeError) return null
    throw error
  }
}

/** What axios does in a browser. */
function byAxios(page: Page, url: string, call: Call): Promise<Got> {
  return new Promise((resolve) => {
    const request = new page.XMLHttpRequest()
    request.open(call.method, url)
    request.withCredentials = call.include
    for (const [name, value] of Object.entries(headersOf(call))) request.setRequestHeader(name, value)
    request.onload = () => resolve({ status: request.status, body: request.responseText })
    request.onerror = () => resolve(null)
    request.send(bodyOf(call))
  })
}

function wordsOf(verdict: Verdict, got: Got): string {
  const sent = verdict.timeline.map(({ method }) => method).join(', ')
  const cookies = cookieWords(verdict)
  const end = cookies.length === 0 ? '' : `; ${cookies.join(', ')}`
  return `${sent} → ${got === null ? 'blocked' : `read ${got.status}`}${end}`
}

/** What became of cookies: `sid sent`, `sid stored`, `sid ignored`, `1 left at home`. */
export function cookieWords({ timeline }: Verdict): readonly string[] {
  return timeline.filter(({ kind }) => kind === 'request').flatMap(({ cookies }) => wordsOfHop(cookies))
}

function wordsOfHop({ none, request, response }: HopCookies): readonly string[] {
  return [
    ...(none !== null && none.held > 0 ? [`${none.held} left at home`] : []),
    ...(none === null ? [] : none.ignored.map((name) => `${name} ignored`)),
    ...[...request, ...response].map(({ name, fate }) => `${name} ${fate}`),
  ]
}
