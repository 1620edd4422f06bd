import { describe, expect, it } from 'vitest'
import { createRequest } from '../../src/fetch/create-request'
import type { Handler } from '../../src/fetch/exchange-state'
import { simulate } from '../../src/fetch/simulate'
import { lint } from '../../src/lint/lint'
import type { Entry, Literal } from '../../src/lint/literal'
import type { Material, OptionsSite } from '../../src/lint/material'
import { readJs } from '../../src/lint/read/read-js'
import { readPythonFile } from '../../src/lint/read/read-python'
import { profiles } from '../../src/profile/profile'
import { djangoCors } from '../../src/servers/django-cors-headers/cors-middleware'
import { flaskCors } from '../../src/servers/flask-cors/flask-cors'
import { answer, type Middleware } from '../../src/servers/middleware'
import { nginx } from '../../src/servers/nginx/nginx'
import { expressCors } from '../../src/servers/real/express-cors'
import { starletteCors } from '../../src/servers/starlette/cors-middleware'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { javascriptRows } from './rows/javascript'
import { nginxRows } from './rows/nginx'
import { pythonRows } from './rows/python'
import type { LintRow } from './rows/row'

/**
 * What lint says of who gets in is held against models of the servers: the origin that a finding names reads, in every
 * browser, and reads no longer with the fixes.
 */

const app: Handler = () => answer(200, {}, 'secret')

function readOf(literal: Literal): unknown {
  switch (literal.kind) {
    case 'string':
    case 'number':
    case 'boolean':
      return literal.value
    case 'list':
      return literal.items.map(readOf)
    case 'map':
      return Object.fromEntries(literal.entries.map(({ key, value }: Entry) => [key, readOf(value)]))
    case 'pattern':
      return new RegExp(literal.source, literal.flags)
    default:
      return undefined
  }
}

/** The models take their own options only; what others have is left out as they would leave it out. */
function layerOf({ dialect, options }: OptionsSite): Middleware | null {
  const given = options === null ? {} : (readOf(options) as Record<string, unknown>)
  const own = (pattern: RegExp): Record<string, unknown> =>
    Object.fromEntries(Object.entries(given).filter(([key]) => pattern.test(key)))
  switch (dialect) {
    case 'express':
      return expressCors(own(/^(?:origin|credentials)$/))
    case 'flask':
      return flaskCors(own(/^(?:origins|supports_credentials|resources)$/), { settings: own(/^CORS_/) })
    case 'starlette':
      return starletteCors(own(/^allow_(?:origins|origin_regex|credentials)$/))
    case 'django':
      return djangoCors(own(/^CORS_(?:ALLOW|ORIGIN)/))
    default:
      return null
  }
}

function serverOf(path: string, text: string): Handler | null {
  if (path.endsWith('.conf'))
    return nginx(
      (text.includes('server {') ? text : `server { ${text} }`).replace(
        'server {',
        'server { listen 443 ssl;',
      ),
      { otherUpstreams: app },
    )
  const material: Material = path.endsWith('.py') ? readPythonFile(text, null) : readJs(text, path, null)
  const [site] = material.options
  const layer = site === undefined ? null : layerOf(site)
  return layer === null ? null : layer(app)
}

/** A server anew for each browser: some patterns remember. */
function reads(serve: () => Handler | null, origin: string, credentials: boolean): readonly string[] {
  const request = createRequest({
    url: 'https://api.example.com/api/x',
    client: `${origin}/`,
    credentials: credentials ? 'include' : 'omit',
  })
  return [profiles.chromium, profiles.firefox, profiles.safari].flatMap((profile) => {
    const server = serve()
    if (server === null) throw new Error('no server')
    const { response } = simulate(createUserAgent(profile), request, server, 0)
    return response.type === 'cors' ? [profile.name] : []
  })
}

interface Claim extends LintRow {
  readonly origin: string
  readonly credentials: boolean
}

/** Rows whose findings name an origin that gets in and should not. */
function claims(rows: readonly LintRow[]): readonly Claim[] {
  return rows.flatMap((row) => {
    const [report] = lint([{ path: row.path, text: row.text }], { unmask: true }).files
    return (report?.findings ?? []).flatMap((finding): readonly Claim[] => {
      const named = /lets (https?:\S+?) in\b/.exec(finding.message)?.[1]
      const anybody = finding.rule === 'any-origin-with-credentials' ? 'https://evil.example' : undefined
      const origin = named ?? anybody
      if (origin === undefined || finding.fix === null || serverOf(row.path, row.text) === null) return []
      return [{ ...row, origin, credentials: /credentials/i.test(row.text) }]
    })
  })
}

const rows = claims([...javascriptRows, ...pythonRows, ...nginxRows])

describe('origins that findings name', () => {
  it('are many', () => expect(rows.length).toBeGreaterThan(15))

  it.each(rows)(
    '$desc: $origin reads, and no longer with the fix',
    ({ path, text, fixed = text, origin, credentials }) => {
      const before = (): Handler | null => serverOf(path, text)
      // A function cannot be read back: what it does is plain, and its fix is tried all the same.
      if (!/=>|function/.test(text))
        expect(reads(before, origin, credentials)).toEqual(['chromium', 'firefox', 'safari'])
      const after = (): Handler | null => serverOf(path, fixed)
      expect(reads(after, origin, credentials)).toEqual([])
    },
  )
})

describe('* with credentials', () => {
  const starred = [...javascriptRows, ...nginxRows].filter(
    ({ finds, text }) =>
      finds.some((find) => find.startsWith('wildcard-with-credentials')) &&
      !text.includes('socket.io') &&
      !text.includes('process.env') &&
      !text.includes('fastify'),
  )

  it('is in some rows', () => expect(starred.length).toBeGreaterThan(2))

  it.each(starred)(
    '$desc: is refused by every browser, and the origin of the fix reads',
    ({ path, text, fixed }) => {
      const before = (): Handler | null => serverOf(path, text)
      const after = (): Handler | null => serverOf(path, fixed ?? text)
      expect(reads(before, 'https://app.example.com', true)).toEqual([])
      expect(reads(after, 'https://app.example.com', true)).toEqual(['chromium', 'firefox', 'safari'])
    },
  )
})

describe('origins that never match', () => {
  const dead = [...javascriptRows, ...pythonRows].filter(
    ({ finds, fixed }) =>
      fixed !== undefined &&
      finds.length === 1 &&
      /^origin-(?:with-path|without-scheme|default-port|not-serialized|decorated)/.test(finds[0] ?? ''),
  )

  it('are in some rows', () => expect(dead.length).toBeGreaterThan(5))

  it.each(dead)('$desc: nobody gets in, and somebody does with the fix', ({ path, text, fixed = '' }) => {
    const origin = /https?:\/\/[^'"/]+(?=['"])/.exec(fixed)?.[0] ?? ''
    const before = (): Handler | null => serverOf(path, text)
    const after = (): Handler | null => serverOf(path, fixed)
    expect(reads(before, origin, false)).toEqual([])
    expect(reads(after, origin, false)).toEqual(['chromium', 'firefox', 'safari'])
  })
})
