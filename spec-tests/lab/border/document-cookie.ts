import type { Scenario } from '../scenario'
import { answer, any, cookieGet, cookieSet, fetchStep, inFamily, scenario, setCookie } from './builders'

const page = 'https://example.com/'

/** Cookies set by script, one after the other, and what `document.cookie` says then. */
function scripted(
  id: string,
  about: string,
  values: readonly string[],
  url: string = page,
  closing: readonly string[] = [url],
): Scenario {
  return scenario(id, about, {
    page: url,
    steps: [...values.map((value) => cookieSet(value)), cookieGet()],
    closing,
  })
}

export const documentCookies: readonly Scenario[] = inFamily('document-cookie', [
  scripted('script-cookie-simple', 'A cookie by script.', ['a=1', 'b=2; Path=/']),
  scripted('script-cookie-httponly', 'HttpOnly by script is refused.', ['a=1; HttpOnly']),
  scripted('script-cookie-nameless', 'A word, an empty string and a lone equals sign by script.', [
    'x',
    '',
    '=',
    '=v',
  ]),
  scripted(
    'script-cookie-secure',
    'Secure by a script of plain http.',
    ['a=1; Secure', 'b=1'],
    'http://example.com/',
  ),
  scripted('script-cookie-prefix', 'Prefixes by script.', [
    '__Host-a=1; Secure; Path=/',
    '__Host-b=1',
    '__Http-c=1; Secure',
  ]),
  scripted('script-cookie-unicode', 'Characters beyond ASCII by script.', ['\u00e9=\u20ac', 'b=\u{1f98a}']),
  scripted('script-cookie-newline', 'Line breaks, a NUL and a TAB by script.', [
    'a=1\nb=2',
    'c=1\x00d',
    'e=1\rf',
    'g=1\th',
  ]),
  scripted('script-cookie-delete', 'A cookie that a script deletes.', ['a=1', 'b=1', 'a=; Max-Age=0']),
  scripted(
    'script-cookie-domain',
    'Domain by script.',
    ['a=1; Domain=example.com', 'b=1; Domain=other.org', 'c=1; Domain=com'],
    'https://api.example.com/',
    ['https://api.example.com/', 'https://example.com/'],
  ),
  scripted('script-cookie-samesite', 'SameSite by script.', [
    'a=1; SameSite=Strict',
    'b=1; SameSite=None',
    'c=1; SameSite=None; Secure',
    'd=1; SameSite=Lax',
  ]),
  scripted(
    'script-cookie-path',
    'Path by script that is not that of the page.',
    ['a=1; Path=/other', 'b=1; Path=/dir', 'c=1'],
    'https://example.com/dir/page',
    ['https://example.com/dir/page', 'https://example.com/other', 'https://example.com/'],
  ),
  scenario('script-cookie-over-httponly', 'A script sets a cookie by the name of one that is HttpOnly.', {
    cookies: [[page, 'a=http; HttpOnly']],
    page,
    steps: [cookieSet('a=script'), cookieGet()],
    closing: [page],
  }),
  scenario('script-cookie-over-secure', 'A script of plain http sets a cookie by the name of a Secure one.', {
    cookies: [[page, 'a=secure; Secure']],
    page: 'http://example.com/',
    steps: [cookieSet('a=script'), cookieGet()],
    closing: [page, 'http://example.com/'],
  }),
  scenario('script-cookie-page-headers', 'Cookies of the page itself are there for its script.', {
    page,
    pageHeaders: [setCookie('a=1'), setCookie('b=1; HttpOnly')],
    steps: [cookieGet(), fetchStep({ url: '/x' })],
    server: [any('https://example.com/x', answer(200, [], 'x'))],
  }),
])
