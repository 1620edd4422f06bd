import cors from 'cors'
import express from 'express'

// The suffix match of chenjj/CORScanner: a name can end with ours without being ours.
const app = express()
app.use(
  cors({
    origin(origin, callback) {
      if (!origin || !URL.canParse(origin)) return callback(null, false)
      const { protocol, host } = new URL(origin)
      callback(null, protocol === 'https:' && host.endsWith('example.com'))
    },
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
