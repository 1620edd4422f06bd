import cors from 'cors'
import express from 'express'

// Once, with all that the page needs.
const app = express()
app.use(
  cors({
    origin: 'https://app.example.com',
    methods: ['GET', 'PUT'],
    allowedHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})
app.put('/me', (_request, response) => {
  response.json({ name: 'Ada' })
})

export default app
