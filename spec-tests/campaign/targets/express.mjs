import cors from 'cors'
import express from 'express'

const app = express()
app.use(
  cors({
    origin: ['https://app.example.com'],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST'],
    allowedHeaders: [],
  }),
)
app.all('/', (_request, response) => response.json({}))
export default app
