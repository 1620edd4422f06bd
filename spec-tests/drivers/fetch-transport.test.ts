import { describe, expect, it } from 'vitest'
import { fetchTransport } from '../../src/drivers/fetch-transport'
import { ConfigError } from '../../src/infra/config-error'
import { wireRequest } from './wire'

describe('the Request that a server gets', () => {
  const seen: Request[] = []
  const transport = fetchTransport((request) => {
    seen.push(request)
    return new Response(null, { status: 204 })
  })

  it('has every header of the wire, those that pages may not set included', async () => {
    const headers = [
      ['host-ish', '1'],
      ['origin', 'https://app.example.com'],
      ['cookie', 'a=1; b=2'],
      ['referer', 'https://app.example.com/'],
      ['sec-fetch-mode', 'cors'],
      ['access-control-request-method', 'PUT'],
      ['access-control-request-headers', 'x-a'],
      ['accept-encoding', 'identity'],
      ['x-a', '1'],
      ['x-a', '\xe9'],
      ['__proto__', 'p'],
    ] as const
    await transport(wireRequest('https://api.example.com/', 'OPTIONS', headers), null)
    const request = seen.pop() as Request
    expect(request.method).toBe('OPTIONS')
    expect([...request.headers]).toEqual(
      [...headers.filter(([name]) => name !== 'x-a'), ['x-a', '1, \xe9']].sort(([a], [b]) =>
        (a as string) < (b as string) ? -1 : 1,
      ),
    )
  })

  it('has the URL without fragment, user name and password', async () => {
    await transport(wireRequest('https://user:secret@api.example.com:8443/a%20b?c#d'), null)
    expect((seen.pop() as Request).url).toBe('https://api.example.com:8443/a%20b?c')
  })

  it('has the bytes of the body, and no content type that nobody sent', async () => {
    const bytes = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte)).join('')
    await transport(wireRequest('https://a.example/', 'POST', [['content-length', '256']], bytes), null)
    const request = seen.pop() as Request
    expect(Buffer.from(await request.arrayBuffer()).toString('latin1')).toBe(bytes)
    expect([...request.headers]).toEqual([['content-length', '256']])
  })

  it('has the method as it is written', async () => {
    await transport(wireRequest('https://a.example/', 'lock'), null)
    expect((seen.pop() as Request).method).toBe('lock')
  })

  it('does not follow redirects, and is aborted with the signal', async () => {
    const controller = new AbortController()
    await transport(wireRequest('https://a.example/'), controller.signal)
    const request = seen.pop() as Request
    expect(request.redirect).toBe('manual')
    controller.abort()
    expect(request.signal.aborted).toBe(true)
  })

  it.each([
    { desc: 'a method that classes refuse', request: wireRequest('https://a.example/', 'TRACE') },
    { desc: 'a GET with a body', request: wireRequest('https://a.example/', 'GET', [], 'x') },
    {
      desc: 'a header name that is no token',
      request: wireRequest('https://a.example/', 'GET', [['a b', '']]),
    },
    {
      desc: 'a value with a line break',
      request: wireRequest('https://a.example/', 'GET', [['a', 'x\r\nb: 1']]),
    },
    { desc: 'a URL that is not of HTTP', request: wireRequest('data:,x') },
    {
      desc: 'a stream',
      request: { ...wireRequest('https://a.example/', 'POST'), body: { kind: 'stream', ref: 1 } as const },
    },
  ])('does not exist for $desc', async ({ request }) => {
    await expect(transport(request, null)).rejects.toMatchObject({ code: 'invalid-request' })
    expect(seen).toEqual([])
  })
})

describe('the response of the wire', () => {
  const ask = (response: unknown, method = 'GET', maxBodyBytes = 1000) =>
    fetchTransport(() => response as Response, { maxBodyBytes })(
      wireRequest('https://a.example/', method),
      null,
    )

  it('has the status, the header with each cookie on a line of its own, and the body', async () => {
    const response = new Response(new Uint8Array([0, 0xe9, 0xff]), { status: 418, statusText: 'Teapot' })
    for (const [name, value] of [
      ['Set-Cookie', 'a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT'],
      ['X-B', '1'],
      ['set-cookie', 'b=2'],
      ['x-b', '2'],
      ['__proto__', 'p'],
    ] as const) {
      response.headers.append(name, value)
    }
    expect(await ask(response)).toEqual({
      status: 418,
      statusText: 'Teapot',
      headerList: [
        { name: '__proto__', value: 'p' },
        { name: 'x-b', value: '1, 2' },
        { name: 'set-cookie', value: 'a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT' },
        { name: 'set-cookie', value: 'b=2' },
      ],
      body: { kind: 'bytes', bytes: '\0\xe9\xff' },
    })
  })

  it('does not follow a redirect', async () => {
    expect(await ask(Response.redirect('https://b.example/', 302))).toMatchObject({
      status: 302,
      headerList: [{ name: 'location', value: 'https://b.example/' }],
    })
  })

  it('has an empty body where the server gives none, and none where there can be none', async () => {
    expect((await ask(new Response(null))).body).toEqual({ kind: 'bytes', bytes: '' })
    expect((await ask(new Response(null, { status: 304 }))).body).toBeNull()
    expect((await ask(new Response('x'), 'HEAD')).body).toBeNull()
  })

  it('does not wait for the end of a body that is too long', async () => {
    let pulled = 0
    let cancelled = false
    const endless = new ReadableStream({
      pull(controller) {
        pulled++
        controller.enqueue(new Uint8Array(300))
      },
      cancel() {
        cancelled = true
      },
    })
    await expect(ask(new Response(endless))).rejects.toMatchObject({
      code: 'body-overflow',
      message: expect.stringContaining('maxBodyBytes'),
    })
    expect(pulled).toBeLessThan(10)
    expect(cancelled).toBe(true)
  })

  it('survives large chunks', async () => {
    const { body } = await ask(new Response(new Uint8Array(200_000).fill(65)), 'GET', 1_000_000)
    expect(body?.kind === 'bytes' && body.bytes.length).toBe(200_000)
  })

  it('is not there after Response.error()', async () => {
    await expect(ask(Response.error())).rejects.toMatchObject({ code: 'refused' })
  })

  it.each([
    { desc: 'nothing', response: undefined },
    { desc: 'a string', response: 'hi' },
    { desc: 'a wire response', response: { status: 200, statusText: '', headerList: [], body: null } },
  ])('is not there where the server returns $desc', async ({ response }) => {
    await expect(ask(response)).rejects.toMatchObject({ code: 'transport-returned-garbage' })
  })

  it('is not there where the body is gone', async () => {
    const response = new Response('x')
    await response.text()
    await expect(ask(response)).rejects.toMatchObject({ code: 'transport-returned-garbage' })
  })

  it('is not there where the body breaks off', async () => {
    const broken = new ReadableStream({
      start(controller) {
        controller.error(new Error('disk on fire'))
      },
    })
    await expect(ask(new Response(broken))).rejects.toThrowError('disk on fire')
  })

  it('is not there where the server throws', async () => {
    const transport = fetchTransport(() => {
      throw new Error('boom')
    })
    await expect(transport(wireRequest('https://a.example/'), null)).rejects.toThrowError('boom')
  })
})

describe('fetchTransport', () => {
  it('reports wrong options all at once', () => {
    try {
      fetchTransport('app' as never, { maxBodyBytes: 0, maxBody: 1 } as never)
      expect.unreachable()
    } catch (error) {
      expect(error).toBeInstanceOf(ConfigError)
      expect((error as ConfigError).issues.map(({ path }) => path)).toEqual([
        'server',
        'maxBody',
        'maxBodyBytes',
      ])
    }
  })
})
