import { nodeTransport } from '../../drivers/node-transport'
import type { Explanation } from '../../explain/explanation'
import { createRequest } from '../../fetch/create-request'
import type { CredentialsMode, RequestRecord } from '../../fetch/request'
import type { Profile } from '../../profile/profile'
import { profiles } from '../../profile/profile'
import { createUserAgent } from '../../user-agent/user-agent'
import { askBrowsers } from '../ask-browsers'
import { type CorsOptions, mendOptions, withoutReflection } from './cors-options'
import { createApp, listen, loadPackages } from './express-app'

/** What the demo is a function of. */
export interface DemoInput {
  /** What the server gives to `cors` at first. */
  readonly corsOptions: CorsOptions
  /** The page; nothing needs to listen there. */
  readonly origin: string
  readonly request: DemoRequest
}

/** What the page sends. */
export interface DemoRequest {
  readonly credentials: CredentialsMode
  readonly headers: { readonly [name: string]: string }
  /** Sent as JSON. */
  readonly body: { readonly name: string }
}

/** The failure that most people meet first: credentials, and a server that answers `*`. */
export const defaultInput: DemoInput = {
  corsOptions: {},
  origin: 'http://localhost:3000',
  request: {
    credentials: 'include',
    headers: { 'Content-Type': 'application/json' },
    body: { name: 'Ada' },
  },
}

/** One way of configuring the server, and what browsers made of it. */
export interface DemoRound {
  readonly corsOptions: CorsOptions
  readonly explanation: Explanation
  /** The methods that the server has seen, in order. */
  readonly seen: readonly string[]
  /** The body of the last answer to the request itself; null where it was never sent. */
  readonly body: string | null
}

export interface DemoRun {
  readonly input: DemoInput
  readonly port: number
  readonly url: string
  /** The first as configured; each further one with what the explanation of the one before has said. */
  readonly rounds: readonly [DemoRound, ...DemoRound[]]
  /** Whether every browser lets the page read the answer in the end. */
  readonly solved: boolean
}

/** More than there are headers to put right. */
const mostRounds = 6

const [first, ...others]: readonly [Profile, ...Profile[]] = [
  profiles.chromium,
  profiles.firefox,
  profiles.safari,
]

/**
 * Starts a real Express app with the real `cors` package on a loopback port, sends what each browser would
 * send over real sockets, and does to the server's options what the explanation says, until all browsers let
 * the page read the answer or nothing more can be done.
 *
 * @throws UsageError where Express or `cors` is not installed
 */
export async function runDemo(input: DemoInput): Promise<DemoRun> {
  const packages = await loadPackages()
  const server = await listen()
  const { port } = server
  const url = `http://localhost:${port}/profile`
  const request = requestOf(input, url)
  const tryOut = async (corsOptions: CorsOptions): Promise<DemoRound> => {
    server.serve(createApp(packages, corsOptions))
    const { explanation, answers } = await askBrowsers({
      request,
      userAgents: [createUserAgent(first), ...others.map((profile) => createUserAgent(profile))],
      transport: nodeTransport({ timeoutMs: 10_000 }),
      // The server is ours, and saves nothing.
      repeatUnsafe: true,
      unmask: false,
    })
    const last = answers.filter(({ send }) => send.method === request.method).at(-1)
    const body = last !== undefined && last.event.kind === 'response' ? last.event.response.body : null
    return {
      corsOptions,
      explanation,
      seen: server.seen(),
      body:
        body !== null && body.kind === 'bytes' ? Buffer.from(body.bytes, 'latin1').toString('utf8') : null,
    }
  }
  try {
    let last = await tryOut(input.corsOptions)
    const rounds: [DemoRound, ...DemoRound[]] = [last]
    for (
      let mended = mendedBy(last);
      mended !== null && rounds.length < mostRounds;
      mended = mendedBy(last)
    ) {
      last = await tryOut(mended)
      rounds.push(last)
    }
    return { input, port, url, rounds, solved: readable(last.explanation) }
  } finally {
    await server.close()
  }
}

function requestOf({ origin, request }: DemoInput, url: string): RequestRecord {
  return createRequest({
    url,
    client: `${origin}/`,
    method: 'PUT',
    credentials: request.credentials,
    headers: request.headers,
    body: Buffer.from(JSON.stringify(request.body), 'utf8').toString('latin1'),
  })
}

export function readable({ verdicts }: Explanation): boolean {
  return verdicts.every((verdict) => verdict.outcome === 'readable')
}

/** The options that an explanation leads to; null where nothing is wrong, or no answer of the server would help. */
function mendedBy({ corsOptions, explanation }: DemoRound): CorsOptions | null {
  for (const { repair, remedies } of explanation.verdicts) {
    if (repair === null || !remedies.some(({ where }) => where === 'server')) continue
    const mended = withoutReflection(mendOptions(corsOptions, repair), explanation.request.origin)
    if (JSON.stringify(mended) !== JSON.stringify(corsOptions)) return mended
  }
  return null
}
