import type { BrowserEngine } from '../../profile/engine'
import type { CorsOptions } from './cors-options'

/** A page, an API and a way to configure it; what each browser makes of a login, and of a request after it. */
export interface LoginStory {
  readonly title: string
  /** What posts on the web have to say of it, in our words; null where they say nothing. */
  readonly posts: string | null
  /** What is true instead. */
  readonly truth: string
  /** The page's origin. Nothing needs to listen there. */
  readonly page: string
  /** The URL that `/login` and `/me` are below. */
  readonly api: string
  readonly login: LoginCall
  readonly server: LoginServer
  readonly told: { readonly [E in AskedEngine]: Told }
}

/** Who is asked in every story. */
export type AskedEngine = Exclude<BrowserEngine, 'webkitgtk'>

/** How the page logs in. It asks for `/me` with credentials in any case. */
export interface LoginCall {
  readonly withCredentials: boolean
  /** A form needs no preflight, and JSON does. */
  readonly body: 'json' | 'form'
}

export interface LoginServer {
  /** Null where `cors` is not mounted. */
  readonly cors: CorsOptions | null
  readonly cookie: CookieOptions
  /** The proxy in front of Express that does TLS; null where there is none. */
  readonly proxy: { readonly trusted: boolean } | null
}

/** Options of Express’s `response.cookie`, as far as stories use them. https://expressjs.com/en/5x/api.html#res.cookie */
export interface CookieOptions {
  readonly httpOnly?: boolean
  readonly secure?: boolean
  readonly sameSite?: 'strict' | 'lax' | 'none'
}

/** What a browser comes to. */
export interface Told {
  /** Whether script reads the answer to the login. `unsent`: the login itself never went out. */
  readonly login: 'read' | 'blocked' | 'unsent'
  /** `ignored`: nobody looked at it, for want of credentials. `unset`: the server did not set it. */
  readonly cookie: 'stored' | 'refused' | 'ignored' | 'unset'
  /** Whether the server knows later who asks. */
  readonly later: 'known' | 'unknown'
}

const inAll = (told: Told): LoginStory['told'] => ({ chromium: told, firefox: told, safari: told })
const works: Told = { login: 'read', cookie: 'stored', later: 'known' }
const refused: Told = { login: 'read', cookie: 'refused', later: 'unknown' }

const local = 'http://localhost:3000'
const app = 'https://app.example.com'
const asAxiosShould: LoginCall = { withCredentials: true, body: 'json' }
const direct = { proxy: null } as const

/** The stories, the everyday one first. */
export const loginStories: readonly LoginStory[] = [
  {
    title: 'Another port',
    posts: 'Another port is another origin, so the browser does not keep the cookie.',
    truth: 'Cookies know no ports. CORS does, and both sides have to ask for credentials.',
    page: local,
    api: 'http://localhost:4000',
    login: asAxiosShould,
    server: { ...direct, cors: { origin: local, credentials: true }, cookie: { httpOnly: true } },
    told: inAll(works),
  },
  {
    title: 'Credentials forgotten in the call that logs in',
    posts: 'withCredentials is for requests that send cookies.',
    truth: 'It is for those that receive some, too: without it Set-Cookie is not even looked at.',
    page: local,
    api: 'http://localhost:4000',
    login: { withCredentials: false, body: 'json' },
    server: { ...direct, cors: { origin: local, credentials: true }, cookie: { httpOnly: true } },
    told: inAll({ login: 'read', cookie: 'ignored', later: 'unknown' }),
  },
  {
    title: 'A server that answers *',
    posts: 'Allow-Origin is * by default, so the server is not what is wrong.',
    truth: 'With credentials * is not enough, and already the preflight fails: nobody logs in.',
    page: local,
    api: 'http://localhost:4000',
    login: asAxiosShould,
    server: { ...direct, cors: {}, cookie: { httpOnly: true } },
    told: inAll({ login: 'unsent', cookie: 'unset', later: 'unknown' }),
  },
  {
    title: 'A form, and no Access-Control-Allow-Credentials',
    posts: 'Without Access-Control-Allow-Credentials the browser refuses the cookie.',
    truth: 'It refuses to show the answer to the page. The cookie is kept, and goes along from then on.',
    page: local,
    api: 'http://localhost:4000',
    login: { withCredentials: true, body: 'form' },
    server: { ...direct, cors: { origin: local }, cookie: { httpOnly: true } },
    told: inAll({ login: 'blocked', cookie: 'stored', later: 'known' }),
  },
  {
    title: 'localhost and 127.0.0.1',
    posts: 'It is the same computer.',
    truth: 'They are two sites. Use one name for both.',
    page: local,
    api: 'http://127.0.0.1:4000',
    login: asAxiosShould,
    server: { ...direct, cors: { origin: local, credentials: true }, cookie: { httpOnly: true } },
    told: { chromium: refused, firefox: works, safari: refused },
  },
  {
    title: 'Two hosts of one site',
    posts: 'sameSite: strict keeps the cookie from other origins.',
    truth: 'From other sites. app.example.com and api.example.com are one, and Strict will do.',
    page: app,
    api: 'https://api.example.com',
    login: asAxiosShould,
    server: {
      ...direct,
      cors: { origin: app, credentials: true },
      cookie: { httpOnly: true, secure: true, sameSite: 'strict' },
    },
    told: inAll(works),
  },
  {
    title: 'Another site, and a cookie that says nothing',
    posts: null,
    truth: 'CORS is content everywhere. Chrome takes the cookie for Lax, and Safari takes none.',
    page: app,
    api: 'https://api.example.org',
    login: asAxiosShould,
    server: {
      ...direct,
      cors: { origin: app, credentials: true },
      cookie: { httpOnly: true, secure: true },
    },
    told: { chromium: refused, firefox: works, safari: refused },
  },
  {
    title: 'Another site, and SameSite=None; Secure',
    posts: 'sameSite: none lets every domain use the cookie.',
    truth: 'Not in Safari, and in Firefox only for the site that it was set under.',
    page: app,
    api: 'https://api.example.org',
    login: asAxiosShould,
    server: {
      ...direct,
      cors: { origin: app, credentials: true },
      cookie: { httpOnly: true, secure: true, sameSite: 'none' },
    },
    told: { chromium: works, firefox: works, safari: refused },
  },
  {
    title: 'Behind one proxy',
    posts: 'nginx on port 443 and Express on 8080 are two origins, so CORS and SameSite=None are needed.',
    truth: 'The browser sees one origin and needs neither. Express has to trust the proxy.',
    page: app,
    api: `${app}/api`,
    login: asAxiosShould,
    server: { cors: null, cookie: { httpOnly: true, secure: true }, proxy: { trusted: true } },
    told: inAll(works),
  },
  {
    title: 'Behind one proxy that Express does not trust',
    posts: null,
    truth:
      'To Express the connection is not secure, so it keeps the Secure cookie to itself. Nobody says so.',
    page: app,
    api: `${app}/api`,
    login: asAxiosShould,
    server: { cors: null, cookie: { httpOnly: true, secure: true }, proxy: { trusted: false } },
    told: inAll({ login: 'read', cookie: 'unset', later: 'unknown' }),
  },
]
