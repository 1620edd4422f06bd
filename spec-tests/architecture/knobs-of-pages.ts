import type { Knobs } from '../../src/profile/knobs'

/**
 * Knobs that say what scripts and elements of pages do around a fetch. They are read where the lab predicts pages, too.
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
  'opaqueWithoutHash',
  'preloadIntegrity',
  'xhrEmptyBodyProgress',
  'xhrEmptyUpload',
  'xhrUploadFailsWithoutBody',
  'xhrUploadEnds',
  'xhrResentUploadProgress',
  'xhrSchemesWithoutLoadstart',
  'xhrFailureKeepsURL',
  'shortBody',
  'webSocketProtocols',
  'mixedWebSocket',
]
