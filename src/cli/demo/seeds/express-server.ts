import type { IncomingMessage, RequestListener } from 'node:http'
import type { CorsOptions } from '../cors-options'
import { loadPeer } from '../load-peer'
import type { CookieOptions } from '../login-stories'
import type { ExpressServer } from './seed'

interface Request extends IncomingMessage {
  readonly body: { readonly name?: unknown } | undefined
  readonly params: { readonly id?: string }
  readonly session?: { name?: string; destroy(done: () => void): void }
}

interface Response {
  json(value: unknown): void
  status(code: number): Response
}

/** As much of Express as the apps need. */
interface Application extends RequestListener {
  set(name: string, value: unknown): unknown
  use(middleware: unknown): unknown
  get(path: string, handler: Handler): unknown
  post(path: string, handler: Handler): unknown
  delete(path: string, handler: Handler): unknown
  options(path: RegExp, handler: unknown): unknown
}

type Handler = (request: Request, response: Response) => void

/** The packages, as they were found. */
export interface SeedPackages {
  readonly express: {
    (): Application
    json(): unknown
    urlencoded(options: { readonly extended: boolean }): unknown
  }
  readonly cors: (options: CorsOptions) => unknown
  readonly session: (options: object) => unknown
}

/** @throws UsageError where one of them is not installed */
export async function loadSeedPackages(): Promise<SeedPackages> {
  const names = ['express', 'cors', 'express-session']
  const [express, cors, session] = await Promise.all(names.map((name) => loadPeer(name, names)))
  return { express, cors, session } as SeedPackages
}

/** An app that has just been started, and what it has. */
export interface SeedApp {
  readonly listener: RequestListener
  readonly left: () => string
}

export function createSeedApp(packages: SeedPackages, server: ExpressServer): SeedApp {
  const { express, cors } = packages
  const app = express()
  if (server.trustProxy !== undefined) app.set('trust proxy', server.trustProxy)
  if (server.cors !== null && server.preflightsAlone !== true) app.use(cors(server.cors))
  if (server.cors !== null && server.preflightsAlone === true) app.options(/.*/, cors(server.cors))
  app.use(express.json())
  app.use(express.urlencoded({ extended: false }))
  const left = server.app === 'account' ? addAccount(app, packages, server) : addItems(app, server)
  return { listener: app, left }
}

/** One can log in, ask who one is, and leave for good. */
function addAccount(app: Application, { session }: SeedPackages, server: ExpressServer): () => string {
  const { prefix, cookie = {} } = server
  let users = 1
  app.use(session(sessionOptions(cookie)))
  app.post(`${prefix}/login`, (request, response) => {
    const name = String(request.body?.name ?? '')
    if (request.session !== undefined) request.session.name = name
    response.json({ welcome: name })
  })
  app.get(`${prefix}/me`, ({ session }, response) => {
    const name = session?.name ?? null
    response.status(name === null ? 401 : 200).json({ name })
  })
  app.post(`${prefix}/leave`, ({ session }, response) => {
    const name = session?.name ?? null
    if (name !== null) users--
    response.status(name === null ? 401 : 200).json({ left: name })
  })
  return () => (users === 1 ? 'the account of Ada' : 'no account')
}

/** The secret is worth nothing: sessions are gone with the server. */
export function sessionOptions(cookie: CookieOptions): object {
  return { name: 'sid', secret: 'of a demo', resave: false, saveUninitialized: false, cookie }
}

/** Three items, which can be deleted. */
function addItems(app: Application, { prefix, deletesByPost = false }: ExpressServer): () => string {
  const items = new Set(['1', '2', '3'])
  const remove: Handler = ({ params: { id = '' } }, response) => {
    items.delete(id)
    response.json({ left: [...items] })
  }
  app.delete(`${prefix}/items/:id`, remove)
  if (deletesByPost) app.post(`${prefix}/items/:id/delete`, remove)
  return () => `items ${[...items].join(', ')}`
}
