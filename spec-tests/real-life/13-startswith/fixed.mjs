import fastifyCors from '@fastify/cors'
import Fastify from 'fastify'

// Compared as a whole.
const app = Fastify()
await app.register(fastifyCors, {
  origin: (origin, allow) => {
    allow(null, origin === 'https://app.example.com')
  },
  methods: ['GET', 'POST', 'PUT'],
  allowedHeaders: ['content-type'],
  credentials: true,
})
app.get('/me', async () => ({ name: 'Ada' }))
app.post('/orders', async () => ({ id: 7 }))
app.put('/me', async () => ({ saved: true }))

export default app
