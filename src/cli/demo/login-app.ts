import { randomUUID } from 'node:crypto'
import type { IncomingMessage, RequestListener } from 'node:http'
import type { CorsOptions } from './cors-options'
import { loadPeer } from './load-peer'
import type { CookieOptions, LoginServer } from './login-stories'

/** As much of Express as the app needs. */
interface Request extends IncomingMessage {
  readonly secure: boolean
  readonly body: { readonly name?: unknown } | undefined
  session: Session
}

interface Response {
  cookie(name: string, value: string, options: CookieOptions): void
  json(value: unknown): void
  status(code: number): Response
}

type Handler = (request: Request, response: Response, next: () => void) => void

interface Application extends RequestListener {
  set(name: string, value: unknown): unknown
  use(middleware: unknown): unknown
  get(path: string, handler: Handler): unknown
  post(path: string, handler: Handler): unknown
}

/** The two packages, as they were found. */
export interface LoginPackages {
  readonly express: {
    (): Application
    json(): unknown
    urlencoded(options: { readonly extended: boolean }): unknown
  }
  readonly cors: (options: CorsOptions) => unknown
}

/** @throws UsageError where one of them is not installed */
export async function loadLoginPackages(): Promise<LoginPackages> {
  const names = ['express', 'cors']
  return {
    express: (await loadPeer('express', names)) as LoginPackages['express'],
    cors: (await loadPeer('cors', names)) as LoginPackages['cors'],
  }
}

/** Who has logged in; null where nobody has. */
interface Session {
  readonly name: string | null
  readonly logIn: (name: string) => void
}

/** An app where one can log in, below a path: `/login` sets the session’s cookie, `/me` says who it is. */
export function createLoginApp(
  { express, cors }: LoginPackages,
  server: LoginServer,
  prefix: string,
): RequestListener {
  const app = express()
  if (server.proxy?.trusted === true) app.set('trust proxy', 1)
  if (server.cors !== null) app.use(cors(server.cors))
  app.use(express.json())
  app.use(express.urlencoded({ extended: false }))
  app.use(sessions(server.cookie))

  app.post(`${prefix}/login`, (request, response) => {
    request.session.logIn(String(request.body?.name ?? ''))
    response.json({ welcome: request.body?.name ?? null })
  })
  app.get(`${prefix}/me`, ({ session }, response) => {
    response.status(session.name === null ? 401 : 200).json({ name: session.name })
  })
  return app
}

/**
 * Sessions in memory, by the rule of express-session that surprises people: where the cookie is to be secure and the
 * connection is not, as far as Express knows, there is no `Set-Cookie`, and no word about it.
 */
function sessions(cookie: CookieOptions): Handler {
  const names = new Map<string, string>()
  return (request, response, next) => {
    const id = /(?:^|; )sid=([^;]*)/.exec(request.headers.cookie ?? '')?.[1] ?? ''
    request.session = {
      name: names.get(id) ?? null,
      logIn: (name) => {
        const fresh = randomUUID()
        names.set(fresh, name)
        if (cookie.secure === true && !request.secure) return
        response.cookie('sid', fresh, cookie)
      },
    }
    next()
  }
}
