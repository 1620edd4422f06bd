// After mostlygeek/llama-swap#81: the star covers every header but the one that is needed. Browsers still look away.
const cors = {
  'Access-Control-Allow-Origin': 'https://app.example.com',
  Vary: 'Origin',
}

export default {
  async fetch(request) {
    if (request.method === 'OPTIONS') {
      return new Response(null, {
        status: 204,
        headers: {
          ...cors,
          'Access-Control-Allow-Methods': 'GET, POST',
          'Access-Control-Allow-Headers': '*',
          'Access-Control-Max-Age': '600',
        },
      })
    }
    if (!request.headers.get('authorization')?.startsWith('Bearer ')) {
      return Response.json(
        { error: 'Who are you?' },
        { status: 401, headers: { ...cors, 'WWW-Authenticate': 'Bearer' } },
      )
    }
    return Response.json({ name: 'Ada' }, { headers: { ...cors, 'Cache-Control': 'no-store' } })
  },
}
