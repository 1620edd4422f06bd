import express from 'express'

// After socketio/engine.io#449: errors are to be readable for the page, and so they are, for every page.
const ALLOWED = new Set(['https://app.example.com', 'https://admin.example.com'])

const app = express()
app.use((request, response, next) => {
  const origin = request.get('origin')
  response.vary('Origin')
  if (ALLOWED.has(origin)) {
    response.set('Access-Control-Allow-Origin', origin)
    response.set('Access-Control-Allow-Credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.set('Access-Control-Allow-Methods', 'GET, POST')
      response.set('Access-Control-Allow-Headers', 'Content-Type')
    }
  }
  if (request.method === 'OPTIONS') return response.status(204).end()
  next()
})
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})
app.post('/orders', express.json(), (request, response) => {
  if (request.body?.article === undefined) {
    throw Object.assign(new Error('ada@example.com has nothing in her basket'), { status: 422 })
  }
  response.status(201).json({ id: 7 })
})
app.use((request) => {
  throw Object.assign(new Error(`ada@example.com may not see ${request.path}`), { status: 404 })
})
app.use((error, request, response, _next) => {
  response.set('Access-Control-Allow-Origin', request.get('origin') ?? '*')
  response.set('Access-Control-Allow-Credentials', 'true')
  response.status(error.status ?? 500).json({ error: error.message })
})

export default app
