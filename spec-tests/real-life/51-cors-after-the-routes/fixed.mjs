import { Hono } from 'hono'
import { cors } from 'hono/cors'

// CORS comes first.
const app = new Hono()
app.use(
  '*',
  cors({
    origin: ['https://app.example.com'],
    allowMethods: ['GET', 'POST', 'PUT'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (c) => c.json({ name: 'Ada' }))
app.put('/me', (c) => c.json({ name: 'Ada' }))
app.post('/orders', (c) => c.json({ id: 7 }, 201))

export default app
