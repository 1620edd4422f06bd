/** A real nginx on loopback, started anew for each configuration, and an upstream that says what it was asked. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, createServer, type IncomingMessage, request, type Server } from 'node:http'
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Where Debian and others put it, which need not be on the path of everybody. */
const path = `${process.env['PATH'] ?? ''}:/usr/sbin:/usr/local/sbin:/opt/homebrew/bin`
/** That of processes of nginx. */
export const environment: { readonly PATH: string } = { PATH: path }
const version = /nginx\/(\d+\.\d+\.\d+)/.exec(
  spawnSync('nginx', ['-v'], { env: environment, encoding: 'utf8' }).stderr ?? '',
)?.[1]

/** Null where nginx is not installed. */
export const installedVersion: string | null = version ?? null

/** In CI it has to be there: `.ci/run` installs it. */
export const skipped: boolean = installedVersion === null && process.env['CI'] !== 'true'

/** For the name of a suite. */
export const skippedBecause: string = skipped
  ? ' (skipped: nginx is not installed; apt-get install nginx-light)'
  : ''

export interface Asked {
  readonly method: string
  readonly path: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

export interface Answer {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
}

/** A place where nginx can run again and again. */
export interface Laboratory {
  readonly port: number
  readonly upstreamPort: number
  /** A port on which nobody listens. */
  readonly closedPort: number
  /** What `root` may point to. */
  readonly folder: string
  /** Runs nginx with these directives of `http` and asks it; or its complaint, where it does not start. */
  ask(configuration: string, requests: readonly Asked[]): Promise<readonly Answer[] | string>
  /** The same with a whole configuration that lies somewhere, in the foreground and in one process. */
  askMain(prefix: string, file: string, requests: readonly Asked[]): Promise<readonly Answer[] | string>
  /** Complains, or not. */
  check(configuration: string): string | null
  close(): Promise<void>
}

/** The files that a configuration is of, each once, in the order in which nginx reads them; or its complaint. */
export function filesOf(prefix: string, file: string): readonly string[] | string {
  const arguments_ = ['-T', '-p', prefix, '-c', file, '-e', 'stderr', '-g', `pid ${prefix}/nginx.pid;`]
  const { status, stdout, stderr } = spawnSync('nginx', arguments_, { env: environment, encoding: 'utf8' })
  if (status !== 0) return stderr
  return [...stdout.matchAll(/^# configuration file (.*):$/gm)].map(([, name]) => name as string)
}

export async function openLaboratory(
  upstream: (asked: Asked) => Answer | null,
  files: Readonly<Record<string, string>> = {},
): Promise<Laboratory> {
  const folder = mkdtempSync(join(tmpdir(), 'corsac-nginx-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  const server = createServer((message, response) => {
    void read(message).then((body) => {
      const answer = upstream({
        method: message.method ?? '',
        path: message.url ?? '',
        headers: pairs(message),
        body,
      })
      if (answer === null) return
      response.sendDate = false
      response.writeHead(answer.status, answer.statusText, answer.headers.flat())
      response.end(Buffer.from(answer.body, 'latin1'))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const [port, closedPort] = await freePorts(2)
  const wrap = (configuration: string): string => {
    const file = join(folder, 'nginx.conf')
    writeFileSync(file, Buffer.from(main(folder, configuration), 'utf8'))
    return file
  }
  return {
    port: port as number,
    closedPort: closedPort as number,
    upstreamPort: (server.address() as AddressInfo).port,
    folder,
    ask: (configuration, requests) => serve(folder, wrap(configuration), [], requests, port as number),
    askMain: (prefix, file, requests) => {
      const alone = ['-g', `daemon off; master_process off; pid ${prefix}/nginx.pid;`]
      return serve(prefix, file, alone, requests, port as number)
    },
    check(configuration) {
      const arguments_ = ['-t', '-q', '-p', folder, '-c', wrap(configuration), '-e', 'stderr']
      const { status, stderr } = spawnSync('nginx', arguments_, { env: environment, encoding: 'utf8' })
      return status === 0 ? null : stderr
    },
    async close() {
      await closed(server)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function serve(
  prefix: string,
  file: string,
  more: readonly string[],
  requests: readonly Asked[],
  port: number,
): Promise<readonly Answer[] | string> {
  const child = spawn('nginx', ['-p', prefix, '-c', file, '-e', 'stderr', ...more], { env: environment })
  let complaints = ''
  child.stderr.on('data', (chunk) => {
    complaints += String(chunk)
  })
  const agent = new Agent({ keepAlive: true, maxSockets: 8 })
  try {
    if (!(await ready(child, port))) return complaints
    return await Promise.all(requests.map((asked) => askOne(agent, port, asked)))
  } finally {
    agent.destroy()
    await ended(child)
  }
}

const main = (folder: string, configuration: string): string => `
daemon off;
master_process off;
pid ${folder}/nginx.pid;
events {}
http {
  access_log off;
  client_body_temp_path ${folder}/body;
  proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi;
  uwsgi_temp_path ${folder}/uwsgi;
  scgi_temp_path ${folder}/scgi;
  variables_hash_max_size 4096;
${configuration}
}
`

function askOne(agent: Agent, port: number, { method, path, headers, body }: Asked): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sent = request(
      { agent, host: '127.0.0.1', port, method, path, headers: headers.flat(), setHost: false },
      (message) => {
        read(message).then(
          (text) =>
            resolve({
              status: message.statusCode ?? 0,
              statusText: message.statusMessage ?? '',
              headers: pairs(message),
              body: text,
            }),
          reject,
        )
      },
    )
    sent.on('error', (error: NodeJS.ErrnoException) => {
      // nginx may close a connection that was kept just when it is used again.
      if (sent.reusedSocket && error.code === 'ECONNRESET')
        askOne(agent, port, { method, path, headers, body }).then(resolve, reject)
      else reject(error)
    })
    sent.end(Buffer.from(body, 'latin1'))
  })
}

function pairs({ rawHeaders }: IncomingMessage): readonly (readonly [string, string])[] {
  const found: [string, string][] = []
  for (let i = 0; i < rawHeaders.length; i += 2) {
    found.push([(rawHeaders[i] as string).toLowerCase(), rawHeaders[i + 1] as string])
  }
  return found
}

async function read(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('latin1')
}

/** Whether nginx answers; false where it has ended before. */
async function ready(child: ChildProcess, port: number): Promise<boolean> {
  for (let i = 0; i < 1000 && child.exitCode === null; i++) {
    if (await listening(port)) return true
    await new Promise((resolve) => setTimeout(resolve, 4))
  }
  return false
}

function listening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exit = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await exit
}

function closed(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}

/** Ports that were free a moment ago. */
async function freePorts(count: number): Promise<readonly number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createTcpServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      return server
    }),
  )
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))))
  return ports
}
