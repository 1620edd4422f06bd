// Two origins, named; Vary on every answer.
const ALLOWED = new Set(['https://app.example.com', 'https://admin.example.com'])

const answer = (request) => {
  if (request.method === 'OPTIONS') return new Response(null, { status: 204 })
  if (new URL(request.url).pathname !== '/me') return Response.json({ error: 'Not here.' }, { status: 404 })
  return Response.json({ name: 'Ada' }, { headers: { 'Cache-Control': 'no-store' } })
}

export default {
  async fetch(request) {
    const response = answer(request)
    const origin = request.headers.get('origin')
    response.headers.append('Vary', 'Origin')
    if (!ALLOWED.has(origin)) return response
    response.headers.set('Access-Control-Allow-Origin', origin)
    response.headers.set('Access-Control-Allow-Credentials', 'true')
    if (request.method === 'OPTIONS') {
      response.headers.set('Access-Control-Allow-Methods', 'GET, POST')
      response.headers.set('Access-Control-Allow-Headers', 'Content-Type')
      response.headers.set('Access-Control-Max-Age', '600')
    }
    return response
  },
}
