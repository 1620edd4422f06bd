import { Hono } from 'hono'
import { cors } from 'hono/cors'

// After honojs/hono#3493: the routes have answered before CORS is asked. Preflights, and pages that are not there, work.
const app = new Hono()
app.get('/me', (c) => c.json({ name: 'Ada' }))
app.put('/me', (c) => c.json({ name: 'Ada' }))
app.post('/orders', (c) => c.json({ id: 7 }, 201))
app.use(
  '*',
  cors({
    origin: ['https://app.example.com'],
    allowMethods: ['GET', 'POST', 'PUT'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)

export default app
