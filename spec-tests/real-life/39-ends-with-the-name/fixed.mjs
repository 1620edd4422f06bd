import cors from 'cors'
import express from 'express'

// The dot belongs to the name, and the pattern has both ends.
const app = express()
app.use(
  cors({
    origin: /^https:\/\/([a-z0-9-]+\.)+example\.com$/,
    methods: ['GET', 'POST'],
    allowedHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (_request, response) => {
  response.json({ name: 'Ada', balance: 42 })
})
app.post('/orders', (_request, response) => {
  response.status(201).json({ id: 7 })
})

export default app
