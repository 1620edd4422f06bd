import { createHash } from 'node:crypto'
import { createRequest } from '../../../src/fetch/create-request'
import type { Destination, ReferrerPolicy, RequestRecord } from '../../../src/fetch/request'
import type { FilteredResponse, ResponseRecord } from '../../../src/fetch/response'
import { extractMIMEType, isJavaScriptMIMEType } from '../../../src/http/mime-type'
import type { Profile } from '../../../src/profile/profile'
import type { EventSourceStep, ImageStep, LinkStep, ScriptStep } from '../scenario'
import { type OpenDocument, tokens, urlIn } from './documents'
import { isReferrerPolicy } from './fetch-steps'

type ElementStep = ImageStep | ScriptStep | LinkStep

/** The request of an element; null where it makes none. https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request */
export function requestOfElement(document: OpenDocument, step: ElementStep): RequestRecord | null {
  const url = step.url === '' ? null : urlIn(document, step.url)
  const destination = destinationOf(step)
  if (url === null || destination === null) return null
  const module =
    (step.kind === 'script' && step.module) ||
    (step.kind === 'link' && tokens(step.rel).includes('modulepreload'))
  const cors = step.crossOrigin !== null || module
  return createRequest({
    url: url.href,
    client: document.client,
    mode: cors ? 'cors' : 'no-cors',
    credentials:
      (cors && step.crossOrigin === 'anonymous') || (module && step.crossOrigin === null)
        ? 'same-origin'
        : 'include',
    destination,
    initiator: step.kind === 'link' && tokens(step.rel).includes('prefetch') ? 'prefetch' : '',
    initiatorType: step.kind,
    referrerPolicy: policyOf(step.referrerPolicy),
    unsafeRequest: false,
  })
}

function destinationOf(step: ElementStep): Destination | null {
  switch (step.kind) {
    case 'img':
      return 'image'
    case 'script':
      return 'script'
    case 'link': {
      const rel = tokens(step.rel)
      if (rel.includes('stylesheet')) return 'style'
      if (rel.includes('modulepreload')) return 'script'
      if (rel.includes('prefetch')) return ''
      if (rel.includes('preload')) {
        if (step.as === 'fetch') return ''
        const known: readonly string[] = ['font', 'image', 'script', 'style', 'track', 'json']
        return known.includes(step.as ?? '') ? (step.as as Destination) : null
      }
      return null
    }
  }
}

/** An enumerated attribute: what is no policy counts as none. */
export function policyOf(attribute: string | null): ReferrerPolicy {
  const value = (attribute ?? '').toLowerCase()
  return isReferrerPolicy(value) ? value : ''
}

/** Whether an element fires `load`, and not `error`. */
export function loads(profile: Profile, step: ElementStep, response: ResponseRecord): boolean {
  if (response.type === 'error') return false
  const { status, headerList, body } = response.internalResponse
  const ok = takes(profile, step, status)
  const bytes = body?.kind === 'bytes' ? body.bytes : ''
  if (!keepsIntegrity(profile, step, response, bytes)) return false
  switch (step.kind) {
    case 'img':
      return isImage(bytes)
    case 'script': {
      if (!ok) return false
      if (!step.module) return true
      const type = extractMIMEType(headerList)
      return type !== null && isJavaScriptMIMEType(type)
    }
    case 'link': {
      if (!ok) return false
      if (!tokens(step.rel).includes('stylesheet')) return true
      const type = extractMIMEType(headerList)
      // Deviation(DV-78): by the standard only style sheets load.
      return type === null || type.essence === 'text/css' || profile.wrongStyleTypeLoads
    }
  }
}

function keepsIntegrity(
  { opaqueWithoutHash, preloadIntegrity }: Profile,
  step: ElementStep,
  response: FilteredResponse,
  bytes: string,
): boolean {
  const integrity = step.kind === 'img' ? null : step.integrity
  if (integrity === null) return true
  const opaque = response.type === 'opaque'
  // Deviation(DV-162): not all engines hold preloads to it.
  if (step.kind === 'link' && !tokens(step.rel).includes('stylesheet')) {
    if (preloadIntegrity === 'ignored') return true
    if (preloadIntegrity === 'checked-if-readable' && opaque) return true
  }
  // Deviation(DV-161): where there is no hash, one engine asks for nothing.
  if (opaque && opaqueWithoutHash === 'loads' && hashesOf(integrity).length === 0) return true
  return intact(integrity, response, bytes)
}

/** Whether a script or style sheet loads with a status. */
function takes({ elementsTakeStatus }: Profile, step: ElementStep, status: number): boolean {
  if (status >= 200 && status <= 299) return true
  // Deviation(DV-77): engines only look for errors.
  switch (elementsTakeStatus) {
    case 'ok':
      return false
    case 'below-400':
      return status < 400
    case 'below-400-but-style':
      return status < 400 && !(step.kind === 'link' && tokens(step.rel).includes('stylesheet'))
  }
}

/** Whether a response passes its integrity metadata. https://www.w3.org/TR/sri/#does-response-match-metadatalist */
export function intact(metadata: string, response: FilteredResponse, bytes: string): boolean {
  const strengths = ['sha256', 'sha384', 'sha512']
  const hashes = hashesOf(metadata)
  // Whatever it says, what cannot be looked into cannot be verified.
  if (response.type === 'opaque') return metadata.trim() === ''
  if (hashes.length === 0) return true
  const strongest = strengths.findLast((name) => hashes.some((hash) => hash.algorithm === name)) ?? ''
  const digest = createHash(strongest).update(Buffer.from(bytes, 'latin1')).digest('base64')
  return hashes.some(
    (hash) => hash.algorithm === strongest && hash.value.replaceAll('-', '+').replaceAll('_', '/') === digest,
  )
}

function hashesOf(metadata: string): { readonly algorithm: string; readonly value: string }[] {
  return metadata
    .split(/[\t\n\f\r ]+/)
    .map((one) => /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?$/i.exec(one))
    .filter((one) => one !== null)
    .map((one) => ({ algorithm: (one[1] ?? '').toLowerCase(), value: one[2] ?? '' }))
}

/** Whether the bytes are one of the images that scenarios have. */
function isImage(bytes: string): boolean {
  return bytes.startsWith('GIF8') || bytes.startsWith('\x89PNG') || bytes.trimStart().startsWith('<svg')
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html#dom-eventsource */
export function requestOfEventSource(
  profile: Profile,
  document: OpenDocument,
  step: EventSourceStep,
): RequestRecord | null {
  const url = urlIn(document, step.url)
  if (url === null) return null
  return createRequest({
    url: url.href,
    client: document.client,
    // Deviation(DV-86): one engine says so itself, beside the cache mode.
    headers: profile.eventSourceSaysNoCache
      ? [
          ['accept', 'text/event-stream'],
          ['cache-control', 'no-cache'],
        ]
      : [['accept', 'text/event-stream']],
    mode: 'cors',
    credentials: step.withCredentials ? 'include' : 'same-origin',
    cache: 'no-store',
    initiatorType: 'other',
    unsafeRequest: false,
  })
}

/** The events of an EventSource that is closed after `limit` of them, or with the first error. */
export function eventsOfStream(profile: Profile, response: ResponseRecord, limit: number): string[] {
  if (response.type === 'error') {
    return [response.reason.step === 'http-network-fetch/connection-failed' ? 'error 0' : 'error 2']
  }
  const type = extractMIMEType(response.headerList)
  if (response.status !== 200 || type?.essence !== 'text/event-stream') return ['error 2']
  const charset = type.parameters.get('charset')?.toLowerCase() ?? 'utf-8'
  // Deviation(DV-76): to the standard streams are UTF-8, whatever they say.
  if (charset !== 'utf-8' && profile.eventSourceCharset === 'utf-8') return ['error 2']
  const text = response.body?.kind === 'bytes' ? response.body.bytes : ''
  const events = ['open', ...messagesOf(text)].slice(0, limit)
  return events.length < limit ? [...events, 'error 0'] : events
}

function messagesOf(text: string): string[] {
  const messages: string[] = []
  let data: string[] = []
  let named = false
  for (const line of text.split(/\r\n|\n|\r/).slice(0, -1)) {
    if (line === '') {
      if (data.length > 0 && !named) messages.push(`message ${data.join('\n')}`)
      data = []
      named = false
    } else if (/^data(:|$)/.test(line)) data.push(line.slice(5).replace(/^ /, ''))
    else if (/^event:/.test(line)) named = !/^event: ?(message)?$/.test(line)
  }
  return messages
}
