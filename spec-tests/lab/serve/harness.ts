import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { type Profile, profiles } from '../../../src/profile/profile'
import { compare } from '../compare'
import type { Seen, SeenRequest, StepObservation } from '../observation'
import { predict } from '../predict/predict'
import type { Scenario } from '../scenario'
import { harnessPage } from './page'
import { type Casting, cast, type LeftOut } from './rewrite-scenario'
import { sideBySide, type Verdict } from './side-by-side'
import { openStage, type Stage } from './stage'

/** What the page lists. */
export interface Programme {
  readonly scenarios: readonly {
    readonly id: string
    readonly about: string | null
    readonly families: readonly string[]
  }[]
  readonly leftOut: readonly { readonly why: LeftOut; readonly count: number }[]
  /** Names of profiles, and the one that the browser's `User-Agent` speaks for. */
  readonly profiles: readonly string[]
  readonly profile: string
}

export interface Harness {
  readonly url: string
  close(): Promise<void>
}

type Answer = { readonly type: string; readonly body: string }

/**
 * A page at a loopback port that plays scenarios in the browser that opens it, one at a time, and shows what corsac says
 * of them. Everything it sends is on this machine.
 *
 * @param port - 0 for any.
 */
export async function startHarness(scenarios: readonly Scenario[], port: number): Promise<Harness> {
  const castings = new Map<string, Casting>()
  const leftOut = new Map<LeftOut, number>()
  for (const scenario of scenarios) {
    const casting = cast(scenario)
    if (typeof casting === 'string') leftOut.set(casting, (leftOut.get(casting) ?? 0) + 1)
    else castings.set(scenario.id, casting)
  }
  let playing: { readonly casting: Casting; readonly stage: Stage } | null = null
  let steps: StepObservation[] = []

  const programme = (userAgent: string): Programme => ({
    scenarios: [...castings.values()].map(({ scenario: { id, about, families } }) => ({
      id,
      about,
      families,
    })),
    leftOut: [...leftOut].map(([why, count]) => ({ why, count })).sort((a, b) => b.count - a.count),
    profiles: Object.keys(profiles),
    profile: profileFor(userAgent),
  })

  const open = async (id: string): Promise<{ readonly page: string; readonly steps: Scenario['steps'] }> => {
    const casting = castings.get(id)
    if (casting === undefined) throw new Error(`no scenario ${id}`)
    await playing?.stage.close()
    playing = null
    steps = []
    const stage = await openStage(casting)
    playing = { casting, stage }
    return { page: stage.scenario.page.url, steps: stage.scenario.steps }
  }

  const begin = async (): Promise<object> => {
    // What opening the page asked for is no typed navigation's, and so is not judged.
    await current(playing).stage.requestsOf(-1)
    return {}
  }

  const played = async (number: number, seen: Seen): Promise<object> => {
    const { stage } = current(playing)
    const requests: readonly SeenRequest[] = await stage.requestsOf(number)
    steps[number] = stage.inCast({ requests, seen })
    return {}
  }

  const judge = (name: string): Verdict => {
    const { scenario } = current(playing).casting
    const profile: Profile | undefined = Object.values(profiles).find((one) => one.name === name)
    if (profile === undefined) throw new Error(`no profile ${name}`)
    const predicted = predict(scenario, profile)
    const seen = { opening: predicted.opening, steps, closing: [], console: [] }
    return sideBySide(scenario, seen, predicted, compare(scenario, seen, predicted))
  }

  const answer = async (
    method: string,
    path: string,
    body: string,
    userAgent: string,
  ): Promise<Answer | null> => {
    const json = async (value: object | Promise<object>): Promise<Answer> => ({
      type: 'application/json',
      body: JSON.stringify(await value),
    })
    if (method === 'GET' && path === '/') {
      return { type: 'text/html; charset=utf-8', body: harnessPage(programme(userAgent)) }
    }
    if (method !== 'POST') return null
    const given = JSON.parse(body) as { id: string; number: number; seen: Seen; profile: string }
    switch (path) {
      case '/open':
        return json(open(given.id))
      case '/begin':
        return json(begin())
      case '/played':
        return json(played(given.number, given.seen))
      case '/judge':
        return json(judge(given.profile))
      default:
        return null
    }
  }

  let own: readonly string[] = []
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    // Whoever has another name for this address is no page of ours; nor is another origin.
    const { host = '', origin } = request.headers
    if (!own.includes(host) || (origin !== undefined && origin !== `http://${host}`)) {
      response.writeHead(403).end()
      return
    }
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks).toString()
    const { method = '', url = '', headers } = request
    const found = await answer(method, url, body, headers['user-agent'] ?? '')
    if (found === null) response.writeHead(404).end()
    else response.writeHead(200, { 'Content-Type': found.type, 'Cache-Control': 'no-store' }).end(found.body)
  }
  const server = createServer((request, response) => {
    respond(request, response).catch((error: unknown) => {
      response.writeHead(500, { 'Content-Type': 'text/plain; charset=utf-8' }).end(String(error))
    })
  })
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject)
    server.listen({ host: '127.0.0.1', port }, resolve)
  })
  const address = server.address()
  const bound = address !== null && typeof address === 'object' ? address.port : port
  own = [`localhost:${bound}`, `127.0.0.1:${bound}`]
  return {
    url: `http://localhost:${bound}/`,
    close: async () => {
      await playing?.stage.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function current<Playing>(playing: Playing | null): Playing {
  if (playing === null) throw new Error('no scenario is being played')
  return playing
}

/** The name of the profile that judges a browser. */
export function profileFor(userAgent: string): string {
  if (/Firefox\//.test(userAgent)) return 'firefox'
  if (/Chrom(e|ium)\//.test(userAgent)) return 'chromium'
  return /Macintosh|iPhone|iPad/.test(userAgent) ? 'safari' : 'webkitgtk'
}
