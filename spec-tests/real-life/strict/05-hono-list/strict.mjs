import { Hono } from 'hono'
import { cors } from 'hono/cors'

// Two origins, named.
const app = new Hono()
app.use(
  '*',
  cors({
    origin: ['https://app.example.com', 'https://admin.example.com'],
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (c) => c.json({ name: 'Ada' }))
app.post('/orders', (c) => c.json({ id: 7 }, 201))

export default app
