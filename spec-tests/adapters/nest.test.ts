import 'reflect-metadata'
import { Body, Controller, Get, Module, Post, Req, Res, UnauthorizedException } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import type { NextFunction, Request, Response } from 'express'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listenerTransport } from '../../src/drivers/listener-transport'
import type { Transport } from '../../src/drivers/transport'
import { Browser } from '../../src/page/browser'
import type { ProfileName } from '../../src/profile/profile'

/*
 * A real Nest app over Express, without a port. Decorators are called as functions here, as the compiler that vitest uses
 * leaves them alone; a user's TypeScript does the same.
 */
const shop = 'https://shop.example'
const api = 'https://api.shop.example'

class SessionController {
  logIn(body: { readonly name: string }, response: Response): { readonly hello: string } {
    response.cookie('sid', 's3cret', { httpOnly: true, secure: true, sameSite: 'lax' })
    return { hello: body.name }
  }

  me(request: Request): { readonly loggedIn: true } {
    if (request.headers.cookie !== 'sid=s3cret') throw new UnauthorizedException()
    return { loggedIn: true }
  }
}

const methodOf = (name: keyof SessionController): PropertyDescriptor =>
  Object.getOwnPropertyDescriptor(SessionController.prototype, name) as PropertyDescriptor
Controller('session')(SessionController)
Post()(SessionController.prototype, 'logIn', methodOf('logIn'))
Body()(SessionController.prototype, 'logIn', 0)
Res({ passthrough: true })(SessionController.prototype, 'logIn', 1)
Get()(SessionController.prototype, 'me', methodOf('me'))
Req()(SessionController.prototype, 'me', 0)

class AppModule {}
Module({ controllers: [SessionController] })(AppModule)

const seen: string[] = []
const prepared = async (corsFirst: boolean) => {
  const app = await NestFactory.create(AppModule, { logger: false })
  const guard = (request: Request, response: Response, next: NextFunction): void => {
    seen.push(request.method)
    if (request.headers['x-api-key'] === 'key') next()
    else response.status(401).end()
  }
  const enableCors = (): void => app.enableCors({ origin: [shop], credentials: true })
  if (corsFirst) enableCors()
  app.use('/session', guard)
  if (!corsFirst) enableCors()
  await app.init()
  return app
}

let app: Awaited<ReturnType<typeof prepared>>
let wrongOrder: Awaited<ReturnType<typeof prepared>>
beforeAll(async () => {
  app = await prepared(true)
  wrongOrder = await prepared(false)
})
afterAll(async () => {
  await app.close()
  await wrongOrder.close()
})

const open = (transport: Transport, profile: ProfileName = 'chromium', url = shop) =>
  new Browser({ profile, transport }).open(url)
const key = { 'X-API-Key': 'key' }
const logIn = {
  method: 'POST',
  credentials: 'include',
  headers: { ...key, 'Content-Type': 'application/json' },
  body: '{"name":"Ada"}',
} as const

describe('a Nest app', () => {
  it.each([
    { taken: 'the instance of its adapter', of: () => app.getHttpAdapter().getInstance() },
    { taken: 'its server', of: () => app.getHttpServer() },
  ])('is taken as $taken', async ({ of }) => {
    const page = open(listenerTransport(of()))
    const response = await page.fetch(`${api}/session`, logIn)
    expect([response.status, await response.json()]).toEqual([201, { hello: 'Ada' }])
  })

  it.each(['chromium', 'firefox', 'safari'] as const)('keeps a session in %s', async (profile) => {
    const page = open(listenerTransport(app.getHttpAdapter().getInstance()), profile)
    const me = () => page.fetch(`${api}/session`, { credentials: 'include', headers: key })
    const before = await me()
    expect([before.status, await before.json()]).toEqual([401, { message: 'Unauthorized', statusCode: 401 }])
    await page.fetch(`${api}/session`, logIn)
    expect(await (await me()).json()).toEqual({ loggedIn: true })
  })

  it('lets nobody else read', async () => {
    const page = open(
      listenerTransport(app.getHttpAdapter().getInstance()),
      'firefox',
      'https://evil.example',
    )
    await expect(page.fetch(`${api}/session`, logIn)).rejects.toThrow('NetworkError')
  })

  it('whose guard comes before CORS answers no preflight', async () => {
    seen.length = 0
    const page = open(listenerTransport(wrongOrder.getHttpAdapter().getInstance()))
    await expect(page.fetch(`${api}/session`, logIn)).rejects.toMatchObject({
      cause: { verdicts: [{ firstCause: { text: expect.stringContaining('answered 401') } }] },
    })
    expect(seen).toEqual(['OPTIONS'])
  })
})
