import fastifyCors from '@fastify/cors'
import Fastify from 'fastify'

// PUT is named.
const app = Fastify()
await app.register(fastifyCors, {
  origin: 'https://app.example.com',
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  allowedHeaders: ['content-type'],
})
app.get('/me', async () => ({ name: 'Ada' }))
app.post('/orders', async () => ({ id: 7 }))
app.put('/me', async () => ({ saved: true }))

export default app
