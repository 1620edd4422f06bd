import type { Call, FlaskServer, Seed } from './seed'

const account: Omit<Call, 'told'> = {
  kind: 'call',
  by: 'page',
  api: 'fetch',
  method: 'GET',
  path: '/account',
  include: true,
}
const save: Omit<Call, 'told'> = { ...account, method: 'PUT', body: 'json' }
const signIn = { kind: 'visit', path: '/sign-in' } as const
const flask = { kind: 'flask', nginx: ['proxy_set_header Host $http_host;'] } as const

/** Seed 001: flask-cors behind nginx, and the setting that was not the one. */
export const seed001: Seed = {
  id: '001',
  title: 'flask-cors behind nginx: the setting that names origins',
  post: 'Allow-Origin is * by default, so that passes. Then set CORS_ALLOW_HEADERS to the address of the front end, and CORS_SUPPORTS_CREDENTIALS to True.',
  truth:
    'CORS_ALLOW_HEADERS is for names of headers; origins are named by CORS_ORIGINS. Without that, flask-cors answers with whatever Origin comes, and CORS_SUPPORTS_CREDENTIALS lets all of them in.',
  places: {
    page: 'http://localhost:3000',
    api: 'https://localhost',
    stranger: 'http://other.localhost:5000',
  },
  parts: ['nginx', 'flask-cors'],
  acts: [
    {
      title: 'As flask-cors comes',
      note: 'CORS_ORIGINS is * then. The answer has whatever Origin came, and nothing about credentials. To allow those alone would let everybody in: see 3.',
      fixed: false,
      server: (): FlaskServer => ({ ...flask, settings: {} }),
      steps: [
        signIn,
        { ...account, told: 'GET → blocked; sid sent' },
        { ...save, told: 'OPTIONS → blocked' },
      ],
    },
    {
      title: 'nginx names the page, too, and misspells credentials',
      note: 'Two servers speak for one answer. And Access-Control-Allow-Credential lacks an s, which no browser says.',
      fixed: false,
      server: ({ page }): FlaskServer => ({
        ...flask,
        settings: {},
        nginx: [
          ...flask.nginx,
          `add_header Access-Control-Allow-Origin ${page};`,
          'add_header Access-Control-Allow-Credential true;',
        ],
      }),
      steps: [
        signIn,
        { ...account, told: 'GET → blocked; sid sent' },
        { ...save, told: 'OPTIONS → blocked' },
      ],
    },
    {
      title: 'As the post ends',
      note: 'A GET works, so the post was content. JSON does not, and Chrome lets any website read the account.',
      fixed: false,
      server: ({ page }): FlaskServer => ({
        ...flask,
        settings: { CORS_ALLOW_HEADERS: page, CORS_SUPPORTS_CREDENTIALS: true },
      }),
      steps: [
        signIn,
        { ...account, told: 'GET → read 200; sid sent' },
        { ...save, told: 'OPTIONS → blocked' },
        {
          ...account,
          by: 'stranger',
          told: {
            chromium: 'GET → read 200; sid sent',
            firefox: 'GET → read 401; sid withheld',
            safari: 'GET → read 401; sid withheld',
          },
        },
      ],
    },
    {
      title: 'CORS_ORIGINS names the page',
      fixed: true,
      server: ({ page }): FlaskServer => ({
        ...flask,
        settings: { CORS_ORIGINS: page, CORS_SUPPORTS_CREDENTIALS: true },
      }),
      steps: [
        signIn,
        { ...account, told: 'GET → read 200; sid sent' },
        { ...save, told: 'OPTIONS, PUT → read 200; sid sent' },
        {
          ...account,
          by: 'stranger',
          told: {
            chromium: 'GET → blocked; sid sent',
            firefox: 'GET → blocked; sid withheld',
            safari: 'GET → blocked; sid withheld',
          },
        },
      ],
    },
  ],
}
