import type { Call, ExpressServer, Seed } from './seed'

const login: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'axios',
  method: 'POST',
  path: '/login',
  include: true,
  body: 'json',
}
const me: Omit<Call, 'told'> = { ...login, method: 'GET', path: '/me' }
const { body: _none, ...meWithout } = me

const app = { kind: 'express', app: 'account', cookie: { httpOnly: true }, prefix: '', nginx: null } as const

/** Seed 000: axios, and cookies across origins. */
export const seed000: Seed = {
  id: '000',
  title: 'axios: credentials on both sides, and an origin by name',
  post: 'CORS allows every origin and still there are errors: set withCredentials in the page, and credentials: true in cors.',
  truth:
    'Both are needed, and are not enough: cors answers * where no origin is named, and no browser takes * with credentials.',
  places: {
    page: 'http://localhost:3000',
    api: 'http://localhost:4000',
    stranger: 'http://other.localhost:5000',
  },
  parts: [],
  acts: [
    {
      title: 'Only the server allows credentials',
      fixed: false,
      server: ({ page }): ExpressServer => ({ ...app, cors: { origin: page, credentials: true } }),
      steps: [
        { ...login, include: false, told: 'OPTIONS, POST → read 200; sid ignored' },
        { ...meWithout, include: false, told: 'GET → read 401' },
      ],
    },
    {
      title: 'Only the page asks for them',
      fixed: false,
      server: ({ page }): ExpressServer => ({ ...app, cors: { origin: page } }),
      steps: [
        { ...login, told: 'OPTIONS → blocked' },
        { ...meWithout, told: 'GET → blocked' },
      ],
    },
    {
      title: 'Both do, as the post ends, and the origin is *',
      fixed: false,
      server: (): ExpressServer => ({ ...app, cors: { credentials: true } }),
      steps: [
        { ...login, told: 'OPTIONS → blocked' },
        { ...meWithout, told: 'GET → blocked' },
      ],
    },
    {
      title: 'Both do, and the origin has a name',
      fixed: true,
      server: ({ page }): ExpressServer => ({ ...app, cors: { origin: page, credentials: true } }),
      steps: [
        { ...login, told: 'OPTIONS, POST → read 200; sid stored' },
        { ...meWithout, told: 'GET → read 200; sid sent' },
      ],
    },
  ],
}
