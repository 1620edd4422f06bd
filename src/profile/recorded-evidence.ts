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
    webkitgtk: ['preflight-name-with-space', 'preflight-allow-headers-name-with-tab', 'r3-1930'],
  },
  'DV-2': {
    chromium: ['redirect-client-hints', 'header-intervention', 'hint-width'],
    firefox: ['header-intervention', 'hint-width', 'hint-viewport-width'],
    webkitgtk: ['header-intervention', 'hint-width', 'hint-viewport-width'],
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
    firefox: ['r2-134', 'r2-320', 'r2-2894'],
    webkitgtk: ['r3-210', 'r3-954', 'r3-1183'],
  },
  'DV-9': {
    firefox: ['header-repeated-accept', 'header-repeated', 'header-repeated-apart'],
  },
  'DV-10': {
    chromium: ['redirect-preflight-null', 'redirect-cross-cross', 'redirect-preflight-real-origin'],
    firefox: ['r2-2265', 'r2-294', 'r2-3046'],
    webkitgtk: ['r3-258', 'r3-1810', 'r3-1232'],
  },
  'DV-11': {
    chromium: [
      'redirect-authorization-cross-cross',
      'redirect-authorization-same-cross',
      'redirect-authorization-and-header',
    ],
    firefox: ['r2-426', 'r2-2884', 'r2-174'],
    webkitgtk: ['r3-1232', 'r3-7', 'r3-2053'],
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
    webkitgtk: ['preflight-acac-twice', 'r3-1019', 'r3-1551'],
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
    webkitgtk: ['r3-1751', 'r3-1274', 'r3-1819'],
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
    webkitgtk: ['r3-582', 'r3-1733', 'r3-259'],
  },
  'DV-24': {
    chromium: ['cache-failed-response', 'cache-failed-response-simple', 'cache-failed-response-header'],
    firefox: ['cache-failed-response', 'cache-failed-response-simple', 'cache-failed-response-header'],
    webkitgtk: ['r3-2005', 'r3-1536', 'r3-288'],
  },
  'DV-25': {
    chromium: ['cache-mode-reload', 'cache-mode-no-store', 'cache-mode-no-cache'],
    firefox: ['cache-mode-reload', 'cache-mode-no-store', 'cache-mode-no-cache'],
    webkitgtk: ['r3-1361', 'r3-1912', 'r3-449'],
  },
  'DV-26': {
    chromium: ['location-spaces', 'navigate-empty-location', 'location-empty-own'],
    firefox: ['r2-3031', 'r2-1642', 'r2-2623'],
    webkitgtk: ['r3-659', 'r3-439', 'r3-1668'],
  },
  'DV-27': {
    chromium: ['location-two-same', 'location-one-empty-of-two', 'location-two-same-cross'],
    firefox: ['r2-2980', 'r2-1597', 'r2-1191'],
    webkitgtk: ['r3-1994', 'r3-368', 'r3-1910'],
  },
  'DV-28': {
    chromium: ['userinfo-location-image', 'userinfo-location-own-user-only', 'userinfo-location-own'],
    firefox: ['r2-371', 'r2-1505', 'r2-950'],
    webkitgtk: ['r3-1531', 'r3-1616', 'r3-1806'],
  },
  'DV-30': {
    chromium: ['redirect-post-302-own', 'redirect-post-303-own', 'redirect-post-301-own-then-307'],
    firefox: ['r2-2536', 'r2-2834', 'r2-375'],
    webkitgtk: ['r3-1694', 'r3-2052', 'r3-1619'],
  },
  'DV-31': {
    chromium: ['beacon-no-referrer', 'origin-post-downgrade', 'origin-post-no-referrer'],
    firefox: ['r2-2680', 'r2-2400', 'r2-2355'],
    webkitgtk: ['r3-798', 'r3-20', 'r3-394'],
  },
  'DV-32': {
    chromium: ['font-own', 'img-crossorigin-own', 'script-crossorigin-own'],
    firefox: ['r2-981', 'r2-846', 'r2-1081'],
    webkitgtk: ['r3-25', 'r3-903', 'r3-1859'],
  },
  'DV-33': {
    chromium: ['form-in-sandbox', 'sandboxed-frame-preflight', 'sandbox-by-csp'],
    firefox: ['cache-opaque-origin', 'r2-2083', 'r2-1164'],
    webkitgtk: ['r3-1320', 'r3-1222', 'r3-1064'],
  },
  'DV-34': {
    chromium: ['metadata-preflight-xhr-http', 'preflight-plain-http-cross-site', 'preflight-plain-http'],
    firefox: ['preflight-plain-http-cross-site', 'preflight-plain-http', 'r2-1403'],
    webkitgtk: ['preflight-plain-http-cross-site', 'preflight-plain-http', 'r3-1807'],
  },
  'DV-35': {
    chromium: ['redirect-image', 'metadata-redirect-cross', 'metadata-ipv6-redirect'],
    firefox: ['cache-redirected', 'r2-1892', 'r2-2416'],
    webkitgtk: ['r3-104', 'r3-923', 'r3-1702'],
  },
  'DV-36': {
    chromium: ['origin-ipv6-ports', 'metadata-ipv6-redirect', 'origin-ipv6-post'],
    firefox: ['r2-1258', 'r2-3018', 'r2-1518'],
    webkitgtk: ['r3-1436', 'r3-228', 'r3-1800'],
  },
  'DV-37': {
    chromium: ['metadata-websocket-refused', 'metadata-websocket-http', 'events-and-sockets'],
    firefox: ['r2-1722', 'r2-3012', 'r2-1478'],
    webkitgtk: ['r3-2072', 'r3-597', 'r3-1180'],
  },
  'DV-38': {
    chromium: [
      'upgrade-insecure-requests-http',
      'upgrade-insecure-requests-https',
      'upgrade-insecure-requests-frame',
    ],
    firefox: ['connection-closed', 'acao-star', 'acao-empty'],
    webkitgtk: ['method-form-get', 'preflight-closed', 'preflight-plain-http-cross-site'],
  },
  'DV-39': {
    chromium: ['mixed-content-websocket', 'mixed-content-loopback-ipv6', 'origin-https-localhost'],
    firefox: ['r2-1732', 'r2-1363', 'r2-1322'],
    webkitgtk: ['r3-398', 'r3-1678', 'r3-1595'],
  },
  'DV-40': {
    chromium: ['mixed-content-127-page', 'mixed-content-localhost-page', 'referrer-from-http-localhost'],
    firefox: ['r2-2551', 'r2-2548', 'r2-790'],
    webkitgtk: ['r3-2076', 'r3-786', 'r3-415'],
  },
  'DV-41': {
    chromium: ['referrer-to-http-localhost', 'referrer-loopback-downgrade', 'referrer-from-http-localhost'],
    firefox: ['r2-790', 'r2-1980', 'r2-1487'],
    webkitgtk: ['r3-786', 'r3-415', 'r3-1974'],
  },
  'DV-42': {
    chromium: ['metadata-address-bar', 'metadata-navigations', 'cookie-nameless-word'],
    firefox: ['connection-closed', 'acao-star', 'acao-empty'],
    webkitgtk: ['method-form-get', 'preflight-closed', 'method-head'],
  },
  'DV-43': {
    chromium: ['storage-access-allow', 'samesite-image', 'mixed-content-image-loopback'],
    firefox: ['cache-frame', 'cache-opaque-origin', 'r2-2350'],
    webkitgtk: ['r3-1763', 'r3-1069', 'r3-177'],
  },
  'DV-44': {
    chromium: ['beacon-own', 'form-own', 'navigate-and-reload'],
    firefox: ['r2-1268', 'r2-2056', 'r2-1258'],
    webkitgtk: ['r3-230', 'r3-1436', 'r3-110'],
  },
  'DV-45': {
    chromium: ['navigate-and-reload', 'metadata-reload', 'samesite-reload-cross'],
    firefox: ['r2-1268', 'r2-2056', 'r2-1241'],
    webkitgtk: ['r3-230', 'r3-1671', 'r3-1222'],
  },
  'DV-46': {
    chromium: ['header-validator-cross', 'cache-mode-no-store-first', 'cache-mode-reload'],
    firefox: ['header-validator-cross', 'cache-mode-no-store-first', 'cache-mode-reload'],
    webkitgtk: ['header-validator-cross', 'r3-1969', 'r3-986'],
  },
  'DV-47': {
    chromium: ['cache-mode-no-store-first', 'cache-mode-no-store-header', 'r1-3771'],
    firefox: ['cache-mode-no-store-first', 'cache-mode-no-store-header', 'r2-1504'],
    webkitgtk: ['r3-723', 'r3-1053', 'r3-582'],
  },
  'DV-48': {
    chromium: ['sandboxed-frame-preflight', 'cache-opaque-origin', 'r1-2637'],
    firefox: ['cache-opaque-origin', 'r2-43', 'r2-2394'],
    webkitgtk: ['r3-985', 'r3-1287', 'r3-1463'],
  },
  'DV-49': {
    chromium: ['redirect-preflight-fetch-site', 'redirect-preflight-fetch-site-back', 'r1-3317'],
    firefox: ['r2-2265', 'r2-294', 'r2-3046'],
    webkitgtk: ['r3-1810', 'r3-958', 'r3-469'],
  },
  'DV-50': {
    chromium: ['header-validator-cross', 'header-validators', 'r1-263'],
    firefox: ['header-validator-cross', 'header-validators', 'r2-864'],
    webkitgtk: ['header-validator-cross', 'header-validators', 'r3-1969'],
  },
  'DV-51': {
    chromium: ['redirect-client-hints', 'r1-681', 'r1-4887'],
    webkitgtk: ['r3-1953', 'r3-117', 'r3-1178'],
  },
  'DV-52': {
    chromium: ['mixed-content-image-redirect', 'r1-3077', 'r1-3850'],
    firefox: ['r2-2029', 'r2-1275', 'r2-108'],
    webkitgtk: ['r3-1282', 'r3-561', 'r3-1378'],
  },
  'DV-53': {
    firefox: ['cache-later-zero'],
  },
  'DV-55': {
    chromium: ['r1-3317', 'r1-1637', 'r1-2762'],
    firefox: ['r2-3046', 'r2-2640', 'r2-2741'],
    webkitgtk: ['r3-1810', 'r3-469', 'r3-814'],
  },
  'DV-56': {
    chromium: ['redirect-client-hints', 'redirect-post-301-own-then-307', 'r1-3994'],
    firefox: ['r2-294', 'r2-3046', 'r2-2640'],
    webkitgtk: ['r3-1232', 'r3-7', 'r3-1501'],
  },
  'DV-57': {
    chromium: ['redirect-authorization-cross-cross', 'r1-393', 'r1-2133'],
    firefox: ['r2-2135', 'r2-1669', 'r2-670'],
    webkitgtk: ['r3-1810', 'r3-253', 'r3-769'],
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
    firefox: ['r2-586', 'r2-2810', 'r2-1327'],
    webkitgtk: ['r3-1057', 'r3-1900', 'r3-1681'],
  },
  'DV-61': {
    chromium: ['referrer-script', 'referrer-image', 'third-party-frame-allow'],
    firefox: ['r2-1639', 'r2-2735', 'r2-2507'],
    webkitgtk: ['r3-1222', 'r3-859', 'r3-868'],
  },
  'DV-62': {
    chromium: ['origin-data-url-no-cors', 'origin-data-url-post', 'origin-data-url-same-origin'],
    firefox: ['r2-201', 'r2-2649', 'r2-1709'],
    webkitgtk: ['r3-1146', 'r3-1902', 'r3-729'],
  },
  'DV-63': {
    chromium: ['sandboxed-frame', 'r1-2795', 'r1-3324'],
    webkitgtk: ['r3-1465', 'r3-984', 'r3-1917'],
  },
  'DV-64': {
    chromium: ['referrer-redirect-policy', 'cookie-omit-on-redirect', 'redirect-same-cross-same-nothing'],
    firefox: ['r2-2450', 'r2-3025'],
    webkitgtk: ['r3-1754'],
  },
  'DV-65': {
    chromium: ['eventsource-redirect', 'r1-3385', 'r1-1838'],
    firefox: ['r2-1892', 'r2-2470', 'r2-2416'],
    webkitgtk: ['r3-104', 'r3-923', 'r3-2057'],
  },
  'DV-66': {
    chromium: ['r1-558', 'r1-1970', 'r1-681'],
    firefox: ['r2-3033', 'r2-146', 'r2-2149'],
    webkitgtk: ['r3-253', 'r3-1593', 'r3-1424'],
  },
  'DV-67': {
    chromium: ['form-307', 'r1-492', 'r1-983'],
    firefox: ['r2-1665'],
  },
  'DV-68': {
    chromium: ['cache-failed-method', 'cache-failed-header', 'cache-failed-closed'],
    firefox: ['cache-later-zero', 'cache-credentialed-both-kept', 'cache-credentials-in-turn'],
    webkitgtk: ['r3-935', 'r3-184', 'r3-2013'],
  },
  'DV-69': {
    chromium: ['cache-failed-method', 'cache-failed-header', 'cache-failed-lists-more'],
    webkitgtk: ['r3-582', 'r3-1733', 'r3-259'],
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
    chromium: ['r1-1184', 'r1-750', 'r1-1351'],
    firefox: ['r2-2553', 'r2-1721', 'r2-2648'],
    webkitgtk: ['r3-149', 'r3-1051', 'r3-841'],
  },
  'DV-74': {
    chromium: ['coep-credentialless', 'r1-3832', 'r1-2271'],
    firefox: ['r2-25', 'r2-776', 'r2-1079'],
    webkitgtk: ['r3-83', 'r3-1322', 'r3-641'],
  },
  'DV-75': {
    chromium: ['xhr-charset-lower-case', 'xhr-charset-json', 'r1-205'],
    firefox: ['r2-1154', 'r2-2540', 'r2-601'],
    webkitgtk: ['r3-19', 'r3-243', 'r3-1414'],
  },
  'DV-76': {
    chromium: ['eventsource-type-parameters', 'r1-4178', 'r1-1446'],
    webkitgtk: ['r3-923', 'r3-1706'],
  },
  'DV-77': {
    chromium: ['r1-3421'],
    firefox: ['r2-157'],
    webkitgtk: ['r3-783'],
  },
  'DV-78': {
    chromium: ['style-type', 'r1-2494', 'r1-702'],
    firefox: ['r2-2697', 'r2-196', 'r2-1303'],
    webkitgtk: ['r3-1069', 'r3-1860', 'r3-820'],
  },
  'DV-79': {
    chromium: ['mixed-content-in-http-frame', 'r1-1426', 'r1-4278'],
  },
  'DV-80': {
    chromium: ['mixed-content-elements'],
  },
  'DV-81': {
    chromium: ['body-stream', 'redirect-307-stream', 'r1-2655'],
    firefox: ['body-stream', 'r2-2065', 'r2-529'],
    webkitgtk: ['body-stream', 'r3-60', 'r3-2060'],
  },
  'DV-82': {
    chromium: ['r1-1216', 'r1-3830', 'r1-3629'],
    firefox: ['r2-611', 'r2-510'],
  },
  'DV-83': {
    chromium: ['r1-3695'],
    webkitgtk: ['r3-443'],
  },
  'DV-84': {
    chromium: ['coep-frame', 'r1-2623', 'r1-3678'],
    firefox: ['r2-570', 'r2-2253', 'r2-164'],
    webkitgtk: ['r3-1765', 'r3-346', 'r3-1913'],
  },
  'DV-85': {
    chromium: ['r1-2204', 'r1-765', 'r1-1719'],
    firefox: ['r2-494', 'r2-2688', 'r2-835'],
    webkitgtk: ['r3-695', 'r3-1306', 'r3-516'],
  },
  'DV-86': {
    webkitgtk: ['r3-104', 'r3-923', 'r3-2057'],
  },
  'DV-87': {
    chromium: ['r1-3750', 'r1-4632', 'r1-4186'],
    firefox: ['r2-2535', 'r2-3063', 'r2-1585'],
    webkitgtk: ['r3-211', 'r3-731', 'r3-1684'],
  },
  'DV-88': {
    chromium: ['r1-39', 'r1-522', 'r1-4348'],
    firefox: ['r2-131', 'r2-1022', 'r2-935'],
    webkitgtk: ['r3-1082', 'r3-680', 'r3-956'],
  },
  'DV-89': {
    chromium: ['userinfo-xhr', 'userinfo-location-xhr', 'userinfo-xhr-cross'],
    firefox: ['r2-731', 'r2-1728', 'r2-2858'],
    webkitgtk: ['r3-1634', 'r3-732', 'r3-347'],
  },
  'DV-90': {
    chromium: ['r1-4359', 'r1-904', 'r1-1946'],
    firefox: ['r2-1042', 'r2-1138', 'r2-433'],
    webkitgtk: ['r3-834', 'r3-509'],
  },
  'DV-91': {
    chromium: ['location-non-ascii', 'location-latin1', 'r1-2024'],
  },
  'DV-92': {
    chromium: ['r1-1578', 'r1-385', 'r1-1259'],
    firefox: ['r2-410', 'r2-615'],
    webkitgtk: ['r3-651', 'r3-856', 'r3-2091'],
  },
  'DV-93': {
    chromium: ['websocket-redirect', 'r1-1707', 'r1-4414'],
    firefox: ['r2-2350', 'r2-2551', 'r2-2289'],
    webkitgtk: ['r3-1180', 'r3-593'],
  },
  'DV-94': {
    webkitgtk: ['r3-182', 'r3-366'],
  },
  'DV-95': {
    chromium: ['r1-1488', 'r1-339', 'r1-4388'],
    firefox: ['r2-2646', 'r2-146', 'r2-261'],
    webkitgtk: ['r3-350', 'r3-760'],
  },
  'DV-97': {
    firefox: ['r2-1000'],
    webkitgtk: ['r3-454'],
  },
  'DV-98': {
    chromium: ['r1-832'],
    firefox: ['r2-331', 'r2-1679', 'r2-1739'],
  },
  'DV-99': {
    chromium: ['r1-2916', 'r1-499', 'r1-1678'],
    firefox: ['r2-1061', 'r2-859', 'r2-1173'],
    webkitgtk: ['r3-2008', 'r3-920', 'r3-1285'],
  },
  'DV-96': {
    firefox: ['r2-223'],
    webkitgtk: ['r3-549', 'r3-656', 'r3-310'],
  },
  'DV-102': {
    chromium: ['r1-3897', 'r1-1392', 'r1-383'],
    firefox: ['r2-116', 'r2-1294'],
    webkitgtk: ['r3-1420', 'r3-1705', 'r3-2091'],
  },
}
