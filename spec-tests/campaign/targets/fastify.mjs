import fastify from 'fastify'

const app = fastify()
app.get('/', async () => ({}))
export default app
