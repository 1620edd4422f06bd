import { randomUUID } from 'node:crypto'
import cors from 'cors'
import express from 'express'

// The page and the server are of one site, so Lax is enough.
const app = express()
app.use(
  cors({
    origin: ['https://app.example.com'],
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type'],
    credentials: true,
    maxAge: 600,
  }),
)
app.use((request, response, next) => {
  const found = /(?:^|; )__Host-sid=([^;]+)/.exec(request.get('cookie') ?? '')
  response.locals.session = found?.[1] ?? randomUUID()
  if (found === null) {
    response.cookie('__Host-sid', response.locals.session, {
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
    })
  }
  response.set('Cache-Control', 'no-store')
  next()
})
app.get('/me', (_request, response) => {
  response.json({ session: response.locals.session })
})
app.post('/orders', (_request, response) => {
  response.status(201).json({ id: 7 })
})

export default app
