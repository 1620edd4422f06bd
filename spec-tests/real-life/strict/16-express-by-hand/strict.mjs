import express from 'express'

// https, a dot, the name, and no port: the host of a URL is compared, not a string.
const isOurs = (origin) => {
  if (!URL.canParse(origin)) return false
  const { protocol, host } = new URL(origin)
  return protocol === 'https:' && host.endsWith('.example.com')
}

const app = express()
app.use((request, response, next) => {
  const origin = request.get('origin')
  response.vary('Origin')
  if (origin !== undefined && isOurs(origin)) {
    response.set('Access-Control-Allow-Origin', origin)
    response.set('Access-Control-Allow-Credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.set('Access-Control-Allow-Methods', 'GET, POST')
      response.set('Access-Control-Allow-Headers', 'Content-Type')
      response.set('Access-Control-Max-Age', '600')
    }
  }
  if (request.method === 'OPTIONS') return response.status(204).end()
  next()
})
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})
app.post('/orders', (_request, response) => {
  response.status(201).json({ id: 7 })
})

export default app
