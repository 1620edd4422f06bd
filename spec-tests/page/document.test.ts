import { describe, expect, it } from 'vitest'
import { serializeOrigin } from '../../src/origin/origin'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import { type DocumentRecord, errorDocument, openDocument, urlIn } from '../../src/page/document'
import { frameNavigation, typedNavigation } from '../../src/page/navigation'
import { sandboxOf } from '../../src/page/sandbox'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, type UserAgent } from '../../src/user-agent/user-agent'
import { api, app, other } from '../fetch/kit'

interface Opening {
  readonly headers?: readonly (readonly [string, string])[]
  readonly sandbox?: string
  readonly parent?: DocumentRecord
  readonly profile?: keyof typeof profiles
}

/** A counter of opaque origins that goes on from one document to the next. */
let userAgent: UserAgent = createUserAgent(profiles.spec)

function open(
  href: string,
  { headers = [], sandbox, parent, profile = 'spec' }: Opening = {},
): DocumentRecord {
  const url = parseURL(href) as URLRecord
  const headerList = headers.map(([name, value]) => ({ name, value }))
  const request =
    parent === undefined ? typedNavigation(url, 'no-referrer') : frameNavigation(parent, url, '')
  const opened = openDocument({ ...userAgent, profile: profiles[profile] }, url, headerList, request, {
    parent: parent ?? null,
    sandbox: sandboxOf(sandbox ?? null),
  })
  userAgent = opened.userAgent
  return opened.document
}

const top = open(`${app}/`)

describe('the origin of a document', () => {
  it.each<{ desc: string; href: string; opening?: Opening; origin: string }>([
    { desc: 'is that of its URL', href: `${api}/x`, origin: api },
    {
      desc: 'is opaque in a sandbox',
      href: `${api}/`,
      opening: { parent: top, sandbox: 'allow-scripts' },
      origin: 'null',
    },
    {
      desc: 'is its own where the sandbox allows it',
      href: `${api}/`,
      opening: { parent: top, sandbox: 'Allow-Same-Origin' },
      origin: api,
    },
    {
      desc: 'is opaque by its own policy',
      href: `${api}/`,
      opening: { headers: [['content-security-policy', 'sandbox']] },
      origin: 'null',
    },
    { desc: 'is opaque for data', href: 'data:text/html,', origin: 'null' },
    { desc: 'is opaque for an empty window', href: 'about:blank', origin: 'null' },
    {
      desc: 'is the parent’s for an empty frame',
      href: 'about:blank',
      opening: { parent: top },
      origin: app,
    },
    {
      desc: 'is the parent’s for a frame with its source',
      href: 'about:srcdoc',
      opening: { parent: top },
      origin: app,
    },
    {
      desc: 'is opaque for an empty frame in a sandbox',
      href: 'about:blank',
      opening: { parent: top, sandbox: '' },
      origin: 'null',
    },
    {
      desc: 'is opaque in a frame of a sandboxed one',
      href: `${api}/`,
      opening: {
        parent: open(`${other}/`, { parent: top, sandbox: 'allow-scripts' }),
        sandbox: 'allow-same-origin',
      },
      origin: 'null',
    },
  ])('$desc', ({ href, opening, origin }) =>
    expect(serializeOrigin(open(href, opening).client.origin)).toBe(origin),
  )

  it('is another opaque one each time', () => {
    const ids = [open('data:,'), open('data:,')].map(({ client }) => client.origin)
    expect(ids[0]).not.toEqual(ids[1])
    expect(ids.some((origin) => origin.kind === 'opaque' && origin.id === 0)).toBe(false)
  })

  it('is opaque where a navigation failed, whatever the frame allows', () => {
    const request = typedNavigation(parseURL(`${app}/x`) as URLRecord, 'no-referrer')
    const { document } = errorDocument(userAgent, request, { parent: null, sandbox: null })
    expect(document.client.origin.kind).toBe('opaque')
    expect(document.url.href).toBe(`${app}/x`)
    expect(document.scripted).toBe(false)
    // The window is what it was.
    expect(document.navigable).toEqual({ parent: null, sandbox: null })
  })
})

describe('a frame', () => {
  const foreign = open(`${other}/`, { parent: top })
  it.each<{ desc: string; frame: DocumentRecord; crossSite: boolean }>([
    {
      desc: 'of the same site has no cross-site ancestor',
      frame: open(`${api}/`, { parent: top }),
      crossSite: false,
    },
    { desc: 'of another site has one: itself', frame: foreign, crossSite: true },
    {
      desc: 'in such a frame has one, though it is of the page’s site',
      frame: open(`${api}/`, { parent: foreign }),
      crossSite: true,
    },
    {
      desc: 'in a frame of the page’s site has none',
      frame: open(`${app}/`, { parent: open(`${api}/`, { parent: top }) }),
      crossSite: false,
    },
    { desc: 'in a sandbox has one', frame: open(`${app}/`, { parent: top, sandbox: '' }), crossSite: true },
  ])('$desc', ({ frame, crossSite }) => {
    expect(frame.client.hasCrossSiteAncestor).toBe(crossSite)
    expect(frame.client.topLevelOrigin).toEqual(top.client.origin)
  })

  it('has a trustworthy ancestor where any of them is', () => {
    const insecure = open('http://shop.test/', { parent: top })
    expect(top.client.hasTrustworthyAncestor).toBe(false)
    expect(insecure.client.hasTrustworthyAncestor).toBe(true)
    expect(open('http://x.test/', { parent: insecure }).client.hasTrustworthyAncestor).toBe(true)
    expect(open('http://x.test/', { parent: open('http://y.test/') }).client.hasTrustworthyAncestor).toBe(
      false,
    )
  })

  it('with its source in the page writes addresses as the page does', () => {
    const srcdoc = open('about:srcdoc', { parent: open(`${app}/dir/page`) })
    expect(urlIn(srcdoc, 'x')?.href).toBe(`${app}/dir/x`)
    expect(srcdoc.client.creationURL.href).toBe(`${app}/dir/page`)
  })
})

describe('the policies of a document', () => {
  const origin = ['referrer-policy', 'origin'] as const
  const corp = ['cross-origin-embedder-policy', 'require-corp; report-to="x"'] as const
  const strict = open(`${app}/`, { headers: [origin, corp] })
  it.each<{ desc: string; href: string; opening: Opening; policy: string; embedder: string }>([
    {
      desc: 'are its own',
      href: `${app}/`,
      opening: { headers: [origin, corp] },
      policy: 'origin',
      embedder: 'require-corp',
    },
    { desc: 'are none by default', href: `${app}/`, opening: {}, policy: '', embedder: 'unsafe-none' },
    {
      desc: 'know no embedder policy that is none',
      href: `${app}/`,
      opening: { headers: [['cross-origin-embedder-policy', 'require']] },
      policy: '',
      embedder: 'unsafe-none',
    },
    {
      desc: 'know no embedder policy over http',
      href: 'http://app.example.com/',
      opening: { headers: [corp] },
      policy: '',
      embedder: 'unsafe-none',
    },
    {
      desc: 'know none below http',
      href: `${app}/`,
      opening: { parent: open('http://shop.test/'), headers: [corp] },
      policy: '',
      embedder: 'unsafe-none',
    },
    {
      desc: 'do not come from the page around it',
      href: `${api}/`,
      opening: { parent: strict },
      policy: '',
      embedder: 'unsafe-none',
    },
    {
      desc: 'do for referrers in one engine',
      href: `${api}/`,
      opening: { parent: strict, profile: 'webkitgtk' },
      policy: 'origin',
      embedder: 'unsafe-none',
    },
    {
      desc: 'are the page’s for an empty frame',
      href: 'about:blank',
      opening: { parent: strict },
      policy: 'origin',
      embedder: 'require-corp',
    },
  ])('$desc', ({ href, opening, policy, embedder }) => {
    const { client } = open(href, opening)
    expect([client.referrerPolicy, client.embedderPolicy]).toEqual([policy, embedder])
  })
})

describe('framesInheritReferrerPolicy', () => {
  it.each([
    ['spec', ''],
    ['webkitgtk', 'no-referrer'],
  ] as const)('in %s a framed document that states no policy has %j', (profile, policy) => {
    const parent = open(`${app}/`, { headers: [['referrer-policy', 'no-referrer']] })
    expect(open(`${other}/`, { parent, profile }).client.referrerPolicy).toBe(policy)
    const own = open(`${other}/`, { parent, profile, headers: [['referrer-policy', 'origin']] })
    expect(own.client.referrerPolicy).toBe('origin')
  })
})
