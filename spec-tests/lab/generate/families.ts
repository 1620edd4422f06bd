import type fc from 'fast-check'
import { beaconPieces, eventSourcePieces, webSocketPieces } from './connections'
import { cookieRows, credentiallessPieces, credentiallessWorld } from './cookie-rows'
import {
  cookieNavigationPieces,
  cookieOrderPieces,
  documentCookiePieces,
  evictionPieces,
  expiryPieces,
  partitionPieces,
  partitionWorld,
  sameSitePieces,
  setCookiePieces,
} from './cookies'
import {
  corsCheckPieces,
  methodPieces,
  plainPieces,
  preflightPieces,
  safelistPieces,
  xhrPieces,
} from './exchanges'
import { navigationPieces, navigationWorld } from './navigations'
import type { PieceMaker } from './piece'
import { defaultLifetimeWaits, preflightCachePieces, restartedClocks, shortWaits } from './preflight-cache'
import {
  backWithUserRedirects,
  cachedOnly,
  embedded,
  embedderWorld,
  forbiddenResources,
  halfCredentials,
  hiddenOrigins,
  literalWorld,
  lostRedirects,
  otherPorts,
  ownPostRedirects,
  ownUserRedirects,
  sniffed,
  unfetchable,
  unfollowedRedirects,
  unparsableLists,
  upgradedImages,
  uploads,
} from './rare-cases'
import { loopPieces, redirectPieces } from './redirects'
import {
  addressResources,
  addressWorld,
  embedderRows,
  embedderRowWorld,
  failedFrames,
  inheritedPolicies,
  inheritingWorld,
  rowElements,
  rowNavigations,
  sandboxPieces,
  sandboxWorld,
  securePieces,
  secureWorld,
} from './row-documents'
import { rowPieces, rowWorld } from './rows'
import {
  addressPieces,
  bodyPieces,
  largeKeepalives,
  modePieces,
  parallelPieces,
  schemePieces,
  streamPieces,
  timeoutPieces,
} from './special-cases'
import {
  corpPieces,
  corpWorld,
  elementPieces,
  framedPieces,
  framedWorld,
  mimePieces,
  mixedContentPieces,
  mixedContentWorld,
  rangePieces,
  referrerPieces,
  referrerWorld,
} from './subresources'
import { namedPageURL, type World, worldOf } from './world'

/** A group of scenarios that are about one thing. */
export interface Family {
  readonly name: string
  /** Against those of the others, which are about 2,370 together. */
  readonly weight: number
  readonly worlds: fc.Arbitrary<World>
  readonly pieces: fc.Arbitrary<PieceMaker>
  /** How many pieces there are at most. */
  readonly most: number
  /** Whether there are nearly always as many. */
  readonly full: boolean
  /** Whether its pieces may also be in scenarios of other families. */
  readonly mixes: boolean
  /** Whether its scenarios may block third-party cookies. */
  readonly cookies: boolean
}

const anyWorld: fc.Arbitrary<World> = worldOf({})
const namedWorld: fc.Arbitrary<World> = worldOf({ url: namedPageURL })
const cookieWorld: fc.Arbitrary<World> = worldOf({ frames: 14, policies: 0 })
const unframedWorld: fc.Arbitrary<World> = worldOf({ frames: 0, policies: 0 })

function family(
  name: string,
  weight: number,
  pieces: fc.Arbitrary<PieceMaker>,
  rest: Partial<Pick<Family, 'worlds' | 'most' | 'full' | 'mixes' | 'cookies'>> = {},
): Family {
  return {
    name,
    weight,
    pieces,
    worlds: anyWorld,
    most: 4,
    full: false,
    mixes: true,
    cookies: false,
    ...rest,
  }
}

const alone = { most: 1, mixes: false }
const pairs = { most: 2, full: true, mixes: false }
const trios = { most: 3, full: true, mixes: false }

export const families: readonly Family[] = [
  family('plain', 50, plainPieces),
  family('cors-check', 80, corsCheckPieces),
  family('cors-check', 12, halfCredentials),
  family('preflight', 80, preflightPieces),
  family('preflight', 23, unparsableLists),
  family('safelist', 64, safelistPieces),
  family('methods', 25, methodPieces),
  family('preflight-cache', 105, preflightCachePieces, { worlds: namedWorld, most: 1, mixes: false }),
  family('preflight-cache', 7, shortWaits, { worlds: namedWorld, ...alone }),
  family('preflight-cache', 4, defaultLifetimeWaits, { worlds: namedWorld, ...alone }),
  family('preflight-cache', 17, restartedClocks, { worlds: namedWorld, ...alone }),
  family('redirect', 95, redirectPieces),
  family('redirect', 11, loopPieces, alone),
  family('redirect', 8, ownUserRedirects),
  family('redirect', 13, backWithUserRedirects),
  family('redirect', 32, lostRedirects),
  family('redirect', 28, unfollowedRedirects),
  family('redirect', 6, ownPostRedirects),
  family('referrer', 30, referrerPieces, { worlds: referrerWorld }),
  family('referrer', 9, hiddenOrigins),
  family('modes', 40, modePieces),
  family('modes', 9, cachedOnly),
  family('frames', 25, framedPieces, { worlds: framedWorld }),
  family('mixed-content', 25, mixedContentPieces, { worlds: mixedContentWorld }),
  family('mixed-content', 6, upgradedImages, { worlds: mixedContentWorld }),
  family('corp', 42, corpPieces, { worlds: corpWorld }),
  family('corp', 18, forbiddenResources),
  family('corp', 16, embedded, { worlds: embedderWorld }),
  family('mime', 31, sniffed),
  family('mime', 30, mimePieces),
  family('range', 16, rangePieces),
  family('elements', 25, elementPieces),
  family('xhr', 22, xhrPieces),
  family('xhr', 6, uploads),
  family('xhr-timeout', 14, timeoutPieces, alone),
  family('eventsource', 14, eventSourcePieces),
  family('websocket', 14, webSocketPieces),
  family('beacon', 12, beaconPieces),
  family('schemes', 60, unfetchable),
  family('schemes', 24, schemePieces),
  family('addresses', 38, addressPieces),
  family('addresses', 7, otherPorts, { worlds: literalWorld, mixes: false }),
  family('bodies', 8, bodyPieces),
  family('bodies', 22, largeKeepalives, alone),
  family('bodies', 11, streamPieces, alone),
  family('parallel', 18, parallelPieces, { mixes: false, most: 2 }),
  family('navigation', 24, navigationPieces, { worlds: navigationWorld, ...alone }),
  family('set-cookie', 112, setCookiePieces, { worlds: cookieWorld, most: 1, mixes: false, cookies: true }),
  family('same-site', 80, sameSitePieces, { worlds: cookieWorld, most: 2, mixes: false, cookies: true }),
  family('cookie-navigation', 50, cookieNavigationPieces, {
    worlds: worldOf({ frames: 10, policies: 0 }),
    ...alone,
    cookies: true,
  }),
  family('partitions', 52, partitionPieces, { worlds: partitionWorld, ...alone, cookies: true }),
  family('document-cookie', 20, documentCookiePieces, { worlds: cookieWorld, ...alone, cookies: true }),
  family('cookie-order', 12, cookieOrderPieces, { worlds: unframedWorld, ...alone, cookies: true }),
  family('cookie-order', 34, evictionPieces, { worlds: unframedWorld, ...alone, cookies: true }),
  family('set-cookie', 4, expiryPieces, { worlds: unframedWorld, ...alone, cookies: true }),
  // What shows a row of the divergence table that the others come by too rarely.
  family('rows', 240, rowPieces, { worlds: rowWorld, ...trios }),
  family('rows', 310, cookieRows, { worlds: rowWorld, ...alone, cookies: true }),
  family('rows', 16, credentiallessPieces, { worlds: credentiallessWorld, ...alone }),
  family('rows', 30, rowElements, { worlds: rowWorld, ...trios }),
  family('rows', 33, securePieces, { worlds: secureWorld, ...pairs }),
  family('rows', 17, failedFrames, { worlds: rowWorld, ...alone }),
  family('rows', 32, embedderRows, { worlds: embedderRowWorld, ...pairs }),
  family('rows', 17, addressResources, { worlds: addressWorld, ...alone }),
  family('rows', 20, sandboxPieces, { worlds: sandboxWorld, ...pairs }),
  family('rows', 19, inheritedPolicies, { worlds: inheritingWorld, ...alone }),
  family('rows', 24, rowNavigations, { worlds: rowWorld, ...alone }),
]
