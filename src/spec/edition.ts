/** The editions that step numbers and anchors are checked against. Commits of the standards' repositories. */
export const editions = {
  fetch: 'whatwg/fetch 586cd2a, 2 July 2026',
  xhr: 'whatwg/xhr d375b28',
  'mixed-content': 'w3c/webappsec-mixed-content a4eacec',
  'secure-contexts': 'w3c/webappsec-secure-contexts 68191bb',
  'referrer-policy': 'w3c/webappsec-referrer-policy 88f8f25',
  'fetch-metadata': 'w3c/webappsec-fetch-metadata 6d0c5bf',
  rfc6265bis: 'httpwg/http-extensions b1b1c72',
  cookiestore: 'whatwg/cookiestore 08e5829',
  websockets: 'whatwg/websockets 1b3525c',
} as const
