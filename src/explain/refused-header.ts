import type { Engine } from '../profile/engine'
import type { Profile } from '../profile/profile'

interface RefusalLine {
  readonly level: 'error' | 'warning'
  readonly before: string
  readonly after: string
  /** Where the engine writes it. */
  readonly source: string
}

const inWebKit: RefusalLine = {
  level: 'error',
  before: 'Refused to set unsafe header "',
  after: '"',
  source: 'WebKit/WebKit Source/WebCore/xml/XMLHttpRequest.cpp, setRequestHeader',
}

/** What engines print of a header that a page may not set, by their sources; the standard prints nothing. */
const lines: { readonly [E in Engine]: RefusalLine | null } = {
  spec: null,
  chromium: {
    level: 'error',
    before: 'Refused to set unsafe header "',
    after: '"',
    source:
      'chromium/chromium third_party/blink/renderer/core/xmlhttprequest/xml_http_request.cc, setRequestHeader',
  },
  firefox: {
    level: 'warning',
    before: 'Attempt to set a forbidden header was denied: ',
    after: '',
    source:
      'mozilla/gecko-dev dom/xhr/XMLHttpRequestMainThread.cpp, which prints ForbiddenHeaderWarning of dom.properties',
  },
  safari: inWebKit,
  webkitgtk: inWebKit,
}

/** The line about a header that was refused, with its name as the page wrote it. */
export function refusedHeaderLine(
  profile: Profile,
  name: string,
): { readonly level: 'error' | 'warning'; readonly text: string } | null {
  const line = lines[profile.engine]
  return line === null ? null : { level: line.level, text: `${line.before}${name}${line.after}` }
}
