/* The cookie store beside tough-cookie's jar, both given parsed URLs, and both on a request of the page's own site. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { CookieJar } from 'tough-cookie'
import {
  cookieStoreFromJSON,
  cookieStoreToJSON,
  cookieString,
  emptyCookieStore,
  lineOf,
  requestTo,
  roomy,
  set,
  urlOf,
} from './cookie-parts.mjs'
import { range, ratios, sideBySide, table } from './measure.mjs'

/** Cookies over hosts, in both; each side goes through the hosts in turn, a step at a time. */
function filled(cookies, hosts, profile) {
  const sides = { store: emptyCookieStore, jar: new CookieJar(), requests: [], urls: [], lines: [] }
  for (let i = 0; i < hosts; i++) {
    sides.urls.push(new URL(urlOf(i)))
    sides.requests.push(requestTo(urlOf(i)))
  }
  for (let i = 0; i < cookies; i++) {
    const line = lineOf(i < hosts ? 'sid' : `sid${Math.floor(i / hosts)}`)
    sides.store = set(sides.store, line, sides.requests[i % hosts], profile)
    sides.jar.setCookieSync(line, sides.urls[i % hosts])
  }
  const wanted = cookieString(sides.store, sides.requests[0], profile)
  const got = sides.jar.getCookieStringSync(sides.urls[0])
  if (wanted !== got || sides.store.size !== cookies)
    throw new Error(`not the same cookies: ${wanted} | ${got}`)
  return sides
}

/** Turns a string that is still in parts into one: what a socket would do to it. */
const flat = Number

const lines = [lineOf('sid'), lineOf('sid', 'd6a1c6f9b1c04d6e')]

/** Setting a cookie that is there, to another value each time, host by host. */
function setting({ store, jar, requests, urls }) {
  const hosts = urls.length
  let ours = 0
  let theirs = 0
  return {
    ours: () => {
      store = set(store, lines[ours & 1], requests[ours++ % hosts])
    },
    theirs: () => jar.setCookieSync(lines[theirs & 1], urls[theirs++ % hosts]),
  }
}

/** The cookie string, host by host. */
function reading({ store, jar, requests, urls }) {
  const hosts = urls.length
  let ours = 0
  let theirs = 0
  return {
    ours: () => flat(cookieString(store, requests[ours++ % hosts])),
    theirs: () => flat(jar.getCookieStringSync(urls[theirs++ % hosts])),
  }
}

/** A cookie set, and then the string, which cannot be as it was before. */
function writingAndReading(sides) {
  const writes = setting(sides)
  const { jar, requests, urls } = sides
  let store = sides.store
  let turn = 0
  return {
    ours: () => {
      store = set(store, lines[turn++ & 1], requests[0])
      return flat(cookieString(store, requests[0]))
    },
    theirs: () => {
      writes.theirs()
      return flat(jar.getCookieStringSync(urls[0]))
    },
  }
}

/** A snapshot, one write to it, and away with it. */
function forking({ store, jar, requests, urls }) {
  return {
    ours: () => set(store, lines[1], requests[0]),
    theirs: () => jar.cloneSync().setCookieSync(lines[1], urls[0]),
  }
}

/** To JSON text and back. */
function asText({ store, jar }) {
  return {
    ours: () => cookieStoreFromJSON(JSON.parse(JSON.stringify(cookieStoreToJSON(store)))),
    theirs: () => CookieJar.deserializeSync(JSON.stringify(jar.serializeSync())),
  }
}

/** The same without the work of `JSON` itself. */
function asValue({ store, jar }) {
  return {
    ours: () => cookieStoreFromJSON(cookieStoreToJSON(store)),
    theirs: () => CookieJar.deserializeSync(jar.serializeSync()),
  }
}

function besideToughCookie() {
  const one = filled(1, 1)
  const many = filled(3000, 1000)
  const rows = [['what', 'corsac, ns', 'tough-cookie, ns', 'times as fast', 'asked']]
  for (const [name, { ours, theirs }, asked, digits] of [
    ['set', setting(one), 3, 1],
    ['cookie string, 1 cookie', reading(one), 5, 1],
    ['cookie string, 180 cookies', reading(filled(180, 1)), 5, 1],
    ['set and cookie string, 180 cookies', writingAndReading(filled(180, 1)), null, 1],
    ['cookie string, 3,000 cookies, 1,000 hosts', reading(many), 5, 1],
    ['set, 3,000 cookies, 1,000 hosts', setting(many), 1.5, 1],
    ['fork and set, 3,000 cookies', forking(many), 1000, 0],
    ['JSON text there and back, 3,000 cookies', asText(many), 3, 1],
    ['JSON value there and back, 3,000 cookies', asValue(many), 3, 1],
  ]) {
    const samples = sideBySide([
      { name: 'ours', run: ours },
      { name: 'theirs', run: theirs },
    ])
    const ratio = ratios(samples.get('theirs'), samples.get('ours'))
    rows.push([
      name,
      range(samples.get('ours'), 0),
      range(samples.get('theirs'), 0),
      range(ratio, digits),
      asked === null ? '' : `≥ ${asked.toLocaleString('en')}`,
    ])
  }
  console.log(
    '\nThe cookie store (profile chromium, parsed URLs, strings flattened), beside tough-cookie 6.1',
  )
  table(rows)
}

/** Whether a read costs more in a store of many hosts. */
function asItGrows() {
  const sizes = [1, 1000, 100_000]
  const request = requestTo(urlOf(0))
  const samples = sideBySide(
    sizes.map((hosts) => {
      let store = emptyCookieStore
      for (let i = 0; i < hosts; i++) store = set(store, lines[0], requestTo(urlOf(i)), roomy)
      return { name: String(hosts), run: () => flat(cookieString(store, request, roomy)) }
    }),
  )
  console.log('\nThe cookie store as it grows')
  table([
    ['cookie string, hosts in the store', 'ns', 'ratio to 1 host', 'asked'],
    ...sizes.map((hosts) => [
      hosts.toLocaleString('en'),
      range(samples.get(String(hosts)), 0),
      range(ratios(samples.get(String(hosts)), samples.get('1'))),
      hosts === 1 ? '' : '≤ 3',
    ]),
  ])
}

/**
 * What a cookie takes of the heap, each side in a process of its own. V8 makes part of a string by pointing into it where the
 * part has 13 characters or more, so that a longer value keeps its whole line, on both sides.
 */
function memory() {
  const script = fileURLToPath(new URL('cookie-memory.mjs', import.meta.url))
  const bytes = (side, characters) =>
    execFileSync(process.execPath, ['--expose-gc', script, side, characters], { encoding: 'utf8' }).trim()
  console.log('\nHeap after collection, 100,000 cookies over 1,000 hosts')
  table([
    ['characters in a value', 'corsac, bytes a cookie', 'tough-cookie, bytes a cookie', 'asked of corsac'],
    ...['12', '32'].map((characters) => [
      characters,
      bytes('corsac', characters),
      bytes('tough-cookie', characters),
      characters === '12' ? '≤ 300' : '',
    ]),
  ])
}

export function cookies() {
  besideToughCookie()
  asItGrows()
  memory()
}
