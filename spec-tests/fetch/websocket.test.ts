import { describe, expect, it } from 'vitest'
import { answer, api, app, header, other, request, run } from './kit'

/** What a handshake to `url` comes to, from a page at https://app.example.com. */
function shake(url: string) {
  return run(request(url, { mode: 'websocket', credentials: 'include' }), () => answer(101))
}

describe('a WebSocket handshake', () => {
  it('is an HTTP request to the same place', () => {
    const { sent, response } = shake('wss://api.example.com/socket?a#b')
    expect(sent[0]?.url.href).toBe(`${api}/socket?a#b`)
    expect(response).toMatchObject({ type: 'basic', status: 101 })
  })

  it.each<[url: string, site: string]>([
    ['wss://app.example.com/socket', 'same-origin'],
    ['wss://api.example.com/socket', 'same-site'],
    ['wss://other.org/socket', 'cross-site'],
  ])('to %s is %s, and always says its origin', (url, site) => {
    const { sent } = shake(url)
    expect(header(sent[0], 'sec-fetch-site')).toBe(site)
    expect(header(sent[0], 'sec-fetch-mode')).toBe('websocket')
    expect(header(sent[0], 'origin')).toBe(app)
  })

  it.each<[url: string, refused: string]>([
    ['wss://api.example.com:6000/', 'main-fetch/bad-port'],
    ['ws://api.example.com/', 'main-fetch/mixed-content'],
  ])('to %s is refused', (url, refused) => expect(shake(url).refused).toBe(refused))

  it('follows no CORS protocol', () => {
    expect(shake(other.replace('https', 'wss')).refused).toBeNull()
  })
})
