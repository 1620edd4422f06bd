import { listenerTransport } from 'corsac/node'
import 'corsac/vitest'
import { beforeEach } from 'vitest'
import { app } from './server.js'

corsac.use(listenerTransport(app))
// Each test has a browser of its own, which knows no cookies.
beforeEach(() => void corsac.start())
