import { createClient } from '../fetch/create-request'
import type { Client } from '../fetch/request'
import { parseURL } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import type { Base } from './base'
import type { Page } from './campaign-values'
import { classifyOrigin } from './classify-origin'
import { attacker, probes } from './probes'
import { opensHost } from './special-hosts'
import type { Grant, Intent, PageData } from './types'
import { examplesOf, isMeant } from './who'

/** A top-level page of the attacker, in which frames lie and from which redirects begin. */
export const attackersPage: Client = /* @__PURE__ */ createClient(`https://${attacker}/`)

/** The opaque origin of the one sandboxed frame there is at a time. */
const sandboxed: Client = /* @__PURE__ */ createClient({
  url: `https://${attacker}/`,
  topLevelURL: `https://${attacker}/`,
  origin: { kind: 'opaque', id: 1 },
})

const file: Client = /* @__PURE__ */ createClient('file:///home/corsac/page.html')

/** Pages of an intent, each made once. */
export function createPages(
  intent: Intent,
  profiles: readonly Profile[],
  bases: readonly Base[],
): (data: PageData, probe?: string | null) => Page {
  const pages = new Map<string, Page>()
  return (data, probe = null) => {
    const key = `${data.how} ${data.origin}`
    const known = pages.get(key)
    if (known !== undefined) return known
    const page = compilePage(data, probe, intent, profiles, bases)
    pages.set(key, page)
    return page
  }
}

function compilePage(
  data: PageData,
  probe: string | null,
  intent: Intent,
  profiles: readonly Profile[],
  bases: readonly Base[],
): Page {
  const client = clientOf(data)
  const of = probes.find(({ id }) => id === probe)
  return {
    data,
    class: of?.class ?? classifyOrigin(data.origin, bases),
    probe,
    client,
    grants: grantsOf(data, intent, ({ who }) => isMeant(who, data.origin)),
    exampleOf: grantsOf(data, intent, ({ who }) => examplesOf(who).includes(data.origin)),
    reach: client === null ? 0 : reachOf(client, profiles),
  }
}

/** Null where no page has this origin, or not in this way. */
function clientOf({ origin, how }: PageData): Client | null {
  switch (how) {
    case 'raw':
      return null
    case 'none':
    case 'redirect':
      return attackersPage
    case 'sandboxed-frame':
      return sandboxed
    case 'file':
      return file
    case 'https-page':
    case 'http-page': {
      const url = parseURL(`${origin}/`)
      if (url === null || url.origin.kind === 'opaque' || url.origin.serialized !== origin) return null
      return url.scheme === 'http' || url.scheme === 'https' ? createClient(url.href) : null
    }
  }
}

function grantsOf({ how }: PageData, { grants }: Intent, holds: (grant: Grant) => boolean): number {
  if (how === 'none') return 0
  return grants.reduce((bits, grant, i) => (holds(grant) ? bits | (1 << i) : bits), 0)
}

function reachOf({ origin }: Client, profiles: readonly Profile[]): number {
  if (origin.kind === 'opaque') return -1
  return profiles.reduce((bits, { name }, i) => (opensHost(name, origin.host) ? bits | (1 << i) : bits), 0)
}
