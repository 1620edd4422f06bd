import cors from 'cors'
import express from 'express'

// Script may read it.
const app = express()
app.use(cors({ origin: 'https://app.example.com', methods: ['GET'], exposedHeaders: ['X-Total-Count'] }))
app.get('/companies', (_request, response) => {
  response.set('X-Total-Count', '120').json([{ id: 1 }])
})

export default app
