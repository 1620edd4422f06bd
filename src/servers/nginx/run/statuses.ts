type Row = readonly [status: number, phrase: string, title: string | null]

/**
 * The reason phrases of nginx 1.22.1, and the titles of its own pages where it has one. It says other things in its
 * pages than in its first lines.
 */
const rows: readonly Row[] = [
  [200, 'OK', null],
  [201, 'Created', null],
  [202, 'Accepted', null],
  [204, 'No Content', null],
  [206, 'Partial Content', null],
  [301, 'Moved Permanently', '301 Moved Permanently'],
  [302, 'Moved Temporarily', '302 Found'],
  [303, 'See Other', '303 See Other'],
  [304, 'Not Modified', null],
  [307, 'Temporary Redirect', '307 Temporary Redirect'],
  [308, 'Permanent Redirect', '308 Permanent Redirect'],
  [400, 'Bad Request', '400 Bad Request'],
  [401, 'Unauthorized', '401 Authorization Required'],
  [402, 'Payment Required', '402 Payment Required'],
  [403, 'Forbidden', '403 Forbidden'],
  [404, 'Not Found', '404 Not Found'],
  [405, 'Not Allowed', '405 Not Allowed'],
  [406, 'Not Acceptable', '406 Not Acceptable'],
  [408, 'Request Time-out', '408 Request Time-out'],
  [409, 'Conflict', '409 Conflict'],
  [410, 'Gone', '410 Gone'],
  [411, 'Length Required', '411 Length Required'],
  [412, 'Precondition Failed', '412 Precondition Failed'],
  [413, 'Request Entity Too Large', '413 Request Entity Too Large'],
  [414, 'Request-URI Too Large', '414 Request-URI Too Large'],
  [415, 'Unsupported Media Type', '415 Unsupported Media Type'],
  [416, 'Requested Range Not Satisfiable', '416 Requested Range Not Satisfiable'],
  [421, 'Misdirected Request', '421 Misdirected Request'],
  [429, 'Too Many Requests', '429 Too Many Requests'],
  [494, '', '400 Request Header Or Cookie Too Large'],
  [495, '', '400 The SSL certificate error'],
  [496, '', '400 No required SSL certificate was sent'],
  [497, '', '400 The plain HTTP request was sent to HTTPS port'],
  [500, 'Internal Server Error', '500 Internal Server Error'],
  [501, 'Not Implemented', '501 Not Implemented'],
  [502, 'Bad Gateway', '502 Bad Gateway'],
  [503, 'Service Temporarily Unavailable', '503 Service Temporarily Unavailable'],
  [504, 'Gateway Time-out', '504 Gateway Time-out'],
  [505, 'HTTP Version Not Supported', '505 HTTP Version Not Supported'],
  [507, 'Insufficient Storage', '507 Insufficient Storage'],
]

const byStatus: ReadonlyMap<number, Row> = new Map(rows.map((row) => [row[0], row]))

/** Empty where nginx has none. */
export function reasonPhrase(status: number): string {
  return byStatus.get(status)?.[1] ?? ''
}

/** The page that nginx makes itself for a status; null where it answers without a body. */
export function ownPage(status: number, signature: string): string | null {
  const title = byStatus.get(status)?.[2] ?? null
  if (title === null) return null
  const lines = [
    '<html>',
    `<head><title>${title}</title></head>`,
    '<body>',
    `<center><h1>${title}</h1></center>`,
  ]
  return [...lines, `<hr><center>${signature}</center>`, '</body>', '</html>', ''].join('\r\n')
}
