import cors from '@koa/cors'
import Koa from 'koa'

// After CVE-2023-49803, and what is left of it: with credentials the default is whoever asks.
const app = new Koa()
app.use(
  cors({
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.use((ctx) => {
  ctx.body = { name: 'Ada' }
})

export default app
