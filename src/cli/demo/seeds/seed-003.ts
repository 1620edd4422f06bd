import type { Call, ExpressServer, Seed, Step } from './seed'

const login: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'fetch',
  method: 'POST',
  path: '/login',
  include: true,
  body: 'json',
}
const me: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'fetch',
  method: 'GET',
  path: '/me',
  include: true,
}

const direct = {
  kind: 'express',
  app: 'account',
  cookie: { httpOnly: true },
  prefix: '',
  nginx: null,
} as const
const worksForThePage: readonly Step[] = [
  { ...login, told: 'OPTIONS, POST → read 200; sid stored' },
  { ...me, told: 'GET → read 200; sid sent' },
]

/** Seed 003, its first stage: a page on one port, and Express on another. */
export const seed003a: Seed = {
  id: '003a',
  title: 'React on :3000, Express on :8080: origins have ports, cookies have none',
  post: 'Another port is another origin, so by the same-origin policy the browser keeps no cookie. Without Access-Control-Allow-Credentials it refuses the cookie, too.',
  truth:
    'Cookies know no ports. fetch leaves them out across origins, unless it is to include credentials. And what the header decides is whether the page may read; the cookie is kept.',
  places: {
    page: 'http://localhost:3000',
    api: 'http://localhost:8080',
    stranger: 'http://localhost:5000',
  },
  parts: [],
  acts: [
    {
      title: 'fetch as it comes',
      fixed: false,
      server: ({ page }): ExpressServer => ({ ...direct, cors: { origin: page, credentials: true } }),
      steps: [
        { ...login, include: false, told: 'OPTIONS, POST → read 200; sid ignored' },
        { ...me, include: false, told: 'GET → read 401' },
      ],
    },
    {
      title: 'The angle brackets are left over from Markdown',
      fixed: false,
      server: ({ page }): ExpressServer => ({
        ...direct,
        cors: { origin: `<${page}>`, credentials: true },
      }),
      steps: [{ ...login, told: 'OPTIONS → blocked' }],
    },
    {
      title: 'No Access-Control-Allow-Credentials, and a form',
      fixed: false,
      server: ({ page }): ExpressServer => ({ ...direct, cors: { origin: page } }),
      steps: [
        { ...login, body: 'form', told: 'POST → blocked; sid stored' },
        { ...me, told: 'GET → blocked; sid sent' },
      ],
    },
    {
      title: 'origin: true, as the post ends: whoever asks is the origin',
      note: 'It works, for every page of the same site: another port of this computer reads who the user is.',
      fixed: false,
      server: (): ExpressServer => ({ ...direct, cors: { origin: true, credentials: true } }),
      steps: [...worksForThePage, { ...me, by: 'stranger', told: 'GET → read 200; sid sent' }],
    },
    {
      title: 'The origin has a name',
      fixed: true,
      server: ({ page }): ExpressServer => ({ ...direct, cors: { origin: page, credentials: true } }),
      steps: [...worksForThePage, { ...me, by: 'stranger', told: 'GET → blocked; sid sent' }],
    },
  ],
}

const forwarded = [
  'proxy_set_header Host $http_host;',
  'proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;',
  'proxy_set_header X-Forwarded-Proto $scheme;',
]
const proxied = { kind: 'express', app: 'account', prefix: '/api', nginx: forwarded } as const
const loginThere: Omit<Call, 'told'> = { ...login, path: '/api/login' }
const meThere: Omit<Call, 'told'> = { ...me, path: '/api/me' }
const leave: Omit<Call, 'told'> = {
  ...login,
  by: 'stranger',
  path: '/api/leave',
  body: 'form',
}

/** Seed 003, its further stages: the same behind nginx, with a certificate that nobody has signed. */
export const seed003b: Seed = {
  id: '003b',
  title: 'The same behind nginx: one origin, and whom Express trusts',
  post: 'nginx on port 443 and Express on 8080 are two origins, so cors, SameSite=None and trust proxy are needed.',
  truth:
    'The browser sees one origin, and needs neither cors nor SameSite=None, which lets other sites act as the user. Express needs to trust the proxy: else it takes the connection for http, and sends no Secure cookie.',
  places: {
    page: 'https://test.localhost',
    api: 'https://test.localhost',
    stranger: 'http://other.localhost:5000',
  },
  parts: ['nginx'],
  acts: [
    {
      title: 'A Secure cookie, and a proxy that Express does not trust',
      note: 'nginx says X-Forwarded-Proto: https, and Express does not listen. express-session keeps a Secure cookie to itself then; nobody says so.',
      fixed: false,
      server: (): ExpressServer => ({ ...proxied, cors: null, cookie: { httpOnly: true, secure: true } }),
      steps: [
        { ...loginThere, include: false, told: 'POST → read 200' },
        { ...meThere, include: false, told: 'GET → read 401' },
      ],
    },
    {
      title: 'As the post ends: cors, SameSite=None and trust proxy',
      note: 'It works, and Chrome lets another site act as the user: a form needs no preflight.',
      fixed: false,
      server: ({ page }): ExpressServer => ({
        ...proxied,
        trustProxy: true,
        cors: { origin: page, credentials: true },
        cookie: { httpOnly: true, secure: true, sameSite: 'none' },
      }),
      steps: [
        { ...loginThere, told: 'POST → read 200; sid stored' },
        { ...meThere, told: 'GET → read 200; sid sent' },
        {
          ...leave,
          told: {
            chromium: 'POST → blocked; sid sent',
            firefox: 'POST → blocked; sid withheld',
            safari: 'POST → blocked; sid withheld',
          },
        },
      ],
      left: {
        chromium: 'no account',
        firefox: 'the account of Ada',
        safari: 'the account of Ada',
      },
    },
    {
      title: 'No cors, SameSite=Lax, and one proxy that is trusted',
      fixed: true,
      server: (): ExpressServer => ({
        ...proxied,
        trustProxy: 1,
        cors: null,
        cookie: { httpOnly: true, secure: true, sameSite: 'lax' },
      }),
      steps: [
        { ...loginThere, include: false, told: 'POST → read 200; sid stored' },
        { ...meThere, include: false, told: 'GET → read 200; sid sent' },
        { ...leave, told: 'POST → blocked; sid withheld' },
      ],
      left: 'the account of Ada',
    },
  ],
}
