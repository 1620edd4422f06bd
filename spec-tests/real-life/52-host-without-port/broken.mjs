import { createServer } from 'node:http'

// After elastic/elasticsearch#30988: the host is compared, and neither the scheme nor the port.
const isAllowed = (origin) => URL.canParse(origin) && new URL(origin).hostname === 'app.example.com'

export default createServer((request, response) => {
  const { origin } = request.headers
  response.setHeader('Vary', 'Origin')
  if (origin !== undefined && isAllowed(origin)) {
    response.setHeader('Access-Control-Allow-Origin', origin)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST')
      response.setHeader('Access-Control-Allow-Headers', 'Content-Type')
    }
  }
  if (request.method === 'OPTIONS') {
    response.writeHead(204).end()
    return
  }
  response.writeHead(200, { 'Content-Type': 'application/json' }).end('{"name":"Ada"}')
})
