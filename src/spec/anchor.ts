/** The standards that steps are cited from; `edition.ts` pins each. */
export type Standard =
  | 'fetch'
  | 'html'
  | 'url'
  | 'mixed-content'
  | 'secure-contexts'
  | 'referrer-policy'
  | 'fetch-metadata'
  | 'rfc6265bis'
  | 'layered-cookies'
  | 'partitioned-cookies'
  | 'rfc9110'
  | 'cookiestore'
  | 'xhr'
  | 'websockets'

/** `fetch#concept-cors-check`: a standard and the id of the place in it. */
export type SpecAnchor = `${Standard}#${string}`
