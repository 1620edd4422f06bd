import { Agent, type AgentOptions } from 'node:http'
import type { Duplex } from 'node:stream'

/** What Node's agent is asked with: where to, and the connection that was opened for it; null to take one that is kept. */
export interface Wanted {
  readonly key: string
  readonly opened: Duplex | null
}

/** Connections that are free, by where they lead to. They keep no process alive. */
export class KeptConnections extends Agent {
  constructor() {
    super({ keepAlive: true, scheduling: 'lifo' })
  }

  /** Whether one is free that nobody has closed yet, as far as is known here. */
  has(key: string): boolean {
    // The last is the one that will be taken.
    const last = this.freeSockets[key]?.at(-1)
    return last !== undefined && !last.destroyed && last.writable
  }

  override getName(wanted?: unknown): string {
    return (wanted as Wanted).key
  }

  override createConnection(wanted: unknown): Duplex {
    const { opened } = wanted as Wanted
    if (opened === null) throw new Error('the free connection is gone')
    return opened
  }
}

/** Options of a request that goes over such a connection. */
export function over(kept: KeptConnections, wanted: Wanted): { agent: Agent } & AgentOptions {
  return { agent: kept, ...wanted } as { agent: Agent } & AgentOptions
}
