import express from 'express'

// Who may not is not answered.
const app = express()
const allowed = new Set(['https://app.example.com', 'https://admin.example.com'])
app.use((request, response, next) => {
  const { origin } = request.headers
  response.vary('Origin')
  if (allowed.has(origin)) {
    response.set('Access-Control-Allow-Origin', origin)
    response.set('Access-Control-Allow-Credentials', 'true')
  }
  next()
})
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})

export default app
