// Written by `npm run lab -- evidence` from the lab's corpus: not to be edited.

/** Ids of recordings, by the browser that was recorded. */
export interface RecordedIds {
  readonly chromium?: readonly string[]
  readonly firefox?: readonly string[]
  readonly webkitgtk?: readonly string[]
}

/** The recordings that show a row of the divergence table, by its id. */
export const recordedEvidence: { readonly [id: string]: RecordedIds } = {
  'DV-1': {
    chromium: ['acao-name-with-tab', 'acao-name-with-space', 'acao-name-with-space-first'],
    firefox: ['acao-name-with-tab', 'acao-name-with-space', 'acao-name-with-space-first'],
    webkitgtk: ['acao-name-with-tab', 'acao-name-with-space', 'acao-name-with-space-first'],
  },
  'DV-2': {
    chromium: ['redirect-client-hints', 'header-intervention', 'hint-width'],
    firefox: ['redirect-client-hints', 'header-intervention', 'hint-width'],
    webkitgtk: ['redirect-client-hints', 'header-intervention', 'hint-width'],
  },
  'DV-3': {
    chromium: ['accept-non-ascii', 'content-type-non-ascii', 'content-type-bare-non-ascii'],
    firefox: ['accept-non-ascii', 'content-type-non-ascii', 'content-type-bare-non-ascii'],
    webkitgtk: ['accept-non-ascii', 'content-type-non-ascii', 'content-type-bare-non-ascii'],
  },
  'DV-4': {
    chromium: ['range-twice', 'content-type-twice', 'accept-twice-100'],
    firefox: ['range-twice', 'header-repeated-accept', 'content-type-twice'],
    webkitgtk: ['range-twice', 'content-type-twice', 'accept-twice-100'],
  },
  'DV-5': {
    chromium: ['range-end-beyond-64-bits', 'range-forty-digits', 'range-9999999999999999999'],
    firefox: ['range-end-beyond-64-bits', 'range-forty-digits', 'range-9999999999999999999'],
    webkitgtk: ['range-end-beyond-64-bits', 'range-forty-digits', 'range-9999999999999999999'],
  },
  'DV-6': {
    chromium: ['range-unit-upper-case', 'range-unit-capitalised', 'r1-2712'],
    firefox: ['range-unit-upper-case', 'range-unit-capitalised', 'r2-207'],
    webkitgtk: ['range-unit-upper-case', 'range-unit-capitalised', 'r3-68'],
  },
  'DV-7': {
    chromium: ['range-unit-upper-case', 'range-unit-capitalised', 'range-leading-zeros'],
    firefox: ['range-unit-upper-case', 'range-unit-capitalised', 'range-leading-zeros'],
    webkitgtk: ['range-unit-upper-case', 'range-unit-capitalised', 'range-leading-zeros'],
  },
  'DV-8': {
    chromium: ['xhr-upload-listener-get', 'xhr-upload-listener-post-empty', 'xhr-upload-listener-get-body'],
    firefox: ['xhr-upload-listener-get', 'xhr-upload-listener-post-empty', 'xhr-upload-listener-get-body'],
    webkitgtk: ['xhr-upload-listener-get', 'xhr-upload-listener-post-empty', 'xhr-upload-listener-get-body'],
  },
  'DV-9': {
    firefox: ['header-repeated-accept', 'header-repeated', 'header-repeated-apart'],
  },
  'DV-10': {
    chromium: ['redirect-preflight-null', 'redirect-cross-cross', 'redirect-preflight-real-origin'],
    firefox: ['redirect-preflight-null', 'redirect-cross-cross', 'redirect-preflight-real-origin'],
    webkitgtk: ['redirect-preflight-null', 'redirect-cross-cross', 'redirect-preflight-real-origin'],
  },
  'DV-11': {
    chromium: [
      'redirect-authorization-cross-cross',
      'redirect-authorization-same-cross',
      'redirect-authorization-and-header',
    ],
    firefox: ['redirect-authorization-same-cross', 'redirect-content-type-removed', 'r2-426'],
    webkitgtk: [
      'redirect-authorization-cross-cross',
      'redirect-authorization-same-cross',
      'redirect-authorization-and-header',
    ],
  },
  'DV-12': {
    chromium: [
      'acah-star-authorization-omit',
      'acah-star-authorization-and-other',
      'acah-star-authorization',
    ],
    firefox: ['acah-star-authorization-omit', 'acah-star-authorization-and-other', 'acah-star-authorization'],
    webkitgtk: [
      'acah-star-authorization-omit',
      'acah-star-authorization-and-other',
      'acah-star-authorization',
    ],
  },
  'DV-13': {
    chromium: ['acac-true-and-empty', 'acac-empty-and-true', 'acac-three-empty-and-true'],
    firefox: ['acac-true-and-empty', 'acac-empty-and-true', 'acac-three-empty-and-true'],
    webkitgtk: ['acac-true-and-empty', 'acac-empty-and-true', 'acac-three-empty-and-true'],
  },
  'DV-15': {
    chromium: ['max-age-word', 'max-age-hex', 'max-age-unit'],
    firefox: ['max-age-word', 'max-age-hex', 'max-age-unit'],
    webkitgtk: ['max-age-word', 'max-age-hex', 'max-age-unit'],
  },
  'DV-16': {
    chromium: ['max-age-negative', 'max-age-minus-zero', 'max-age-negative-large'],
    webkitgtk: ['max-age-negative', 'max-age-minus-zero', 'max-age-negative-large'],
  },
  'DV-17': {
    firefox: ['max-age-empty', 'max-age-only-space', 'r2-427'],
  },
  'DV-18': {
    chromium: [
      'cache-credentialed-header-then-not',
      'cache-credentialed-then-not',
      'cache-credentialed-both-kept',
    ],
    firefox: [
      'cache-credentialed-header-then-not',
      'cache-credentialed-then-not',
      'cache-credentialed-both-kept',
    ],
    webkitgtk: [
      'cache-credentialed-header-then-not',
      'cache-credentialed-then-not',
      'cache-credentialed-both-kept',
    ],
  },
  'DV-19': {
    chromium: ['cache-star-method-other', 'cache-star-method-same', 'cache-star-header-other'],
    firefox: ['cache-star-method-other', 'cache-star-method-same', 'cache-star-header-other'],
    webkitgtk: ['cache-star-method-other', 'cache-star-method-same', 'cache-star-header-other'],
  },
  'DV-20': {
    chromium: ['cache-star-authorization', 'cache-star-authorization-first', 'r1-1620'],
    webkitgtk: ['cache-star-authorization', 'cache-star-authorization-first', 'r3-1751'],
  },
  'DV-21': {
    chromium: ['r1-2282'],
    firefox: ['cache-credentialed-both-kept', 'cache-credentials-in-turn', 'cache-later-other-method'],
  },
  'DV-22': {
    firefox: ['cache-later-clock-header', 'cache-later-shorter-clock', 'r2-48'],
  },
  'DV-23': {
    chromium: ['r1-3789', 'r1-2135', 'r1-3943'],
    firefox: ['cache-failed-method', 'cache-failed-header', 'cache-failed-closed'],
    webkitgtk: ['cache-failed-method', 'cache-failed-header', 'cache-failed-lists-more'],
  },
  'DV-24': {
    chromium: ['cache-failed-response', 'cache-failed-response-simple', 'cache-failed-response-header'],
    firefox: ['cache-failed-response', 'cache-failed-response-simple', 'cache-failed-response-header'],
    webkitgtk: ['cache-failed-response', 'cache-failed-response-simple', 'cache-failed-response-header'],
  },
  'DV-25': {
    chromium: ['cache-mode-reload', 'cache-mode-no-store', 'cache-mode-no-cache'],
    firefox: ['cache-mode-reload', 'cache-mode-no-store', 'cache-mode-no-cache'],
    webkitgtk: ['cache-mode-reload', 'cache-mode-no-store', 'cache-mode-no-cache'],
  },
  'DV-26': {
    chromium: ['location-spaces', 'navigate-empty-location', 'location-empty-own'],
    firefox: ['location-spaces', 'navigate-empty-location', 'location-empty-own'],
    webkitgtk: ['location-spaces', 'location-empty-own', 'location-empty-xhr'],
  },
  'DV-27': {
    chromium: ['location-two-same', 'location-one-empty-of-two', 'location-two-same-cross'],
    firefox: ['location-two-same', 'location-one-empty-of-two', 'location-two-same-cross'],
    webkitgtk: ['location-two-same', 'location-one-empty-of-two', 'location-two-same-cross'],
  },
  'DV-28': {
    chromium: ['userinfo-location-image', 'userinfo-location-own-user-only', 'userinfo-location-own'],
    firefox: ['userinfo-location-image', 'userinfo-location-own-user-only', 'userinfo-location-own'],
    webkitgtk: ['userinfo-location-image', 'userinfo-location-own-user-only', 'userinfo-location-own'],
  },
  'DV-30': {
    chromium: ['redirect-post-302-own', 'redirect-post-303-own', 'redirect-post-301-own-then-307'],
    firefox: ['redirect-post-302-own', 'redirect-post-303-own', 'redirect-post-301-own-then-307'],
    webkitgtk: ['redirect-post-302-own', 'redirect-post-303-own', 'redirect-post-301-own-then-307'],
  },
  'DV-31': {
    chromium: ['beacon-no-referrer', 'origin-post-downgrade', 'origin-post-no-referrer'],
    firefox: ['beacon-no-referrer', 'origin-post-downgrade', 'origin-post-no-referrer'],
    webkitgtk: ['beacon-no-referrer', 'origin-post-no-referrer', 'origin-post-same-origin'],
  },
  'DV-32': {
    chromium: ['font-own', 'img-crossorigin-own', 'script-crossorigin-own'],
    firefox: ['font-own', 'img-crossorigin-own', 'script-crossorigin-own'],
    webkitgtk: ['font-own', 'img-crossorigin-own', 'script-crossorigin-own'],
  },
  'DV-33': {
    chromium: ['form-in-sandbox', 'sandboxed-frame-preflight', 'sandbox-by-csp'],
    firefox: ['form-in-sandbox', 'sandboxed-frame-preflight', 'sandbox-by-csp'],
    webkitgtk: ['form-in-sandbox', 'sandboxed-frame-preflight', 'sandbox-by-csp'],
  },
  'DV-34': {
    chromium: ['metadata-preflight-xhr-http', 'preflight-plain-http-cross-site', 'preflight-plain-http'],
    firefox: ['metadata-preflight-xhr-http', 'preflight-plain-http-cross-site', 'preflight-plain-http'],
    webkitgtk: ['metadata-preflight-xhr-http', 'preflight-plain-http-cross-site', 'preflight-plain-http'],
  },
  'DV-35': {
    chromium: ['redirect-image', 'metadata-redirect-cross', 'metadata-ipv6-redirect'],
    firefox: ['redirect-image', 'metadata-redirect-cross', 'metadata-ipv6-redirect'],
    webkitgtk: ['redirect-image', 'metadata-redirect-cross', 'metadata-ipv6-redirect'],
  },
  'DV-36': {
    chromium: ['origin-ipv6-ports', 'metadata-ipv6-redirect', 'origin-ipv6-post'],
    firefox: ['origin-ipv6-ports', 'metadata-ipv6-redirect', 'origin-ipv6-post'],
    webkitgtk: ['origin-ipv6-ports', 'origin-ipv6-post', 'loopback-names'],
  },
  'DV-37': {
    chromium: ['metadata-websocket-refused', 'metadata-websocket-http', 'events-and-sockets'],
    firefox: ['metadata-websocket-refused', 'metadata-websocket-http', 'events-and-sockets'],
    webkitgtk: ['metadata-websocket-refused', 'metadata-websocket-http', 'events-and-sockets'],
  },
  'DV-38': {
    chromium: [
      'upgrade-insecure-requests-http',
      'upgrade-insecure-requests-https',
      'upgrade-insecure-requests-frame',
    ],
    firefox: [
      'upgrade-insecure-requests-http',
      'upgrade-insecure-requests-https',
      'upgrade-insecure-requests-frame',
    ],
    webkitgtk: [
      'upgrade-insecure-requests-http',
      'upgrade-insecure-requests-https',
      'upgrade-insecure-requests-frame',
    ],
  },
  'DV-39': {
    chromium: ['mixed-content-websocket', 'mixed-content-loopback-ipv6', 'origin-https-localhost'],
    firefox: ['mixed-content-websocket', 'mixed-content-loopback-ipv6', 'origin-https-localhost'],
    webkitgtk: ['mixed-content-websocket', 'mixed-content-loopback-ipv6', 'origin-https-localhost'],
  },
  'DV-40': {
    chromium: ['mixed-content-127-page', 'mixed-content-localhost-page', 'referrer-from-http-localhost'],
    firefox: ['mixed-content-127-page', 'mixed-content-localhost-page', 'referrer-from-http-localhost'],
    webkitgtk: ['mixed-content-127-page', 'mixed-content-localhost-page', 'referrer-from-http-localhost'],
  },
  'DV-41': {
    chromium: ['referrer-to-http-localhost', 'referrer-loopback-downgrade', 'referrer-from-http-localhost'],
    firefox: ['referrer-to-http-localhost', 'referrer-loopback-downgrade', 'referrer-from-http-localhost'],
    webkitgtk: ['referrer-to-http-localhost', 'referrer-from-http-localhost', 'mixed-content-image-loopback'],
  },
  'DV-42': {
    chromium: ['metadata-address-bar', 'metadata-navigations', 'cookie-nameless-word'],
    firefox: ['metadata-address-bar', 'metadata-navigations', 'cookie-nameless-word'],
    webkitgtk: ['metadata-address-bar', 'metadata-navigations', 'cookie-nameless-word'],
  },
  'DV-43': {
    chromium: ['storage-access-allow', 'iframe-closed', 'samesite-image'],
    firefox: ['storage-access-allow', 'metadata-websocket-refused', 'iframe-closed'],
    webkitgtk: ['storage-access-allow', 'storage-access-block', 'iframe-closed'],
  },
  'DV-44': {
    chromium: ['beacon-own', 'form-own', 'navigate-and-reload'],
    firefox: ['beacon-own', 'form-own', 'navigate-and-reload'],
    webkitgtk: ['beacon-own', 'form-own', 'navigate-and-reload'],
  },
  'DV-45': {
    chromium: ['navigate-and-reload', 'metadata-reload', 'samesite-reload-cross'],
    firefox: ['navigate-and-reload', 'metadata-reload', 'samesite-reload-cross'],
    webkitgtk: ['navigate-and-reload', 'metadata-reload', 'samesite-reload-cross'],
  },
  'DV-46': {
    chromium: ['header-validator-cross', 'cache-mode-no-store-first', 'cache-mode-reload'],
    firefox: ['header-validator-cross', 'cache-mode-no-store-first', 'cache-mode-reload'],
    webkitgtk: ['header-validator-cross', 'cache-mode-no-store-first', 'cache-mode-no-store-header'],
  },
  'DV-47': {
    chromium: ['cache-mode-no-store-first', 'cache-mode-no-store-header', 'r1-3771'],
    firefox: ['cache-mode-no-store-first', 'cache-mode-no-store-header', 'r2-1504'],
    webkitgtk: ['cache-mode-no-store-first', 'cache-mode-no-store-header', 'r3-723'],
  },
  'DV-48': {
    chromium: ['sandboxed-frame-preflight', 'cache-opaque-origin', 'r1-2637'],
    firefox: ['cache-opaque-origin', 'r2-43', 'r2-2394'],
    webkitgtk: ['sandboxed-frame-preflight', 'cache-opaque-origin', 'r3-985'],
  },
  'DV-49': {
    chromium: [
      'redirect-preflight-fetch-site',
      'redirect-preflight-fetch-site-back',
      'preflight-back-home-no-origin',
    ],
    firefox: [
      'redirect-preflight-fetch-site',
      'redirect-preflight-fetch-site-back',
      'preflight-back-home-no-origin',
    ],
    webkitgtk: [
      'redirect-preflight-fetch-site',
      'preflight-back-home-no-origin',
      'preflight-back-home-other-origin',
    ],
  },
  'DV-50': {
    chromium: ['header-validator-cross', 'header-validators', 'r1-263'],
    firefox: ['header-validator-cross', 'header-validators', 'r2-864'],
    webkitgtk: ['header-validator-cross', 'header-validators', 'r3-1969'],
  },
  'DV-51': {
    chromium: ['redirect-client-hints', 'r1-681', 'r1-4887'],
    webkitgtk: ['redirect-client-hints', 'r3-1953', 'r3-117'],
  },
  'DV-52': {
    chromium: ['mixed-content-image-redirect', 'r1-3077', 'r1-3850'],
    firefox: ['mixed-content-image-redirect', 'r2-2029', 'r2-1275'],
    webkitgtk: ['mixed-content-image-redirect', 'r3-1282', 'r3-561'],
  },
  'DV-53': {
    firefox: ['cache-later-zero'],
  },
  'DV-54': {
    chromium: ['preflight-cache-head-not-listed', 'preflight-cache-head-other-listed'],
    firefox: ['preflight-cache-head-not-listed', 'preflight-cache-head-other-listed'],
    webkitgtk: ['preflight-cache-head-not-listed', 'preflight-cache-head-other-listed'],
  },
  'DV-55': {
    chromium: ['preflight-back-home-no-origin', 'preflight-back-home-other-origin', 'r1-3317'],
    firefox: ['preflight-back-home-no-origin', 'preflight-back-home-other-origin', 'r2-3046'],
    webkitgtk: ['preflight-back-home-no-origin', 'preflight-back-home-other-origin', 'r3-1810'],
  },
  'DV-56': {
    chromium: ['redirect-client-hints', 'redirect-post-301-own-then-307', 'r1-3994'],
    firefox: [
      'redirect-authorization-cross-cross',
      'redirect-authorization-same-cross',
      'redirect-authorization-and-header',
    ],
    webkitgtk: [
      'redirect-authorization-cross-cross',
      'redirect-authorization-same-cross',
      'redirect-post-301-own-then-307',
    ],
  },
  'DV-57': {
    chromium: ['redirect-authorization-cross-cross', 'r1-393', 'r1-2133'],
    firefox: ['r2-2135', 'r2-1669', 'r2-670'],
    webkitgtk: ['redirect-delete-cross-cross', 'r3-1810', 'r3-253'],
  },
  'DV-58': {
    chromium: ['content-type-twice', 'r1-3195', 'r1-3129'],
    firefox: ['content-type-twice', 'r2-366', 'r2-1378'],
    webkitgtk: ['content-type-twice', 'r3-714', 'r3-1640'],
  },
  'DV-59': {
    firefox: ['accept-nine-times-128', 'r2-151', 'r2-2633'],
  },
  'DV-60': {
    chromium: ['referrer-script', 'referrer-image', 'referrer-http-to-http'],
    firefox: ['referrer-script', 'referrer-image', 'referrer-http-to-http'],
    webkitgtk: ['sandboxed-frame-referrer', 'r3-1057', 'r3-1318'],
  },
  'DV-61': {
    chromium: ['referrer-script', 'referrer-image', 'third-party-frame-allow'],
    firefox: ['third-party-frame-allow', 'third-party-frame-block', 'frame-third-party'],
    webkitgtk: ['referrer-script', 'referrer-image', 'third-party-frame-allow'],
  },
  'DV-62': {
    chromium: ['origin-data-url-no-cors', 'origin-data-url-post', 'origin-data-url-same-origin'],
    firefox: ['origin-data-url-no-cors', 'origin-data-url-post', 'origin-data-url-same-origin'],
    webkitgtk: ['origin-data-url-no-cors', 'origin-data-url-post', 'origin-data-url-same-origin'],
  },
  'DV-63': {
    chromium: ['sandboxed-frame', 'r1-2795', 'r1-3324'],
    firefox: ['sandboxed-frame'],
    webkitgtk: ['sandboxed-frame', 'r3-1465', 'r3-984'],
  },
  'DV-64': {
    chromium: ['referrer-redirect-policy', 'cookie-omit-on-redirect', 'redirect-same-cross-same-nothing'],
    firefox: ['referrer-redirect-policy', 'cookie-omit-on-redirect', 'redirect-same-cross-same-nothing'],
    webkitgtk: ['referrer-redirect-policy', 'cookie-omit-on-redirect', 'redirect-same-cross-same-nothing'],
  },
  'DV-65': {
    chromium: ['eventsource-redirect', 'r1-3385', 'r1-1838'],
    firefox: ['eventsource-redirect', 'r2-1892', 'r2-2470'],
    webkitgtk: ['eventsource-redirect', 'r3-104', 'r3-923'],
  },
  'DV-66': {
    chromium: ['redirect-delete-leaving', 'redirect-delete-cross-cross', 'r1-558'],
    firefox: ['redirect-delete-leaving', 'redirect-delete-cross-cross', 'r2-3033'],
    webkitgtk: ['redirect-delete-leaving', 'redirect-delete-cross-cross', 'r3-253'],
  },
  'DV-67': {
    chromium: ['form-307', 'r1-492', 'r1-983'],
    firefox: ['form-307', 'r2-1665'],
    webkitgtk: ['form-307', 'r3-559', 'r3-171'],
  },
  'DV-68': {
    chromium: ['cache-failed-method', 'cache-failed-header', 'cache-failed-closed'],
    firefox: ['cache-later-zero', 'cache-credentialed-both-kept', 'cache-credentials-in-turn'],
    webkitgtk: ['cache-failed-closed', 'cache-failed-status', 'cache-failed-acao'],
  },
  'DV-69': {
    chromium: ['cache-failed-method', 'cache-failed-header', 'cache-failed-lists-more'],
    webkitgtk: ['cache-failed-method', 'cache-failed-header', 'cache-failed-lists-more'],
  },
  'DV-70': {
    chromium: ['max-age-beyond-64-bits'],
    firefox: ['max-age-beyond-64-bits-at-once', 'max-age-beyond-64-bits', 'r2-2668'],
    webkitgtk: ['max-age-beyond-64-bits'],
  },
  'DV-71': {
    chromium: ['max-age-leading-numbers', 'r1-4381'],
    firefox: ['max-age-plus', 'r2-1070'],
    webkitgtk: ['max-age-leading-numbers', 'r3-1977', 'r3-1179'],
  },
  'DV-72': {
    chromium: ['accept-non-ascii', 'header-value-latin1', 'accept-language-non-ascii'],
    firefox: ['accept-non-ascii', 'header-value-latin1', 'accept-language-non-ascii'],
    webkitgtk: ['accept-non-ascii', 'header-value-latin1', 'accept-language-non-ascii'],
  },
  'DV-73': {
    chromium: ['referrer-frame-inherits-none', 'referrer-frame-inherits-unsafe', 'r1-1184'],
    firefox: ['referrer-frame-inherits-none', 'referrer-frame-inherits-unsafe', 'r2-2553'],
    webkitgtk: ['referrer-frame-inherits-none', 'r3-149', 'r3-1051'],
  },
  'DV-74': {
    chromium: ['coep-credentialless', 'r1-3832', 'r1-2271'],
    firefox: ['coep-credentialless', 'r2-25', 'r2-776'],
    webkitgtk: ['r3-83', 'r3-1322', 'r3-641'],
  },
  'DV-75': {
    chromium: ['xhr-charset-lower-case', 'xhr-charset-other', 'xhr-charset-json'],
    firefox: ['xhr-charset-lower-case', 'xhr-charset-other', 'xhr-charset-json'],
    webkitgtk: ['xhr-charset-lower-case', 'xhr-charset-other', 'xhr-charset-json'],
  },
  'DV-76': {
    chromium: ['eventsource-type-parameters', 'r1-4178', 'r1-1446'],
    firefox: ['eventsource-type-parameters'],
    webkitgtk: ['eventsource-type-parameters', 'r3-923', 'r3-1706'],
  },
  'DV-77': {
    chromium: ['script-status-300', 'style-status-300', 'r1-3421'],
    firefox: ['script-status-300', 'style-status-300', 'r2-157'],
    webkitgtk: ['script-status-300', 'style-status-300', 'r3-783'],
  },
  'DV-78': {
    chromium: ['style-type', 'r1-2494', 'r1-702'],
    firefox: ['style-type', 'r2-2697', 'r2-196'],
    webkitgtk: ['style-type', 'r3-1069', 'r3-1860'],
  },
  'DV-79': {
    chromium: ['mixed-content-in-http-frame', 'r1-1426', 'r1-4278'],
    firefox: ['mixed-content-in-http-frame'],
    webkitgtk: ['mixed-content-in-http-frame'],
  },
  'DV-80': {
    chromium: ['mixed-content-elements'],
    firefox: ['mixed-content-elements'],
    webkitgtk: ['mixed-content-elements'],
  },
  'DV-81': {
    chromium: ['body-stream', 'redirect-307-stream', 'r1-2655'],
    firefox: ['body-stream', 'redirect-307-stream', 'r2-2065'],
    webkitgtk: ['body-stream', 'redirect-307-stream', 'r3-60'],
  },
  'DV-82': {
    chromium: ['corp-same-site-ipv6-ports', 'corp-same-site-ipv4-ports', 'r1-1216'],
    firefox: ['corp-same-site-ipv6-ports', 'corp-same-site-ipv4-ports', 'r2-611'],
    webkitgtk: ['corp-same-site-ipv6-ports', 'corp-same-site-ipv4-ports'],
  },
  'DV-83': {
    chromium: ['upload-listener-put-not-listed', 'upload-listener-delete-not-listed', 'r1-3695'],
    firefox: ['upload-listener-put-not-listed', 'upload-listener-delete-not-listed'],
    webkitgtk: ['upload-listener-put-not-listed', 'upload-listener-delete-not-listed', 'r3-443'],
  },
  'DV-84': {
    chromium: [
      'coep-frame',
      'coep-credentialless-frame-without-policy',
      'coep-require-corp-frame-without-policy',
    ],
    firefox: [
      'coep-frame',
      'coep-credentialless-frame-without-policy',
      'coep-require-corp-frame-without-policy',
    ],
    webkitgtk: ['coep-frame', 'r3-1765', 'r3-346'],
  },
  'DV-85': {
    chromium: ['reload-post', 'reload-post-redirected', 'r1-2204'],
    firefox: ['reload-post', 'reload-post-redirected', 'r2-494'],
    webkitgtk: ['reload-post', 'reload-post-redirected', 'r3-695'],
  },
  'DV-86': {
    webkitgtk: ['eventsource-redirect', 'r3-104', 'r3-923'],
  },
  'DV-87': {
    chromium: ['only-if-cached-nothing', 'only-if-cached-no-store', 'r1-3750'],
    firefox: ['only-if-cached-nothing', 'only-if-cached-no-store', 'r2-2535'],
    webkitgtk: ['only-if-cached-nothing', 'only-if-cached-no-store', 'r3-211'],
  },
  'DV-88': {
    chromium: ['status-205-xhr', 'status-205-fetch', 'r1-39'],
    firefox: ['status-205-xhr', 'status-205-fetch', 'r2-131'],
    webkitgtk: ['status-205-xhr', 'status-205-fetch', 'r3-1082'],
  },
  'DV-89': {
    chromium: ['userinfo-xhr-cross', 'r1-2100', 'r1-549'],
    firefox: ['userinfo-xhr-cross', 'r2-1728', 'r2-2858'],
    webkitgtk: ['userinfo-xhr-cross', 'r3-1634', 'r3-732'],
  },
  'DV-90': {
    chromium: ['xhr-head-search-params', 'xhr-get-search-params', 'r1-4359'],
    firefox: ['xhr-head-search-params', 'xhr-get-search-params', 'r2-1042'],
    webkitgtk: ['xhr-head-search-params', 'xhr-get-search-params', 'r3-834'],
  },
  'DV-91': {
    chromium: ['location-non-ascii', 'location-latin1', 'r1-2024'],
    firefox: ['location-non-ascii', 'location-latin1'],
    webkitgtk: ['location-non-ascii', 'location-latin1', 'r3-40'],
  },
  'DV-92': {
    chromium: ['coep-require-corp-upper-case', 'coep-require-corp-bogus', 'r1-1578'],
    firefox: ['coep-require-corp-upper-case', 'coep-require-corp-bogus', 'r2-410'],
    webkitgtk: ['coep-require-corp-upper-case', 'coep-require-corp-bogus', 'r3-651'],
  },
  'DV-93': {
    chromium: ['websocket-redirect', 'r1-1707', 'r1-4414'],
    firefox: ['websocket-redirect', 'r2-2350', 'r2-2551'],
    webkitgtk: ['websocket-redirect', 'r3-1180', 'r3-593'],
  },
  'DV-94': {
    chromium: [
      'preflight-cache-star-beside-method',
      'preflight-cache-star-given-with-credentials',
      'preflight-cache-star-beside-header',
    ],
    webkitgtk: [
      'preflight-cache-star-method-refused',
      'preflight-cache-star-beside-method',
      'preflight-cache-star-given-with-credentials',
    ],
  },
  'DV-95': {
    chromium: [
      'redirect-preflight-referrer-default',
      'redirect-preflight-referrer-policy',
      'redirect-delete-leaving',
    ],
    firefox: [
      'redirect-preflight-referrer-default',
      'redirect-preflight-referrer-policy',
      'redirect-delete-leaving',
    ],
    webkitgtk: [
      'redirect-preflight-referrer-default',
      'redirect-preflight-referrer-policy',
      'userinfo-location-cross-put',
    ],
  },
  'DV-96': {
    firefox: ['userinfo-location-cross-put', 'userinfo-location-cross-header', 'r2-223'],
    webkitgtk: ['userinfo-location-cross-put', 'userinfo-location-cross-header', 'r3-549'],
  },
  'DV-97': {
    firefox: ['no-cors-post-no-referrer', 'no-cors-post-no-referrer-own', 'r2-1000'],
    webkitgtk: ['no-cors-post-no-referrer', 'no-cors-post-no-referrer-own', 'r3-454'],
  },
  'DV-98': {
    chromium: ['iframe-bad-port', 'iframe-closed', 'iframe-invalid-location'],
    firefox: ['iframe-bad-port', 'iframe-closed', 'iframe-invalid-location'],
    webkitgtk: ['iframe-bad-port', 'iframe-closed', 'iframe-invalid-location'],
  },
  'DV-99': {
    chromium: ['content-type-two-lines-own', 'content-type-two-lines-cross', 'r1-2916'],
    firefox: ['content-type-two-lines-own', 'content-type-two-lines-cross', 'r2-1061'],
    webkitgtk: ['content-type-two-lines-own', 'content-type-two-lines-cross', 'r3-2008'],
  },
  'DV-102': {
    chromium: ['no-cors-blob-json', 'no-cors-blob-own-type', 'r1-3897'],
    firefox: ['no-cors-blob-json', 'no-cors-blob-own-type', 'r2-116'],
    webkitgtk: ['no-cors-blob-json', 'no-cors-blob-own-type', 'r3-1420'],
  },
  'DV-103': {
    firefox: ['coep-credentialless-frame-without-policy', 'coep-require-corp-frame-without-policy', 'r2-570'],
    webkitgtk: [
      'coep-credentialless-frame-without-policy',
      'coep-require-corp-frame-without-policy',
      'r3-1937',
    ],
  },
  'DV-104': {
    chromium: ['about-blank-no-cors', 'about-blank-no-cors-twice'],
    firefox: ['about-blank-no-cors', 'about-blank-no-cors-twice'],
    webkitgtk: ['about-blank-no-cors', 'about-blank-no-cors-twice'],
  },
  'DV-161': {
    chromium: ['integrity-without-hash-style', 'integrity-without-hash'],
    firefox: ['integrity-without-hash-style', 'integrity-without-hash'],
    webkitgtk: ['integrity-without-hash-style', 'integrity-without-hash', 'r3-372'],
  },
  'DV-162': {
    chromium: ['integrity-of-preloads'],
    firefox: ['integrity-of-preloads', 'integrity-without-hash-style'],
    webkitgtk: ['integrity-of-preloads', 'integrity-without-hash-style'],
  },
  'DV-167': {
    chromium: ['xhr-events-no-bytes', 'status-205-xhr', 'xhr-head-search-params'],
    firefox: ['xhr-events-no-bytes', 'status-205-xhr', 'xhr-head-search-params'],
    webkitgtk: ['xhr-events-no-bytes', 'xhr-head-search-params', 'metadata-own-origin'],
  },
  'DV-168': {
    chromium: ['xhr-events-upload-of-nothing', 'xhr-upload-listener-post-empty-string', 'r1-2914'],
    firefox: ['xhr-events-upload-of-nothing', 'xhr-upload-listener-post-empty-string', 'r2-683'],
    webkitgtk: ['xhr-events-upload-of-nothing', 'xhr-upload-listener-post-empty-string'],
  },
  'DV-169': {
    chromium: ['xhr-events-no-upload', 'r1-1331', 'r1-4113'],
    firefox: ['xhr-events-no-upload', 'r2-753', 'r2-1141'],
    webkitgtk: ['xhr-events-no-upload', 'r3-1199', 'r3-1355'],
  },
  'DV-170': {
    chromium: ['xhr-events-upload-late', 'xhr-events-upload-late-refused', 'xhr-events-upload-redirected'],
    firefox: ['xhr-events-upload-late', 'xhr-events-upload-late-refused', 'xhr-events-upload-refused'],
    webkitgtk: ['xhr-events-upload-late', 'xhr-events-upload-late-refused', 'xhr-events-upload-redirected'],
  },
  'DV-171': {
    chromium: ['xhr-events-upload-redirected', 'xhr-events-upload-late', 'xhr-upload-listener-redirect'],
    firefox: ['xhr-events-upload-redirected', 'xhr-upload-listener-redirect', 'r2-2646'],
    webkitgtk: ['xhr-events-upload-redirected', 'xhr-events-upload-late', 'xhr-upload-listener-redirect'],
  },
  'DV-172': {
    chromium: ['xhr-events-schemes', 'r1-2744', 'r1-2335'],
    firefox: ['xhr-events-schemes', 'r2-698', 'r2-1024'],
    webkitgtk: ['xhr-events-schemes', 'r3-1548', 'r3-99'],
  },
  'DV-173': {
    chromium: ['xhr-events-timeout-url', 'xhr-timeout', 'xhr-events-upload-late'],
    firefox: ['xhr-events-timeout-url', 'xhr-timeout', 'xhr-events-upload-late'],
    webkitgtk: ['xhr-events-timeout-url', 'xhr-timeout', 'xhr-events-upload-late'],
  },
  'DV-174': {
    chromium: ['body-shorter-than-said', 'filter-content-length-short'],
    firefox: ['body-shorter-than-said', 'filter-content-length-short'],
    webkitgtk: ['body-shorter-than-said', 'filter-content-length-short'],
  },
  'DV-175': {
    chromium: ['websocket-protocol-choices', 'websocket-protocols'],
    firefox: ['websocket-protocol-choices', 'websocket-protocols'],
    webkitgtk: ['websocket-protocol-choices', 'websocket-protocols'],
  },
  'DV-176': {
    chromium: ['websocket-mixed', 'mixed-content-websocket', 'mixed-content'],
    firefox: ['websocket-mixed', 'mixed-content-websocket', 'mixed-content'],
    webkitgtk: ['websocket-mixed', 'mixed-content-websocket', 'mixed-content'],
  },
  'DV-180': {
    chromium: ['location-absent-error-own', 'location-absent-error-cross', 'location-empty-error-own'],
    firefox: ['location-absent-error-own', 'location-absent-error-cross', 'location-empty-error-own'],
    webkitgtk: ['location-absent-error-own', 'location-absent-error-cross', 'location-empty-error-own'],
  },
  'DV-181': {
    chromium: ['location-invalid-manual-own', 'location-invalid-manual-cross'],
    firefox: ['location-invalid-manual-own', 'location-invalid-manual-cross'],
    webkitgtk: ['location-invalid-manual-own', 'location-invalid-manual-cross', 'location-empty-manual-own'],
  },
  'DV-182': {
    chromium: ['location-absent-manual-own', 'location-absent-manual-cross', 'location-empty-manual-own'],
    firefox: ['location-absent-manual-own', 'location-absent-manual-cross', 'location-empty-manual-own'],
    webkitgtk: ['location-absent-manual-own', 'location-absent-manual-cross', 'location-empty-manual-own'],
  },
  'DV-105': {
    chromium: ['cookie-tab-inside', 'cookie-tab-in-name', 'cookie-spaces'],
    firefox: ['cookie-tab-inside', 'cookie-tab-in-name', 'cookie-spaces'],
    webkitgtk: ['cookie-tab-inside', 'cookie-tab-in-name', 'cookie-spaces'],
  },
  'DV-106': {
    chromium: ['cookie-nameless-word', 'cookie-nameless', 'script-cookie-nameless'],
    firefox: ['cookie-nameless-word', 'cookie-nameless', 'script-cookie-nameless'],
    webkitgtk: ['cookie-nameless-word', 'cookie-tab-in-name', 'cookie-nameless'],
  },
  'DV-107': {
    chromium: ['cookie-nameless-equals', 'cookie-nameless', 'script-cookie-nameless'],
    firefox: ['cookie-nameless-equals', 'cookie-double-equals', 'cookie-equals-name-value'],
    webkitgtk: ['cookie-nameless-equals', 'cookie-double-equals', 'cookie-equals-name-value'],
  },
  'DV-108': {
    chromium: ['cookie-double-equals', 'cookie-equals-name-value', 'r1-903'],
    webkitgtk: ['cookie-double-equals', 'cookie-equals-name-value', 'r3-1843'],
  },
  'DV-109': {
    chromium: ['cookie-utf-8', 'cookie-latin1', 'script-cookie-unicode'],
    firefox: ['cookie-utf-8', 'cookie-latin1', 'script-cookie-unicode'],
    webkitgtk: ['cookie-utf-8', 'cookie-latin1', 'script-cookie-unicode'],
  },
  'DV-110': {
    chromium: ['cookie-4097-bytes', 'cookie-long-name', 'cookie-utf-8-4096'],
    firefox: ['cookie-4097-bytes', 'cookie-long-name', 'cookie-utf-8-4096'],
    webkitgtk: ['cookie-4097-bytes', 'cookie-long-name', 'cookie-document-4097'],
  },
  'DV-111': {
    chromium: ['cookie-attribute-1024', 'r1-3178', 'r1-3405'],
    firefox: ['cookie-attribute-1024', 'r2-1784'],
    webkitgtk: ['cookie-attribute-1024', 'r3-358'],
  },
  'DV-114': {
    chromium: ['cookie-max-age-zero-over-expires', 'cookie-max-age-over-expires'],
    firefox: ['cookie-max-age-zero-over-expires', 'cookie-max-age-over-expires', 'r2-3068'],
    webkitgtk: ['cookie-max-age-zero-over-expires', 'cookie-max-age-over-expires'],
  },
  'DV-115': {
    chromium: ['cookie-max-age-plus-zero'],
    firefox: ['cookie-max-age-plus-zero'],
    webkitgtk: ['cookie-max-age-plus-zero'],
  },
  'DV-116': {
    chromium: ['cookie-max-age-minus', 'r1-1122', 'r1-1671'],
    firefox: ['cookie-max-age-minus', 'r2-977'],
    webkitgtk: ['cookie-max-age-minus', 'r3-846', 'r3-486'],
  },
  'DV-117': {
    chromium: ['cookie-date-bytes', 'cookie-date-two-times', 'cookie-date-weekdays'],
    firefox: ['cookie-date-bytes', 'cookie-date-no-time', 'cookie-date-two-times'],
    webkitgtk: ['cookie-date-two-times', 'cookie-date-weekdays', 'cookie-date-months'],
  },
  'DV-118': {
    chromium: ['cookie-date-bytes', 'cookie-date-two-times', 'cookie-date-days'],
  },
  'DV-119': {
    chromium: ['cookie-date-short-years', 'cookie-date-years', 'cookie-expires-five-digit-year'],
  },
  'DV-120': {
    chromium: ['cookie-date-old-years', 'cookie-date-short-years', 'cookie-date-years'],
    firefox: ['cookie-date-short-years', 'cookie-expires-four-digit-small-year', 'r2-1667'],
    webkitgtk: ['cookie-date-old-years', 'cookie-date-short-years', 'cookie-date-years'],
  },
  'DV-121': {
    chromium: ['cookie-date-old-years', 'cookie-expires-before-1601', 'cookie-date-zones'],
    firefox: ['cookie-date-old-years', 'cookie-date-short-years', 'cookie-expires-before-1601'],
    webkitgtk: ['cookie-date-old-years', 'cookie-date-short-years', 'cookie-expires-before-1601'],
  },
  'DV-122': {
    chromium: ['cookie-date-two-times', 'cookie-date-impossible', 'cookie-expires-hour-24'],
    firefox: ['cookie-date-two-times', 'cookie-date-impossible', 'cookie-expires-short-time'],
    webkitgtk: ['cookie-date-two-times', 'cookie-date-impossible', 'cookie-expires-hour-24'],
  },
  'DV-123': {
    chromium: ['cookie-date-no-time', 'cookie-expires-no-time', 'cookie-expires-short-time'],
    firefox: ['cookie-date-no-time', 'cookie-expires-no-time', 'cookie-server-date-loose'],
    webkitgtk: ['cookie-date-no-time', 'cookie-expires-no-time', 'cookie-expires-short-time'],
  },
  'DV-124': {
    chromium: ['prefix-case', 'prefix-secure', 'prefix-alone'],
    firefox: ['prefix-case', 'prefix-secure', 'prefix-alone'],
    webkitgtk: ['prefix-case', 'prefix-secure', 'prefix-alone'],
  },
  'DV-125': {
    chromium: ['prefix-host-default-path', 'r1-1090'],
    firefox: ['prefix-host-default-path', 'r2-1652', 'r2-1116'],
  },
  'DV-126': {
    chromium: ['samesite-none-without-secure-http', 'samesite-none-without-secure', 'script-cookie-samesite'],
    firefox: ['samesite-none-without-secure-http', 'samesite-none-without-secure', 'script-cookie-samesite'],
    webkitgtk: [
      'samesite-none-without-secure-http',
      'samesite-none-without-secure',
      'script-cookie-samesite',
    ],
  },
  'DV-127': {
    chromium: ['cookie-secure-ipv6', 'cookie-secure-ipv4', 'cookie-secure-localhost'],
    firefox: ['cookie-secure-ipv6', 'cookie-secure-ipv4', 'cookie-secure-localhost'],
    webkitgtk: ['cookie-secure-ipv6', 'cookie-secure-ipv4', 'cookie-secure-localhost'],
  },
  'DV-128': {
    chromium: ['cookie-leave-secure-alone'],
    firefox: ['cookie-leave-secure-alone'],
    webkitgtk: ['cookie-leave-secure-alone'],
  },
  'DV-129': {
    chromium: ['order-replaced-other-value', 'r1-4928', 'r1-352'],
    firefox: ['order-replaced-other-value'],
    webkitgtk: ['order-replaced-other-value', 'r3-998', 'r3-645'],
  },
  'DV-130': {
    chromium: ['evict-181', 'evict-190', 'evict-secure'],
    firefox: ['evict-181', 'evict-190', 'evict-secure'],
    webkitgtk: ['evict-181', 'evict-190', 'evict-secure'],
  },
  'DV-131': {
    chromium: ['evict-181', 'evict-190', 'evict-secure'],
    firefox: ['evict-181', 'evict-190', 'evict-secure'],
  },
  'DV-134': {
    chromium: ['order-domain-and-host', 'order-same-name', 'domain-parent'],
    firefox: ['order-domain-and-host', 'order-same-name', 'domain-parent'],
    webkitgtk: ['domain-address-suffix', 'order-domain-and-host', 'order-same-name'],
  },
  'DV-135': {
    chromium: ['samesite-image', 'samesite-set-image', 'samesite-iframe'],
    firefox: ['samesite-form-post', 'third-party-xhr', 'third-party-frame-allow'],
    webkitgtk: ['samesite-image', 'samesite-iframe', 'navigate-frame'],
  },
  'DV-136': {
    chromium: ['samesite-form-post', 'samesite-scheme', 'samesite-navigations'],
  },
  'DV-137': {
    chromium: ['samesite-scheme-fetch', 'samesite-scheme', 'r1-4368'],
    firefox: ['samesite-scheme-fetch', 'samesite-scheme', 'r2-507'],
    webkitgtk: ['samesite-scheme-fetch', 'samesite-scheme', 'r3-1742'],
  },
  'DV-138': {
    chromium: ['samesite-bounce', 'samesite-redirect-through-other'],
    firefox: ['samesite-bounce', 'samesite-redirect-through-other', 'r2-2134'],
    webkitgtk: ['samesite-bounce', 'samesite-redirect-through-other'],
  },
  'DV-139': {
    chromium: ['samesite-image', 'image-cookies-none', 'samesite-set-image'],
    firefox: ['samesite-image', 'image-cookies-none', 'samesite-set-image'],
    webkitgtk: ['third-party-frame-block', 'third-party-cookie-block', 'storage-access-block'],
  },
  'DV-140': {
    chromium: ['partitioned-first-party', 'third-party-frame-allow', 'third-party-frame-block'],
    firefox: ['partitioned-first-party', 'r2-804', 'r2-1895'],
    webkitgtk: ['partitioned-first-party', 'third-party-frame-allow', 'third-party-frame-block'],
  },
  'DV-143': {
    chromium: ['cookie-control-7f', 'cookie-control-08', 'cookie-control-0c'],
    firefox: ['cookie-control-7f', 'cookie-control-08', 'cookie-control-0c'],
    webkitgtk: ['cookie-utf-8', 'cookie-latin1', 'cookie-tab-inside'],
  },
  'DV-144': {
    chromium: ['domain-dots', 'r1-3612', 'r1-2170'],
    firefox: ['domain-dots', 'r2-2763', 'r2-1148'],
    webkitgtk: ['domain-dots', 'r3-524'],
  },
  'DV-145': {
    chromium: ['cookie-latin1', 'r1-2356'],
  },
  'DV-146': {
    chromium: ['cookie-expires-last-counts'],
    firefox: ['cookie-expires-last-counts'],
    webkitgtk: ['cookie-expires-last-counts'],
  },
  'DV-147': {
    chromium: ['third-party-frame-block', 'third-party-cookie-block'],
    firefox: ['third-party-frame-block', 'third-party-cookie-block'],
  },
  'DV-148': {
    chromium: ['samesite-set-image', 'samesite-set-frame', 'samesite-set-cross-site'],
    webkitgtk: ['samesite-set-image', 'samesite-set-frame', 'samesite-set-cross-site'],
  },
  'DV-149': {
    chromium: ['domain-ipv6', 'domain-single-label', 'domain-localhost'],
    firefox: ['domain-ipv6', 'domain-single-label', 'domain-localhost'],
    webkitgtk: ['domain-ipv6', 'domain-single-label', 'domain-localhost'],
  },
  'DV-150': {
    chromium: ['domain-public-suffix-own'],
    firefox: ['domain-public-suffix-own'],
    webkitgtk: ['domain-public-suffix-own'],
  },
  'DV-151': {
    chromium: ['domain-address-suffix', 'domain-ipv4'],
    firefox: ['domain-address-suffix', 'domain-ipv4'],
    webkitgtk: ['domain-address-suffix'],
  },
  'DV-152': {
    chromium: ['domain-case-above', 'r1-4590', 'r1-463'],
    firefox: ['domain-case-above', 'r2-1624', 'r2-175'],
    webkitgtk: ['domain-case-above', 'r3-931', 'r3-1380'],
  },
  'DV-153': {
    chromium: ['sandboxed-frame-cookies', 'r1-3158', 'r1-3098'],
    firefox: ['sandboxed-frame-cookies', 'r2-75', 'r2-224'],
    webkitgtk: ['sandboxed-frame-cookies', 'r3-1991', 'r3-671'],
  },
  'DV-154': {
    chromium: ['cookie-empty-line', 'r1-2142', 'r1-4808'],
    firefox: ['cookie-empty-line', 'r2-925', 'r2-518'],
    webkitgtk: ['cookie-utf-8', 'cookie-empty-line', 'r3-1415'],
  },
  'DV-155': {
    chromium: ['cookie-max-age-empty', 'r1-405', 'r1-366'],
    firefox: ['cookie-max-age-empty'],
    webkitgtk: ['cookie-max-age-empty', 'r3-891', 'r3-1325'],
  },
  'DV-156': {
    chromium: ['coep-credentialless', 'r1-480'],
    webkitgtk: ['r3-372'],
  },
  'DV-157': {
    chromium: ['cookie-secure-ipv6', 'domain-ipv6', 'r1-903'],
    firefox: ['cookie-secure-ipv6', 'domain-ipv6', 'r2-2415'],
    webkitgtk: ['cookie-secure-ipv6', 'domain-ipv6', 'r3-351'],
  },
  'DV-158': {
    chromium: ['cookie-server-date-forms', 'cookie-server-date-asctime', 'cookie-server-date-future'],
    firefox: ['cookie-server-date-loose', 'cookie-server-date-forms', 'cookie-server-date-asctime'],
    webkitgtk: ['cookie-server-date-forms', 'cookie-server-date-asctime', 'cookie-server-date-future'],
  },
}
