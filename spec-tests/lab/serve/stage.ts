import { createServer, type Server } from 'node:net'
import { openedPageAnswer } from '../documents'
import type { SeenRequest } from '../observation'
import { quietAfter } from '../play'
import type { Scenario } from '../scenario'
import { createWire, type Wire } from '../wire'
import { type Casting, withOrigins } from './rewrite-scenario'

/**
 * The loopback servers of one scenario. Each gets a port of its own that nothing had before, so that what the browser
 * keeps by origin, its preflight cache above all, is empty, whatever was played earlier.
 */
export interface Stage {
  /** The scenario as it is played here, with the ports that it got. */
  readonly scenario: Scenario
  /** The requests that a step made, once they are over. For -1, those of opening the page. */
  requestsOf(step: number): Promise<readonly SeenRequest[]>
  /** What was seen, in terms of the casting's origins. */
  inCast<Value>(seen: Value): Value
  close(): Promise<void>
}

/** @throws Error where the machine has no such loopback address, IPv6 say. */
export async function openStage({ scenario: original, origins }: Casting): Promise<Stage> {
  const wire = createWire()
  const servers: Server[] = []
  const close = async (): Promise<void> => {
    wire.closeConnections()
    await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  }
  const rewritten = new Map<string, string>()
  try {
    for (const { origin, host } of origins) {
      const opened = await listen(wire, host)
      servers.push(...opened.servers)
      rewritten.set(origin, `http://${host}:${opened.port}`)
    }
  } catch (error) {
    await close()
    throw error
  }
  const scenario = withOrigins(original, rewritten)
  const back = new Map([...rewritten].map(([from, to]) => [to, from]))
  wire.play({ kind: 'scenario', scenario, page: openedPageAnswer(scenario) })
  return {
    scenario,
    requestsOf: async (number) => {
      const step = scenario.steps[number]
      if (step === undefined) {
        await wire.quiet(0)
        return wire.take()
      }
      const before = wire.take()
      if (step.kind === 'beacon' && before.length === 0) await wire.nextRequest(1000)
      await wire.quiet(quietAfter(step))
      return [...before, ...wire.take()]
    },
    inCast: (seen) => withOrigins(seen, back),
    close,
  }
}

/** `localhost` is at one port of both its addresses, since a browser may take either. */
async function listen(
  wire: Wire,
  host: string,
): Promise<{ readonly port: number; readonly servers: readonly Server[] }> {
  const [first, ...others] = host === 'localhost' ? ['127.0.0.1', '::1'] : [host.replace(/[[\]]/g, '')]
  const server = await listenAt(wire, first ?? host, 0)
  const address = server.address()
  const port = address !== null && typeof address === 'object' ? address.port : 0
  const servers = [server]
  for (const other of others) {
    // Without IPv6 the browser does not try it either.
    const second = await listenAt(wire, other, port).catch(() => null)
    if (second !== null) servers.push(second)
  }
  return { port, servers }
}

function listenAt(wire: Wire, host: string, port: number): Promise<Server> {
  const server = createServer((socket) => {
    wire.opened(socket)
    wire.serve(socket, false)
  })
  return new Promise((resolve, reject) => {
    server.on('error', reject)
    server.listen({ host, port }, () => resolve(server))
  })
}
