import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { repository } from '../architecture/sources'
import { createCertificate } from '../drivers/certificate'
import { corsac, type Got, serve, type TestServer } from './corsac'
import { type Said, said } from './in-process'

const page = ['--origin', 'http://localhost:3000']

/** In this process; `corsac()` runs the program, where that is what matters. */
const explained = (args: readonly string[]): Promise<Said> =>
  said(args, { read: (path) => readFileSync(path) })

let server: TestServer | null = null
afterEach(async () => {
  await server?.close()
  server = null
})

async function answering(
  headers: { readonly [name: string]: string } | ((request: Got) => { readonly [name: string]: string }),
  status = 200,
): Promise<TestServer> {
  server = await serve((request, response) => {
    const given = typeof headers === 'function' ? headers(request) : headers
    response.writeHead(request.method === 'OPTIONS' ? 204 : status, given)
    response.end()
  })
  return server
}

interface VerdictJSON {
  readonly profile: string
  readonly outcome: string
  readonly refusal: { readonly step: string } | null
  readonly firstCause: { readonly id: string } | null
}
function verdictsIn(json: string): readonly VerdictJSON[] {
  return (JSON.parse(json) as { readonly verdicts: readonly VerdictJSON[] }).verdicts
}

const open = {
  'Access-Control-Allow-Origin': 'http://localhost:3000',
  'Access-Control-Allow-Credentials': 'true',
  'Access-Control-Allow-Methods': 'PUT, DELETE',
  'Access-Control-Allow-Headers': 'content-type, x-a',
}

describe('corsac explain', () => {
  it('ends in 0 where every browser lets the page read', async () => {
    const { url, got } = await answering(open)
    const { code, stdout, stderr } = await corsac(['explain', `${url}/a?b`, ...page])
    expect(stdout).toContain('✓ Chrome, Firefox and Safari: allowed, script can read the 200')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
    expect(got[0]).toMatchObject({ method: 'GET', url: '/a?b', headers: { origin: 'http://localhost:3000' } })
  })

  it('ends in 1 where a browser refuses, and names step, cause and fix', async () => {
    const { url } = await answering({})
    const { code, stdout } = await explained(['explain', url, ...page])
    expect(code).toBe(1)
    expect(stdout).toContain('✗ Chrome, Firefox and Safari: blocked')
    expect(stdout).toContain('Fetch § CORS check')
    expect(stdout).toContain("app.use(cors({ origin: 'http://localhost:3000' }))")
  })

  it('ends in 3 where nothing answers', async () => {
    const { url, close } = await answering({})
    await close()
    const { code, stdout } = await explained(['explain', url, ...page])
    expect(code).toBe(3)
    expect(stdout).toContain('no response')
    expect(stdout).toContain('ECONNREFUSED')
  })

  it('ends in 3 where the answer takes too long', async () => {
    server = await serve(() => {})
    const { code, stdout } = await explained([
      'explain',
      server.url,
      ...page,
      '--timeout',
      '200',
      '-b',
      'firefox',
    ])
    expect(code).toBe(3)
    expect(stdout).toMatch(/200 ms/)
  })

  it('takes no certificate that browsers would not, unless it was told to', async () => {
    const { cert, key } = createCertificate({ names: ['localhost'] })
    const secure = createServer({ cert, key }, (_request, response) => response.writeHead(200, open).end())
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve))
    try {
      const url = `https://localhost:${(secure.address() as AddressInfo).port}/`
      const refused = await explained(['explain', url, ...page])
      expect(refused.stdout).toContain('self-signed')
      expect(refused.stderr).toContain('add --insecure')
      expect(refused.code).toBe(3)
      const taken = await explained(['explain', url, ...page, '--insecure'])
      expect(taken.stdout).toContain('allowed, script can read the 200')
      expect({ code: taken.code, stderr: taken.stderr }).toEqual({ code: 0, stderr: '' })
    } finally {
      await new Promise((resolve) => secure.close(resolve))
    }
  })

  it('sends what fetch() would: method, body in UTF-8, and its type', async () => {
    const { url, got } = await answering(open)
    await explained(['explain', url, ...page, '-d', '{"a":"ä€"}', '-b', 'chromium'])
    expect(got).toHaveLength(1)
    expect(got[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'text/plain;charset=UTF-8' } })
    expect(got[0]?.body.toString('utf8')).toBe('{"a":"ä€"}')
  })

  it('takes a body from standard input', async () => {
    const { url, got } = await answering(open)
    await corsac(['explain', url, ...page, '-d', '@-', '-b', 'chromium'], {
      input: Buffer.from([0, 255, 10]),
    })
    expect([...(got[0]?.body ?? [])]).toEqual([0, 255, 10])
  })

  it('takes a method in lower case for what fetch() takes it for, attached to its letter too', async () => {
    const { url, got } = await answering(open)
    await explained(['explain', url, ...page, '-Xput', '-b', 'chromium'])
    expect(got.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT'])
    expect(got[0]?.headers['access-control-request-method']).toBe('PUT')
  })

  it('sends the headers that a page may set, and says which it left out', async () => {
    const { url, got } = await answering(open)
    const headers = [
      'X-A: 1',
      'Cookie: a=b',
      'Origin: http://evil.example',
      'Host: x',
      'Sec-Fetch-Site: none',
    ]
    const { stderr, code } = await explained([
      'explain',
      url,
      ...page,
      '-b',
      'chromium',
      ...headers.flatMap((header) => ['-H', header]),
    ])
    expect(code).toBe(0)
    expect(stderr.split('\n').slice(0, -1)).toEqual([
      expect.stringContaining('Browsers do not let a page set Cookie; left out.'),
      expect.stringContaining('Browsers do not let a page set Origin; left out. (It comes from --origin.)'),
      expect.stringContaining('Browsers do not let a page set Host; left out.'),
      expect.stringContaining('Browsers do not let a page set Sec-Fetch-Site; left out.'),
    ])
    expect(got.map(({ method }) => method)).toEqual(['OPTIONS', 'GET'])
    expect(got[1]?.headers).toMatchObject({
      'x-a': '1',
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-site',
    })
    expect(got[1]?.headers).not.toHaveProperty('cookie')
  })

  it('lets a page set no header without CORS that would need a preflight', async () => {
    const { url, got } = await answering({})
    const { stderr, stdout, code } = await explained([
      'explain',
      url,
      ...page,
      '--mode',
      'no-cors',
      '-d',
      'a=1',
      '-H',
      'Content-Type: application/json',
      '-b',
      'safari',
    ])
    expect(stderr).toContain('Under --mode no-cors a page cannot set Content-Type to this; left out.')
    expect(got[0]?.headers['content-type']).toBe('text/plain;charset=UTF-8')
    expect(stdout).toContain('opaque')
    expect(code).toBe(0)
  })

  it('navigates as a click on a link does', async () => {
    const { url, got } = await answering({})
    const { code } = await explained(['explain', url, ...page, '--mode', 'navigate', '-b', 'chromium'])
    expect(code).toBe(0)
    expect(got[0]?.headers).toMatchObject({ 'sec-fetch-mode': 'navigate', 'sec-fetch-user': '?1' })
  })

  it('lets a page with an opaque origin ask', async () => {
    const { url, got } = await answering({ 'Access-Control-Allow-Origin': 'null' })
    const { code, stdout } = await explained(['explain', url, '--origin', 'null'])
    expect(stdout).toContain('a page whose origin is null')
    expect(got[0]?.headers.origin).toBe('null')
    expect(code).toBe(0)
  })

  it('says of a page from a file that its origin is opaque', async () => {
    const { url, got } = await answering({})
    const { stderr, stdout } = await explained(['explain', url, '--origin', 'file:///a/index.html'])
    expect(stderr).toContain('file: URLs have no origin of their own')
    expect(got[0]?.headers.origin).toBe('null')
    expect(stdout).toContain('npx serve')
  })

  it('asks the browsers that were named, each once, under any of their names', async () => {
    const { url } = await answering(open)
    const names = ['Chrome', 'chromium', 'webkitgtk', 'spec'].flatMap((name) => ['--browser', name])
    const { stdout } = await explained(['explain', url, ...page, ...names, '--json'])
    expect(verdictsIn(stdout).map(({ profile }) => profile)).toEqual(['chromium', 'webkitgtk', 'spec'])
  })

  it('sends what is the same byte for byte once, and safe methods as often as they differ', async () => {
    const { url, got } = await answering(open)
    // Client hints need a preflight everywhere but in Chrome.
    await explained(['explain', url, ...page, '-H', 'DPR: 2'])
    expect(got.map(({ method }) => method)).toEqual(['GET', 'OPTIONS'])
  })

  it('sends an unsafe method once, unless it was told otherwise', async () => {
    // Beyond a redirect to another origin WebKitGTK sends no fetch metadata, so its bytes are not Chrome’s.
    const { url, got } = await answering({ 'Access-Control-Allow-Origin': '*' })
    const redirecting = await serve((_request, response) => {
      response.writeHead(307, { 'Access-Control-Allow-Origin': '*', Location: `${url}/end` }).end()
    })
    try {
      const browsers = ['chromium', 'firefox', 'webkitgtk'].flatMap((name) => ['--browser', name])
      const args = [
        'explain',
        redirecting.url.replace('localhost', '127.0.0.1'),
        ...page,
        '-d',
        'a=1',
        ...browsers,
      ]
      const once = await explained(args)
      expect(redirecting.got.map(({ method }) => method)).toEqual(['POST'])
      expect(got.map(({ method }) => method)).toEqual(['POST'])
      expect(once.stdout).toContain('? WebKitGTK: depends on an answer that was not recorded')
      expect(once.stderr).toMatch(/POST may change something.*--repeat-unsafe/s)
      expect(once.code).toBe(0)

      got.length = 0
      const repeated = await explained([...args, '--repeat-unsafe'])
      expect(got.map(({ headers }) => headers['sec-fetch-site'] ?? null)).toEqual(['cross-site', null])
      expect(repeated.stdout).toContain('✓ Chrome, Firefox and WebKitGTK: allowed')
      expect(repeated.stderr).toBe('')
    } finally {
      await redirecting.close()
    }
  })

  it('masks secrets, unless it was told otherwise', async () => {
    const { url } = await answering({ ...open, 'Access-Control-Allow-Headers': 'authorization' })
    const args = [
      'explain',
      `${url}/?token=abc123`,
      ...page,
      '-H',
      'Authorization: Bearer s3cr3t',
      '--verbose',
    ]
    const masked = await explained(args)
    expect(masked.stdout).toContain('authorization: Bearer ***')
    expect(`${masked.stdout}${masked.stderr}`).not.toMatch(/s3cr3t|abc123/)
    expect((await explained([...args, '--unmask'])).stdout).toMatch(/Bearer s3cr3t/)
  })

  it('prints JSON for programs', async () => {
    const { url } = await answering({ 'Access-Control-Allow-Origin': '*' })
    const { code, stdout } = await explained(['explain', url, ...page, '--credentials', 'include', '--json'])
    expect(code).toBe(1)
    for (const verdict of verdictsIn(stdout)) {
      expect(verdict).toMatchObject({
        outcome: 'network-error',
        refusal: { step: 'cors-check/wildcard-with-credentials' },
      })
    }
  })

  it('uses colour only where it was asked to, off a terminal', async () => {
    const { url } = await answering(open)
    const sequence = '\u001b['
    expect((await corsac(['explain', url, ...page])).stdout).not.toContain(sequence)
    expect((await corsac(['explain', url, ...page, '--color'])).stdout).toContain(sequence)
    expect((await corsac(['explain', url, ...page, '--color', '--no-color'])).stdout).not.toContain(sequence)
  })

  it('shows no escape sequences that a server has sent', async () => {
    const { url } = await answering({ 'Access-Control-Allow-Origin': 'http://a\u009b31m' })
    const { stdout } = await explained(['explain', url, ...page])
    expect(stdout).not.toContain('\u009b')
    expect(stdout).toContain('\\x9b')
  })

  it('prints nothing wider than 80 columns that could be broken', async () => {
    const { url } = await answering({})
    const { stdout } = await explained(['explain', url, ...page, '-X', 'DELETE', '--verbose'])
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('://'))).toEqual([])
  })

  it('lets its reader go', async () => {
    const { stderr } = spawnSync(
      'sh',
      ['-c', `"${process.execPath}" "${repository}dist/cli.js" profiles | head -n 1`],
      {
        encoding: 'utf8',
      },
    )
    expect(stderr).toBe('')
  })
})
