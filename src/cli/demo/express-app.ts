import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CorsOptions } from './cors-options'
import { mountLines } from './cors-options'
import { loadPeer } from './load-peer'

/** As much of Express as the app needs. */
interface Application extends RequestListener {
  use(middleware: unknown): unknown
  put(
    path: string,
    handler: (request: { body: { name: unknown } }, response: { json(value: unknown): void }) => void,
  ): unknown
}

/** The two packages, as they were found. */
export interface Packages {
  readonly express: { (): Application; json(): unknown }
  readonly cors: (options: CorsOptions) => unknown
}

/** @throws UsageError where one of them is not installed */
export async function loadPackages(): Promise<Packages> {
  const names = ['express', 'cors']
  return {
    express: (await loadPeer('express', names)) as Packages['express'],
    cors: (await loadPeer('cors', names)) as Packages['cors'],
  }
}

/** An app that keeps a profile, which a page may save. `appLines` is the same as text. */
export function createApp({ express, cors }: Packages, options: CorsOptions): RequestListener {
  const app = express()
  app.use(cors(options))
  app.use(express.json())

  app.put('/profile', (request, response) => {
    response.json({ saved: request.body.name })
  })
  return app
}

/** The app as people would write it. A test runs it and compares. */
export function appLines(options: CorsOptions, port: number, width: number): readonly string[] {
  return [
    "import cors from 'cors'",
    "import express from 'express'",
    '',
    'const app = express()',
    ...mountLines(options, width),
    'app.use(express.json())',
    '',
    "app.put('/profile', (request, response) => {",
    '  response.json({ saved: request.body.name })',
    '})',
    `app.listen(${port}, '127.0.0.1')`,
  ]
}

/** A server on a loopback port of its own, whose app can be exchanged. */
export interface DemoServer {
  readonly port: number
  /** Answers with another app from now on. What was seen is forgotten. */
  readonly serve: (app: RequestListener) => void
  /** The methods of the requests that have come in, in order. */
  readonly seen: () => readonly string[]
  readonly close: () => Promise<void>
}

export async function listen(): Promise<DemoServer> {
  let current: RequestListener = (_request, response) => response.end()
  let seen: string[] = []
  const server = createServer((request, response) => {
    seen.push(request.method ?? '')
    current(request, response)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    port: (server.address() as AddressInfo).port,
    serve: (app) => {
      current = app
      seen = []
    },
    seen: () => seen.slice(),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
