import express from 'express'

// After cortextos#641: null is an origin, and anybody can have it.
const app = express()
const allowed = new Set(['https://app.example.com', 'https://admin.example.com'])
app.use((request, response, next) => {
  const { origin } = request.headers
  response.vary('Origin')
  response.set('Access-Control-Allow-Origin', allowed.has(origin) ? origin : 'null')
  response.set('Access-Control-Allow-Credentials', 'true')
  next()
})
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})

export default app
