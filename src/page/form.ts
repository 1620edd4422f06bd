import { utf8Encode } from '../infra/utf-8'
import { parseURL, type URLRecord, withFragment } from '../origin/url-record'
import type { FormBody } from './document'

export type FormField = readonly [name: string, value: string]
export type FormMethod = 'get' | 'post'
export type FormEnctype = 'application/x-www-form-urlencoded' | 'multipart/form-data' | 'text/plain'

/** The entries of a form. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-the-form-data-set */
export function entriesOf(fields: readonly FormField[]): FormField[] {
  const lines = (text: string): string => text.replace(/\r\n|\r|\n/g, '\r\n')
  return fields.filter(([name]) => name !== '').map(([name, value]) => [lines(name), lines(value)])
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submit-body */
export function formBody(enctype: FormEnctype, fields: readonly FormField[], boundary: string): FormBody {
  const entries = entriesOf(fields)
  switch (enctype) {
    case 'multipart/form-data':
      return { bytes: multipart(entries, boundary), type: `multipart/form-data; boundary=${boundary}` }
    case 'text/plain':
      return { bytes: plainText(entries), type: enctype }
    case 'application/x-www-form-urlencoded':
      return { bytes: utf8Encode(urlencoded(entries)), type: enctype }
  }
}

/** The action with the fields for its query. https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submit-mutate-action */
export function urlWithFields(action: URLRecord, fields: readonly FormField[]): URLRecord {
  const plain = withFragment(action, null).href.split('?')[0]
  const fragment = action.fragment === null ? '' : `#${action.fragment}`
  return parseURL(`${plain}?${urlencoded(entriesOf(fields))}${fragment}`) ?? action
}

/** https://url.spec.whatwg.org/#concept-urlencoded-serializer */
export function urlencoded(fields: readonly FormField[]): string {
  return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, value])).toString()
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
export function multipart(fields: readonly FormField[], boundary: string): string {
  const escaped = (name: string): string =>
    utf8Encode(name).replaceAll('\n', '%0A').replaceAll('\r', '%0D').replaceAll('"', '%22')
  const parts = fields.map(
    ([name, value]) =>
      `--${boundary}\r\nContent-Disposition: form-data; name="${escaped(name)}"\r\n\r\n${utf8Encode(value)}\r\n`,
  )
  return `${parts.join('')}--${boundary}--\r\n`
}

/** A boundary that is in none of the fields. Engines draw theirs by lot; this one is the same for the same fields. */
export function boundaryFor(fields: readonly FormField[]): string {
  const beginning = '----CorsacFormBoundary'
  for (let number = 1; ; number++) {
    const boundary = `${beginning}${String(number).padStart(8, '0')}`
    if (!fields.some((field) => field.some((text) => text.includes(boundary)))) return boundary
  }
}

/** https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#plain-text-form-data */
export function plainText(fields: readonly FormField[]): string {
  return fields.map(([name, value]) => `${utf8Encode(name)}=${utf8Encode(value)}\r\n`).join('')
}
