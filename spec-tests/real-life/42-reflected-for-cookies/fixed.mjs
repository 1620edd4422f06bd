import { randomUUID } from 'node:crypto'
import express from 'express'

// The list is asked, whatever the request brings.
const ALLOWED = new Set(['https://app.example.com'])

const app = express()
app.use((request, response, next) => {
  const origin = request.get('origin')
  response.vary('Origin')
  response.vary('Cookie')
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
app.use((request, response, next) => {
  response.set('Cache-Control', 'no-store')
  if (!/(?:^|; )__Host-sid=/.test(request.get('cookie') ?? '')) {
    response.cookie('__Host-sid', randomUUID(), { path: '/', httpOnly: true, secure: true, sameSite: 'lax' })
  }
  next()
})
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})
app.post('/orders', (_request, response) => {
  response.status(201).json({ id: 7 })
})

export default app
