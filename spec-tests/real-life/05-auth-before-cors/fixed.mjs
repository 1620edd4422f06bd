import cors from 'cors'
import express from 'express'

// Preflights are answered before anybody asks for a token.
const app = express()
const allow = cors({
  origin: 'https://app.example.com',
  methods: ['GET', 'POST'],
  allowedHeaders: ['authorization', 'content-type'],
})
const signedIn = (request, response, next) => {
  if (request.headers.authorization === undefined) response.status(401).json({ error: 'sign in' })
  else next()
}

app.use(allow)
app.use(signedIn)
app.get('/orders', (_request, response) => {
  response.json([{ id: 7 }])
})

export default app
