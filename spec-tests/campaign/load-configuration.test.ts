import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from 'vitest'
import { loadConfiguration } from '../../src/campaign/load-configuration'
import type { WireResponse } from '../../src/fetch/response'
import { getHeader } from '../../src/http/header-list'
import { ask, evil, ours, preflight } from '../servers/node/kit'

const folder = mkdtempSync(join(tmpdir(), 'corsac-configurations-'))
afterAll(() => rmSync(folder, { recursive: true }))

function loaded(name: string, text: string) {
  const path = join(folder, name)
  writeFileSync(path, text)
  return loadConfiguration(path, null)
}

const realLife = (name: string): string => fileURLToPath(new URL(`../real-life/${name}`, import.meta.url))

/** Whom an answer at a path is for: `null` for nobody. */
function answers(target: ReturnType<typeof loadConfiguration>) {
  if (target.inTime) throw new Error('expected one that answers at once')
  const handler = target.target.open()
  return (method: string, path: string, origin: string): readonly [number, string | null] => {
    const url = `https://api.example.com${path}`
    const asked = method === 'OPTIONS' ? preflight(origin) : ask(method, origin, {}, url)
    const { status, headerList } = handler({ ...asked, url: ask('GET', null, {}, url).url }) as WireResponse
    return [status, getHeader(headerList, 'access-control-allow-origin')]
  }
}

describe('flask-cors for an app and for routes of it', () => {
  const target = loadConfiguration(realLife('48-decorator-on-one-route/broken.py'), null)
  const at = answers(target)

  it('is one model, and the routes are asked for', () => {
    expect(target.taken).toBe('options of flask-cors, 1 of them at a route')
    expect(target.paths).toEqual(['/me/export'])
    expect(target.configured?.origins).toEqual(['https://app.example.com', 'https://admin.example.com'])
  })

  it.each([
    ['the options of the app hold elsewhere', 'GET', '/me', evil, null],
    ['and let in whom they name', 'GET', '/me', ours, ours],
    ['those of the route hold there', 'GET', '/me/export', evil, evil],
    ['for every method, as the app has something everywhere', 'PUT', '/me/export', evil, evil],
    ['and answer its preflights', 'OPTIONS', '/me/export', evil, evil],
  ])('%s', (_, method, path, origin, allowed) => {
    expect(at(method, path, origin)).toEqual([200, allowed])
  })

  it.each([
    ['@app.get', "@app.get('/a')\n@cross_origin(origins='*')\ndef a(): pass\n", ['/a']],
    ['a variable part, which has no path', "@app.route('/u/<id>')\n@cross_origin()\ndef u(): pass\n", []],
    ['methods', "@bp.route('/a', methods=['PUT'])\n@cross_origin()\ndef a(): pass\n", ['/a']],
  ])('has the routes of %s', (_, text, paths) => {
    expect(loaded('app.py', `CORS(app, origins=['${ours}'])\n${text}`).paths).toEqual(paths)
  })

  it('is for all paths where routes alone have options', () => {
    const alone = answers(loaded('alone.py', "@app.route('/a')\n@cross_origin(origins='*')\ndef a(): pass\n"))
    expect(alone('GET', '/b', ours)).toEqual([200, ours])
  })

  it('takes what the call says before what the settings say', () => {
    const text = `app.config['CORS_ORIGINS'] = '*'\napp.config['CORS_MAX_AGE'] = 5\nCORS(app, origins=['${ours}'])\n`
    const both = answers(loaded('both.py', text))
    expect([both('GET', '/', evil), both('GET', '/', ours)]).toEqual([
      [200, null],
      [200, ours],
    ])
  })

  it('says what to do instead where there are two apps', () => {
    const two = "CORS(one, origins=['https://a.test'])\nCORS(two, origins=['https://b.test'])\n"
    expect(() => loaded('two.py', two)).toThrow(/at 2 places.*corsac fuzz http:\/\/localhost:5000/)
    const js = "import cors from 'cors'\none.use(cors({ origin: 'a' }))\ntwo.use(cors({ origin: 'b' }))\n"
    expect(() => loaded('two.js', js)).toThrow(/export the app from a module/)
  })
})

describe('an nginx whose application goes away', () => {
  const away = '/corsac-upstream-away'

  it.each([
    ['broken.conf', null],
    ['fixed.conf', ours],
  ])('answers with its own error page: %s', (file, allowed) => {
    const target = loadConfiguration(realLife(`35-error-pages-of-the-proxy/${file}`), null)
    expect(target.paths).toContain(away)
    const at = answers(target)
    expect(at('GET', '/', ours)).toEqual([200, ours])
    expect(at('GET', away, ours)).toEqual([502, allowed])
    // It was there when the preflight came.
    expect(at('OPTIONS', away, ours)).toEqual([204, ours])
  })

  const location = (path: string, inside: string): string => `location ${path} { ${inside} }`
  const cors = 'add_header Access-Control-Allow-Origin * always;'
  it.each([
    [
      'in each location that has CORS',
      location('/api/', `${cors} proxy_pass http://a;`),
      ['/api/corsac-upstream-away'],
    ],
    ['nowhere without an application', location('/api/', `${cors} return 200;`), []],
    ['nowhere below what is for one path', location('= /api/', `${cors} proxy_pass http://a;`), []],
    ['anywhere where the server has CORS', `${cors} ${location('/', 'proxy_pass http://a;')}`, [away]],
  ])('is asked for %s', (_, inside, paths) => {
    const { paths: all } = loaded('nginx.conf', `events {} http { server { ${inside} } }`)
    expect(all?.filter((path) => path.endsWith(away.slice(1)))).toEqual(paths)
  })
})
