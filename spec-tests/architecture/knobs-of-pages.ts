import type { Knobs } from '../../src/profile/knobs'

/**
 * Knobs that say what scripts and elements of pages do around a fetch. As long as pages of the package have no `fetch`,
 * no XMLHttpRequest and no elements, nothing in `src` reads them: the lab's predictions do.
 */
export const knobsOfPages: readonly (keyof Knobs)[] = [
  'xhrCharset',
  'eventSourceCharset',
  'elementsTakeStatus',
  'wrongStyleTypeLoads',
  'mixedBeaconReturns',
  'streamUploads',
  'eventSourceSaysNoCache',
  'responseURLKeepsCredentials',
  'xhrGetSaysBodyType',
  'webSocketRedirects',
  'bodyTypeIsGuarded',
]
