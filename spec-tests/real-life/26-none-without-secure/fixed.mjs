import cors from 'cors'
import express from 'express'

// None goes with Secure.
const app = express()
app.use(cors({ origin: 'https://shop.example.org', methods: ['GET', 'POST'], credentials: true }))
app.post('/login', (_request, response) => {
  response.cookie('sid', 'c2Vzc2lvbg', { httpOnly: true, sameSite: 'none', secure: true })
  response.json({ ok: true })
})
app.get('/me', (request, response) => {
  if (request.headers.cookie === undefined) response.status(401).json({ error: 'sign in' })
  else response.json({ name: 'Ada' })
})

export default app
