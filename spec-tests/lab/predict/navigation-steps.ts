import type { RequestRecord } from '../../../src/fetch/request'
import type { ResponseRecord } from '../../../src/fetch/response'
import { parseURL, type URLRecord } from '../../../src/origin/url-record'
import { embeddable, frameEvent } from '../../../src/page/frame'
import {
  formNavigation,
  frameNavigation,
  linkNavigation,
  type NavigationDestination,
  reloadNavigation,
  replacesDocument,
  scriptNavigation,
  typedNavigation,
} from '../../../src/page/navigation'
import type { Seen } from '../observation'
import type { FormStep, FrameDocument, IframeStep, NavigateStep, PageDocument } from '../scenario'
import { boundary } from './bodies'
import { documentOf, type OpenDocument, urlIn } from './documents'
import { policyOf } from './element-steps'
import type { World } from './world'

/** Where a navigation came to. */
export interface Landing {
  /** Null where it failed, or led to no document. */
  readonly response: Exclude<ResponseRecord, { readonly type: 'error' }> | null
  readonly request: RequestRecord
  /** The response, whatever it is; null where none ever came. */
  readonly came: ResponseRecord | null
}

function land(world: World, navigation: RequestRecord): Landing {
  const { response: came, request } = world.fetch(navigation)
  return { response: came === null || came.type === 'error' ? null : came, request, came }
}

/** A typed address, or the opening of the page. */
export function typed(world: World, url: URLRecord): Landing {
  return land(world, typedNavigation(url, 'no-referrer'))
}

/** Opens the page, and the frame in it. */
export function openPage(world: World, page: PageDocument): OpenDocument | null {
  const url = parseURL(page.url)
  if (url === null) return null
  const { response, request } = typed(world, url)
  return response === null ? null : documentOf(world, response, request, null, null)
}

export function openFrame(world: World, page: OpenDocument, frame: FrameDocument): OpenDocument | null {
  const url = urlIn(page, frame.url)
  if (url === null) return null
  const { response, request } = land(world, frameNavigation(page, url, ''))
  if (response === null || !embeddable(world.profile, page, request, response)) return null
  return documentOf(world, response, request, page, frame.sandbox)
}

export function openIframe(world: World, document: OpenDocument, step: IframeStep): Seen {
  const url = urlIn(document, step.url)
  const loaded: Seen = { kind: 'events', events: ['load'] }
  if (url === null || (url.scheme !== 'http' && url.scheme !== 'https')) return loaded
  const { came, request } = land(world, frameNavigation(document, url, policyOf(step.referrerPolicy)))
  const event = frameEvent(world.profile, document, request, came)
  return event === 'none' ? { kind: 'timeout', name: '', message: '' } : { kind: 'events', events: [event] }
}

function destinationOf(inFrame: boolean): NavigationDestination {
  return inFrame ? 'iframe' : 'document'
}

/** A navigation by script or by a link, which a script clicks. */
export function navigate(
  world: World,
  from: OpenDocument,
  step: NavigateStep,
  inFrame: boolean,
): Landing | null {
  const url = urlIn(from, step.url)
  if (url === null) return null
  const destination = destinationOf(inFrame)
  switch (step.via) {
    case 'address-bar':
      return typed(world, url)
    case 'link': {
      const { rel, referrerPolicy } = step
      const link = { url, rel: rel ?? '', referrerPolicy: policyOf(referrerPolicy), userActivation: false }
      return land(world, linkNavigation(from, link, destination))
    }
    case 'open':
      return land(world, scriptNavigation(from, url, 'other', destination))
    default:
      return land(world, scriptNavigation(from, url, null, destination))
  }
}

export function submit(world: World, from: OpenDocument, step: FormStep, inFrame: boolean): Landing | null {
  const action = urlIn(from, step.url)
  if (action === null) return null
  const { method, enctype, fields } = step
  const form = { action, method, enctype, fields, boundary, userActivation: false }
  return land(world, formNavigation(from, form, destinationOf(inFrame)))
}

/** Null where nothing is sent. */
export function reload(world: World, document: OpenDocument, inFrame: boolean): Landing | null {
  const request = reloadNavigation(world.profile, document, destinationOf(inFrame), false)
  return request === null ? null : land(world, request)
}

/** Whether a navigation leaves its document. */
export function replaces({ response }: Landing): boolean {
  return response === null || replacesDocument(response)
}
