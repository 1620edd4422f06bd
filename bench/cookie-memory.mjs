/* `node --expose-gc bench/cookie-memory.mjs corsac|tough-cookie <characters in a value>`: bytes of heap a cookie. */
import { CookieJar } from 'tough-cookie'
import { emptyCookieStore, lineOf, requestTo, roomy, set, urlOf } from './cookie-parts.mjs'

const cookies = 100_000
const hosts = 1000

const urls = Array.from({ length: hosts }, (_, i) => new URL(urlOf(i)))
const requests = urls.map(({ href }) => requestTo(href))

const [side, characters] = process.argv.slice(2)

/** A line of its own for each cookie, as off the wire: nothing else holds its characters. */
function lineNumber(i) {
  const value = (i * 2654435761).toString(16).padStart(Number(characters), '0').slice(-Number(characters))
  return Buffer.from(lineOf(`sid${Math.floor(i / hosts)}`, value)).toString('latin1')
}

let store = emptyCookieStore
const jar = new CookieJar()
const fill = {
  corsac: (i) => {
    store = set(store, lineNumber(i), requests[i % hosts], roomy)
  },
  'tough-cookie': (i) => jar.setCookieSync(lineNumber(i), urls[i % hosts]),
}[side]

/** Bytes in use once everything that can go has gone. */
function heap() {
  for (let i = 0; i < 4; i++) globalThis.gc()
  return process.memoryUsage().heapUsed
}

fill(0)
const before = heap()
for (let i = 1; i < cookies; i++) fill(i)
console.log(Math.round((heap() - before) / (cookies - 1)))
if (store.size + jar.store.idx.size < 0) console.log(store, jar)
