import cors from 'cors'
import express from 'express'

// After fastapi#4990: a slash is missing, and the redirect goes to http, behind a proxy that speaks https.
const app = express()
app.use((request, response, next) => {
  if (request.path !== '/items') next()
  else response.redirect(307, `http://${request.headers.host}/items/`)
})
app.use(
  cors({ origin: 'https://app.example.com', methods: ['GET', 'PUT'], allowedHeaders: ['content-type'] }),
)
app.all(['/items', '/items/'], (_request, response) => {
  response.json({ saved: true })
})

export default app
