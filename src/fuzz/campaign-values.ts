/** What a campaign is made of once everything that does not change from case to case has been worked out. */
import type { Client, RequestRecord } from '../fetch/request'
import type { URLRecord } from '../origin/url-record'
import type { Profile } from '../profile/profile'
import type { UserAgent } from '../user-agent/user-agent'
import type { Base } from './base'
import type { Intent, PageData, ReadClass, RequestData, Story } from './types'

/** A page, parsed once. */
export interface Page {
  readonly data: PageData
  /** The mistake of a server that lets it read; what pages that are meant to read have plays no part. */
  readonly class: ReadClass
  /** The probe it is of; null where the grammar made it. */
  readonly probe: string | null
  /** Null where there is no page with this origin. */
  readonly client: Client | null
  /** The grants that let it in: a bit each. */
  readonly grants: number
  /** Those of them that it is an example of, and for which everything has to work. */
  readonly exampleOf: number
  /** The profiles whose browsers can open it: a bit each. */
  readonly reach: number
}

/** A request, parsed once. */
export interface Shape {
  readonly data: RequestData
  /** Everything but whose request it is. */
  readonly template: RequestRecord
  /** The same to the attacker's server, which redirects it to the target. */
  readonly redirected: RequestRecord
  /** As an image asks for it: without an `Origin` header. */
  readonly image: RequestRecord
  /** The grants that cover its path, and those that cover its method and headers too: a bit each. */
  readonly pathGrants: number
  readonly useGrants: number
  readonly methodGrants: number
  readonly credentialed: boolean
  /** Whether its path is one of the fuzzer's own, where there is nothing to be read. */
  readonly madeUpPath: boolean
}

export interface Step {
  readonly page: Page
  readonly shape: Shape
}

/** A case without its profile. */
export interface Plan {
  readonly story: Story
  /** Whether the browser has the users' cookies from the beginning. */
  readonly cookies: boolean
  readonly steps: readonly Step[]
}

/** One sequence of requests with one profile. */
export interface Case extends Plan {
  readonly seed: number
  readonly index: number
  readonly profile: Profile
}

/** The pages and requests that random cases are drawn from. */
export interface Pool {
  readonly attackers: readonly Page[]
  /** Pages that are meant to read, each with the requests that it is meant to make. */
  readonly uses: readonly { readonly page: Page; readonly shapes: readonly Shape[] }[]
  readonly shapes: readonly Shape[]
  readonly raw: readonly Plan[]
  readonly caches: readonly Plan[]
  readonly logins: readonly Plan[]
  /** A user signs in, and goes to an attacker's page. */
  readonly betrayals: readonly Plan[]
}

export interface Campaign {
  readonly intent: Intent
  readonly profiles: readonly Profile[]
  /** A browser that has not been used yet, for each profile. */
  readonly userAgents: ReadonlyMap<Profile, UserAgent>
  /** One that has the users' cookies, for each profile. */
  readonly returning: ReadonlyMap<Profile, UserAgent>
  readonly target: URLRecord
  /** The origins that are meant, and the target's own, taken apart. */
  readonly bases: readonly Base[]
  /** The grants with credentials, and those for anyone: a bit each. */
  readonly credentialGrants: number
  readonly anyoneGrants: number
  /** Whether the target is out of reach from the internet, by its name. */
  readonly internal: boolean
  /** Played with every profile before cases become random. */
  readonly sweep: readonly Plan[]
  readonly pool: Pool
  /** A page of the grammar for a seed, made when it is first asked for. */
  readonly grammarPage: (seed: number, which: number) => Page
  readonly pageOf: (data: PageData) => Page
  readonly shapeOf: (data: RequestData) => Shape
}
