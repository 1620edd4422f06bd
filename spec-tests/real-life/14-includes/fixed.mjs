import { Hono } from 'hono'
import { cors } from 'hono/cors'

// The end of the origin, from the dot on, and its beginning.
const app = new Hono()
app.use(
  '*',
  cors({
    origin: (origin) => (/^https:\/\/([a-z0-9-]+\.)+example\.com$/.test(origin) ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (c) => c.json({ name: 'Ada' }))
app.post('/orders', (c) => c.json({ id: 7 }, 201))

export default app
