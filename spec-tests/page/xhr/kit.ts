/** What tests of XMLHttpRequests need: one before a small site, and the events that it fired, in short. */

import type { Page } from '../../../src/page/page'
import type { ProfileName } from '../../../src/profile/profile'
import { answer, api, app, browserBefore, type Site } from '../kit'

type Tested = ReturnType<typeof browserBefore>

const names = ['readystatechange', 'loadstart', 'progress', 'load', 'error', 'abort', 'timeout', 'loadend']
const open = { 'access-control-allow-origin': app }

export const site: Site = {
  [`${app}/text`]: answer(200, { 'content-type': 'text/plain', 'content-length': '5' }, 'hello'),
  [`${app}/empty`]: answer(200, { 'content-length': '0' }),
  [`${app}/gone`]: answer(404, {}, 'gone'),
  [`${app}/moved`]: answer(302, { location: '/text' }),
  [`${app}/moved-away`]: answer(302, { location: `${api}/open` }),
  [`${app}/moved-closed`]: answer(302, { location: `${api}/closed` }),
  [`${api}/open`]: answer(200, { ...open, 'access-control-allow-headers': '*' }, 'open'),
  [`${api}/closed`]: answer(200, {}, 'closed'),
}

export interface MadeOptions {
  readonly profile?: ProfileName
  readonly upload?: boolean
  /** What there is beside the usual site. */
  readonly more?: Site
}

export function made({ profile = 'chromium', upload = false, more = {} }: MadeOptions = {}): Made {
  const tested = browserBefore({ ...site, ...more }, profile)
  const page = tested.browser.open(`${app}/page`)
  const xhr = new page.XMLHttpRequest()
  const events: string[] = []
  for (const name of names) {
    xhr.addEventListener(name, () => events.push(name === 'readystatechange' ? `${xhr.readyState}` : name))
    if (upload) xhr.upload.addEventListener(name, () => events.push(`upload.${name}`))
  }
  const ended = new Promise((resolve) => xhr.addEventListener('loadend', resolve))
  return { ...tested, page, xhr, events, ended }
}

export type Made = Tested & {
  readonly page: Page
  readonly xhr: XHR
  readonly events: string[]
  readonly ended: Promise<unknown>
}
export type XHR = InstanceType<Page['XMLHttpRequest']>
