import cors from '@fastify/cors'
import fastify from 'fastify'

// After gin-contrib/cors#121: browsers ask for PUT, and compare letter by letter.
const app = fastify()
app.register(cors, {
  origin: ['https://app.example.com', 'https://admin.example.com'],
  methods: ['get', 'post', 'put', 'delete'],
  allowedHeaders: ['content-type'],
  credentials: true,
})
app.get('/me', async () => ({ name: 'Ada' }))
app.post('/orders', async (_request, reply) => reply.code(201).send({ id: 7 }))
app.put('/orders/7', async () => ({ id: 7 }))
app.delete('/orders/7', async (_request, reply) => reply.code(204).send())

export default app
