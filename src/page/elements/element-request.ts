import { createRequest } from '../../fetch/create-request'
import type { Destination, ReferrerPolicy, RequestRecord } from '../../fetch/request'
import { type DocumentRecord, urlIn } from '../document'
import { tokens } from '../tokens'

/** An element that fetches something, as its attributes say; null for one that is not there. */
export interface ResourceElement {
  readonly element: 'img' | 'script' | 'link'
  readonly url: string
  readonly crossOrigin: 'anonymous' | 'use-credentials' | null
  /** Of a script. */
  readonly type: string | null
  /** Of a link. */
  readonly rel: string
  readonly as: string | null
  readonly integrity: string | null
  readonly referrerPolicy: ReferrerPolicy
}

/** The request of an element; null where it makes none. https://html.spec.whatwg.org/multipage/urls-and-fetching.html#create-a-potential-cors-request */
export function requestOfElement(document: DocumentRecord, element: ResourceElement): RequestRecord | null {
  const url = element.url === '' ? null : urlIn(document, element.url)
  const destination = destinationOf(element)
  if (url === null || destination === null) return null
  const { crossOrigin } = element
  const module = isModule(element)
  const cors = crossOrigin !== null || module
  return createRequest({
    url: url.href,
    client: document.client,
    mode: cors ? 'cors' : 'no-cors',
    credentials: cors && crossOrigin !== 'use-credentials' ? 'same-origin' : 'include',
    destination,
    initiator: element.element === 'link' && tokens(element.rel).includes('prefetch') ? 'prefetch' : '',
    initiatorType: element.element,
    referrerPolicy: element.referrerPolicy,
    unsafeRequest: false,
  })
}

/** Whether what an element fetches is a module script, which is fetched with CORS always. */
function isModule({ element, type, rel }: ResourceElement): boolean {
  return element === 'script'
    ? isModuleType(type)
    : element === 'link' && tokens(rel).includes('modulepreload')
}

/** https://html.spec.whatwg.org/multipage/scripting.html#attr-script-type */
export function isModuleType(type: string | null): boolean {
  return type !== null && type.toLowerCase() === 'module'
}

const preloaded: readonly string[] = ['font', 'image', 'script', 'style', 'track', 'json']

/** Null for a link that fetches nothing. */
function destinationOf({ element, rel, as }: ResourceElement): Destination | null {
  if (element === 'img') return 'image'
  if (element === 'script') return 'script'
  const relations = tokens(rel)
  if (relations.includes('stylesheet')) return 'style'
  if (relations.includes('modulepreload')) return 'script'
  if (relations.includes('prefetch')) return ''
  if (!relations.includes('preload')) return null
  if (as === 'fetch') return ''
  return as !== null && preloaded.includes(as) ? (as as Destination) : null
}
