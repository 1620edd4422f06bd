import cors from '@koa/cors'
import Koa from 'koa'

// The one that may, or none.
const app = new Koa()
app.use(
  cors({
    origin: (ctx) => (ctx.get('Origin') === 'https://app.example.com' ? 'https://app.example.com' : ''),
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['content-type'],
    credentials: true,
  }),
)
app.use((ctx) => {
  ctx.body = { name: 'Ada' }
})

export default app
