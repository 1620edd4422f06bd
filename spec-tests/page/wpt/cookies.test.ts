/**
 * What cookies/ and cookiestore/ of web-platform-tests say of pages. Compared with the text of: attributes/max-age.html,
 * size/name-and-value.html and value/value.html at 23d0f251. That Max-Age goes before Expires is
 * not in the first. The others are from memory, path and fact.
 */
import { answer, app, check, type Fact, type Looked, lastHeader, thrownBy } from './kit'

/** What scripts see after a server has set these. */
const afterSetting = (...cookies: readonly string[]) => ({
  site: {
    [`${app}/dir/set`]: answer(
      200,
      cookies.map((cookie) => ['set-cookie', cookie] as const),
    ),
  },
  look: async ({ page }: Looked) => {
    await page.fetch('set')
    return page.document.cookie
  },
})

const facts: readonly Fact[] = [
  {
    wpt: 'cookies/attributes/attributes-ctl.sub.html',
    fact: 'a control character in a cookie keeps it out',
    ...afterSetting('a=1\x01', 'b=2'),
    is: 'b=2',
    profiles: ['spec', 'chromium', 'firefox', 'safari'],
  },
  {
    wpt: 'cookies/attributes/domain.sub.html',
    fact: 'a Domain of another host, and a public suffix, keep a cookie out',
    ...afterSetting(
      'a=1; domain=other.org',
      'b=2; domain=com',
      'c=3; domain=api.example.com',
      'd=4; domain=.example.com',
    ),
    is: 'd=4',
  },
  {
    wpt: 'cookies/attributes/domain.sub.html',
    fact: 'of several Domains the last one counts, an empty one makes it the host’s own',
    ...afterSetting('a=1; domain=other.org; domain=example.com', 'b=2; domain=example.com; domain=other.org'),
    is: 'a=1',
  },
  {
    wpt: 'cookies/attributes/expires.html',
    fact: 'an Expires of the past removes a cookie, one that is no date does nothing',
    ...afterSetting('a=1', 'a=2; expires=Fri, 01 Jan 1999 00:00:00 GMT', 'b=1; expires=foo'),
    is: 'b=1',
  },
  {
    wpt: 'cookies/attributes/max-age.html',
    fact: 'Max-Age goes before Expires; 0 and less remove, what is no number does nothing',
    ...afterSetting(
      'a=1; max-age=100; expires=Fri, 01 Jan 1999 00:00:00 GMT',
      'b=1; max-age=0',
      'c=1; max-age=-1',
      'd=1; max-age=foo',
      'e=1; max-age="60"',
    ),
    is: 'a=1; d=1; e=1',
    profiles: ['spec', 'chromium', 'firefox', 'safari'],
  },
  {
    wpt: 'cookies/attributes/path.html',
    fact: 'paths begin with a slash, else they are the one of the address; a longer one comes first',
    ...afterSetting('a=1; path=/', 'b=2; path=x', 'c=3; path=/dir/', 'd=4; path=/other'),
    is: 'c=3; b=2; a=1',
  },
  {
    wpt: 'cookies/attributes/secure.https.html',
    fact: 'Secure counts in any case and with a value',
    ...afterSetting('a=1; SeCuRe', 'b=2; secure=no'),
    is: 'a=1; b=2',
  },
  {
    wpt: 'cookies/attributes/httponly.html',
    fact: 'scripts do not see HttpOnly, servers do; nor can scripts set it',
    site: { [`${app}/dir/set`]: answer(200, { 'set-cookie': 'a=1; HttpOnly; path=/' }) },
    look: async (l) => {
      await l.page.fetch('set')
      l.page.document.cookie = 'a=2; path=/'
      l.page.document.cookie = 'b=3; HttpOnly'
      const seen = l.page.document.cookie
      await l.page.fetch('/')
      return [seen, lastHeader(l, 'cookie')]
    },
    is: ['', 'a=1'],
  },
  {
    wpt: 'cookies/name/name.html',
    fact: 'a name ends at the first equals sign; without one there is only a value',
    ...afterSetting('a=b=c', '=d', 'e'),
    is: 'a=b=c; e',
    profiles: ['spec', 'chromium'],
  },
  {
    wpt: 'cookies/value/value.html',
    fact: 'blanks around go, quotes and commas stay, a semicolon ends it',
    ...afterSetting('a =  1 ', 'b="2 3"', 'c=4,5', 'd=6;7'),
    is: 'a=1; b="2 3"; c=4,5; d=6',
  },
  {
    wpt: 'cookies/ordering/ordering.sub.html',
    fact: 'longer paths come first, and among those who was set first; setting again keeps the place',
    ...afterSetting('a=1; path=/', 'b=1; path=/', 'c=1; path=/dir', 'a=2; path=/'),
    is: 'c=1; a=2; b=1',
    profiles: ['spec', 'firefox', 'safari', 'webkitgtk'],
  },
  {
    wpt: 'cookies/prefix/__host.document-cookie.https.html',
    fact: '__Host- wants Secure, the path / and no Domain',
    look: ({ page }) => {
      page.document.cookie = '__Host-a=1; path=/'
      page.document.cookie = '__Host-b=1; secure; path=/dir'
      page.document.cookie = '__Host-c=1; secure; path=/; domain=example.com'
      page.document.cookie = '__Host-d=1; secure; path=/'
      return page.document.cookie
    },
    is: '__Host-d=1',
    profiles: ['spec', 'chromium', 'firefox', 'safari'],
  },
  {
    wpt: 'cookies/prefix/__secure.document-cookie.https.html',
    fact: '__Secure- wants Secure, in any case of the prefix',
    look: ({ page }) => {
      page.document.cookie = '__Secure-a=1'
      page.document.cookie = '__SeCuRe-b=1'
      page.document.cookie = '__Secure-c=1; secure'
      return page.document.cookie
    },
    is: '__Secure-c=1',
    profiles: ['spec', 'chromium', 'firefox', 'safari'],
  },
  {
    wpt: 'cookies/samesite/fetch.https.html',
    fact: 'within a site cookies of any SameSite go along',
    site: {
      [`${app}/dir/set`]: answer(200, [
        ['set-cookie', 'a=1; samesite=strict; path=/'],
        ['set-cookie', 'b=1; samesite=lax; path=/'],
        ['set-cookie', 'c=1; samesite=none; secure; path=/'],
        ['set-cookie', 'd=1; path=/'],
      ]),
    },
    look: async (l) => {
      await l.page.fetch('set')
      await l.page.fetch('/')
      return lastHeader(l, 'cookie')
    },
    is: 'a=1; b=1; c=1; d=1',
  },
  {
    wpt: 'cookies/size/name-and-value.html',
    fact: 'name and value have 4096 bytes together, and not one more',
    look: ({ page }) => {
      page.document.cookie = `a=${'x'.repeat(4095)}`
      page.document.cookie = `b=${'x'.repeat(4096)}`
      return page.document.cookie.split('; ').map((pair) => pair.length)
    },
    is: [4097],
    profiles: ['spec', 'chromium', 'firefox'],
  },
  {
    wpt: 'cookiestore/cookieStore_set_arguments.https.any.js',
    fact: 'a name with an equals sign, a domain with a dot in front, and nothing at all are a TypeError',
    profiles: ['chromium', 'firefox'],
    look: async ({ page }) => [
      await thrownBy(() => page.cookieStore?.set('a=b', 'c')),
      await thrownBy(() => page.cookieStore?.set({ name: 'a', value: 'b', domain: '.example.com' })),
      await thrownBy(() => page.cookieStore?.set('', '')),
      await thrownBy(() => page.cookieStore?.set('a', 'b')),
      page.document.cookie,
    ],
    is: ['TypeError', 'TypeError', 'TypeError', null, 'a=b'],
  },
  {
    wpt: 'cookiestore/cookieStore_get_arguments.https.any.js',
    fact: 'get without a name or with the address of another is a TypeError, and null where there is none',
    profiles: ['chromium', 'firefox'],
    look: async ({ page }) => [
      await thrownBy(() => Reflect.apply(page.cookieStore?.get as never, page.cookieStore, [])),
      await thrownBy(() => page.cookieStore?.get({ url: 'https://other.org/' })),
      await page.cookieStore?.get('none'),
    ],
    is: ['TypeError', 'TypeError', null],
  },
]

check(facts)
