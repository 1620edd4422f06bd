import { randomUUID } from 'node:crypto'
import cors from '@koa/cors'
import Koa from 'koa'

// After expressjs/session#771: the cookie is made out to the page. A server can only make one out to itself, or above.
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
  let id = /(?:^|; )sid=([^;]+)/.exec(ctx.get('cookie'))?.[1]
  if (id === undefined) {
    id = randomUUID()
    ctx.set('Set-Cookie', `sid=${id}; Path=/; Domain=app.example.com; HttpOnly; Secure; SameSite=Lax`)
  }
  ctx.set('Cache-Control', 'no-store')
  ctx.status = ctx.method === 'POST' ? 201 : 200
  ctx.body = { session: id }
})

export default app
