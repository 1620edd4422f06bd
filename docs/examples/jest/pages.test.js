// Needs no environment: several pages of one browser, and browsers side by side.
const { Browser } = require('corsac/page')
const { listenerTransport } = require('corsac/node')
const { app } = require('./server')

test.each(['chromium', 'firefox', 'safari'])('one browser, two tabs: %s', async (profile) => {
  const browser = new Browser({ profile, transport: listenerTransport(app) })
  const [login, cart] = [
    browser.open('https://shop.example/login'),
    browser.open('https://shop.example/cart'),
  ]
  await login.fetch('https://api.shop.example/login', { method: 'POST', credentials: 'include' })

  const me = await cart.fetch('https://api.shop.example/me', { credentials: 'include' })
  expect(me).toSendCookie('sid')
  expect(me).toBeReadable()
  expect(await me.json()).toEqual({ loggedIn: true })

  await expect(browser.open('https://evil.example/').fetch('https://api.shop.example/me')).toBeBlocked()
})

test('axios has one AxiosError', async () => {
  const axios = require('axios')
  const page = new Browser({ profile: 'firefox', transport: listenerTransport(app) }).open(
    'https://evil.example/',
  )
  const client = axios.create({ adapter: page.axiosAdapter })
  await expect(client.get('https://api.shop.example/me')).rejects.toBeInstanceOf(axios.AxiosError)
})
