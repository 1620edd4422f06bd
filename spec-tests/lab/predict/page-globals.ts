import type { VirtualClock } from '../../../src/drivers/virtual-clock'
import { NotModelled } from '../../../src/fetch/misuse'
import type { ReferrerPolicy } from '../../../src/fetch/request'
import { members } from '../../../src/fetch/request-members'
import { ConfigError } from '../../../src/infra/config-error'
import type { FormEnctype } from '../../../src/page/form'
import type { Page } from '../../../src/page/page'
import type { LoadInit } from '../../../src/page/page-init'
import { runStep } from '../in-page.mjs'
import type { Seen } from '../observation'
import type { Step } from '../scenario'

/** What the lab hears of what a step does with a page. */
export interface StepEvents {
  /** A navigation has begun; it gives the page that it leads to, or null. */
  readonly navigates: (landing: Promise<Page | null>) => void
  /** An element will never fire anything. */
  readonly waitsInVain: () => void
}

type RunStep = (step: Step) => Promise<Seen>

const names = [
  'fetch',
  'XMLHttpRequest',
  'EventSource',
  'WebSocket',
  'document',
  'navigator',
  'location',
  'window',
  'setTimeout',
  'clearTimeout',
] as const

/** The very function that runs in browsers, with the globals of a page of corsac. */
export function runStepOf(page: Page, clock: VirtualClock, events: StepEvents): RunStep {
  const go = (url: string): void => events.navigates(nowhereIfNoPlace(page.assignLocation(url)))
  const globals: { readonly [N in (typeof names)[number]]: unknown } = {
    fetch: page.fetch,
    XMLHttpRequest: page.XMLHttpRequest,
    EventSource: page.EventSource,
    WebSocket: page.WebSocket,
    document: documentOf(page, events),
    navigator: { sendBeacon: page.sendBeacon },
    location: {
      assign: go,
      replace: go,
      reload: () => events.navigates(page.reload()),
    },
    window: { open: (url: string, target: string) => follow(page, { href: url, target }, events) },
    setTimeout: (callback: () => void, milliseconds: number) => clock.setTimer(milliseconds, callback),
    clearTimeout: (cancel: () => void) => cancel(),
  }
  return make(...names.map((name) => globals[name]))
}

const make = new Function(...names, `return (${runStep})`) as (...globals: readonly unknown[]) => RunStep

/** An element, with its attributes, whether they are set as such or as properties. */
interface Element extends EventTarget {
  readonly tag: string
  readonly children: readonly Element[]
  readonly attributes: { readonly [name: string]: string }
}

/** A document in which there is nothing but what the step puts there. */
function documentOf(page: Page, events: StepEvents): object {
  return {
    get cookie(): string {
      return page.document.cookie
    },
    set cookie(value: string) {
      page.document.cookie = value
    },
    createElement: (tag: string) => elementOf(page, tag, events),
    body: {
      append: (element: Element) => {
        if (element.tag in loadable) load(page, element, events)
      },
    },
  }
}

function elementOf(page: Page, tag: string, events: StepEvents): Element {
  const children: Element[] = []
  const attributes: { [name: string]: string } = {}
  const element: Element = Object.assign(new EventTarget(), { tag, children, attributes })
  const methods: { readonly [name: string]: unknown } = {
    setAttribute: (name: string, value: string) => {
      attributes[name.toLowerCase()] = value
    },
    append: (child: Element) => children.push(child),
    addEventListener: element.addEventListener.bind(element),
    dispatchEvent: element.dispatchEvent.bind(element),
    click: () => follow(page, attributes, events),
    submit: () => submit(page, element, events),
  }
  return new Proxy(element, {
    get: (_, name) => methods[String(name)] ?? Reflect.get(element, name, element),
    set: (_, name, value: string) => {
      attributes[String(name).toLowerCase()] = value
      return true
    },
  })
}

const loadable = { img: 'src', script: 'src', link: 'href', iframe: 'src' } as const

function load(page: Page, element: Element, events: StepEvents): void {
  const tag = element.tag as keyof typeof loadable
  const { attributes: own } = element
  const init = {
    element: tag,
    url: own[loadable[tag]] ?? '',
    ...given('crossOrigin', own['crossorigin']),
    ...given('referrerPolicy', policyOf(own['referrerpolicy'])),
    ...given('type', own['type']),
    ...given('rel', own['rel']),
    ...given('as', own['as']),
    ...given('integrity', own['integrity']),
    ...given('sandbox', own['sandbox']),
  } as LoadInit
  page.load(init).then(
    ({ event }) => {
      if (event === 'none') events.waitsInVain()
      else element.dispatchEvent(new Event(event))
    },
    (error: unknown) => {
      if (!isNoPlace(error)) throw error
      // A frame without an address that can be asked for is an empty one.
      element.dispatchEvent(new Event(tag === 'iframe' ? 'load' : 'error'))
    },
  )
}

function follow(page: Page, link: Element['attributes'], events: StepEvents): void {
  const landing = page.followLink(link['href'] ?? '', {
    ...given('rel', link['rel']),
    ...given('target', link['target']),
    ...given('referrerPolicy', policyOf(link['referrerpolicy'])),
    userActivation: false,
  })
  events.navigates(nowhereIfNoPlace(landing))
}

function submit(page: Page, { attributes: form, children }: Element, events: StepEvents): void {
  const landing = page.submitForm({
    action: form['action'] ?? '',
    method: form['method'] as 'get' | 'post',
    enctype: form['enctype'] as FormEnctype,
    fields: children.map(({ attributes }) => [attributes['name'] ?? '', attributes['value'] ?? ''] as const),
    ...given('target', form['target']),
    userActivation: false,
  })
  events.navigates(nowhereIfNoPlace(landing))
}

/** Pages say so where an address is none, or none of HTTP; in a browser, nothing happens then. */
async function nowhereIfNoPlace(landing: Promise<Page | null>): Promise<Page | null> {
  try {
    return await landing
  } catch (error) {
    if (isNoPlace(error)) return null
    throw error
  }
}

function isNoPlace(error: unknown): boolean {
  return error instanceof NotModelled || error instanceof ConfigError
}

/** An enumerated attribute: what is no policy counts as none. */
function policyOf(attribute: string | undefined): ReferrerPolicy | undefined {
  const value = attribute?.toLowerCase()
  return members.referrerPolicy.find((policy) => policy === value)
}

function given<N extends string, V>(name: N, value: V | undefined): { [K in N]?: V } {
  return value === undefined ? {} : ({ [name]: value } as { [K in N]?: V })
}
