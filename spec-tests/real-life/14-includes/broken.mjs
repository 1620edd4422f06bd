import { Hono } from 'hono'
import { cors } from 'hono/cors'

// After tempoxyz/docs#694: a name that is found anywhere is not a name.
const app = new Hono()
app.use(
  '*',
  cors({
    origin: (origin) => (origin.includes('example.com') ? origin : null),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.get('/me', (c) => c.json({ name: 'Ada' }))
app.post('/orders', (c) => c.json({ id: 7 }, 201))

export default app
