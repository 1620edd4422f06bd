import { createRequest } from '../../../src/fetch/create-request'
import { cookieAversion, getDocumentCookie, setDocumentCookie } from '../../../src/fetch/document-cookie'
import { NotModelled } from '../../../src/fetch/misuse'
import { blockedAsMixedContent } from '../../../src/fetch/mixed-content'
import { handshakeRequest, type RequestRecord } from '../../../src/fetch/request'
import { getHeader, hasHeader } from '../../../src/http/header-list'
import { isToken } from '../../../src/infra/byte-string'
import { withFragment, withScheme } from '../../../src/origin/url-record'
import { isPlaceIn } from '../../../src/page/navigation'
import { mayNavigate } from '../../../src/page/sandbox'
import type { Instant } from '../../../src/profile/knobs'
import type { Profile } from '../../../src/profile/profile'
import type { StepId } from '../../../src/spec/steps'
import type {
  ClosingObservation,
  Seen,
  SeenError,
  SeenRequest,
  SeenResponse,
  StepObservation,
} from '../observation'
import type {
  FetchStep,
  HeaderLine,
  ImageStep,
  LinkStep,
  Place,
  Scenario,
  ScriptStep,
  Step,
  WebSocketStep,
} from '../scenario'
import { documentOf, type OpenDocument, urlIn } from './documents'
import { eventsOfStream, loads, requestOfElement, requestOfEventSource } from './element-steps'
import { requestOfBeacon, requestOfFetch, requestOfXHR, thrown } from './fetch-steps'
import { navigate, openFrame, openIframe, openPage, reload, replaces, submit } from './navigation-steps'
import { recordedOn } from './recorded-on'
import { seenFetch, seenXHR } from './seen'
import { createWorld, type Fetched, type World } from './world'

/** What corsac says of a scenario: an observation without console. */
export interface Prediction {
  readonly opening: readonly SeenRequest[]
  readonly steps: readonly StepObservation[]
  readonly closing: readonly ClosingObservation[]
  /** Every decision and refusal that the kernel came by. */
  readonly reached: ReadonlySet<StepId>
  /** The fetches that ended while the page was opened, and then in each step. */
  readonly fetched: readonly (readonly Fetched[])[]
}

/** Plays a scenario in corsac, beginning `now`. */
export function predict(scenario: Scenario, profile: Profile, now: Instant = recordedOn): Prediction {
  const world = createWorld(scenario, profile, now)
  for (const { url, set } of scenario.cookies) visit(world, url, set)
  world.take()
  world.takeFetched()
  let page = openPage(world, scenario.page)
  let frame = page === null || scenario.frame === null ? null : openFrame(world, page, scenario.frame)
  const opening = world.take()
  const fetched = [world.takeFetched()]
  const steps: StepObservation[] = []
  for (const step of scenario.steps) {
    const seen = run(step)
    steps.push({ requests: world.take(), seen })
    fetched.push(world.takeFetched())
  }
  const closing = scenario.closing.map((url) => close(world, url))
  return { opening, steps, closing, reached: world.steps, fetched }

  function run(step: Step): Seen {
    try {
      return runStep(step)
    } catch (error) {
      // A `blob:` URL that no script made is no URL of anything.
      if (error instanceof NotModelled) return nothingThere(step)
      throw error
    }
  }

  function runStep(step: Step): Seen {
    if (step.kind === 'wait') {
      world.now += step.milliseconds
      return { kind: 'nothing' }
    }
    const place: Place = step.kind === 'parallel' ? (step.steps[0]?.in ?? 'page') : step.in
    const document = place === 'page' ? page : frame
    if (document === null || !document.scripted) return { kind: 'timeout', name: '', message: 'no document' }
    switch (step.kind) {
      case 'navigate':
      case 'form':
      case 'reload':
        return leave(step, document, place)
      default:
        return runInDocument(world, document, step)
    }
  }

  function leave(
    step: Extract<Step, { readonly kind: 'navigate' | 'form' | 'reload' }>,
    from: OpenDocument,
    place: Place,
  ): Seen {
    const target = step.kind === 'reload' ? null : step.target
    const ownWindow = target === '_blank' || (step.kind === 'navigate' && step.via === 'open')
    const inFrame = place === 'frame' && target !== '_top' && target !== '_parent' && !ownWindow
    const { origin, topLevelOrigin } = from.client
    const isForm = step.kind === 'form'
    const navigator = { origin, topLevelOrigin, sandbox: from.sandbox, isForm, userActivation: false }
    const to = ownWindow ? 'window' : place === 'frame' && !inFrame ? 'top' : 'self'
    if (!mayNavigate(navigator, to)) {
      return ownWindow ? { kind: 'nothing' } : inFrame ? nowhere : whereabouts(page)
    }
    if (step.kind === 'navigate' && !ownWindow && step.via !== 'address-bar') {
      const there = urlIn(from, step.url)
      if (there !== null && isPlaceIn(from, there)) {
        const moved = { ...from, url: there }
        if (place === 'page') page = moved
        else frame = moved
        return place === 'page' ? whereabouts(moved) : nowhere
      }
    }
    const landing =
      step.kind === 'navigate'
        ? navigate(world, from, step, inFrame)
        : step.kind === 'form'
          ? submit(world, from, step, inFrame)
          : reload(world, from, inFrame)
    if (ownWindow) return { kind: 'nothing' }
    if (inFrame) {
      if (landing !== null && replaces(landing)) frame = null
      return nowhere
    }
    if (landing !== null && replaces(landing)) {
      frame = null
      page =
        landing.response === null ? null : documentOf(world, landing.response, landing.request, null, null)
    }
    return whereabouts(page)
  }
}

/** What a script sees of a URL with nothing behind it. */
function nothingThere(step: Step): Seen {
  switch (step.kind) {
    case 'img':
    case 'script':
    case 'link':
      return { kind: 'events', events: ['error'] }
    case 'xhr':
      return failedXHR
    default:
      return thrown('TypeError')
  }
}

const failedXHR: Seen = {
  kind: 'xhr',
  events: ['readystatechange 1', 'loadstart', 'readystatechange 4', 'error', 'loadend'],
  status: 0,
  statusText: '',
  url: '',
  headers: '',
  body: '',
}

const nowhere: Seen = { kind: 'document', url: null, referrer: null }

function whereabouts(page: OpenDocument | null): Seen {
  return page === null ? nowhere : { kind: 'document', url: page.url.href, referrer: page.referrer }
}

type InDocument = Exclude<Step, { readonly kind: 'wait' | 'navigate' | 'form' | 'reload' }>

function runInDocument(world: World, document: OpenDocument, step: InDocument): Seen {
  const { profile } = world
  switch (step.kind) {
    case 'fetch': {
      const request = requestOfFetch(profile, document, step)
      return 'kind' in request ? request : seenFetch(profile, world.fetch(request), step.integrity)
    }
    case 'parallel':
      return { kind: 'parallel', seen: parallel(world, document, step.steps) }
    case 'xhr': {
      const request = requestOfXHR(profile, document, step)
      return 'kind' in request ? request : seenXHR(profile, step, request, world.fetch(request, step.timeout))
    }
    case 'img':
    case 'script':
    case 'link':
      return element(world, document, step)
    case 'iframe':
      return openIframe(world, document, step)
    case 'beacon': {
      const request = requestOfBeacon(profile, document, step)
      if ('kind' in request) return request
      const { response } = world.fetch(request)
      const mixed = response?.type === 'error' && response.reason.step === 'main-fetch/mixed-content'
      // Deviation(DV-80): by the standard a page is not told.
      return { kind: 'value', value: !mixed || profile.mixedBeaconReturns }
    }
    case 'eventsource': {
      const request = requestOfEventSource(profile, document, step)
      if (request === null) return thrown('SyntaxError')
      const { response } = world.fetch(request)
      return response === null
        ? { kind: 'timeout', name: '', message: '' }
        : { kind: 'events', events: eventsOfStream(profile, response, step.events) }
    }
    case 'websocket':
      return webSocket(world, document, step)
    case 'cookie-get': {
      if (cookieAversion(world.profile, document) === 'opaque-origin') return thrown('SecurityError')
      const { value, userAgent } = getDocumentCookie(world.userAgent, document, world.now, null)
      world.userAgent = userAgent
      return { kind: 'value', value }
    }
    case 'cookie-set':
      if (cookieAversion(world.profile, document) === 'opaque-origin') return thrown('SecurityError')
      world.userAgent = setDocumentCookie(world.userAgent, document, step.value, world.now, null)
      return { kind: 'nothing' }
  }
}

/** A document that a visit by address leads to, with these cookies in its response. */
function visit(world: World, url: string, set: readonly string[]): OpenDocument | null {
  world.visited(set.map((value) => ['Set-Cookie', value]))
  const page = openPage(world, { url, headers: [] })
  world.visited(null)
  return page
}

/** Which cookies a visit by address shows to be there. */
function close(world: World, url: string): ClosingObservation {
  world.take()
  const page = visit(world, url, [])
  const request = world.take().find((one) => one.url === url)
  if (request === undefined) return { url, cookie: null, script: null }
  const script = page === null ? null : getDocumentCookie(world.userAgent, page, world.now, null).value
  return { url, cookie: headerOf(request.headers, 'cookie'), script }
}

function headerOf(headers: readonly HeaderLine[], name: string): string | null {
  return headers.find(([own]) => own === name)?.[1] ?? null
}

function parallel(
  world: World,
  document: OpenDocument,
  steps: readonly FetchStep[],
): (SeenResponse | SeenError)[] {
  const made = steps.map((step) => requestOfFetch(world.profile, document, step))
  const requests = made.filter((one): one is RequestRecord => !('kind' in one))
  const fetched = world.fetchAll(requests)
  return made.map((one, i) => {
    if ('kind' in one) return one
    const result = fetched[requests.indexOf(one)]
    return result === undefined
      ? thrown('TypeError')
      : seenFetch(world.profile, result, steps[i]?.integrity ?? null)
  })
}

function element(world: World, document: OpenDocument, step: ImageStep | ScriptStep | LinkStep): Seen {
  const request = requestOfElement(document, step)
  if (request === null) {
    return step.kind === 'link'
      ? { kind: 'timeout', name: '', message: '' }
      : { kind: 'events', events: ['error'] }
  }
  const { response } = world.fetch(request)
  if (response === null) return { kind: 'timeout', name: '', message: '' }
  return { kind: 'events', events: [loads(world.profile, step, response) ? 'load' : 'error'] }
}

/** https://websockets.spec.whatwg.org/#dom-websocket-websocket */
function webSocket(world: World, document: OpenDocument, step: WebSocketStep): Seen {
  const parsed = urlIn(document, step.url)
  if (parsed === null) return thrown('SyntaxError')
  const scheme = parsed.scheme === 'http' ? 'ws' : parsed.scheme === 'https' ? 'wss' : parsed.scheme
  if ((scheme !== 'ws' && scheme !== 'wss') || parsed.fragment !== null) return thrown('SyntaxError')
  const { protocols } = step
  if (new Set(protocols).size < protocols.length || !protocols.every(isToken)) return thrown('SyntaxError')
  const request = createRequest({
    url: withFragment(withScheme(parsed, scheme), null).href,
    client: document.client,
    headers: protocols.length === 0 ? [] : [['sec-websocket-protocol', protocols.join(', ')]],
    mode: 'websocket',
    referrer: 'no-referrer',
    credentials: 'include',
    // Deviation(DV-93): by the standard handshakes are not redirected.
    redirect: world.profile.webSocketRedirects === 'refused' ? 'error' : 'follow',
    cache: 'no-store',
    initiatorType: 'other',
    unsafeRequest: false,
  })
  const mixed = blockedAsMixedContent(world.profile, handshakeRequest(request))
  const { response } = world.fetch(request)
  // Deviation(DV-176): by the standard it fails as any other.
  const { mixedWebSocket } = world.profile
  if (mixed && mixedWebSocket === 'throws') return thrown('SecurityError')
  // The lab waits for `close`.
  if (response === null || (mixed && mixedWebSocket === 'error-without-close'))
    return { kind: 'timeout', name: '', message: '' }
  if (response.type === 'error' || response.status !== 101) {
    return { kind: 'events', events: ['error', 'close 1006 false'] }
  }
  const { headerList } = response.internalResponse
  const protocol = takenProtocol(world.profile, getHeader(headerList, 'sec-websocket-protocol'), protocols)
  // The lab answers the key itself, unless a scenario has another answer.
  if (protocol === null || hasHeader(headerList, 'sec-websocket-accept'))
    return { kind: 'events', events: ['error', 'close 1006 false'] }
  return { kind: 'events', events: [`open ${protocol}`, 'close 1005 true'] }
}

/** Null where the socket does not open. */
function takenProtocol(
  { webSocketProtocols }: Profile,
  said: string | null,
  offered: readonly string[],
): string | null {
  // Deviation(DV-175): some engines need none, or take what is like one.
  const lenient = webSocketProtocols !== 'one-offered'
  if (said === null) return lenient || offered.length === 0 ? '' : null
  if (offered.includes(said)) return said
  if (webSocketProtocols === 'none-or-one' && offered.length === 0) return ''
  const any = webSocketProtocols === 'none-or-one-in-any-case'
  return any && offered.some((one) => one.toLowerCase() === said.toLowerCase()) ? said : null
}
