import type { Listen, Server, Socket } from './site'

/** The sockets of each port, each with the servers that listen there. */
export function socketsOf(servers: readonly Server[]): ReadonlyMap<number, readonly Socket[]> {
  const places = new Map<string, (readonly [Listen, Server])[]>()
  for (const server of servers) {
    for (const listen of server.listens) {
      const place = `${listen.address}:${listen.port}`
      const listeners = places.get(place) ?? []
      listeners.push([listen, server])
      places.set(place, listeners)
    }
  }
  const byPort = new Map<number, Socket[]>()
  for (const listeners of places.values()) {
    const socket = socketOf(listeners as [readonly [Listen, Server], ...(readonly [Listen, Server])[]])
    const sockets = byPort.get(socket.port) ?? []
    sockets.push(socket)
    byPort.set(socket.port, sockets)
  }
  return byPort
}

function socketOf(listeners: readonly [readonly [Listen, Server], ...(readonly [Listen, Server])[]]): Socket {
  const [first] = listeners
  const servers = [...new Set(listeners.map(([, server]) => server))]
  return {
    address: first[0].address,
    port: first[0].port,
    secure: listeners.some(([{ secure }]) => secure),
    defaultServer: (listeners.find(([{ isDefault }]) => isDefault) ?? first)[1],
    names: namesOf(servers),
    patterns: servers.flatMap((server) =>
      server.names.flatMap((name) => (name.kind === 'pattern' ? [[name.pattern, server] as const] : [])),
    ),
  }
}

/** `.example.com` stands for `example.com` and `*.example.com`, and is out where an earlier name is one of these. */
function namesOf(servers: readonly Server[]): Socket['names'] {
  const taken = new Set<string>()
  const names: (readonly [string, Server])[] = []
  for (const server of servers) {
    for (const name of server.names) {
      if (name.kind === 'pattern') continue
      const meant = name.name.startsWith('.') ? [name.name.slice(1), `*${name.name}`] : [name.name]
      if (meant.some((each) => taken.has(each))) continue
      for (const each of meant) taken.add(each)
      names.push([name.name, server])
    }
  }
  return names
}
