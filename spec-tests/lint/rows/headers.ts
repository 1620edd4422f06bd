import type { LintRow } from './row'

export const headersRows: readonly LintRow[] = [
  {
    desc: 'headers star',
    path: 'h.txt',
    text: `HTTP/1.1 200 OK
Access-Control-Allow-Origin: *
Access-Control-Allow-Credentials: true
`,
    finds: ['wildcard-with-credentials medium 2:30'],
    fixed: `HTTP/1.1 200 OK
Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
Access-Control-Allow-Credentials: true
`,
  },
  {
    desc: 'headers near',
    path: 'h.txt',
    text: `HTTP/1.1 200 OK
Access-Control-Allow-Orgin: https://app.example.com
Access-Control-Request-Headers: X-A
Vary: Origin
`,
    finds: ['header-near-miss medium 2:1', 'header-near-miss medium 3:1'],
    fixed: `HTTP/1.1 200 OK
Access-Control-Allow-Origin: https://app.example.com
Access-Control-Allow-Headers: X-A
Vary: Origin
`,
  },
  {
    desc: 'headers twice',
    path: 'h.txt',
    text: `HTTP/1.1 200 OK
Access-Control-Allow-Origin: *
Vary: Origin
Access-Control-Allow-Origin: https://app.example.com
`,
    finds: ['allow-origin-twice medium 4:1'],
    fixed: `HTTP/1.1 200 OK
Vary: Origin
Access-Control-Allow-Origin: https://app.example.com
`,
  },
  {
    desc: 'headers curl',
    path: 'h.txt',
    text: `*   Trying 127.0.0.1:8080...
> GET /me HTTP/1.1
> Host: api.example.com
> Origin: https://app.example.com
> Authorization: Bearer abcdef
>
< HTTP/1.1 200 OK
< Access-Control-Allow-Origin: https://app.example.com
< Access-Control-Allow-Credentials: True
< Set-Cookie: sid=abc; SameSite=None
< Set-Cookie: a=b; Domain=vercel.app; Secure
<
{"a": 1}
`,
    finds: [
      'vary-missing low 8:3',
      'credentials-not-true medium 9:37',
      'none-without-secure medium 10:15',
      'public-suffix-domain medium 11:15',
    ],
    fixed: `*   Trying 127.0.0.1:8080...
> GET /me HTTP/1.1
> Host: api.example.com
> Origin: https://app.example.com
> Authorization: Bearer abcdef
>
< HTTP/1.1 200 OK
< Access-Control-Allow-Origin: https://app.example.com
< Vary: Origin
< Access-Control-Allow-Credentials: true
< Set-Cookie: sid=abc; SameSite=None; Secure
< Set-Cookie: a=b; Secure
<
{"a": 1}
`,
  },
  {
    desc: 'headers lists',
    path: 'h.txt',
    text: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
Access-Control-Allow-Credentials: true
Access-Control-Allow-Headers: *
Access-Control-Allow-Methods: GET; PUT
Access-Control-Expose-Headers: Set-Cookie
Access-Control-Max-Age: 31536000
`,
    finds: [
      'wildcard-not-a-wildcard medium 4:31',
      'list-unparsable medium 5:31',
      'exposed-in-vain low 6:32',
      'max-age-over-cap info 7:25',
    ],
    fixed: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
Access-Control-Allow-Credentials: true
Access-Control-Allow-Headers: Authorization, Content-Type
Access-Control-Allow-Methods: GET, PUT
Access-Control-Max-Age: 86400
`,
  },
  {
    desc: 'headers lists2',
    path: 'h.txt',
    text: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
Access-Control-Allow-Headers: ["X-A", "X-B"]
Access-Control-Allow-Methods: GET, patch
Access-Control-Max-Age: 1d
Access-Control-Allow-Credentials: false
`,
    finds: [
      'list-unparsable medium 3:31',
      'method-case medium 4:31',
      'max-age-invalid low 5:25',
      'credentials-not-true info 6:35',
    ],
    fixed: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
Access-Control-Allow-Headers: X-A, X-B
Access-Control-Allow-Methods: GET, PATCH
Access-Control-Max-Age: 600
`,
  },
  {
    desc: 'headers null',
    path: 'h.txt',
    text: `Access-Control-Allow-Origin: null
`,
    finds: ['null-origin high 1:30'],
    fixed: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
`,
  },
  {
    desc: 'headers slash',
    path: 'h.txt',
    text: `Access-Control-Allow-Origin: https://app.example.com/
Vary: Origin
`,
    finds: ['origin-with-path medium 1:30'],
    fixed: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
`,
  },
  {
    desc: 'headers http',
    path: 'h.txt',
    text: `Access-Control-Allow-Origin: http://app.example.com
Vary: Origin
`,
    finds: ['insecure-origin low 1:30'],
    fixed: `Access-Control-Allow-Origin: https://app.example.com
Vary: Origin
`,
  },
  {
    desc: 'headers strict',
    path: 'h.txt',
    text: `HTTP/2 200
access-control-allow-origin: https://app.example.com
access-control-allow-credentials: true
vary: Accept-Encoding, Origin
set-cookie: __Host-sid=1; Secure; HttpOnly; Path=/; SameSite=Lax
`,
    finds: [],
  },
  {
    desc: 'cookie by its prefix',
    path: 'h.txt',
    text: `HTTP/1.1 200 OK
Set-Cookie: __Secure-a=b; Path=/
`,
    finds: ['cookie-refused medium 2:13'],
    fixed: `HTTP/1.1 200 OK
Set-Cookie: __Secure-a=b; Path=/; Secure
`,
  },
]
