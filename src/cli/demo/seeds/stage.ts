import type { RequestListener } from 'node:http'
import { nodeTransport } from '../../../drivers/node-transport'
import type { Transport } from '../../../drivers/transport'
import { parseURL } from '../../../origin/url-record'
import type { Certificate } from '../certificate'
import { startAPI } from './api-server'
import type { SeedPackages } from './express-server'
import { freePort, listen } from './listening'
import type { Act, Places, Seed } from './seed'
import { type Seen, seenAt, seenInLog } from './seen'

/** The servers of an act, which listen. */
export interface Stage {
  readonly places: Places
  /** Leads to them, and nowhere else. */
  readonly transport: Transport
  /** Has the app start anew where it is in this process, and forgets what was seen. */
  readonly startAnew: () => Promise<void>
  /** Every request since then; those to nginx come after those to other servers. */
  readonly seen: () => Promise<readonly Seen[]>
  /** What the server has; null where that is not told. */
  readonly left: () => string | null
  readonly close: () => Promise<void>
}

export interface StageOptions {
  /** Null where no act has Express. */
  readonly packages: SeedPackages | null
  /** For `seedHosts`. */
  readonly certificate: Certificate
  /**
   * What the origins are called. `post`: as in the post, and only the transport knows where they really are. `system`: by
   * the ports that the system has picked, so that any browser on this computer finds them.
   */
  readonly ports: 'post' | 'system'
}

/** The hosts of the seeds. All of them are this computer, whoever asks. */
export const seedHosts: readonly string[] = ['localhost', 'test.localhost', 'other.localhost']

/** It names an icon, so that no browser asks for one. */
const page = '<!doctype html><meta charset="utf-8"><title>A page</title><link rel="icon" href="data:,">\n'

/** Starts everything that an act needs. */
export async function openStage(seed: Seed, act: Act, options: StageOptions): Promise<Stage> {
  const closing: (() => Promise<void>)[] = []
  try {
    return await open(seed, act, options, closing)
  } catch (error) {
    await closeAll(closing)
    throw error
  }
}

async function closeAll(closing: readonly (() => Promise<void>)[]): Promise<void> {
  await Promise.all(closing.map((close) => close()))
}

async function open(
  seed: Seed,
  act: Act,
  { packages, certificate, ports: names }: StageOptions,
  closing: (() => Promise<void>)[],
): Promise<Stage> {
  let seen: Seen[] = []
  const watched =
    (to: keyof Places, listener: RequestListener): RequestListener =>
    (request, response) => {
      seen.push(seenAt(to, request))
      listener(request, response)
    }
  const servePage = async (to: keyof Places): Promise<number> => {
    const { port, close } = await listen(watched(to, pageListener))
    closing.push(close)
    return port
  }
  // Servers have to know each other’s origins before they start.
  const api = await freePort()
  const ports: Ports = {
    page: seed.places.page === seed.places.api ? api : await servePage('page'),
    api,
    stranger: await servePage('stranger'),
  }
  const places = names === 'post' ? seed.places : placesAt(seed.places, ports)
  const running = await startAPI(act.server(places), {
    packages,
    certificate,
    port: api,
    page,
    watched: (listener) => watched('api', listener),
    closing,
  })
  let logged = 0
  return {
    places,
    transport: transportTo(places, ports, certificate),
    startAnew: async () => {
      running.startAnew()
      seen = []
      logged = (await running.log()).length
    },
    seen: async () => [...seen, ...(await running.log()).slice(logged).map(seenInLog)],
    left: running.left,
    close: () => closeAll(closing),
  }
}

type Ports = { readonly [P in keyof Places]: number }

const pageListener: RequestListener = (_request, response) => {
  response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(page)
}

/** The same hosts, with other ports. */
function placesAt(places: Places, ports: Ports): Places {
  const at = (name: keyof Places): string => `${places[name].replace(/:\d+$/, '')}:${ports[name]}`
  return { page: at('page'), api: at('api'), stranger: at('stranger') }
}

function transportTo(places: Places, ports: Ports, certificate: Certificate): Transport {
  const names = ['page', 'api', 'stranger'] as const
  const targets = new Map(names.map((name) => [authorityOf(places[name]), ports[name]]))
  return nodeTransport({
    timeoutMs: 10_000,
    resolve: (host, asked) => {
      const port = targets.get(`${host}:${asked}`)
      if (port === undefined) throw new Error('no server of this demo')
      return { address: '127.0.0.1', port }
    },
    tls: { ca: certificate.cert },
  })
}

/** `localhost:443`, with the port even where it is the usual one. */
function authorityOf(origin: string): string {
  const url = parseURL(origin)
  return `${url?.host}:${url?.port ?? (url?.scheme === 'https' ? 443 : 80)}`
}
