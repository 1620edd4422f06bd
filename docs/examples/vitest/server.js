import cors from 'cors'
import express from 'express'

export const app = express()
app.use(cors({ origin: ['https://shop.example'], credentials: true }), express.json())
app.post('/login', (_request, response) => {
  response.cookie('sid', 's3cret', { httpOnly: true, secure: true, sameSite: 'lax' }).json({})
})
app.get('/me', (request, response) => {
  response.json({ loggedIn: request.headers.cookie === 'sid=s3cret' })
})
