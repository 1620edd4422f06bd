import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { entriesOf, link, type Packed, pack } from './packed'

/*
 * Nothing global is touched unless it was asked for, and then all of it is undone: looked at in a process of its own, where
 * every entry is loaded and pages do what they can.
 */
let packed: Packed
let entries: readonly string[]
beforeAll(() => {
  packed = pack()
  link(packed.project, '@types/node')
  entries = entriesOf(packed.manifest).filter((entry) => entry !== 'corsac/vitest')
})
afterAll(() => packed?.remove())

/** What can be seen of globals: each own property of `globalThis`, of the classes there and of their prototypes. */
const watching = `
  const seen = () => {
    const found = new Map()
    const look = (name, object) => {
      for (const [key, value] of Object.entries(Object.getOwnPropertyDescriptors(object))) found.set(name + '.' + key, value)
    }
    look('globalThis', globalThis)
    for (const name of Object.getOwnPropertyNames(globalThis)) {
      const { value } = Object.getOwnPropertyDescriptor(globalThis, name)
      if (typeof value !== 'function') continue
      look(name, value)
      if (value.prototype) look(name + '.prototype', value.prototype)
    }
    look('process', process)
    return found
  }
  const changes = (before, after) => [...new Set([...before.keys(), ...after.keys()])].filter((key) => {
    const [a, b] = [before.get(key), after.get(key)]
    return a === undefined || b === undefined || !Object.is(a.value, b.value) || a.get !== b.get || a.set !== b.set
  })
  const listeners = () => process.eventNames().map(String).sort().join()
  // What Node makes when it is asked for first, and what any program does.
  for (const name of Object.getOwnPropertyNames(globalThis)) globalThis[name]
  new Response(new Request('https://a.example/').body)
  await import('axios')
`

function run(script: string): unknown {
  // Not by --eval, which makes globals of all modules of Node.
  const file = join(packed.project, 'script.mjs')
  writeFileSync(file, watching + script)
  const { stdout, stderr, status, signal } = spawnSync(process.execPath, [file], {
    cwd: packed.project,
    encoding: 'utf8',
    timeout: 50_000,
  })
  expect({ stderr, status, signal }).toEqual({ stderr: '', status: 0, signal: null })
  return JSON.parse(stdout)
}

const session = `
  import { createRequire } from 'node:module'
  import axios from 'axios'
  const { Browser, fetchTransport, installGlobals } = await import('corsac/page')
  const { listenerTransport } = await import('corsac/node')
  const url = 'https://api.example.org/'
  const headers = { 'Access-Control-Allow-Origin': 'https://app.example.com', 'Access-Control-Allow-Credentials': 'true', 'Set-Cookie': 'a=1' }
  const transports = [
    fetchTransport(() => new Response('hi', { headers })),
    listenerTransport((request, response) => response.writeHead(200, headers).end('hi')),
  ]
  const all = async (page, browser) => {
    await (await page.fetch(url, { credentials: 'include' })).text()
    await page.fetch(url, { method: 'PUT' }).catch(() => {})
    await axios.create({ adapter: page.axiosAdapter }).get(url)
    page.document.cookie = 'b=2'
    await page.cookieStore?.set('c', '3')
    page.sendBeacon(url, 'x')
    const source = new page.EventSource(url)
    const socket = new page.WebSocket('wss://api.example.org/')
    await page.load({ element: 'script', url })
    await page.followLink(url)
    page.openFrame(url, { sandbox: '' })
    await browser.idle()
    source.close()
    socket.close()
  }
  const sessions = async () => {
    for (const profile of ['chromium', 'firefox', 'safari']) {
      for (const transport of transports) {
        const browser = new Browser({ profile, transport })
        await all(browser.open('https://app.example.com/'), browser)
      }
    }
  }
`

describe('globals', () => {
  it('are as before, whatever is loaded, both ways', () => {
    const script = `
      import { createRequire } from 'node:module'
      const require = createRequire(process.cwd() + '/x.js')
      // Packages of others, which do as they like.
      for (const name of ['msw', 'expect']) { await import(name); require(name) }
      const before = [seen(), listeners()]
      for (const entry of ${JSON.stringify('ENTRIES')}) { await import(entry); require(entry) }
      console.log(JSON.stringify([changes(before[0], seen()), before[1] === listeners()]))`
    expect(run(script.replace('"ENTRIES"', JSON.stringify(entries)))).toEqual([[], true])
  })

  it('are as before while pages do what they can, and nothing keeps the process', () => {
    const script = `${session}
      const before = [seen(), listeners()]
      await sessions()
      await new Promise(setImmediate)
      const left = process.getActiveResourcesInfo().filter((name) => /Timeout|TCP|Server/.test(name))
      console.log(JSON.stringify([changes(before[0], seen()), before[1] === listeners(), left]))`
    expect(run(script)).toEqual([[], true, []])
  })

  it('are as before once what was installed is restored, in the order of a stack', () => {
    const script = `${session}
      const before = seen()
      const pageOf = (profile) => new Browser({ profile, transport: transports[0] }).open('https://app.example.com/')
      const outer = installGlobals(pageOf('chromium'))
      const inner = installGlobals(pageOf('firefox'), { only: ['fetch', 'Request', 'Headers', 'EventSource'] })
      const during = changes(before, seen()).filter((name) => name.startsWith('globalThis.'))
      await (await fetch('/')).text()
      inner.restore()
      outer.restore()
      console.log(JSON.stringify([during.sort(), changes(before, seen())]))`
    expect(run(script)).toEqual([
      [
        'globalThis.EventSource',
        'globalThis.Headers',
        'globalThis.Request',
        'globalThis.XMLHttpRequest',
        'globalThis.document',
        'globalThis.fetch',
      ],
      [],
    ])
  })

  it('would be found, were they changed', () => {
    const script = `
      const before = seen()
      Array.prototype.found = 1
      globalThis.alsoFound = 1
      console.log(JSON.stringify(changes(before, seen())))`
    expect(run(script)).toEqual(['globalThis.alsoFound', 'Array.prototype.found'])
  })
})
