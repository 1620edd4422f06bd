import express from 'express'

// After GitbookIO/gitbook#4262: two labels are a site under .com, and a country's shelf under .co.uk.
const siteOf = (host) => host.split('.').slice(-2).join('.')
const OWN_SITE = siteOf('api.shop.co.uk')
const isOurs = ({ protocol, host }) => protocol === 'https:' && siteOf(host) === OWN_SITE

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
