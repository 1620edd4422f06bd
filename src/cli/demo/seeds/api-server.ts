import type { RequestListener } from 'node:http'
import type { Certificate } from '../certificate'
import { createSeedApp, type SeedPackages } from './express-server'
import { startFlask } from './flask-server'
import { headerListener } from './header-server'
import { listen } from './listening'
import { type LogLine, startNginx } from './nginx-server'
import type { SeedServer } from './seed'

/** The servers of an act that answer for its API. */
export interface RunningAPI {
  /** Starts the app anew where it is in this process: it knows nobody, and nothing has been deleted. */
  readonly startAnew: () => void
  /** What it has; null where that is not told. */
  readonly left: () => string | null
  /** The log of nginx; empty where browsers talk to the app itself. */
  readonly log: () => Promise<readonly LogLine[]>
}

export interface StartOptions {
  readonly packages: SeedPackages | null
  readonly certificate: Certificate
  readonly port: number
  /** What nginx serves as a page. */
  readonly page: string
  /** Wraps an app that browsers talk to: whatever it gets is seen. */
  readonly watched: (listener: RequestListener) => RequestListener
  /** Gets what is to be called in the end. */
  readonly closing: { push(close: () => Promise<void>): unknown }
}

/** @throws Error with what a program says that does not come up */
export async function startAPI(server: SeedServer, options: StartOptions): Promise<RunningAPI> {
  if (server.kind === 'flask') {
    const { port, close } = await startFlask(server)
    options.closing.push(close)
    return { ...silent, log: await nginxBefore(port, '/', server.nginx, options) }
  }
  const app = server.kind === 'headers' ? headerApp(headerListener(server)) : expressApp(server, options)
  const nginx = server.kind === 'headers' ? null : server.nginx
  if (nginx === null) {
    const { close } = await listen(options.watched(app.listener), options.port)
    options.closing.push(close)
    return { ...silent, ...app }
  }
  const { port, close } = await listen(app.listener)
  options.closing.push(close)
  const location = server.kind === 'express' && server.prefix !== '' ? server.prefix : '/'
  return { ...app, log: await nginxBefore(port, location, nginx, options) }
}

const silent: RunningAPI = { startAnew: () => {}, left: () => null, log: async () => [] }

type App = Pick<RunningAPI, 'startAnew' | 'left'> & { readonly listener: RequestListener }

function headerApp(listener: RequestListener): App {
  return { ...silent, listener }
}

/** An app that can be exchanged for a fresh one while its server listens. */
function expressApp(server: SeedServer & { readonly kind: 'express' }, { packages }: StartOptions): App {
  if (packages === null) throw new Error('the packages of Express were not loaded')
  let app = createSeedApp(packages, server)
  return {
    listener: (request, response) => app.listener(request, response),
    startAnew: () => {
      app = createSeedApp(packages, server)
    },
    left: () => app.left(),
  }
}

async function nginxBefore(
  upstream: number,
  location: string,
  lines: readonly string[],
  { certificate, port, page, closing }: StartOptions,
): Promise<RunningAPI['log']> {
  const nginx = await startNginx({ certificate, port, upstream, location, lines, page })
  closing.push(nginx.close)
  return nginx.log
}
