import type { Performed } from '../../drivers/conversation'
import { explain } from '../../explain/explain'
import { integrityLines, integrityWords } from '../../explain/integrity-lines'
import { brokenBody, failedToFetch } from '../../explain/page-errors'
import { createRequest } from '../../fetch/create-request'
import type { Recording } from '../../fetch/exchange-state'
import { NotModelled } from '../../fetch/misuse'
import type { Body, RequestRecord } from '../../fetch/request'
import type { FilteredResponse } from '../../fetch/response'
import { withFragment } from '../../origin/url-record'
import type { Profile } from '../../profile/profile'
import { integrityFailure } from '../integrity'
import { keepaliveLimit } from '../keepalive'
import { rememberKeptBack, rememberRecording } from '../recording-of'
import type { PageScope } from '../scope'
import { bodyArrival, brokenOffWords } from '../short-body'
import { streamsNeedHTTP2 } from '../stream-uploads'
import { toUint8Array } from './byte-buffers'
import { PageBody } from './page-body'
import { type FetchScope, PageHeaders } from './page-headers'
import { PageRequest, type RequestState } from './page-request'
import { type MadeResponse, type PageResponse, responseOf } from './page-response'

/** Performs a request as `fetch()` does. https://fetch.spec.whatwg.org/#fetch-method */
export async function performFetch<R extends PageResponse>(
  scope: FetchScope,
  request: PageRequest,
  make: (made: MadeResponse) => R,
): Promise<R> {
  const state = PageRequest.stateOf(request)
  const { signal } = state
  const held = bodyOf(scope, request, signal)
  // What is at hand is sent at once, so that a clock that is moved right after it ends it in time.
  const body = held instanceof Promise ? await held : held
  const { profile } = scope.conversation.userAgent
  const kept = state.keepalive && body?.kind === 'bytes' ? body.bytes.length : 0
  const release = scope.keepalive.take(kept)
  if (release === null) throw failedToFetch(profile, overKeepaliveLimit(kept, scope.keepalive.underWay))
  let performed: Performed
  try {
    performed = await scope.conversation.perform(recordOf(scope, state, request, body), signal)
  } catch (thrown) {
    // A blob: URL that this page has not made is no URL of anything.
    if (thrown instanceof NotModelled && state.url.scheme === 'blob') throw failedToFetch(profile, thrown)
    throw thrown
  } finally {
    release()
    scope.conversation.streams.drop(body)
  }
  const { response, recording } = performed
  if (signal?.aborted) throw signal.reason
  if (response.type === 'error') throw explained(profile, recording)
  const arrival = bodyArrival(profile, response)
  if (arrival === 'network-error' || (arrival !== 'whole' && state.integrity !== ''))
    throw brokenOffError(failedToFetch(profile, new Error(brokenOffWords(response))), recording)
  if (state.integrity !== '') {
    await checkIntegrity(scope, state, response, recording)
    if (signal?.aborted) throw signal.reason
  }
  const made = responseOf(scope, response, signal)
  if (arrival === 'whole') return rememberRecording(make(made), recording)
  const bytes = arrival === 'cut' && response.body?.kind === 'bytes' ? response.body.bytes : ''
  const error = brokenOffError(brokenBody(profile, new Error(brokenOffWords(response))), recording)
  return rememberRecording(
    make({ ...made, source: { kind: 'stream', stream: brokenOff(bytes, error) } }),
    recording,
  )
}

function brokenOffError(error: TypeError, recording: Recording): TypeError {
  const { message: text } = error.cause as Error
  return rememberKeptBack(rememberRecording(error, recording), { why: 'broken-off', text })
}

/** Bytes, and then an error. */
function brokenOff(bytes: string, error: TypeError): ReadableStream<Uint8Array> {
  let given = false
  return new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        if (given || bytes === '') controller.error(error)
        else controller.enqueue(toUint8Array(bytes))
        given = true
      },
    },
    { highWaterMark: 0 },
  )
}

/** @throws TypeError where what came is not what the page says */
async function checkIntegrity(
  scope: PageScope,
  { integrity, url }: RequestState,
  response: FilteredResponse,
  recording: Recording,
): Promise<void> {
  const bytes = response.body?.kind === 'bytes' ? response.body.bytes : ''
  const failure = await integrityFailure(integrity, response, bytes)
  if (failure === null) return
  const { profile } = scope.conversation.userAgent
  const shown = withFragment(response.urlList[response.urlList.length - 1] ?? url, null).href
  for (const text of integrityLines(profile, failure, shown))
    scope.conversation.print({ level: 'error', text, evidence: 'recorded' })
  const text = integrityWords(failure, shown)
  const cause = new Error(text, { cause: explain(recording, { profiles: [profile] }) })
  const error = rememberRecording(failedToFetch(profile, cause), recording)
  throw rememberKeptBack(error, { why: 'integrity', text })
}

function overKeepaliveLimit(kept: number, underWay: number): Error {
  const before = underWay === 0 ? '' : `, with ${underWay} more under way`
  return new Error(
    `A page may have ${keepaliveLimit} bytes under way that outlive it (keepalive): this body has ${kept}${before}.`,
  )
}

/** The bytes of a request's body, later where they have to be read, or the number of its stream. */
function bodyOf(
  scope: PageScope,
  request: PageRequest,
  signal: AbortSignal | null,
): Body | null | Promise<Body> {
  const source = PageBody.take(request)
  if (signal?.aborted) {
    if (source?.kind === 'stream') source.stream.cancel(signal.reason).catch(() => {})
    throw signal.reason
  }
  if (source === null) return null
  if (source.kind === 'bytes') return source
  if (source.kind === 'later') {
    return unlessAborted(source.read(), signal).then((bytes): Body => ({ kind: 'bytes', bytes }))
  }
  // Deviation(DV-81): one engine uploads streams over HTTP/2 alone.
  if (!streamsNeedHTTP2(scope.conversation.userAgent.profile)) {
    return scope.conversation.streams.hold(source.stream)
  }
  const reason = new TypeError(
    'This engine sends the stream of a request over HTTP/2 alone, and fails where the server speaks HTTP/1.1, as every server does here: send a string, a Blob or bytes.',
  )
  source.stream.cancel(reason).catch(() => {})
  return scope.conversation.streams.hold(
    new ReadableStream<Uint8Array>({ start: (controller) => controller.error(reason) }),
  )
}

/** What is waited for, or the end of the waiting. */
async function unlessAborted<T>(waited: Promise<T>, signal: AbortSignal | null): Promise<T> {
  if (signal === null) return waited
  let giveUp = (): void => {}
  const aborted = new Promise<never>((_, reject) => {
    giveUp = () => reject(signal.reason)
    signal.addEventListener('abort', giveUp, { once: true })
  })
  try {
    return await Promise.race([waited, aborted])
  } finally {
    signal.removeEventListener('abort', giveUp)
  }
}

function recordOf(
  scope: PageScope,
  state: RequestState,
  request: PageRequest,
  body: Body | null,
): RequestRecord {
  return createRequest({
    url: state.url.href,
    client: scope.document().client,
    method: state.method,
    headers: PageHeaders.listOf(request.headers).map(({ name, value }) => [name, value] as const),
    body,
    mode: state.mode,
    credentials: state.credentials,
    redirect: state.redirect,
    cache: state.cache,
    referrer: state.referrer,
    referrerPolicy: state.referrerPolicy,
    keepalive: state.keepalive,
    // A body that cannot be sent twice needs a preflight.
    useCORSPreflight: body?.kind === 'stream',
    initiatorType: 'fetch',
  })
}

/** The engine's own error; why it came is worked out when somebody asks. */
function explained(profile: Profile, recording: Recording): TypeError {
  const error = failedToFetch(profile)
  rememberRecording(error, recording)
  let cause: unknown
  Object.defineProperty(error, 'cause', {
    configurable: true,
    enumerable: false,
    get: () => {
      cause ??= explain(recording, { profiles: [profile] })
      return cause
    },
  })
  return error
}
