import { getHeader, type HeaderList } from '../http/header-list'
import { type Origin, sameOrigin } from '../origin/origin'
import { tokens } from './tokens'

/**
 * What a sandbox allows: `allow-scripts`, `allow-same-origin` and so on, in lower case. Where there is null in place of
 * one, there is no sandbox, and all is allowed. https://html.spec.whatwg.org/multipage/browsers.html#sandboxing
 */
export type Sandbox = readonly string[]

/** The sandbox that a `sandbox` attribute makes. https://html.spec.whatwg.org/multipage/browsers.html#parse-a-sandboxing-directive */
export function sandboxOf(attribute: string | null): Sandbox | null {
  return attribute === null ? null : tokens(attribute)
}

/** The sandbox that a response asks for. https://w3c.github.io/webappsec-csp/#directive-sandbox */
export function sandboxOfHeaders(headerList: HeaderList): Sandbox | null {
  const policies = getHeader(headerList, 'content-security-policy') ?? ''
  let sandbox: Sandbox | null = null
  for (const [, value = ''] of policies.matchAll(/(?:^|[;,])\s*sandbox(?=[\s;,]|$)([^;,]*)/gi)) {
    sandbox = bothSandboxes(sandbox, tokens(value))
  }
  return sandbox
}

/** What two sandboxes, one in the other, still allow. */
export function bothSandboxes(a: Sandbox | null, b: Sandbox | null): Sandbox | null {
  if (a === null || b === null) return a ?? b
  return a.filter((token) => b.includes(token))
}

export function allows(sandbox: Sandbox | null, token: string): boolean {
  return sandbox === null || sandbox.includes(token)
}

/** The sandbox of a window that a document opens. https://html.spec.whatwg.org/multipage/browsers.html#popup-sandboxing-flag-set */
export function sandboxOfPopup(opener: Sandbox | null): Sandbox | null {
  return allows(opener, 'allow-popups-to-escape-sandbox') ? null : opener
}

/** Where a navigation goes: the place of the document that begins it, the one around that, the whole page, or a new window. */
export type NavigationTarget = 'self' | 'parent' | 'top' | 'window'

/** Who would like to navigate. */
export interface Navigator {
  readonly origin: Origin
  readonly topLevelOrigin: Origin
  readonly sandbox: Sandbox | null
  readonly isForm: boolean
  /** Whether the user has just done something in it. */
  readonly userActivation: boolean
}

/** Whether a document may navigate a target. https://html.spec.whatwg.org/multipage/document-sequences.html#allowed-to-navigate */
export function mayNavigate(navigator: Navigator, target: NavigationTarget): boolean {
  const { sandbox, userActivation } = navigator
  // Engines let no frame of another origin lead the whole page away without the user’s doing.
  if (target === 'top' && !userActivation && !sameOrigin(navigator.origin, navigator.topLevelOrigin)) {
    return false
  }
  if (navigator.isForm && !allows(sandbox, 'allow-forms')) return false
  switch (target) {
    case 'self':
      return true
    case 'parent':
      return sandbox === null
    case 'window':
      return allows(sandbox, 'allow-popups')
    case 'top':
      return (
        allows(sandbox, 'allow-top-navigation') ||
        (userActivation && allows(sandbox, 'allow-top-navigation-by-user-activation'))
      )
  }
}
