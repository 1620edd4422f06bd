import { expect, test } from 'vitest'
import { isLoggedIn, logIn, rememberTheme } from './session.js'

test('code of the page logs in', async () => {
  expect(await isLoggedIn()).toBe(false)
  expect(await logIn()).toStoreCookie('sid', { sameSite: 'lax', httpOnly: true })
  expect(await isLoggedIn()).toBe(true)
})

test('the next test is another user', async () => {
  expect(await isLoggedIn()).toBe(false)
})

test('the same code on a page of somebody else', async () => {
  corsac.start({ url: 'https://evil.example/', profile: 'chromium' })
  await expect(logIn()).toBeBlocked('cors-check/origin-absent')
})

test('document.cookie is that of the page', () => {
  rememberTheme('dark')
  expect(document.cookie).toBe('theme=dark')
  corsac.open('https://other.example/')
  expect(document.cookie).toBe('')
})
