import type { Knobs } from '../../src/profile/knobs'

/**
 * Knobs that say what pages, documents and elements do around a fetch. As long as the package has no pages, nothing in
 * `src` reads them: the lab's predictions do.
 */
export const knobsOfPages: readonly (keyof Knobs)[] = [
  'reloadRepeatsInitiator',
  'framesInheritReferrerPolicy',
  'xhrCharset',
  'eventSourceCharset',
  'elementsTakeStatus',
  'wrongStyleTypeLoads',
  'mixedFrameEvent',
  'mixedBeaconReturns',
  'streamUploads',
  'embedderBlockedFrameEvent',
  'reloadOfPost',
  'eventSourceSaysNoCache',
  'responseURLKeepsCredentials',
  'xhrGetSaysBodyType',
  'webSocketRedirects',
  'failedFrameEvent',
  'bodyTypeIsGuarded',
  'frameNeedsEmbedderPolicy',
]
