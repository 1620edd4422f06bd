import type { LintRow } from './row'

export const javascriptRows: readonly LintRow[] = [
  {
    desc: 'express, no options',
    path: 'a.js',
    text: `import cors from 'cors'
app.use(cors())
`,
    finds: ['any-origin low 2:9'],
    fixed: `import cors from 'cors'
app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, * and credentials',
    path: 'a.js',
    text: `import cors from 'cors'
app.use(cors({ origin: '*', credentials: true }))
`,
    finds: ['wildcard-with-credentials medium 2:24'],
    fixed: `import cors from 'cors'
app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, true and credentials',
    path: 'a.js',
    text: `import cors from 'cors'
app.use(cors({ origin: true, credentials: true }))
`,
    finds: ['any-origin-with-credentials high 2:24'],
    fixed: `import cors from 'cors'
app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, function that says yes',
    path: 'a.cjs',
    text: `const cors = require('cors')
app.use(cors({
  origin: (origin, callback) => callback(null, true),
  credentials: true,
}))
`,
    finds: ['any-origin-with-credentials high 3:11'],
    fixed: `const cors = require('cors')
app.use(cors({
  origin: ['https://app.example.com'],
  credentials: true,
}))
`,
  },
  {
    desc: 'express, list with null',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://app.example.com', 'null'], credentials: true }))
`,
    finds: ['null-origin high 1:52'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, * in list',
    path: 'a.js',
    text: `app.use(cors({ origin: ['*'] }))
`,
    finds: ['wildcard-in-list medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, slash',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com/' }))
`,
    finds: ['origin-with-path medium 1:24'],
    fixed: `app.use(cors({ origin: 'https://app.example.com' }))
`,
  },
  {
    desc: 'express, path',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://app.example.com/login'] }))
`,
    finds: ['origin-with-path medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, bare host',
    path: 'a.js',
    text: `app.use(cors({ origin: ['app.example.com'] }))
`,
    finds: ['origin-without-scheme medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, markdown',
    path: 'a.js',
    text: `app.use(cors({ origin: '<http://localhost:3000>', credentials: true }))
`,
    finds: ['origin-decorated medium 1:24'],
    fixed: `app.use(cors({ origin: 'http://localhost:3000', credentials: true }))
`,
  },
  {
    desc: 'express, comma list',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://a.example.com, https://b.example.com' }))
`,
    finds: ['origin-list-in-string medium 1:24'],
    fixed: `app.use(cors({ origin: ['https://a.example.com', 'https://b.example.com'] }))
`,
  },
  {
    desc: 'express, default port',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://app.example.com:443'] }))
`,
    finds: ['origin-not-serialized medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, capitals',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://App.example.com'] }))
`,
    finds: ['origin-not-serialized medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, IDN',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://bücher.example'] }))
`,
    finds: ['origin-not-serialized medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://xn--bcher-kva.example'] }))
`,
  },
  {
    desc: 'express, empty',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://app.example.com', ''] }))
`,
    finds: ['origin-empty medium 1:52'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, undefined text',
    path: 'a.js',
    text: `app.use(cors({ origin: 'undefined' }))
`,
    finds: ['origin-empty medium 1:24'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, glob',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://*.example.com'] }))
`,
    finds: ['glob-never-matches medium 1:25'],
    fixed: `app.use(cors({ origin: [/^https:\\/\\/[a-z0-9-]+\\.example\\.com$/] }))
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, http',
    path: 'a.js',
    text: `app.use(cors({ origin: ['http://app.example.com'], credentials: true }))
`,
    finds: ['insecure-origin medium 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, localhost beside',
    path: 'a.js',
    text: `app.use(cors({
  origin: [
    'https://app.example.com',
    'http://localhost:3000',
  ],
}))
`,
    finds: ['loopback-origin low 4:5'],
    fixed: `app.use(cors({
  origin: [
    'https://app.example.com',
  ],
}))
`,
  },
  {
    desc: 'express, codepen',
    path: 'a.js',
    text: `app.use(cors({ origin: ['https://app.example.com', 'https://codepen.io'] }))
`,
    finds: ['shared-origin medium 1:52'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, open end',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com/ }))
`,
    finds: ['unanchored-pattern high 1:24'],
    fixed: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/ }))
`,
  },
  {
    desc: 'express, open start',
    path: 'a.js',
    text: `app.use(cors({ origin: [/example\\.com$/], credentials: true }))
`,
    finds: ['unanchored-pattern high 1:25'],
    fixed: `app.use(cors({ origin: [/^https:\\/\\/(?:[a-z0-9-]+\\.)*example\\.com$/], credentials: true }))
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, open subdomain',
    path: 'a.js',
    text: `app.use(cors({ origin: [/\\.example\\.com$/] }))
`,
    finds: ['insecure-origin low 1:25', 'any-subdomain info 1:25'],
    fixed: `app.use(cors({ origin: [/^https:\\/\\/(?:[a-z0-9-]+\\.)+example\\.com$/] }))
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, alternatives',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https:\\/\\/a\\.example\\.com|https:\\/\\/b\\.example\\.com$/ }))
`,
    finds: ['unanchored-pattern high 1:24'],
    fixed: `app.use(cors({ origin: /^(?:https:\\/\\/a\\.example\\.com|https:\\/\\/b\\.example\\.com)$/ }))
`,
  },
  {
    desc: 'express, dot',
    path: 'a.js',
    text: `app.use(cors({ origin: [/^https:\\/\\/app.example\\.com$/] }))
`,
    finds: ['unescaped-dot high 1:25'],
    fixed: `app.use(cors({ origin: [/^https:\\/\\/app\\.example\\.com$/] }))
`,
  },
  {
    desc: 'express, g',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/g }))
`,
    finds: ['stateful-pattern medium 1:24'],
    fixed: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/ }))
`,
  },
  {
    desc: 'express, suffix',
    path: 'a.js',
    text: `app.use(cors({ origin: [/^https:\\/\\/[a-z0-9-]+\\.vercel\\.app$/] }))
`,
    finds: ['public-suffix-pattern high 1:25'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, all',
    path: 'a.js',
    text: `app.use(cors({ origin: /.*/, credentials: true }))
`,
    finds: ['any-origin-with-credentials high 1:24'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, https?',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https?:\\/\\/app\\.example\\.com$/ }))
`,
    finds: ['insecure-origin low 1:24'],
    fixed: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/ }))
`,
  },
  {
    desc: 'express, port',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com(:\\d+)?$/ }))
`,
    finds: ['any-port-pattern low 1:24'],
    leaves: ['any-port-pattern'],
  },
  {
    desc: 'express, slow',
    path: 'a.js',
    text: `app.use(cors({ origin: [/^https:\\/\\/([a-z0-9]+[-.]?)+\\.example\\.com$/] }))
`,
    finds: ['slow-pattern medium 1:25'],
    fixed: `app.use(cors({ origin: [/^https:\\/\\/(?:[a-z0-9-]+\\.)+example\\.com$/] }))
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, RegExp()',
    path: 'a.js',
    text: `app.use(cors({ origin: new RegExp('^https://app.example.com$', 'g') }))
`,
    finds: ['unescaped-dot high 1:24', 'stateful-pattern medium 1:24'],
    fixed: `app.use(cors({ origin: /^https:\\/\\/app\\.example\\.com$/ }))
`,
  },
  {
    desc: 'express, credentials text',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', credentials: 'true' }))
`,
    finds: ['credentials-not-true medium 1:64'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', credentials: true }))
`,
  },
  {
    desc: 'express, other names',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', allowHeaders: ['X-A'], allowCredentials: true }))
`,
    finds: ['unknown-option medium 1:51', 'unknown-option medium 1:74'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['X-A'], credentials: true }))
`,
  },
  {
    desc: 'express, typo',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', credential: true }))
`,
    finds: ['unknown-option medium 1:51'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', credentials: true }))
`,
  },
  {
    desc: 'express, origins',
    path: 'a.js',
    text: `app.use(cors({ origins: ['https://app.example.com'] }))
`,
    finds: ['any-origin low 1:9', 'unknown-option medium 1:16'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'] }))
`,
  },
  {
    desc: 'express, origin in headers',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['https://app.example.com', 'X-A'] }))
`,
    finds: ['origin-in-headers medium 1:68'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['X-A'] }))
`,
  },
  {
    desc: 'express, lower patch',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', methods: ['GET', 'patch'] }))
`,
    finds: ['method-case medium 1:68'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', methods: ['GET', 'PATCH'] }))
`,
  },
  {
    desc: 'express, methods in string',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', methods: 'GET,TRACE,post' }))
`,
    finds: ['method-case medium 1:60', 'forbidden-method low 1:60'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', methods: 'GET,POST' }))
`,
  },
  {
    desc: 'express, cookie header',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['Content-Type', 'Cookie', 'Access-Control-Allow-Origin'] }))
`,
    finds: ['forbidden-header low 1:84', 'answer-header-allowed low 1:94'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['Content-Type'] }))
`,
  },
  {
    desc: 'express, * lists with credentials',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', credentials: true, allowedHeaders: '*', methods: '*', exposedHeaders: ['*'] }))
`,
    finds: [
      'wildcard-not-a-wildcard medium 1:86',
      'wildcard-not-a-wildcard medium 1:100',
      'wildcard-not-a-wildcard medium 1:122',
    ],
    fixed: `app.use(cors({ origin: 'https://app.example.com', credentials: true, allowedHeaders: ['Authorization', 'Content-Type'], methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'], exposedHeaders: ['Link', 'X-Total-Count'] }))
`,
  },
  {
    desc: 'express, * headers',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['*'] }))
`,
    finds: ['authorization-under-wildcard low 1:68'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', allowedHeaders: ['*', 'Authorization'] }))
`,
  },
  {
    desc: 'express, exposed',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', exposedHeaders: ['Set-Cookie', 'Link'] }))
`,
    finds: ['exposed-in-vain low 1:68'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', exposedHeaders: ['Link'] }))
`,
  },
  {
    desc: 'express, max age',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', maxAge: 60 * 60 * 24 * 30 }))
`,
    finds: ['max-age-over-cap info 1:59'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', maxAge: 86400 }))
`,
  },
  {
    desc: 'express, max age text',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', maxAge: '1 day' }))
`,
    finds: ['max-age-invalid low 1:59'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', maxAge: 600 }))
`,
  },
  {
    desc: 'express, status',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', optionsSuccessStatus: 304 }))
`,
    finds: ['preflight-status medium 1:73'],
    fixed: `app.use(cors({ origin: 'https://app.example.com', optionsSuccessStatus: 204 }))
`,
  },
  {
    desc: 'express, continue',
    path: 'a.js',
    text: `app.use(cors({ origin: 'https://app.example.com', preflightContinue: true }))
`,
    finds: ['preflight-continues info 1:70'],
    fixed: `app.use(cors({ origin: 'https://app.example.com' }))
`,
  },
  {
    desc: 'express, error',
    path: 'a.js',
    text: `app.use(cors({
  origin: function (origin, callback) {
    if (allowed.includes(origin)) callback(null, true)
    else callback(new Error('Not allowed by CORS'))
  },
}))
`,
    finds: ['error-from-origin low 4:19'],
    fixed: `app.use(cors({
  origin: function (origin, callback) {
    if (allowed.includes(origin)) callback(null, true)
    else callback(null, false)
  },
}))
`,
  },
  {
    desc: 'express, env',
    path: 'a.js',
    text: `app.use(cors({ origin: process.env.ORIGIN || '*', credentials: true }))
`,
    finds: ['not-read info 1:24', 'wildcard-with-credentials medium 1:46'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'headers that are called cors are no options',
    path: 'a.mjs',
    text: `const cors = { 'Access-Control-Allow-Origin': 'https://app.example.com', Vary: 'Origin' }
export default { fetch: () => new Response('', { headers: { ...cors } }) }
`,
    finds: [],
  },
  {
    desc: 'express, named options',
    path: 'a.ts',
    text: `import cors, { type CorsOptions } from 'cors'
const origins: string[] = ['https://app.example.com/']
const options: CorsOptions = {
  origin: origins,
} as const
app.use(cors(options))
`,
    finds: ['origin-with-path medium 2:28'],
    fixed: `import cors, { type CorsOptions } from 'cors'
const origins: string[] = ['https://app.example.com']
const options: CorsOptions = {
  origin: origins,
} as const
app.use(cors(options))
`,
  },
  {
    desc: 'nest',
    path: 'main.ts',
    text: `const app = await NestFactory.create(AppModule)
app.enableCors({ origin: '*', credentials: true })
`,
    finds: ['wildcard-with-credentials medium 2:26'],
    fixed: `const app = await NestFactory.create(AppModule)
app.enableCors({ origin: ['https://app.example.com'], credentials: true })
`,
  },
  {
    desc: 'socket.io',
    path: 's.js',
    text: `import { Server } from 'socket.io'
const io = new Server(http, { cors: { origin: '*', credentials: true } })
`,
    finds: ['wildcard-with-credentials medium 2:47'],
    fixed: `import { Server } from 'socket.io'
const io = new Server(http, { cors: { origin: ['https://app.example.com'], credentials: true } })
`,
  },
  {
    desc: 'auth first',
    path: 'a.js',
    text: `const cors = require('cors')
app.use(passport.initialize())
app.use(requireAuth)
app.use(cors({ origin: 'https://app.example.com' }))
`,
    finds: ['authentication-before-cors medium 3:1'],
    fixed: `const cors = require('cors')
app.use(passport.initialize())
app.use(cors({ origin: 'https://app.example.com' }))
app.use(requireAuth)
`,
  },
  {
    desc: 'auth first, by a function of another name',
    path: 'a.js',
    text: `const cors = require('cors')
const allow = cors({ origin: 'https://app.example.com' })
function known(request, response, next) {
  if (request.headers.authorization) next()
  else response.status(401).end()
}
app.use(known)
app.use(allow)
`,
    finds: ['authentication-before-cors medium 7:1'],
    fixed: `const cors = require('cors')
const allow = cors({ origin: 'https://app.example.com' })
function known(request, response, next) {
  if (request.headers.authorization) next()
  else response.status(401).end()
}
app.use(allow)
app.use(known)
`,
  },
  {
    desc: 'a function before CORS that lets preflights through',
    path: 'a.js',
    text: `const cors = require('cors')
app.use((request, response, next) => {
  if (request.method === 'OPTIONS' || request.headers.authorization) next()
  else response.status(401).end()
})
app.use(cors({ origin: 'https://app.example.com' }))
`,
    finds: [],
  },
  {
    desc: 'a function before CORS that refuses nobody',
    path: 'a.js',
    text: `const cors = require('cors')
app.use((request, response, next) => {
  response.status(200)
  next()
})
app.use(cors({ origin: 'https://app.example.com' }))
`,
    finds: [],
  },
  {
    desc: 'routes first',
    path: 'a.js',
    text: `const cors = require('cors')
app.get('/health', (request, response) => response.send('ok'))
app.use(cors({ origin: 'https://app.example.com' }))
`,
    finds: ['routes-before-cors medium 2:1'],
    fixed: `const cors = require('cors')
app.use(cors({ origin: 'https://app.example.com' }))
app.get('/health', (request, response) => response.send('ok'))
`,
  },
  {
    desc: 'route alone',
    path: 'a.js',
    text: `const cors = require('cors')
app.delete('/thing', cors({ origin: 'https://app.example.com' }), remove)
`,
    finds: ['preflight-unanswered medium 2:1'],
    fixed: `const cors = require('cors')
app.options('/thing', cors({ origin: 'https://app.example.com' }))
app.delete('/thing', cors({ origin: 'https://app.example.com' }), remove)
`,
  },
  {
    desc: 'session',
    path: 'a.js',
    text: `import express from 'express'
import session from 'express-session'
const app = express()
app.use(session({ secret: 'x', cookie: { secure: true } }))
`,
    finds: ['session-behind-proxy low 4:42'],
    fixed: `import express from 'express'
import session from 'express-session'
const app = express()
app.set('trust proxy', 1)
app.use(session({ secret: 'x', cookie: { secure: true } }))
`,
  },
  {
    desc: 'cookie none',
    path: 'a.js',
    text: `response.cookie('sid', id, { sameSite: 'none' })
`,
    finds: ['none-without-secure medium 1:30'],
    fixed: `response.cookie('sid', id, { sameSite: 'none', secure: true })
`,
  },
  {
    desc: 'cookie suffix',
    path: 'a.js',
    text: `response.cookie('sid', id, { secure: true, domain: '.vercel.app' })
`,
    finds: ['public-suffix-domain medium 1:52'],
    fixed: `response.cookie('sid', id, { secure: true })
`,
  },
  {
    desc: 'headers by hand',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 2:48'],
    fixed: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, checked',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  if (allowed.has(req.headers.origin)) res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'header typo',
    path: 'a.js',
    text: `res.writeHead(200, { 'Access-Control-Allow-Credential': 'true', 'Access-Control-Allow-Origin': 'https://app.example.com' })
`,
    finds: ['header-near-miss medium 1:23'],
    fixed: `res.writeHead(200, { 'Access-Control-Allow-Credentials': 'true', 'Access-Control-Allow-Origin': 'https://app.example.com' })
`,
  },
  {
    desc: 'fastify default methods',
    path: 'f.js',
    text: `import cors from '@fastify/cors'
await fastify.register(cors, { origin: 'https://app.example.com' })
`,
    finds: ['default-methods info 2:7'],
    fixed: `import cors from '@fastify/cors'
await fastify.register(cors, { origin: 'https://app.example.com', methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] })
`,
  },
  {
    desc: 'fastify none',
    path: 'f.js',
    text: `import cors from '@fastify/cors'
await fastify.register(cors)
`,
    finds: ['any-origin low 2:7', 'default-methods info 2:7'],
    fixed: `import cors from '@fastify/cors'
await fastify.register(cors, { origin: ['https://app.example.com'], methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] })
`,
  },
  {
    desc: 'fastify list *',
    path: 'f.js',
    text: `fastify.register(require('@fastify/cors'), { origin: ['*'], methods: ['GET', 'PUT'], credentials: true })
`,
    finds: ['wildcard-with-credentials medium 1:55'],
    fixed: `fastify.register(require('@fastify/cors'), { origin: ['https://app.example.com'], methods: ['GET', 'PUT'], credentials: true })
`,
  },
  {
    desc: 'koa',
    path: 'k.js',
    text: `import cors from '@koa/cors'
app.use(cors({ credentials: true }))
`,
    finds: ['any-origin-with-credentials high 2:9'],
    fixed: `import cors from '@koa/cors'
app.use(cors({ credentials: true, origin: 'https://app.example.com' }))
`,
  },
  {
    desc: 'koa function',
    path: 'k.js',
    text: `import cors from '@koa/cors'
app.use(cors({ credentials: true, origin: (ctx) => ctx.get('Origin') }))
`,
    finds: ['any-origin-with-credentials high 2:43'],
    fixed: `import cors from '@koa/cors'
app.use(cors({ credentials: true, origin: 'https://app.example.com' }))
`,
  },
  {
    desc: 'koa list',
    path: 'k.js',
    text: `import cors from '@koa/cors'
app.use(cors({ origin: ['https://a.example.com', 'https://b.example.com'] }))
`,
    finds: ['list-not-taken medium 2:24'],
    fixed: `import cors from '@koa/cors'
app.use(cors({ origin: (ctx) => ['https://a.example.com', 'https://b.example.com'].find((origin) => origin === ctx.get('Origin')) }))
`,
  },
  {
    desc: 'hono',
    path: 'h.ts',
    text: `import { cors } from 'hono/cors'
app.use('/api/*', cors({ origin: (origin) => origin, credentials: true }))
`,
    finds: ['any-origin-with-credentials high 2:34'],
    fixed: `import { cors } from 'hono/cors'
app.use('/api/*', cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'hono list',
    path: 'h.ts',
    text: `import { cors } from 'hono/cors'
app.use('/api/*', cors({ origin: ['*'], allowedHeaders: ['X-A'] }))
`,
    finds: ['wildcard-in-list medium 2:35', 'unknown-option medium 2:41'],
    fixed: `import { cors } from 'hono/cors'
app.use('/api/*', cors({ origin: ['https://app.example.com'], allowHeaders: ['X-A'] }))
`,
  },
  {
    desc: 'express strict',
    path: 's.js',
    text: `import cors from 'cors'
import express from 'express'
const app = express()
const allowed = ['https://app.example.com', 'https://admin.example.com']
app.use(cors({ origin: allowed, credentials: true, methods: ['GET', 'PUT'], allowedHeaders: ['Content-Type', 'Authorization'], exposedHeaders: ['Link'], maxAge: 600 }))
app.use(requireAuth)
app.get('/me', me)
`,
    finds: [],
  },
  {
    desc: 'express strict for development',
    path: 's.js',
    text: `app.use(cors({ origin: 'http://localhost:3000', credentials: true }))
`,
    finds: [],
  },
  {
    desc: 'express strict with a pattern',
    path: 's.js',
    text: `app.use(cors({ origin: /^https:\\/\\/(?:app|admin)\\.example\\.com$/ }))
`,
    finds: [],
  },
  {
    desc: 'fastify strict',
    path: 's.ts',
    text: `import cors from '@fastify/cors'
await app.register(cors, { origin: ['https://app.example.com'], credentials: true, methods: ['GET', 'PUT'] })
`,
    finds: [],
  },
  {
    desc: 'koa strict',
    path: 's.js',
    text: `import cors from '@koa/cors'
const allowed = new Set(['https://app.example.com'])
app.use(cors({ credentials: true, origin: (ctx) => (allowed.has(ctx.get('Origin')) ? ctx.get('Origin') : '') }))
`,
    finds: [],
  },
  {
    desc: 'hono strict',
    path: 's.ts',
    text: `import { cors } from 'hono/cors'
app.use('*', cors({ origin: ['https://app.example.com'], credentials: true, allowHeaders: ['X-A'] }))
`,
    finds: [],
  },
  {
    desc: 'any subdomain',
    path: 'a.js',
    text: `app.use(cors({ origin: /^https:\\/\\/[a-z0-9-]+\\.example\\.com$/, credentials: true }))
`,
    finds: ['any-subdomain low 1:24'],
    leaves: ['any-subdomain'],
  },
]
