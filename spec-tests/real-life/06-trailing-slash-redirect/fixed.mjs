import cors from 'cors'
import express from 'express'

// Both spellings are served, neither is redirected.
const app = express()
app.use(
  cors({ origin: 'https://app.example.com', methods: ['GET', 'PUT'], allowedHeaders: ['content-type'] }),
)
app.all(['/items', '/items/'], (_request, response) => {
  response.json({ saved: true })
})

export default app
