import cors from 'cors'
import express from 'express'

// After expressjs/cors#149: the first of the two answers every preflight, and it knows of no credentials.
const app = express()
const signedIn = cors({ origin: 'https://app.example.com', credentials: true })

app.use(cors())
app.get('/me', signedIn, (_request, response) => {
  response.json({ name: 'Ada' })
})
app.put('/me', signedIn, (_request, response) => {
  response.json({ name: 'Ada' })
})

export default app
