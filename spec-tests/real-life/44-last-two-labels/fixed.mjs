import express from 'express'

// The name is written out, with its dot.
const isOurs = ({ protocol, host }) => protocol === 'https:' && host.endsWith('.shop.co.uk')

const app = express()
app.use((request, response, next) => {
  const origin = request.get('origin')
  response.vary('Origin')
  if (origin !== undefined && URL.canParse(origin) && isOurs(new URL(origin))) {
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
app.post('/orders', (_request, response) => {
  response.status(201).json({ id: 7 })
})

export default app
