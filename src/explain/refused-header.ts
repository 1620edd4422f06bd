import type { Engine } from '../profile/engine'
import type { Profile } from '../profile/profile'

interface RefusalLine {
  readonly level: 'error' | 'warning'
  readonly before: string
  readonly after: string
  /** Where the engine writes it. */
  readonly source: string
  /** A scenario of the lab in which it was seen; null where the source alone says so. */
  readonly seen: string | null
}

/** A line about a header that was refused. */
export interface RefusedHeaderLine {
  readonly level: 'error' | 'warning'
  readonly text: string
  readonly evidence: 'documented' | 'recorded'
}

const inWebKit: RefusalLine = {
  level: 'error',
  before: 'Refused to set unsafe header "',
  after: '"',
  source: 'WebKit/WebKit Source/WebCore/xml/XMLHttpRequest.cpp, setRequestHeader',
  // WebKitGTK's console is not recorded.
  seen: null,
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
    seen: 'xhr-forbidden-headers',
  },
  firefox: {
    level: 'warning',
    before: 'Attempt to set a forbidden header was denied: ',
    after: '',
    source:
      'mozilla/gecko-dev dom/xhr/XMLHttpRequestMainThread.cpp, which prints ForbiddenHeaderWarning of dom.properties',
    seen: 'xhr-forbidden-headers',
  },
  safari: inWebKit,
  webkitgtk: inWebKit,
}

/** The line about a header that was refused, with its name as the page wrote it. */
export function refusedHeaderLine(profile: Profile, name: string): RefusedHeaderLine | null {
  const line = lines[profile.engine]
  if (line === null) return null
  const { level, before, after, seen } = line
  return { level, text: `${before}${name}${after}`, evidence: seen === null ? 'documented' : 'recorded' }
}
