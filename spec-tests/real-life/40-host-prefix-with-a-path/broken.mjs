import { randomUUID } from 'node:crypto'
import cors from 'cors'
import express from 'express'

// After mdn/sprints#2475: the prefix promises the path /, and the cookie says another one. Browsers refuse it in silence.
const app = express()
app.use(
  cors({
    origin: ['https://www.example.com'],
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type'],
    credentials: true,
  }),
)
// Everybody who comes without a basket is given one.
app.use((request, response, next) => {
  const found = /(?:^|; )__Host-basket=([^;]+)/.exec(request.get('cookie') ?? '')
  const id = found?.[1] ?? randomUUID()
  if (found === null) {
    response.cookie('__Host-basket', id, { path: '/api', httpOnly: true, secure: true, sameSite: 'lax' })
  }
  response.locals.basket = id
  next()
})
app.get('/api/basket', (_request, response) => {
  response.json({ basket: response.locals.basket })
})
app.post('/api/basket', (_request, response) => {
  response.status(201).json({ basket: response.locals.basket })
})

export default app
