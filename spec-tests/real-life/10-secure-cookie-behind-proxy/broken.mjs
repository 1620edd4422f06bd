import cors from 'cors'
import { listenerTransport } from 'corsac/node'
import { awaiting, chainAsync, reverseProxy } from 'corsac/servers'
import express from 'express'
import session from 'express-session'

// After expressjs/session#774: the session is kept on the server, and its cookie never leaves it.
const app = express()
app.use(cors({ origin: 'https://app.example.com', methods: ['GET', 'POST'], credentials: true }))
app.use(
  session({
    secret: 'not a secret',
    resave: false,
    saveUninitialized: false,
    cookie: { secure: true, httpOnly: true, sameSite: 'lax' },
  }),
)
app.post('/login', (request, response) => {
  request.session.user = 'Ada'
  response.json({ ok: true })
})
app.get('/me', (request, response) => {
  if (request.session.user === undefined) response.status(401).json({ error: 'sign in' })
  else response.json({ name: request.session.user })
})

// TLS ends at the proxy, which says so in X-Forwarded-Proto.
export default chainAsync(
  awaiting(reverseProxy({ to: 'http://127.0.0.1:8080', forwardedProto: true })),
  listenerTransport(app),
)
