require('corsac/jest')
const { listenerTransport } = require('corsac/node')
const { app } = require('./server')

corsac.use(listenerTransport(app))
// Each test has a browser of its own, which knows no cookies.
beforeEach(() => void corsac.start())
