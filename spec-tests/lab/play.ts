import type { BrowserDriver, DriverSession } from './browsers/driver'
import { runStep, runStepInFrame } from './in-page.mjs'
import type { ClosingObservation, Observation, Seen, SeenDocument, StepObservation } from './observation'
import { headerValue } from './request-parser'
import type { HeaderLine, Place, Scenario, Step } from './scenario'
import type { LabServer } from './server'

/** What is seen when a browser plays a scenario, in a session of its own. */
export async function play(
  driver: BrowserDriver,
  server: LabServer,
  scenario: Scenario,
): Promise<Observation> {
  const session = await driver.newSession({ thirdPartyCookies: scenario.thirdPartyCookies })
  try {
    for (const { url, set } of scenario.cookies) {
      server.play({ kind: 'visit', url, set })
      await session.navigate(url)
    }
    server.play({ kind: 'scenario', scenario, page: null })
    await session.navigate(scenario.page.url)
    await server.quiet(0)
    const opening = server.take()
    const steps: StepObservation[] = []
    for (const step of scenario.steps) {
      const seen = await runIn(session, server, step)
      await server.quiet(quietAfter(step))
      steps.push({ requests: server.take(), seen })
    }
    const lines = await session.console()
    const closing: ClosingObservation[] = []
    for (const url of scenario.closing) closing.push(await close(session, server, url))
    return { opening, steps, closing, console: lines }
  } finally {
    await session.dispose()
  }
}

/**
 * What the browser sends with every request whatever the page does, found by opening a page: its `User-Agent`,
 * `Accept-Language`, and what navigations accept.
 */
export async function usualHeaders(driver: BrowserDriver, server: LabServer): Promise<readonly HeaderLine[]> {
  const url = 'http://intranet/'
  const session = await driver.newSession({ thirdPartyCookies: 'allow' })
  server.leaveOut([])
  server.play({ kind: 'visit', url, set: [] })
  await session.navigate(url)
  const [request] = server.take()
  await session.dispose()
  if (request === undefined) throw new Error(`${driver.name} did not come to the lab's servers`)
  const names = ['user-agent', 'accept-language', 'accept']
  const usual = request.headers.filter(([name]) => names.includes(name))
  server.leaveOut(usual)
  return usual
}

async function close(session: DriverSession, server: LabServer, url: string): Promise<ClosingObservation> {
  server.play({ kind: 'visit', url, set: [] })
  await session.navigate(url)
  const request = server.take().find((one) => one.url === url)
  const script = request === undefined ? null : await evaluate(session, 'return document.cookie')
  return {
    url,
    cookie: request === undefined ? null : headerValue(request.headers, 'cookie'),
    script: typeof script === 'string' ? script : null,
  }
}

/** Milliseconds without traffic after which a step is over: nothing tells when what outlives its script has ended. */
export function quietAfter(step: Step): number {
  switch (step.kind) {
    case 'beacon':
      return 120
    case 'fetch':
      return step.keepalive ? 60 : 0
    case 'iframe':
    case 'navigate':
    case 'form':
    case 'reload':
      return 40
    case 'img':
    case 'script':
    case 'link':
      return 20
    default:
      return 0
  }
}

async function runIn(session: DriverSession, server: LabServer, step: Step): Promise<Seen> {
  switch (step.kind) {
    case 'wait':
      await new Promise((resolve) => setTimeout(resolve, step.milliseconds))
      return { kind: 'nothing' }
    case 'navigate':
      if (step.via === 'address-bar') {
        await session.navigate(step.url)
        return documentAt(session, 'page')
      }
      return leave(session, server, step)
    case 'form':
    case 'reload':
      return leave(session, server, step)
    case 'beacon': {
      const heard = server.nextRequest(1000)
      const seen = await runScript(session, step, step.in)
      await heard
      return seen
    }
    case 'parallel':
      return runScript(session, step, step.steps[0]?.in ?? 'page')
    default:
      return runScript(session, step, step.in)
  }
}

async function runScript(session: DriverSession, step: Step, place: Place): Promise<Seen> {
  const run = place === 'page' ? runStep : runStepInFrame
  const seen = await evaluate(session, `return (${run})(${JSON.stringify(step)})`)
  return seen === null ? { kind: 'timeout', name: '', message: 'no page' } : (seen as Seen)
}

/** Begins a navigation, and waits until it has led to a document or to nothing. */
async function leave(
  session: DriverSession,
  server: LabServer,
  step: Extract<Step, { readonly kind: 'navigate' | 'form' | 'reload' }>,
): Promise<Seen> {
  const target = step.kind === 'reload' ? null : step.target
  const ownWindow = target === '_blank' || (step.kind === 'navigate' && step.via === 'open')
  const place = target === '_top' || target === '_parent' ? 'page' : step.in
  await evaluate(session, 'globalThis.corsacOld = true')
  // A new window may be long in coming.
  const heard = server.nextRequest(2500)
  const begun = await runScript(session, step, step.in)
  if (begun.kind !== 'nothing') return begun
  await heard
  await server.quiet(20)
  if (ownWindow) return { kind: 'nothing' }
  if (place === 'page') await newDocument(session)
  return documentAt(session, place)
}

/** Resolves once the page is another, loaded one, or after half a second: 204, say, changes nothing. */
async function newDocument(session: DriverSession): Promise<void> {
  const until = performance.now() + 500
  const script = "return globalThis.corsacOld !== true && document.readyState === 'complete'"
  while (performance.now() < until && (await evaluate(session, script)) !== true) {
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

async function documentAt(session: DriverSession, place: Place): Promise<SeenDocument> {
  if (place === 'frame') return { kind: 'document', url: null, referrer: null }
  const seen = await evaluate(
    session,
    "return { kind: 'document', url: location.href, referrer: document.referrer }",
  )
  return seen === null ? { kind: 'document', url: null, referrer: null } : (seen as SeenDocument)
}

/** What the drivers say when it is the browser that went away, and no page alone. */
const browserGone =
  /is gone|no answer|ended with|connection was closed|Target crashed|invalid session id|ECONNRE|socket hang up/

/** What a script returns; null where it returns nothing, and where the page goes away under it. */
async function evaluate(session: DriverSession, script: string): Promise<unknown> {
  try {
    return (await session.evaluate(script)) ?? null
  } catch (error) {
    if (browserGone.test(String(error))) throw error
    return null
  }
}
