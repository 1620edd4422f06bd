import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { askedOfNginx } from '../../src/campaign/nginx-origin'
import { perform } from '../../src/campaign/play'
import { createProgress } from '../../src/campaign/target-spec'
import { audit } from '../../src/fuzz/audit'
import type { Intent } from '../../src/fuzz/types'
import { type NginxConfiguration, nginx, parseNginx } from '../../src/servers/nginx/index'
import { fuzzedHere } from './in-thread'

const parsed = (text: string): NginxConfiguration => parseNginx(text, { file: '/etc/nginx/api.conf' })
const cors = 'add_header Access-Control-Allow-Origin $http_origin;'
const redirect = 'server { listen 80; server_name api.acme.com; return 301 https://$host$request_uri; }'
const api = `server { listen 443 ssl; server_name api.acme.com; ${cors} }`

// biome-ignore format: a table, one row a line
const rows: readonly (readonly [desc: string, text: string, origin: string | null])[] = [
  ['no server', 'events {}', null],
  ['one that is alone, whatever it does', redirect, 'http://api.acme.com'],
  ['TLS behind a redirect', redirect + api, 'https://api.acme.com'],
  ['within http', `http { ${redirect} ${api} }`, 'https://api.acme.com'],
  ['a name, not the catch-all that hangs up', `server { listen 443 ssl default_server; server_name _; return 444; } ${api}`, 'https://api.acme.com'],
  ['the one that says CORS, were it without TLS', `server { listen 443 ssl; server_name www.acme.com; } server { listen 80; server_name api.acme.com; location /v1 { ${cors} } }`, 'http://api.acme.com'],
  ['TLS, of two that say CORS', `server { listen 80; server_name a.acme.com; ${cors} } server { listen 443 ssl; server_name b.acme.com; ${cors} }`, 'https://b.acme.com'],
  ['the first of two alike', `server { listen 443 ssl; server_name a.acme.com; ${cors} } server { listen 443 ssl; server_name b.acme.com; ${cors} }`, 'https://a.acme.com'],
  ['none that redirects at /', `server { listen 80; server_name a.acme.com; location / { return 301 https://b.acme.com; } } server { listen 80; server_name b.acme.com; }`, 'http://b.acme.com'],
  ['none that rewrites all', `server { listen 80; server_name a.acme.com; rewrite ^(.*)$ https://b.acme.com$1 permanent; } server { listen 80; server_name b.acme.com; }`, 'http://b.acme.com'],
  ['one that answers with return 200', `server { listen 80; server_name a.acme.com; return 200; } server { listen 80; server_name b.acme.com; }`, 'http://a.acme.com'],
  ['a host that a wildcard takes', `${redirect} server { listen 8443 ssl; server_name *.acme.com; ${cors} }`, 'https://api.acme.com:8443'],
  ['the default one, by a host that is no name', `server { listen 443 ssl; server_name api.example.com; } server { listen 443 ssl default_server; ${cors} }`, 'https://api.example.net'],
  ['none to which no host leads', `server { listen 80 default_server; server_name a.acme.com; } server { listen 80; server_name ~^(?<x>.+)$; ${cors} }`, 'http://a.acme.com'],
]

describe('of the servers of an nginx.conf, there is asked', () => {
  it.each(rows)('%s', (_, text, origin) => {
    expect(askedOfNginx(parsed(text))?.origin ?? null).toBe(origin)
  })

  it('one that is said, and the others with the remedy', () => {
    const other = `server { listen 443 ssl; server_name b.acme.com; ${cors} }`
    const asked = askedOfNginx(parsed(`${redirect}\n${api}\n${other}`))
    expect(asked?.choice).toBe(
      ', of which the server at api.conf:2:1 is asked, https://api.acme.com; not asked: https://b.acme.com (api.conf:3:1 says CORS, too), http://api.acme.com (api.conf:1:1 sends everybody away). --target ORIGIN asks another one',
    )
    expect(asked?.alsoCors).toEqual(['https://b.acme.com'])
    expect(askedOfNginx(parsed(api))?.choice).toBe('')
  })

  it('by the maps that it uses who is meant, and by no others', () => {
    const map = (to: string, keys: string): string => `map $http_origin ${to} { default ''; ${keys} }`
    const text = [
      map(
        '$ok',
        '"https://app.acme.com" $http_origin; ~^https://[a-z]+\\.acme\\.com$ 1; https://old.acme.com "";',
      ),
      map('$ok_too', 'https://other.acme.com 1;'),
      'server { listen 80; server_name api.acme.com; add_header Access-Control-Allow-Origin $ok; }',
    ].join('\n')
    expect(askedOfNginx(parsed(text))?.configured).toEqual({
      origins: ['https://app.acme.com'],
      patterns: ['^https://[a-z]+\\.acme\\.com$'],
    })
  })
})

describe('what is found where nobody says who is meant', () => {
  const bad = async (name: string) => {
    const path = fileURLToPath(new URL(`configurations/${name}`, import.meta.url))
    const target = { kind: 'configuration', path, dialect: null } as const
    const learn = { target: 'https://api.example.com' }
    const intent = (await perform({ kind: 'learn', target, learn, progress: createProgress() })) as Intent
    const report = await fuzzedHere(path, intent, 900)
    return report?.findings
      .filter(({ severity }) => severity === 'high' || severity === 'medium')
      .map(({ class: of, severity }) => `${severity} ${of}`)
  }
  it('behind a redirect is the hole', async () => {
    expect(await bad('behind-redirect-open.conf')).toEqual(['high reflect-any'])
  })
  it('is no limiter where nginx answers for what is away behind it', async () => {
    const path = fileURLToPath(new URL('configurations/behind-redirect.conf', import.meta.url))
    const grants = [{ who: 'https://app.acme.com' }]
    const report = await fuzzedHere(path, { target: 'https://api.acme.com', grants }, 300)
    expect(report?.intent.paths.filter((asked) => asked.endsWith('corsac-upstream-away'))).not.toEqual([])
    expect(report?.counts).toMatchObject({ turnedAway: 0 })
    expect(report?.counts.serverErrors).toBeGreaterThan(0)
  })
  it.each(['behind-redirect.conf', 'behind-catch-all.conf'])('in %s is nothing', async (name) => {
    expect(await bad(name)).toEqual([])
  })
})

describe('a connection that a model refuses', () => {
  const found = (configuration: string, target: string, who: string) => {
    const server = nginx(configuration)
    const { findings } = audit({ open: () => server }, { intent: { target, grants: [{ who }] }, runs: 600 })
    return findings.map(({ class: of }) => of)
  }
  const allowing = (listen: string, who: string): string =>
    `server { listen ${listen}; add_header Access-Control-Allow-Origin ${who} always; return 200 ok; }`

  it('is not the server throwing, where browsers turn to https by themselves', () => {
    const who = 'http://app.example.com'
    expect(found(allowing('80', who), 'http://api.example.com', who)).toEqual([])
  })

  it('is an intended use that fails, where a page that is meant to meets it', () => {
    const who = 'https://app.example.com'
    const hangsUp = `server { listen 443 ssl; location = /corsac-no-such-route { return 444; } location / {
      add_header Access-Control-Allow-Origin ${who} always; return 200 ok; } }`
    expect(found(hangsUp, 'https://api.example.com', who)).toContain('intended-use-fails')
    expect(found(hangsUp, 'https://api.example.com', who)).not.toContain('target-threw')
  })

  it('for everybody leaves nothing to be judged', () => {
    const who = 'https://app.example.com'
    expect(found(allowing('80', who), 'https://api.example.com', who)).toContain('target-always-fails')
  })
})
