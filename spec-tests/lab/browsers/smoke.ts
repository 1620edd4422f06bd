// Shows that the drivers work, without the rest of the lab: two servers on loopback, a credentialed fetch with a
// preflight from one site to the other, what script and server saw of it, and how many sessions a second there are.
//
//   npx esbuild spec-tests/lab/browsers/smoke.ts --bundle --platform=node --format=esm --packages=external \
//     --outfile=node_modules/.cache/smoke.mjs && node node_modules/.cache/smoke.mjs [browser …]
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserDriver } from './driver'
import { startFirefox } from './firefox'
import { startWebKitGTK } from './webkitgtk'

const starters: ReadonlyMap<string, () => Promise<BrowserDriver>> = new Map([
  ['firefox', () => startFirefox()],
  ['webkitgtk', () => startWebKitGTK()],
])
const sessions = 20

// The drivers' own directories go below this one, by which processes left behind are found.
const directory = mkdtempSync(join(tmpdir(), 'corsac-smoke-'))
process.env['TMPDIR'] = directory
process.on('exit', () => rmSync(directory, { recursive: true, force: true, maxRetries: 10, retryDelay: 20 }))

let seen: string[] = []
const names = process.argv.length > 2 ? process.argv.slice(2) : [...starters.keys()]
const servers = await Promise.all([listen('page'), listen('target')])
const [pageServer, targetServer] = servers
// Two sites that need no DNS, so that third-party cookies show.
const page = `http://localhost:${port(pageServer)}`
const target = `http://127.0.0.1:${port(targetServer)}`

const script = `
  const show = async (response) => [response.type, response.status, response.headers.get('x-exposed'), await response.text()]
  const put = () => fetch('${target}/data', { method: 'PUT', credentials: 'include', headers: { 'X-A': '1' } })
  const first = await show(await put())
  const second = await show(await put())
  const refused = await fetch('${target}/refused', { credentials: 'include' }).then(show, String)
  return { first, second, refused, cookie: document.cookie }`

let failed = false
try {
  for (const name of names) {
    const start = starters.get(name)
    if (start === undefined) throw new Error(`${name}: one of ${[...starters.keys()].join(', ')}`)
    await smoke(await start())
    const left = processesBelow(directory)
    process.stdout.write(`left behind: ${left.length === 0 ? 'nothing' : left.join(', ')}\n\n`)
    failed ||= left.length > 0
  }
} finally {
  for (const server of servers) {
    server.close()
    server.closeAllConnections()
  }
}
if (failed) process.exitCode = 1

async function smoke(driver: BrowserDriver): Promise<void> {
  try {
    process.stdout.write(`== ${driver.name} ${driver.version}\n`)
    for (const thirdPartyCookies of ['allow', 'block'] as const) {
      const [script, console] = await once(driver, thirdPartyCookies)
      process.stdout.write(`third-party cookies: ${thirdPartyCookies}\n`)
      for (const line of seen) process.stdout.write(`  server   ${line}\n`)
      process.stdout.write(`  script   ${JSON.stringify(script)}\n`)
      for (const line of console) process.stdout.write(`  console  ${JSON.stringify(line)}\n`)
      if (!seen.some((line) => line.includes('OPTIONS /data'))) throw new Error('no preflight was seen')
    }
    const began = performance.now()
    for (let count = 0; count < sessions; count += 1) {
      await once(driver, 'allow')
      // What an earlier session left would show in the first requests.
      const [first, options] = seen
      if (first?.includes('cookie') || !options?.includes('OPTIONS')) {
        throw new Error(`session ${count} is not isolated:\n${seen.join('\n')}`)
      }
    }
    const seconds = (performance.now() - began) / 1000
    process.stdout.write(
      `${sessions} sessions in ${seconds.toFixed(1)} s: ${(sessions / seconds).toFixed(2)} a second\n`,
    )
  } finally {
    await driver.close()
  }
}

async function once(
  driver: BrowserDriver,
  thirdPartyCookies: 'allow' | 'block',
): Promise<[unknown, readonly unknown[]]> {
  seen = []
  const session = await driver.newSession({ thirdPartyCookies })
  try {
    await session.navigate(`${page}/`)
    const answer = await session.evaluate(script)
    return [answer, await session.console()]
  } finally {
    await session.dispose()
  }
}

function listen(role: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((request, response) => answer(role, request, response))
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => resolve(server))
  })
}

function port(server: Server): number {
  return (server.address() as AddressInfo).port
}

function answer(role: string, request: IncomingMessage, response: ServerResponse): void {
  const { method, url, rawHeaders } = request
  if (url === '/favicon.ico') {
    response.writeHead(404).end()
    return
  }
  const shown: string[] = []
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index]?.toLowerCase() ?? ''
    if (/^(origin|cookie|x-a|access-control-|sec-fetch-)/.test(name))
      shown.push(`${name}: ${rawHeaders[index + 1]}`)
  }
  seen.push(`${role} ${method} ${url}  ${shown.join('; ')}`)
  response.setHeader('Cache-Control', 'no-store')
  if (role === 'page') {
    response.setHeader('Content-Type', 'text/html')
    response.setHeader('Set-Cookie', 'first-party=1')
    response.end('<!doctype html><title>smoke</title>')
    return
  }
  if (url === '/data') {
    response.setHeader('Access-Control-Allow-Origin', page)
    response.setHeader('Access-Control-Allow-Credentials', 'true')
    response.setHeader('Access-Control-Allow-Methods', 'PUT')
    response.setHeader('Access-Control-Allow-Headers', 'x-a')
    response.setHeader('Access-Control-Expose-Headers', 'x-exposed')
    response.setHeader('X-Exposed', 'yes')
  }
  if (method !== 'OPTIONS') response.setHeader('Set-Cookie', ['third-party=1', 'refused=1; SameSite=None'])
  response.end('body')
}

/** The processes that live and whose home is below the directory. */
function processesBelow(directory: string): string[] {
  const found: string[] = []
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      if (!readFileSync(`/proc/${entry}/environ`, 'latin1').includes(`HOME=${directory}/`)) continue
      found.push(`${entry} ${readFileSync(`/proc/${entry}/comm`, 'latin1').trim()}`)
    } catch {
      // It has gone since, or is somebody else's.
    }
  }
  return found
}
