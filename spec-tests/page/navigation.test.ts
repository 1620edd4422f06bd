import { describe, expect, it } from 'vitest'
import type { RequestRecord } from '../../src/fetch/request'
import type { FilteredResponse } from '../../src/fetch/response'
import { simulate } from '../../src/fetch/simulate'
import { getHeader } from '../../src/http/header-list'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import { type DocumentRecord, documentFromResponse } from '../../src/page/document'
import {
  formNavigation,
  frameNavigation,
  isPlaceIn,
  linkNavigation,
  reloadNavigation,
  replacesDocument,
  scriptNavigation,
  typedNavigation,
} from '../../src/page/navigation'
import { profiles } from '../../src/profile/profile'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, api, app, other } from '../fetch/kit'

const url = (href: string): URLRecord => parseURL(href) as URLRecord
const userAgent = createUserAgent(profiles.spec)

/** The document that a navigation leads to, before a server that redirects from /redirect. */
function landed(request: RequestRecord): DocumentRecord {
  const last = { request }
  const { response } = simulate(
    userAgent,
    request,
    (wire) => {
      if (wire.url.path === '/redirect') return answer(307, { location: '/landed' })
      return answer(200)
    },
    0,
  )
  if (response.type === 'error') throw new Error('it went wrong')
  const urlList = response.urlList as RequestRecord['urlList']
  const ended = { ...last.request, urlList, referrer: 'no-referrer' as const }
  return documentFromResponse(userAgent, ended, response, { parent: null, sandbox: null }).document
}

const page = landed(typedNavigation(url(`${app}/page`), 'no-referrer'))

describe('the request of a navigation', () => {
  const link = { url: url(`${other}/`), rel: '', referrerPolicy: '' as const, userActivation: true }
  const form = {
    action: url(`${other}/f?x`),
    method: 'post' as const,
    enctype: 'text/plain' as const,
    fields: [['a', '1']] as const,
    boundary: 'x',
    userActivation: false,
  }
  it('has the mode, credentials and flags of navigations', () => {
    for (const request of [
      typedNavigation(url(app), 'no-referrer'),
      frameNavigation(page, url(other), ''),
      linkNavigation(page, link, 'document'),
      formNavigation(page, form, 'document'),
    ]) {
      const { mode, credentialsMode, redirectMode, unsafeRequest } = request
      expect({ mode, credentialsMode, redirectMode, unsafeRequest }).toEqual({
        mode: 'navigate',
        credentialsMode: 'include',
        redirectMode: 'follow',
        unsafeRequest: false,
      })
    }
  })

  it('is nobody’s where the user typed it', () => {
    const request = typedNavigation(url(`${app}/x`), `${other}/`)
    expect(request.userInitiated).toBe(true)
    expect(request.userActivation).toBe(true)
    expect(request.topLevelNavigationInitiatorOrigin).toBe(null)
    expect(request.referrer).toMatchObject({ href: `${other}/` })
  })

  it('of a link is the page’s, with the user behind it', () => {
    const request = linkNavigation(page, link, 'document')
    expect(request).toMatchObject({ userInitiated: false, userActivation: true, referrer: 'client' })
    expect(request.client).toBe(page.client)
    expect(request.topLevelNavigationInitiatorOrigin).toBe(page.client.origin)
  })

  it.each([
    { desc: 'noreferrer hides it', rel: 'noreferrer', referrer: 'no-referrer' },
    { desc: 'in any case and among others', rel: 'nofollow NoReferrer', referrer: 'no-referrer' },
    { desc: 'noopener does not', rel: 'noopener', referrer: 'client' },
  ])('of a link has a referrer: $desc', ({ rel, referrer }) =>
    expect(linkNavigation(page, { ...link, rel }, 'document').referrer).toBe(referrer),
  )

  it('of a frame is an element’s, and leads the page nowhere', () => {
    const request = frameNavigation(page, url(other), 'origin')
    expect(request).toMatchObject({
      destination: 'iframe',
      initiatorType: 'iframe',
      referrerPolicy: 'origin',
    })
    expect(request.topLevelNavigationInitiatorOrigin).toBe(null)
  })

  it('of a script has no initiator type', () =>
    expect(scriptNavigation(page, url(other), null, 'document')).toMatchObject({
      initiatorType: null,
      userActivation: false,
    }))

  it('of a form has its body and type', () => {
    const request = formNavigation(page, form, 'document')
    expect(request.method).toBe('POST')
    expect(request.body).toEqual({ kind: 'bytes', bytes: 'a=1\r\n' })
    expect(getHeader(request.headerList, 'content-type')).toBe('text/plain')
  })

  it('of a form by GET has a query in place of a body', () => {
    const request = formNavigation(page, { ...form, method: 'get' }, 'document')
    expect(request.urlList[0].href).toBe(`${other}/f?a=1`)
    expect([request.method, request.body, request.headerList]).toEqual(['GET', null, []])
  })
})

describe('a reload', () => {
  const linked = landed(
    linkNavigation(
      landed(typedNavigation(url(`${other}/`), 'no-referrer')),
      { url: url(`${app}/x`), rel: '', referrerPolicy: '', userActivation: true },
      'document',
    ),
  )
  const posted = (path: string): DocumentRecord =>
    landed(
      formNavigation(
        page,
        {
          action: url(`${app}${path}`),
          method: 'post',
          enctype: 'text/plain',
          fields: [['a', '1']],
          boundary: 'x',
          userActivation: true,
        },
        'document',
      ),
    )

  it.each([
    { desc: 'asks as whoever led there', profile: 'firefox', initiator: other, typed: true },
    { desc: 'asks as the document itself', profile: 'webkitgtk', initiator: app, typed: false },
  ] as const)('$desc ($profile)', ({ profile, initiator, typed }) => {
    const again = profiles[profile].reloadRepeatsInitiator
    const request = reloadNavigation(profiles[profile], linked, 'document', false)
    expect(again).toBe(typed)
    expect(request?.client?.origin).toMatchObject({ serialized: initiator })
    const referred = { ...linked, referrer: `${other}/from` }
    const { referrer } = reloadNavigation(profiles[profile], referred, 'document', false) ?? {}
    expect(referrer).toEqual(typed ? expect.objectContaining({ href: `${other}/from` }) : 'client')
    expect(request?.referrer).toBe(typed ? 'no-referrer' : 'client')
    expect(request).toMatchObject({ reloadNavigation: true, userActivation: false, userInitiated: false })
    expect(reloadNavigation(profiles[profile], page, 'document', true)).toMatchObject({
      userInitiated: typed,
      userActivation: true,
    })
  })

  it.each([
    { desc: 'sends the form again', reloadOfPost: 'repeated', path: '/x', method: 'POST' },
    { desc: 'asks for the document without it', reloadOfPost: 'as-get', path: '/x', method: 'GET' },
    {
      desc: 'sends nothing before the user was asked',
      reloadOfPost: 'asked-first',
      path: '/x',
      method: null,
    },
    { desc: 'does, after a redirect', reloadOfPost: 'asked-first', path: '/redirect', method: 'GET' },
  ] as const)('of what a POST led to $desc', ({ reloadOfPost, path, method }) => {
    const document = posted(path)
    expect(document.method).toBe('POST')
    const request = reloadNavigation({ ...profiles.spec, reloadOfPost }, document, 'document', false)
    expect(request?.method ?? null).toBe(method)
    expect(request?.body ?? null).toEqual(method === 'POST' ? { kind: 'bytes', bytes: 'a=1\r\n' } : null)
  })
})

describe('a place in a document', () => {
  it.each([
    { desc: 'has a fragment', there: `${app}/page#x`, is: true },
    { desc: 'may have an empty one', there: `${app}/page#`, is: true },
    { desc: 'is not the document without one, which is loaded again', there: `${app}/page`, is: false },
    { desc: 'is not in another document', there: `${app}/page?#x`, is: false },
  ])('$desc', ({ there, is }) => {
    expect(isPlaceIn(page, url(there))).toBe(is)
    expect(isPlaceIn({ ...page, url: url(`${app}/page#y`) }, url(there))).toBe(is)
  })
})

describe('a response', () => {
  it.each([
    { desc: 'leads to a document', status: 200, leaves: true },
    { desc: 'does, as an error of the server', status: 500, leaves: true },
    { desc: 'does not without content', status: 204, leaves: false },
    { desc: 'does not where it resets the form', status: 205, leaves: false },
    { desc: 'does not as a download', status: 200, disposition: ' Attachment; filename="x"', leaves: false },
    { desc: 'does where it is shown in place', status: 200, disposition: 'inline', leaves: true },
  ])('$desc', ({ status, disposition, leaves }) => {
    const internalResponse = answer(
      status,
      disposition === undefined ? {} : { 'content-disposition': disposition },
    )
    const response: FilteredResponse = {
      ...internalResponse,
      type: 'basic',
      urlList: [url(api)],
      internalResponse,
    }
    expect(replacesDocument(response)).toBe(leaves)
  })
})
