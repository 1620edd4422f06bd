import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Certificate } from '../certificate'
import { atExit } from './at-exit'
import { type Child, startChild } from './child'
import { parts } from './parts'

export interface NginxOptions {
  readonly certificate: Certificate
  /** The port to listen at. */
  readonly port: number
  /** The port of the app behind it. */
  readonly upstream: number
  /** What it hands on: `/` or `/api`. */
  readonly location: string
  /** What stands below that, besides `proxy_pass`. */
  readonly lines: readonly string[]
  /** The page that it serves at all other paths. */
  readonly page: string
}

/** An nginx that listens, and its log. */
export interface Nginx {
  /** Every request that it has answered so far, in order. */
  readonly log: () => Promise<readonly LogLine[]>
  readonly close: () => Promise<void>
}

/** A request as it came; empty where there was no such header. */
export interface LogLine {
  readonly method: string
  readonly path: string
  readonly origin: string
  readonly cookie: string
  /** `Access-Control-Request-Method`. */
  readonly asks: string
}

/** Asking for it puts a line into the log. */
const mark = '/corsac-mark'

/** One process that runs in the foreground, writes nowhere but into its folder, and talks TLS. */
function configuration(folder: string, options: NginxOptions): string {
  const { port, upstream, location, lines } = options
  const site = location === '/' ? '' : `location / { try_files $uri /index.html; }`
  return `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr error;
events {}
http {
  log_format seen escape=json '{"method":"$request_method","path":"$request_uri","origin":"$http_origin","cookie":"$http_cookie","asks":"$http_access_control_request_method"}';
  access_log ${folder}/seen.log seen;
  types { text/html html; }
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  server {
    listen 127.0.0.1:${port} ssl;
    ssl_certificate ${folder}/cert.pem;
    ssl_certificate_key ${folder}/key.pem;
    root ${folder}/site;
    location = ${mark} { return 204; }
    ${site}
    location ${location} {
      proxy_pass http://127.0.0.1:${upstream};
      ${lines.join('\n      ')}
    }
  }
}
`
}

/** @throws Error with what nginx says, where it does not come up */
export async function startNginx(options: NginxOptions): Promise<Nginx> {
  const folder = mkdtempSync(join(tmpdir(), 'corsac-nginx-'))
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  const forget = atExit(remove)
  const file = join(folder, 'nginx.conf')
  mkdirSync(join(folder, 'site'))
  writeFileSync(join(folder, 'site', 'index.html'), options.page)
  writeFileSync(join(folder, 'cert.pem'), options.certificate.cert)
  writeFileSync(join(folder, 'key.pem'), options.certificate.key, { mode: 0o600 })
  writeFileSync(join(folder, 'seen.log'), '')
  writeFileSync(file, configuration(folder, options))
  const child = startChild(parts.nginx.command, ['-p', folder, '-c', file, '-e', 'stderr'])
  const close = async (): Promise<void> => {
    await child.close()
    forget()
    remove()
  }
  let marks = 0
  const ask = async (): Promise<void> => {
    await askForMark(options)
    marks++
  }
  try {
    await comesUp(child, ask)
  } catch (error) {
    await close()
    throw error
  }
  const log = async (): Promise<readonly LogLine[]> => {
    // A request is written down when it is over, which may be after its answer has come.
    await ask()
    for (;;) {
      const lines = linesIn(readFileSync(join(folder, 'seen.log'), 'utf8'))
      if (lines.filter(({ path }) => path === mark).length >= marks) {
        return lines.filter(({ path, method }) => path !== mark && method !== '')
      }
      await pause()
    }
  }
  return { log, close }
}

/** Whole lines only: the last one may be on its way. */
function linesIn(text: string): readonly LogLine[] {
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as LogLine)
}

function askForMark({ port, certificate }: NginxOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path: mark, servername: certificate.subject, agent: false }
    const request = get({ ...options, ca: certificate.cert, timeout: 5000 }, (response) => {
      response.resume()
      response.once('end', () => resolve())
    })
    request.once('timeout', () => request.destroy(new Error('nginx does not answer')))
    request.once('error', reject)
  })
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 10))
}

/** Until it answers. Somebody else at its port would not have its certificate. */
async function comesUp(child: Child, ask: () => Promise<void>): Promise<void> {
  while (!child.ended()) {
    try {
      await ask()
      return
    } catch {
      await pause()
    }
  }
  throw new Error(`nginx does not start: ${child.complaints()}`)
}
