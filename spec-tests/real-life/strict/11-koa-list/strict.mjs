import cors from '@koa/cors'
import Koa from 'koa'

// A set is asked for the whole origin; nobody else gets a header.
const ALLOWED = new Set(['https://app.example.com', 'https://admin.example.com'])

const app = new Koa()
app.use(
  cors({
    origin: (ctx) => (ALLOWED.has(ctx.get('origin')) ? ctx.get('origin') : ''),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
    maxAge: 600,
  }),
)
app.use((ctx) => {
  if (ctx.path !== '/me') ctx.throw(404)
  ctx.body = { name: 'Ada' }
})

export default app
