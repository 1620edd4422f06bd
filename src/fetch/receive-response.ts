import type { Header } from '../http/header-list'
import { stripTabOrSpace } from '../infra/byte-string'
import type { Knobs } from '../profile/knobs'
import type { WireResponse } from './response'

/** The response as the engine's HTTP parser would hand it on; nearly always the very same value. */
export function receiveResponse(
  rules: Pick<Knobs, 'headerNameTrailingWhitespace' | 'emptyHeaderLinesDropped' | 'repeatedContentType'>,
  response: WireResponse,
): WireResponse {
  const { headerList } = response
  let received = response
  for (let i = 0; i < headerList.length; i++) {
    if (endsInWhitespace(headerList[i] as Header)) {
      received = withoutTrailingWhitespace(rules, response)
      break
    }
  }
  // Deviation(DV-13): one engine joins an empty line to others by dropping it.
  if (rules.emptyHeaderLinesDropped) received = withoutEmptyLines(received)
  // Deviation(DV-99): one engine makes one of several types.
  return rules.repeatedContentType === 'joined' ? withOneContentType(received) : received
}

function withOneContentType(response: WireResponse): WireResponse {
  const types = response.headerList.filter(({ name }) => name === 'content-type')
  const first = types[0]
  if (first === undefined || types.length === 1) return response
  const joined = { name: first.name, value: types.map(({ value }) => value).join(',') }
  const others = response.headerList.filter(({ name }) => name !== 'content-type')
  return { ...response, headerList: [...others, joined] }
}

/** Lines of these are counted before they are joined. */
const counted: ReadonlySet<string> = new Set(['access-control-allow-origin', 'location'])

/** Without the empty lines of a name that has others. */
function withoutEmptyLines(response: WireResponse): WireResponse {
  const { headerList } = response
  if (headerList.every(({ value }) => value !== '')) return response
  const said = new Set<string>()
  for (const { name, value } of headerList) if (value !== '') said.add(name)
  const kept = headerList.filter(({ name, value }) => value !== '' || counted.has(name) || !said.has(name))
  return kept.length === headerList.length ? response : { ...response, headerList: kept }
}

function endsInWhitespace(header: Header): boolean {
  const last = header.name.charCodeAt(header.name.length - 1)
  return last === 0x20 || last === 0x09
}

function withoutTrailingWhitespace(
  rules: Pick<Knobs, 'headerNameTrailingWhitespace'>,
  response: WireResponse,
): WireResponse {
  const headerList: Header[] = []
  for (const header of response.headerList) {
    if (!endsInWhitespace(header)) headerList.push(header)
    // Deviation(DV-1): no HTTP at all, which one engine forgives.
    else if (rules.headerNameTrailingWhitespace === 'stripped') {
      headerList.push({ name: stripTabOrSpace(header.name), value: header.value })
    }
  }
  return { ...response, headerList }
}
