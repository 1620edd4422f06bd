import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { corsac } from './corsac'

const page = 'http://localhost:3000'

/** Where Debian and others put it, which need not be on the path of everybody. */
const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`
const installed = spawnSync('nginx', ['-v'], { env: { PATH: path } }).error === undefined

/** The mistake: `add_header` without `always` says nothing on a 404. The second place does it right. */
const configuration = (folder: string, port: number): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
  access_log off;
  default_type text/plain;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port};
    root ${folder}/files;
    location /api/ {
      add_header Access-Control-Allow-Origin ${page};
    }
    location /always/ {
      add_header Access-Control-Allow-Origin ${page} always;
    }
  }
}
`

let nginx: ChildProcess | null = null
let folder = ''
let url = ''

/** A port that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((resolve) => server.close(() => resolve()))
  return port
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(true))
    socket.once('error', () => resolve(false))
    socket.once('close', () => socket.destroy())
    socket.once('connect', () => socket.destroy())
  })
}

async function startNginx(): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'corsac-nginx-'))
  for (const place of ['api', 'always']) {
    mkdirSync(join(folder, 'files', place), { recursive: true })
    writeFileSync(join(folder, 'files', place, 'there'), 'there\n')
  }
  const port = await freePort()
  const file = join(folder, 'nginx.conf')
  writeFileSync(file, configuration(folder, port))
  nginx = spawn('nginx', ['-p', folder, '-c', file, '-e', join(folder, 'error.log')], { env: { PATH: path } })
  let complaints = ''
  nginx.stderr?.on('data', (chunk) => {
    complaints += String(chunk)
  })
  for (let i = 0; !(await listening(port)); i++) {
    if (i === 100 || nginx.exitCode !== null) throw new Error(`nginx does not start: ${complaints}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  url = `http://localhost:${port}`
}

async function stopNginx(): Promise<void> {
  const child = nginx
  if (child !== null && child.exitCode === null) {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGTERM')
    await ended
  }
  if (folder !== '') rmSync(folder, { recursive: true, force: true })
}

// In CI it has to be there: `.ci/run` installs it.
describe.skipIf(!installed && process.env['CI'] !== 'true')(
  `a real nginx${installed ? '' : ' (skipped: nginx is not installed; apt-get install nginx-light)'}`,
  () => {
    beforeAll(startNginx)
    afterAll(stopNginx)

    it('is named for its 404 without CORS headers, and told to say “always”', async () => {
      const { code, stdout } = await corsac(['explain', `${url}/api/missing`, '--origin', page])
      expect(stdout).toContain('✗ Chrome, Firefox and Safari: blocked')
      const why = section(stdout, 'Why')
      expect(why).toContain('404')
      const fix = section(stdout, 'Fix')
      expect(fix.indexOf('404')).toBeLessThan(fix.indexOf('“always”'))
      expect(fix).toMatch(/nginx:\s+add_header Access-Control-Allow-Origin "http:\/\/localhost:3000" always;/)
      expect(code).toBe(1)
    })

    it('is named the same to programs, in every browser', async () => {
      const { stdout } = await corsac(['explain', `${url}/api/missing`, '--origin', page, '--json'])
      const { verdicts } = JSON.parse(stdout) as {
        readonly verdicts: readonly {
          readonly firstCause: { readonly id: string }
          readonly timeline: readonly { readonly answer: { readonly status: number } }[]
          readonly remedies: readonly {
            readonly snippets: readonly { readonly stack: string; readonly code: string }[]
          }[]
        }[]
      }
      expect(verdicts).toHaveLength(3)
      for (const { firstCause, timeline, remedies } of verdicts) {
        expect(firstCause.id).toBe('error-response-without-cors')
        expect(timeline.map(({ answer }) => answer.status)).toEqual([404])
        const first = remedies.flatMap(({ snippets }) => snippets)[0]
        expect(first).toMatchObject({ stack: 'nginx', code: expect.stringContaining('always') as string })
      }
    })

    it('is right about what is there, and with “always” about what is not', async () => {
      const there = await corsac(['explain', `${url}/api/there`, '--origin', page])
      expect(there.stdout).toContain('allowed, script can read the 200')
      const missing = await corsac(['explain', `${url}/always/missing`, '--origin', page])
      expect(missing.stdout).toContain('allowed, script can read the 404')
      expect([there.code, missing.code]).toEqual([0, 0])
    })
  },
)

/** What stands under a heading, in one line. */
function section(text: string, heading: string): string {
  const start = text.indexOf(`\n${heading}\n`)
  expect(start, text).toBeGreaterThan(-1)
  const end = text.slice(start + heading.length + 2).search(/\n(?=\S)/)
  return text.slice(start, end === -1 ? undefined : start + heading.length + 2 + end).replace(/\s+/g, ' ')
}
