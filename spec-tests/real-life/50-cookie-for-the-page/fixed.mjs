import { randomUUID } from 'node:crypto'
import cors from '@koa/cors'
import Koa from 'koa'

// The cookie belongs to the server that reads it.
const app = new Koa()
app.use(
  cors({
    origin: 'https://app.example.com',
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.use((ctx) => {
  let id = /(?:^|; )__Host-sid=([^;]+)/.exec(ctx.get('cookie'))?.[1]
  if (id === undefined) {
    id = randomUUID()
    ctx.set('Set-Cookie', `__Host-sid=${id}; Path=/; HttpOnly; Secure; SameSite=Lax`)
  }
  ctx.set('Cache-Control', 'no-store')
  ctx.status = ctx.method === 'POST' ? 201 : 200
  ctx.body = { session: id }
})

export default app
