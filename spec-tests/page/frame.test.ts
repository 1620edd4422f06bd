import { describe, expect, it } from 'vitest'
import type { FilteredResponse, NetworkError, WireResponse } from '../../src/fetch/response'
import { parseURL, type URLRecord } from '../../src/origin/url-record'
import { type DocumentRecord, openDocument } from '../../src/page/document'
import { embeddable, frameEvent } from '../../src/page/frame'
import { frameNavigation, typedNavigation } from '../../src/page/navigation'
import { type Profile, profiles } from '../../src/profile/profile'
import { fail, type RefusalId } from '../../src/spec/reason'
import { createUserAgent } from '../../src/user-agent/user-agent'
import { answer, api, app, other } from '../fetch/kit'

const url = (href: string): URLRecord => parseURL(href) as URLRecord

function pageWith(policy: string): DocumentRecord {
  const headerList = policy === '' ? [] : [{ name: 'cross-origin-embedder-policy', value: policy }]
  const request = typedNavigation(url(`${app}/`), 'no-referrer')
  const userAgent = createUserAgent(profiles.spec)
  return openDocument(userAgent, url(`${app}/`), headerList, request, { parent: null, sandbox: null })
    .document
}

function responseOf(internalResponse: WireResponse): FilteredResponse {
  return { ...internalResponse, type: 'basic', urlList: [url(other)], internalResponse }
}

const standard = { ...profiles.spec, frameNeedsEmbedderPolicy: true }
const lenient = { ...profiles.spec, frameNeedsEmbedderPolicy: false }

describe('what a page with an embedder policy lets into a frame', () => {
  interface Row {
    readonly desc: string
    readonly page: string
    readonly from?: string
    /** The response's own policies. */
    readonly own?: string
    readonly corp?: string
    readonly profile?: Profile
    readonly lets: boolean
  }
  it.each<Row>([
    { desc: 'anything, where it has none', page: '', lets: true },
    { desc: 'nothing without a policy', page: 'require-corp', corp: 'cross-origin', lets: false },
    { desc: 'nor of its own origin', page: 'require-corp', from: app, lets: false },
    {
      desc: 'its own origin with a policy',
      page: 'require-corp',
      from: app,
      own: 'require-corp',
      lets: true,
    },
    { desc: 'not another origin that says nothing', page: 'require-corp', own: 'require-corp', lets: false },
    {
      desc: 'another origin that is open to all',
      page: 'require-corp',
      own: 'require-corp',
      corp: 'cross-origin',
      lets: true,
    },
    {
      desc: 'not one that is for its own site',
      page: 'require-corp',
      own: 'require-corp',
      corp: 'same-site',
      lets: false,
    },
    {
      desc: 'the same site where it is for that',
      page: 'require-corp',
      from: api,
      own: 'require-corp',
      corp: 'same-site',
      lets: true,
    },
    {
      desc: 'not the same site where it is for its origin',
      page: 'require-corp',
      from: api,
      own: 'require-corp',
      corp: 'same-origin',
      lets: false,
    },
    {
      desc: 'without credentials, what has a policy',
      page: 'credentialless',
      own: 'credentialless',
      lets: true,
    },
    { desc: 'but nothing without one', page: 'credentialless', lets: false },
    {
      desc: 'nor what is for its own origin',
      page: 'credentialless',
      own: 'credentialless',
      corp: 'same-origin',
      lets: false,
    },
    {
      desc: 'anything without credentials, in one engine',
      page: 'credentialless',
      corp: 'same-origin',
      profile: lenient,
      lets: true,
    },
    {
      desc: 'there, what is open to all',
      page: 'require-corp',
      corp: 'cross-origin',
      profile: lenient,
      lets: true,
    },
    { desc: 'there too, nothing else', page: 'require-corp', profile: lenient, lets: false },
  ])('$desc', ({ page, from = other, own, corp, profile = standard, lets }) => {
    const document = pageWith(page)
    const response = answer(200, [
      ...(own === undefined ? [] : [['cross-origin-embedder-policy', own] as const]),
      ...(corp === undefined ? [] : [['cross-origin-resource-policy', corp] as const]),
    ])
    const request = frameNavigation(document, url(`${from}/`), '')
    expect(embeddable(profile, document, request, responseOf(response))).toBe(lets)
  })

  it('goes by the last address', () => {
    const document = pageWith('require-corp')
    const request = frameNavigation(document, url(`${other}/`), '')
    const ended = { ...request, urlList: [url(`${other}/`), url(`${app}/`)] as const }
    const response = responseOf(answer(200, { 'cross-origin-embedder-policy': 'require-corp' }))
    expect(embeddable(standard, document, ended, response)).toBe(true)
    expect(embeddable(standard, document, request, response)).toBe(false)
  })
})

describe('what a frame fires', () => {
  const error = (step: RefusalId): NetworkError => ({ type: 'error', aborted: false, reason: fail(step, {}) })
  const knobs = {
    mixedFrameEvent: 'error',
    failedFrameEvent: 'none-or-error',
    embedderBlockedFrameEvent: 'none',
    frameNeedsEmbedderPolicy: true,
  } as const
  it.each([
    { desc: 'load for a document', response: responseOf(answer(200)), event: 'load' },
    { desc: 'load for an error of the server', response: responseOf(answer(500)), event: 'load' },
    { desc: 'nothing for 204', response: responseOf(answer(204)), event: 'none' },
    { desc: 'nothing for 205', response: responseOf(answer(205)), event: 'none' },
    {
      desc: 'as the engine has it for mixed content',
      response: error('main-fetch/mixed-content'),
      event: 'error',
    },
    { desc: 'an error for a port that nobody asks', response: error('main-fetch/bad-port'), event: 'error' },
    {
      desc: 'nothing where no answer comes',
      response: error('http-network-fetch/connection-failed'),
      event: 'none',
    },
    { desc: 'nothing while a server hangs', response: null, event: 'none' },
  ])('$desc', ({ response, event }) => {
    const document = pageWith('')
    const request = frameNavigation(document, url(`${other}/`), '')
    expect(frameEvent({ ...profiles.spec, ...knobs }, document, request, response)).toBe(event)
  })

  it('is one thing for every failure in other engines', () => {
    const document = pageWith('')
    const request = frameNavigation(document, url(`${other}/`), '')
    for (const failedFrameEvent of ['load', 'none'] as const) {
      const profile = { ...profiles.spec, failedFrameEvent }
      for (const response of [
        error('main-fetch/bad-port'),
        error('http-network-fetch/connection-failed'),
        null,
      ])
        expect(frameEvent(profile, document, request, response)).toBe(failedFrameEvent)
    }
  })

  it('is as the engine has it where the embedder policy keeps it out', () => {
    const document = pageWith('require-corp')
    const request = frameNavigation(document, url(`${other}/`), '')
    for (const embedderBlockedFrameEvent of ['load', 'none'] as const) {
      const profile = { ...profiles.spec, ...knobs, embedderBlockedFrameEvent }
      expect(frameEvent(profile, document, request, responseOf(answer(200)))).toBe(embedderBlockedFrameEvent)
    }
  })
})
