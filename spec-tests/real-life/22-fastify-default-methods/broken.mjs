import fastifyCors from '@fastify/cors'
import Fastify from 'fastify'

// After fastify-cors#370: from version 11 on the default is GET, HEAD and POST.
const app = Fastify()
await app.register(fastifyCors, {
  origin: 'https://app.example.com',
})
app.get('/me', async () => ({ name: 'Ada' }))
app.post('/orders', async () => ({ id: 7 }))
app.put('/me', async () => ({ saved: true }))

export default app
