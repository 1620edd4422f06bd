import { Duplex } from 'node:stream'

/**
 * Two ends of a connection within this process. As with TCP, an end that closes makes the other see the end
 * of the stream, also where it closes in the middle of something; and who writes faster than the other
 * reads has to wait. (`stream.duplexPair` of Node leaves the other end waiting for ever.)
 */
export function memorySocketPair(encrypted: boolean): readonly [client: MemorySocket, server: MemorySocket] {
  const client = new MemorySocket(encrypted)
  const server = new MemorySocket(encrypted)
  client.connectTo(server)
  server.connectTo(client)
  return [client, server]
}

/** A stream with as much of `net.Socket` about it as servers look at. */
export class MemorySocket extends Duplex {
  /** What frameworks take a connection to be https by; absent on a plain socket. */
  declare readonly encrypted?: true
  readonly remoteAddress: string = '127.0.0.1'
  readonly remoteFamily: string = 'IPv4'
  readonly remotePort: number = 0
  readonly localAddress: string = '127.0.0.1'
  readonly localPort: number = 0
  #other: MemorySocket | null = null
  /** Tells the other end's writer that this end wants more. */
  #wanted: ((error?: Error | null) => void) | null = null
  #ended = false

  constructor(encrypted: boolean) {
    super({ allowHalfOpen: true })
    if (encrypted) this.encrypted = true
  }

  connectTo(other: MemorySocket): void {
    this.#other = other
  }

  override _read(): void {
    const wanted = this.#wanted
    this.#wanted = null
    wanted?.()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const other = this.#other
    if (other === null || other.#ended || other.destroyed) done(brokenPipe())
    else if (other.push(chunk)) done()
    else other.#wanted = done
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#other?.receiveEnd()
    done()
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#other?.receiveEnd()
    const wanted = this.#wanted
    this.#wanted = null
    wanted?.(brokenPipe())
    done(error)
  }

  /** What the other end does by closing. */
  receiveEnd(): void {
    if (this.#ended || this.destroyed) return
    this.#ended = true
    this.push(null)
  }
}

function brokenPipe(): Error {
  return Object.assign(new Error('The other end of the connection is closed.'), { code: 'EPIPE' })
}
