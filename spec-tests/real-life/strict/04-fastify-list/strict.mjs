import fastifyCors from '@fastify/cors'
import Fastify from 'fastify'

// Two origins, named.
const app = Fastify()
await app.register(fastifyCors, {
  origin: ['https://app.example.com', 'https://admin.example.com'],
  methods: ['GET', 'HEAD', 'POST', 'PUT'],
  allowedHeaders: ['content-type', 'x-csrf-token'],
  credentials: true,
  maxAge: 600,
})
app.get('/me', async () => ({ name: 'Ada' }))
app.post('/orders', async () => ({ id: 7 }))
app.put('/me', async () => ({ saved: true }))

export default app
