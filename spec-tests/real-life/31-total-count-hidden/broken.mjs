import cors from 'cors'
import express from 'express'

// After react-admin#3050: the network panel shows it, script does not.
const app = express()
app.use(cors({ origin: 'https://app.example.com', methods: ['GET'] }))
app.get('/companies', (_request, response) => {
  response.set('X-Total-Count', '120').json([{ id: 1 }])
})

export default app
