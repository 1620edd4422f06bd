import type { LintRow } from './row'

/** Programs that decide themselves which origins get in: in headers by hand, and in functions among the options. */
export const decisionRows: readonly LintRow[] = [
  {
    desc: 'headers by hand, if there is an origin',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (origin) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 3:60'],
    fixed: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (origin) res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, if the header is there',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  if (req.headers.origin) {
    res.setHeader('Access-Control-Allow-Origin', req.headers.origin)
  }
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 3:50'],
    fixed: `app.use((req, res, next) => {
  if (req.headers.origin) {
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  }
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, and something else is compared',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', req.headers.origin)
  if (req.method === 'OPTIONS') return res.sendStatus(200)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 2:45'],
    fixed: `app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', 'https://app.example.com')
  if (req.method === 'OPTIONS') return res.sendStatus(200)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, and something else is looked up',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const user = users.find((one) => one.id === req.user)
  log(roles.has(user))
  res.header('Access-Control-Allow-Origin', req.headers.origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 4:45'],
    fixed: `app.use((req, res, next) => {
  const user = users.find((one) => one.id === req.user)
  log(roles.has(user))
  res.header('Access-Control-Allow-Origin', 'https://app.example.com')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, looked up when it is too late',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.get('Origin')
  res.setHeader('Access-Control-Allow-Origin', origin)
  if (!allowed.includes(origin)) return res.sendStatus(403)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 3:48'],
    fixed: `app.use((req, res, next) => {
  const origin = req.get('Origin')
  res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  if (!allowed.includes(origin)) return res.sendStatus(403)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, on preflights only',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const { origin } = req.headers
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Origin', origin)
  }
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 4:50'],
    fixed: `app.use((req, res, next) => {
  const { origin } = req.headers
  if (req.method === 'OPTIONS') {
    res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  }
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, the origin or *',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  res.setHeader('Access-Control-Allow-Origin', req.headers.origin ?? '*')
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
    desc: 'headers by hand, all but null',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (typeof origin === 'string' && origin !== 'null') res.setHeader('Access-Control-Allow-Origin', \`\${origin}\`)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 3:101'],
    fixed: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (typeof origin === 'string' && origin !== 'null') res.setHeader('Access-Control-Allow-Origin', 'https://app.example.com')
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, in an object',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const headers = {}
  headers['Access-Control-Allow-Origin'] = req.headers.origin
  res.set(headers)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['any-origin-with-credentials high 3:44'],
    fixed: `app.use((req, res, next) => {
  const headers = {}
  headers['Access-Control-Allow-Origin'] = 'https://app.example.com'
  res.set(headers)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
  },
  {
    desc: 'headers by hand, Hono',
    path: 'a.ts',
    text: `app.use('*', async (c, next) => {
  c.header('Access-Control-Allow-Origin', c.req.header('origin') ?? '*')
  c.header('Access-Control-Allow-Credentials', 'true')
  if (c.req.method === 'OPTIONS') return c.body(null, 204)
  await next()
})
`,
    finds: ['any-origin-with-credentials high 2:43'],
    fixed: `app.use('*', async (c, next) => {
  c.header('Access-Control-Allow-Origin', 'https://app.example.com')
  c.header('Access-Control-Allow-Credentials', 'true')
  if (c.req.method === 'OPTIONS') return c.body(null, 204)
  await next()
})
`,
  },
  {
    desc: 'headers by hand, left where the origin is not listed',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (!origin || !allowed.includes(origin)) return next()
  res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'headers by hand, looked up before',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  const known = origin && allowed.some((one) => one === origin)
  if (known) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'headers by hand, one or the other',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  res.setHeader('Access-Control-Allow-Origin', allowed.indexOf(origin) > -1 ? origin : allowed[0])
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'headers by hand, one origin compared',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (req.method === 'OPTIONS' && origin === 'https://app.example.com') res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'headers by hand, found in a list',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  res.setHeader('Access-Control-Allow-Origin', allowed.find((one) => one === origin))
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'headers by hand, a function of its own decides',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (isAllowed(origin)) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['not-read info 3:71'],
    leaves: ['not-read'],
  },
  {
    desc: 'headers by hand, where a setting says so',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (settings.open) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['not-read info 3:67'],
    leaves: ['not-read'],
  },
  {
    desc: 'headers by hand, replaced where it is not listed',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  let sent = origin
  if (!allowed.has(origin)) sent = 'https://app.example.com'
  res.setHeader('Access-Control-Allow-Origin', sent)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['not-read info 5:48'],
    leaves: ['not-read'],
  },
  {
    desc: 'headers by hand, the end of the origin',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (origin?.endsWith('example.com')) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['unanchored-pattern high 3:7'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'headers by hand, the end of the origin or the whole',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (allowed.has(origin) || origin.endsWith('example.com')) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: ['unanchored-pattern high 3:30'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'headers by hand, the start of the origin and the whole',
    path: 'a.js',
    text: `app.use((req, res, next) => {
  const origin = req.headers.origin
  if (origin.startsWith('https://') && allowed.has(origin)) res.setHeader('Access-Control-Allow-Origin', origin)
  res.setHeader('Access-Control-Allow-Credentials', 'true')
  next()
})
`,
    finds: [],
  },
  {
    desc: 'express, function, end',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, o.endsWith('example.com')), credentials: true }))
`,
    finds: ['unanchored-pattern high 1:44'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'express, function, end behind a dot',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, o.endsWith('.example.com')), credentials: true }))
`,
    finds: ['insecure-origin medium 1:44', 'any-subdomain low 1:44'],
    leaves: ['insecure-origin', 'any-subdomain'],
  },
  {
    desc: 'express, function, start',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, !o || ['https://app.example.com'].some((one) => o.startsWith(one))), credentials: true }))
`,
    finds: ['unanchored-pattern high 1:92'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'express, function, part',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => (o.includes('example.com') ? cb(null, true) : cb(null, false)), credentials: true }))
`,
    finds: ['unanchored-pattern high 1:36'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'express, function, part that is not behind the start',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, o.indexOf('example.com') !== -1), credentials: true }))
`,
    finds: ['unanchored-pattern high 1:44'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'express, function, pattern',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, /example\\.com/.test(o)), credentials: true }))
`,
    finds: ['unanchored-pattern high 1:44'],
    leaves: ['unanchored-pattern'],
  },
  {
    desc: 'express, function, yes in the end',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => {
  log(o)
  cb(null, true)
}, credentials: true }))
`,
    finds: ['any-origin-with-credentials high 1:24'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, function, yes where there is an origin',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => {
  if (o) return cb(null, o)
  cb(null, false)
}, credentials: true }))
`,
    finds: ['any-origin-with-credentials high 1:24'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
  {
    desc: 'express, function, listed or none',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => {
  if (!o) return cb(null, true)
  if (allowed.indexOf(o) === -1) return cb(null, false)
  return cb(null, true)
}, credentials: true }))
`,
    finds: [],
  },
  {
    desc: 'express, function, of a database',
    path: 'a.js',
    text: `app.use(cors({ origin: async (o, cb) => cb(null, await isTenant(o)), credentials: true }))
`,
    finds: ['not-read info 1:24'],
    leaves: ['not-read'],
  },
  {
    desc: 'express, function, in development',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => {
  if (process.env.NODE_ENV !== 'production') return cb(null, true)
  cb(null, allowed.has(o))
}, credentials: true }))
`,
    finds: ['not-read info 1:24'],
    leaves: ['not-read'],
  },
  {
    desc: 'express, function, start and end behind a dot',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, o.startsWith('https://') && o.endsWith('.example.com')) }))
`,
    finds: ['any-subdomain info 1:72'],
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, function, end of the host, with its scheme',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => {
  const { protocol, hostname } = new URL(o)
  cb(null, protocol === 'https:' && hostname.endsWith('.example.com'))
} }))
`,
    finds: ['any-subdomain info 3:37'],
    leaves: ['any-subdomain'],
  },
  {
    desc: 'express, function, scheme alone',
    path: 'a.js',
    text: `app.use(cors({ origin: (o, cb) => cb(null, new URL(o).protocol === 'https:'), credentials: true }))
`,
    finds: ['any-origin-with-credentials high 1:24'],
    fixed: `app.use(cors({ origin: ['https://app.example.com'], credentials: true }))
`,
  },
]
