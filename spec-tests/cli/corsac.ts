import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { repository } from '../architecture/sources'

/** What a run of the command line came to. */
export interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

export interface Surroundings {
  /** What stands on standard input; nothing where nothing is said. */
  readonly input?: string | Buffer
  readonly env?: { readonly [name: string]: string }
  readonly cwd?: string
}

const program = `${repository}dist/cli.js`

/** Runs the built command line, as a user does. Standard output is no terminal. */
export function corsac(args: readonly string[], { input, env, cwd }: Surroundings = {}): Promise<Ended> {
  if (!existsSync(program)) throw new Error('dist/cli.js is not there: npm run build')
  return new Promise((resolve, reject) => {
    // Whatever the terminal of the tests says about colour is not for their child.
    const { FORCE_COLOR: _, NO_COLOR: __, ...own } = process.env
    const child = spawn(process.execPath, [program, ...args], { cwd, env: { ...own, ...env } })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (chunk) => out.push(chunk))
    child.stderr.on('data', (chunk) => err.push(chunk))
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
    child.stdin.end(input ?? '')
  })
}

/** One request as a server got it. */
export interface Got {
  readonly method: string
  readonly url: string
  readonly headers: IncomingMessage['headers']
  readonly body: Buffer
}

/** An HTTP server on a free loopback port. */
export interface TestServer {
  /** `http://localhost:port` */
  readonly url: string
  /** Everything it was asked, in order. */
  readonly got: Got[]
  readonly close: () => Promise<void>
}

export async function serve(answer: (request: Got, response: ServerResponse) => void): Promise<TestServer> {
  const got: Got[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { method = '', url = '', headers } = request
      const one = { method, url, headers, body: Buffer.concat(chunks) }
      got.push(one)
      answer(one, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    got,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
