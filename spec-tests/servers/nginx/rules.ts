/** One rule of nginx a row: a configuration, a request, and what a real nginx 1.22 answers; both are asked by the test. */

export interface Rule {
  readonly desc: string
  /** What stands in the server. UPSTREAM, CLOSED and FOLDER are filled in. */
  readonly server: string
  /** What stands before it in `http`, and behind it. */
  readonly http?: string
  readonly more?: string
  /** `GET /path`, then headers, one a line. */
  readonly request: string
  /** The status, then the headers that matter, one a line; a name after a dash must not be there. */
  readonly answer: string
  /** What stands in the body. */
  readonly body?: string
}

const origin = 'origin: https://a.test'
const proxied = 'proxy_pass http://UPSTREAM;'

export const rules: readonly Rule[] = [
  // add_header
  {
    desc: 'add_header is not for errors',
    server: 'location / { add_header X-A 1; return 404; }',
    request: 'GET /',
    answer: '404\n-x-a',
  },
  {
    desc: '“always” is for errors too',
    server: 'location / { add_header X-A 1 always; return 404; }',
    request: 'GET /',
    answer: '404\nx-a: 1',
  },
  {
    desc: 'add_header is for redirects',
    server: 'location / { add_header X-A 1; return 307 /b; }',
    request: 'GET /',
    answer: '307\nlocation: http://localhost:PORT/b\nx-a: 1',
  },
  {
    desc: 'a 202 is not among the usual statuses',
    server: 'location / { add_header X-A 1; return 202 x; }',
    request: 'GET /',
    answer: '202\n-x-a',
  },
  {
    desc: 'one add_header drops all of the level above',
    server: 'add_header X-A 1; location / { add_header X-B 1; return 200; }',
    request: 'GET /',
    answer: '200\n-x-a\nx-b: 1',
  },
  {
    desc: 'no add_header inherits all',
    server: 'add_header X-A 1; add_header X-B 1; location / { return 200; }',
    request: 'GET /',
    answer: '200\nx-a: 1\nx-b: 1',
  },
  {
    desc: 'http is a level too',
    http: 'add_header X-A 1;',
    server: 'location / { return 200; }',
    request: 'GET /',
    answer: '200\nx-a: 1',
  },
  {
    desc: 'an empty value adds nothing',
    server: 'location / { add_header X-A ""; add_header X-B $http_none; return 200; }',
    request: 'GET /',
    answer: '200\n-x-a\n-x-b',
  },
  {
    desc: 'a header of the upstream is doubled',
    server: `location / { add_header Access-Control-Allow-Origin *; ${proxied} }`,
    request: 'GET /?answer=cors',
    answer: '200\naccess-control-allow-origin: *\naccess-control-allow-origin: *',
  },
  {
    desc: 'unless it is hidden',
    server: `location / { add_header Access-Control-Allow-Origin https://a.test; proxy_hide_header Access-Control-Allow-Origin; ${proxied} }`,
    request: 'GET /?answer=cors',
    answer: '200\nvary: Origin\naccess-control-allow-origin: https://a.test',
  },
  {
    desc: 'a 401 of the upstream has no header that is not always',
    server: `location / { add_header X-A 1; ${proxied} }`,
    request: 'GET /?status=401',
    answer: '401\n-x-a',
  },

  // if
  {
    desc: 'an “if” is a level of its own',
    server:
      'location / { add_header X-A 1; if ($request_method = OPTIONS) { add_header X-B 1; return 204; } return 200; }',
    request: 'OPTIONS /',
    answer: '204\n-x-a\nx-b: 1',
  },
  {
    desc: 'an “if” without headers inherits',
    server: 'location / { add_header X-A 1; if ($request_method = OPTIONS) { return 204; } }',
    request: 'OPTIONS /',
    answer: '204\nx-a: 1',
  },
  {
    desc: 'the last “if” that holds has the headers',
    server:
      'location / { if ($http_origin) { add_header X-A 1; } if ($request_method = GET) { add_header X-B 1; } return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\n-x-a\nx-b: 1',
  },
  {
    desc: 'an “if” goes on to the proxy of its location',
    server: `location / { if ($http_origin) { add_header X-A $http_origin; } ${proxied} }`,
    request: `GET /\n${origin}`,
    answer: '200\nx-a: https://a.test',
  },
  {
    desc: 'what follows a “return” in the server is never asked',
    server: 'if ($request_method = OPTIONS) { return 204; } location / { add_header X-A 1; return 200; }',
    request: 'OPTIONS /',
    answer: '204\n-x-a',
  },
  {
    desc: '"0" is as false as nothing',
    server: 'location / { set $v1 0; if ($v1) { return 403; } return 200; }',
    request: 'GET /',
    answer: '200',
  },
  {
    desc: 'a pattern in an “if” gives $1',
    server: 'location / { if ($http_origin ~ ^https://(.+)$) { add_header X-A $1; } return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\nx-a: a.test',
  },

  // map
  {
    desc: 'a map finds an origin',
    http: 'map $http_origin $cors { https://a.test $http_origin; }',
    server: 'location / { add_header Access-Control-Allow-Origin $cors; return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\naccess-control-allow-origin: https://a.test',
  },
  {
    desc: 'a map without a default is empty',
    http: 'map $http_origin $cors { https://b.test $http_origin; }',
    server: 'location / { add_header Access-Control-Allow-Origin $cors; return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\n-access-control-allow-origin',
  },
  {
    desc: 'a map is blind to letter case',
    http: 'map $http_origin $cors { HTTPS://A.test yes; }',
    server: 'location / { add_header X-A $cors; return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\nx-a: yes',
  },
  {
    desc: 'a pattern of a map is not',
    http: 'map $http_origin $cors { ~^HTTPS://A yes; default no; }',
    server: 'location / { add_header X-A $cors; return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\nx-a: no',
  },
  {
    desc: 'a pattern without anchors matches a stranger',
    http: 'map $http_origin $cors { ~a\\.test $http_origin; }',
    server: 'location / { add_header X-A $cors; return 200; }',
    request: 'GET /\norigin: https://a.test.evil.test',
    answer: '200\nx-a: https://a.test.evil.test',
  },
  {
    desc: 'a group with a name is a variable',
    http: 'map $http_origin $cors { ~^https://(?<name>.+)$ $name; }',
    server: 'location / { add_header X-A "$cors $name"; return 200; }',
    request: `GET /\n${origin}`,
    answer: '200\nx-a: a.test a.test',
  },
  {
    desc: 'hostnames match what is below them',
    http: 'map $host $cors { hostnames; .b.test yes; default no; }',
    server: 'location / { add_header X-A $cors; return 200; }',
    request: 'GET /\nhost: x.b.test',
    answer: '200\nx-a: yes',
  },

  // locations
  {
    desc: 'an exact location comes first',
    server: 'location = /a { return 200; } location ~ a { return 403; }',
    request: 'GET /a',
    answer: '200',
  },
  {
    desc: 'a pattern comes before a prefix',
    server: 'location /a { return 403; } location ~ \\.txt$ { return 200; }',
    request: 'GET /a.txt',
    answer: '200',
  },
  {
    desc: 'unless the prefix forbids it',
    server: 'location ^~ /a { return 200; } location ~ \\.txt$ { return 403; }',
    request: 'GET /a.txt',
    answer: '200',
  },
  {
    desc: 'the first pattern has it',
    server: 'location ~ ^/a { return 200; } location ~ a { return 403; }',
    request: 'GET /a',
    answer: '200',
  },
  {
    desc: 'the longest prefix has it',
    server: 'location /a { return 403; } location /a/b { return 200; }',
    request: 'GET /a/b/c',
    answer: '200',
  },
  {
    desc: 'an internal location is not there',
    server: 'location / { internal; return 200; }',
    request: 'GET /',
    answer: '404',
  },
  {
    desc: 'a folder of a proxy sends to its slash',
    server: `location /api/ { ${proxied} }`,
    request: 'GET /api?x=1',
    answer: '301\nlocation: http://localhost:PORT/api/?x=1',
  },
  {
    desc: 'and so it does to a preflight',
    server: `location /api/ { add_header Access-Control-Allow-Origin *; ${proxied} }`,
    request: 'OPTIONS /api',
    answer: '301\naccess-control-allow-origin: *',
  },
  {
    desc: 'escapes are undone before a location is looked for',
    server: 'location /a/b { return 200; }',
    request: 'GET /%61%2fb',
    answer: '200',
  },

  // own pages
  {
    desc: 'a body that is too large',
    server: `client_max_body_size 2; add_header X-A 1; location / { ${proxied} }`,
    request: 'POST /\ncontent-length: 3\n\nabc',
    answer: '413\n-x-a\ncontent-type: text/html',
  },
  {
    desc: 'an upstream that is down',
    server: 'add_header X-A 1; location / { proxy_pass http://CLOSED; }',
    request: 'GET /',
    answer: '502\n-x-a',
  },
  {
    desc: 'an OPTIONS to files',
    server: 'root FOLDER/files; add_header X-A 1;',
    request: 'OPTIONS /b.txt',
    answer: '405\n-x-a',
  },
  {
    desc: 'a file that is not there',
    server: 'root FOLDER/files; add_header X-A 1;',
    request: 'GET /none',
    answer: '404\n-x-a',
  },
  {
    desc: 'auth before CORS on a preflight',
    server:
      'auth_basic realm; auth_basic_user_file /none; add_header X-A 1; location / { return 200; } location /api { proxy_pass http://UPSTREAM; }',
    request: 'OPTIONS /api',
    answer: '401\nwww-authenticate: Basic realm="realm"\n-x-a',
  },
  {
    desc: 'a “return” comes before auth',
    server:
      'auth_basic realm; auth_basic_user_file /none; location / { if ($request_method = OPTIONS) { return 204; } }',
    request: 'OPTIONS /',
    answer: '204\n-www-authenticate',
  },
  {
    desc: 'limit_except refuses a preflight',
    server: `location / { limit_except GET POST { deny all; } ${proxied} }`,
    request: 'OPTIONS /',
    answer: '403',
  },
  {
    desc: 'an error page keeps the status',
    server: 'error_page 404 /page; location = /page { return 200 page; } location / { return 404; }',
    request: 'GET /',
    answer: '404',
  },
  {
    desc: 'unless it is told another',
    server: 'error_page 404 =200 /page; location = /page { return 200 page; } location / { return 404; }',
    request: 'GET /',
    answer: '200',
  },
  {
    desc: 'an error page has the headers of its own location',
    server:
      'error_page 502 @down; location @down { add_header X-A 1 always; return 502 x; } location / { add_header X-B 1 always; proxy_pass http://CLOSED; }',
    request: 'GET /',
    answer: '502\nx-a: 1\n-x-b',
  },
  {
    desc: 'server_tokens',
    server: 'server_tokens off; location / { return 200; }',
    request: 'GET /',
    answer: '200\nserver: nginx',
  },

  // the request to the upstream, which tells in its headers
  {
    desc: 'a header with an underscore is dropped',
    server: 'location / { add_header X-A "$http_x_token-"; return 200; }',
    request: 'GET /\nx_token: 1',
    answer: '200\nx-a: -',
  },
  {
    desc: 'unless it is welcome',
    server: 'underscores_in_headers on; location / { add_header X-A "$http_x_token-"; return 200; }',
    request: 'GET /\nx_token: 1',
    answer: '200\nx-a: 1-',
  },
  {
    desc: 'an http redirect to https',
    server: 'return 301 https://$host$request_uri;',
    request: 'OPTIONS /a?b=c',
    answer: '301\nlocation: https://localhost/a?b=c',
  },
  {
    desc: 'a rewrite without a slash',
    server: 'rewrite ^(/[^.]*[^/])$ $1/ permanent; location / { return 200; }',
    request: 'GET /a?b=c',
    answer: '301\nlocation: http://localhost:PORT/a/?b=c',
  },

  // the answer of the upstream
  {
    desc: 'a Location of the upstream is made ours',
    server: 'location /api/ { proxy_pass http://UPSTREAM/; proxy_redirect http://backend.test/ /api/; }',
    request: 'GET /api/?status=302&answer=absolute',
    answer: '302\nlocation: http://localhost:PORT/api/there?x=1',
  },
  {
    desc: 'a strange Location stays',
    server: `location / { ${proxied} }`,
    request: 'GET /?status=302&answer=absolute',
    answer: '302\nlocation: http://backend.test/there?x=1',
  },
  {
    desc: 'a relative Location stays relative',
    server: `location / { ${proxied} }`,
    request: 'GET /?status=302&answer=relative',
    answer: '302\nlocation: /there',
  },
  {
    desc: 'a domain of cookies',
    server: `location / { proxy_cookie_domain backend.test localhost; ${proxied} }`,
    request: 'GET /?answer=cookies',
    answer:
      '200\nset-cookie: sid=1; Path=/app; Domain=localhost; HttpOnly\nset-cookie: theme=dark;path=/;  SameSite=lax ; secure\nset-cookie: bare\nset-cookie: other=a=b; Domain=.localhost; Max-Age=10',
  },
  {
    desc: 'flags of cookies',
    server: `location / { proxy_cookie_flags ~ secure samesite=none; ${proxied} }`,
    request: 'GET /?answer=cookies',
    answer:
      '200\nset-cookie: sid=1; Path=/app; Domain=backend.test; HttpOnly; Secure; SameSite=None\nset-cookie: theme=dark; path=/; SameSite=None; secure\nset-cookie: bare\nset-cookie: other=a=b; Domain=.backend.test; Max-Age=10; Secure; SameSite=None',
  },
  {
    desc: 'a path of cookies',
    server: `location / { proxy_cookie_path /app /; ${proxied} }`,
    request: 'GET /?answer=cookies',
    answer:
      '200\nset-cookie: sid=1; Path=/; Domain=backend.test; HttpOnly\nset-cookie: theme=dark;path=/;  SameSite=lax ; secure\nset-cookie: bare\nset-cookie: other=a=b; Domain=.backend.test; Max-Age=10',
  },
  {
    desc: 'Set-Cookie can be lost',
    server: `location / { proxy_hide_header Set-Cookie; ${proxied} }`,
    request: 'GET /?answer=cookies',
    answer: '200\n-set-cookie',
  },

  // which statuses add_header is for
  ...[200, 201, 204, 206, 301, 302, 303, 304, 307, 308].map((status) => ({
    desc: `add_header is for ${status}`,
    server: `location / { add_header X-A 1; return ${status} ""; }`,
    request: 'GET /',
    answer: `${status}\nx-a: 1`,
  })),
  ...[202, 203, 205, 300, 400, 401, 403, 405, 422, 429, 500, 503].map((status) => ({
    desc: `add_header is not for ${status}, and “always” is`,
    server: `location / { add_header X-A 1; add_header X-B 1 always; return ${status} x; }`,
    request: 'GET /',
    answer: `${status}\n-x-a\nx-b: 1`,
  })),

  // own pages
  {
    desc: 'a 413 with “always”',
    server: `client_max_body_size 2; add_header X-A 1 always; location / { ${proxied} }`,
    request: 'POST /\ncontent-length: 3\n\nabc',
    answer: '413\nx-a: 1',
  },
  {
    desc: 'a 502 with “always”',
    server: 'add_header X-A 1 always; location / { proxy_pass http://CLOSED; }',
    request: 'GET /',
    answer: '502\nx-a: 1',
  },
  {
    desc: 'an upstream that takes too long is a 504',
    server: `proxy_read_timeout 50ms; add_header X-A 1; add_header X-B 1 always; location / { ${proxied} }`,
    request: 'GET /?answer=hang',
    answer: '504\n-x-a\nx-b: 1',
  },
  {
    desc: 'a preflight through a proxy is the upstream’s',
    server: `location / { ${proxied} }`,
    request: `OPTIONS /?answer=cors\n${origin}`,
    answer: '200\naccess-control-allow-origin: *',
    body: '"method":"OPTIONS"',
  },

  // the request to the upstream
  {
    desc: 'Host is that of the upstream',
    server: `location / { ${proxied} }`,
    request: 'GET /\nhost: a.test',
    answer: '200',
    body: '"host: UPSTREAM"',
  },
  {
    desc: 'unless it is set',
    server: `location / { proxy_set_header Host $host; ${proxied} }`,
    request: 'GET /\nhost: A.test:8080',
    answer: '200',
    body: '"host: a.test"',
  },
  {
    desc: '$http_host is as it came',
    server: `location / { proxy_set_header Host $http_host; ${proxied} }`,
    request: 'GET /\nhost: A.test:8080',
    answer: '200',
    body: '"host: A.test:8080"',
  },
  {
    desc: 'Origin can be taken away',
    server: `location / { proxy_set_header Origin ""; ${proxied} }`,
    request: `GET /\n${origin}`,
    answer: '200',
    body: '"seen":["host: UPSTREAM"]',
  },
  {
    desc: 'and made another',
    server: `location / { proxy_set_header Origin https://b.test; ${proxied} }`,
    request: `GET /\n${origin}`,
    answer: '200',
    body: '"origin: https://b.test"',
  },
  {
    desc: 'one proxy_set_header drops all of the level above',
    server: `proxy_set_header X-V 1; location / { proxy_set_header X-W $scheme; ${proxied} }`,
    request: 'GET /',
    answer: '200',
    body: '"seen":["host: UPSTREAM","x-w: http"]',
  },
  {
    desc: 'a path of the target takes the place of the location’s',
    server: 'location /api/ { proxy_pass http://UPSTREAM/v1/; }',
    request: 'GET /api/x?y=1',
    answer: '200',
    body: '"path":"/v1/x?y=1"',
  },
  {
    desc: 'without one, the path goes as it came',
    server: `location /api/ { ${proxied} }`,
    request: 'GET /api/%41?y=1',
    answer: '200',
    body: '"path":"/api/%41?y=1"',
  },

  // error_page and try_files
  {
    desc: 'an error page elsewhere is a redirect',
    server: 'error_page 404 https://a.test/none; location / { return 404; }',
    request: 'GET /',
    answer: '302\nlocation: https://a.test/none',
  },
  {
    desc: 'errors of the upstream are passed on',
    server: `error_page 404 /page; location = /page { return 200 page; } location / { ${proxied} }`,
    request: 'GET /?status=404',
    answer: '404',
    body: '"method":"GET"',
  },
  {
    desc: 'unless nginx intercepts them',
    server: `error_page 404 /page; location = /page { add_header X-A 1 always; return 200 page; } location / { proxy_intercept_errors on; ${proxied} }`,
    request: 'GET /?status=404&answer=cors',
    answer: '404\n-access-control-allow-origin\nx-a: 1',
    body: 'page',
  },
  {
    desc: 'try_files finds a file',
    server: 'root FOLDER/files; location / { try_files $uri /index.html; }',
    request: 'GET /b.txt',
    answer: '200',
    body: 'b',
  },
  {
    desc: 'or falls back, as for apps of one page',
    server: 'root FOLDER/files; location / { try_files $uri $uri/ /index.html; }',
    request: 'GET /orders/1',
    answer: '200',
    body: 'the index',
  },
  {
    desc: 'to a status',
    server: 'root FOLDER/files; add_header X-A 1; location / { try_files $uri =404; }',
    request: 'GET /none',
    answer: '404\n-x-a',
  },
  {
    desc: 'to a named location, whose headers count',
    server: `root FOLDER/files; location / { add_header X-A 1; try_files $uri @app; } location @app { add_header X-B 1; ${proxied} }`,
    request: 'GET /none',
    answer: '200\n-x-a\nx-b: 1',
  },

  // who may come in
  {
    desc: '“deny all” has only what is added always',
    server: 'add_header X-A 1; add_header X-B 1 always; location / { deny all; }',
    request: 'GET /',
    answer: '403\n-x-a\nx-b: 1',
  },
  {
    desc: 'the first rule that is about the address counts',
    server: 'root FOLDER/files; location / { allow 127.0.0.1; deny all; }',
    request: 'GET /b.txt',
    answer: '200',
  },
  {
    desc: '“satisfy any” lets in who comes from the right place',
    server:
      'root FOLDER/files; location / { satisfy any; allow 127.0.0.0/8; deny all; auth_basic x; auth_basic_user_file /none; }',
    request: 'GET /b.txt',
    answer: '200\n-www-authenticate',
  },
  {
    desc: '“satisfy any” asks others for a password',
    server: `location / { satisfy any; deny all; auth_basic x; auth_basic_user_file /none; ${proxied} }`,
    request: 'GET /',
    answer: '401\nwww-authenticate: Basic realm="x"',
  },
  {
    desc: 'limit_except lets through what it names, and HEAD with GET',
    server: `location / { limit_except GET { deny all; } ${proxied} }`,
    request: 'HEAD /',
    answer: '200',
  },
  {
    desc: 'what limit_except refuses has the headers of its location',
    server: `location / { add_header X-A 1 always; limit_except GET { deny all; } ${proxied} }`,
    request: 'DELETE /',
    answer: '403\nx-a: 1',
  },

  // nested locations, slashes
  {
    desc: 'a location in a location inherits from it',
    server: 'location /a { add_header X-A 1; location /a/b { return 200; } }',
    request: 'GET /a/b',
    answer: '200\nx-a: 1',
  },
  {
    desc: 'patterns within the longest prefix come before those beside it',
    server: 'location /a { location ~ b$ { return 200; } } location ~ b$ { return 403; }',
    request: 'GET /a/b',
    answer: '200',
  },
  {
    desc: 'a pattern may be blind to letter case',
    server: 'location ~* \\.TXT$ { return 200; } location / { return 403; }',
    request: 'GET /a.txt',
    answer: '200',
  },
  {
    desc: 'a long quotation in a pattern',
    server:
      'location ~ "^/\\\\Qa.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v\\\\E$" { return 200; } location / { return 403; }',
    request: 'GET /a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.u.v',
    answer: '200',
  },
  {
    desc: 'slashes are merged',
    server: 'location /a/b { return 200 $uri; }',
    request: 'GET /a//b',
    answer: '200',
    body: '/a/b',
  },
  {
    desc: 'unless they are not to be',
    server: 'merge_slashes off; location /a/b { return 200; } location / { return 403 $uri; }',
    request: 'GET /a//b',
    answer: '403',
    body: '/a//b',
  },
  {
    desc: 'the default server says so, for the host is not known yet',
    server: 'server_name x.test; location / { return 200 $uri; }',
    more: 'server { listen 127.0.0.1:PORT; server_name y.test; merge_slashes off; location / { return 200 $uri; } }',
    request: 'GET /a//b\nhost: y.test',
    answer: '200',
    body: '/a/b',
  },
  {
    desc: 'a folder of files sends to its slash',
    server: 'root FOLDER/files; add_header X-A 1;',
    request: 'GET /a?x=1',
    answer: '301\nlocation: http://localhost:PORT/a/?x=1\nx-a: 1',
  },
  {
    desc: 'absolute_redirect off',
    server: `absolute_redirect off; location /api/ { ${proxied} }`,
    request: 'GET /api',
    answer: '301\nlocation: /api/',
  },

  // rewrite
  {
    desc: 'rewrite … last looks for a location again',
    server: 'location /a { rewrite ^/a/(.*)$ /b/$1 last; return 403; } location /b { return 200 $uri; }',
    request: 'GET /a/x',
    answer: '200',
    body: '/b/x',
  },
  {
    desc: 'rewrite … break stays in its location',
    server: `location /a/ { rewrite ^/a/(.*)$ /b/$1 break; ${proxied} } location /b { return 403; }`,
    request: 'GET /a/x?y=1',
    answer: '200',
    body: '"path":"/b/x?y=1"',
  },
  {
    desc: 'rewrite … redirect',
    server: 'location / { rewrite ^/a/(.*)$ /b/$1 redirect; }',
    request: 'GET /a/x?y=1',
    answer: '302\nlocation: http://localhost:PORT/b/x?y=1',
  },
  {
    desc: 'rewrite … permanent, without the query',
    server: 'location / { rewrite ^/a/(.*)$ https://b.test/$1? permanent; }',
    request: 'OPTIONS /a/x?y=1',
    answer: '301\nlocation: https://b.test/x',
  },
  {
    desc: 'rewriting in a circle ends',
    server: 'location / { rewrite ^ /a last; }',
    request: 'GET /',
    answer: '500',
  },
  {
    desc: 'a value has the captures of the last map that it asks',
    http: 'map $host $m { ~^(l).* m; }',
    server: 'location / { rewrite ^/(.*)/(.*)$ /x; return 200 "$2$m"; }',
    request: 'GET /a/bc',
    answer: '200',
    body: 'm',
  },

  // servers
  ...(
    [
      ['a.test', 'exact'],
      ['x.b.test', 'in front'],
      ['www.c.test', 'behind'],
      ['shop-1.d.test', 'pattern shop-1'],
      ['other.test', 'default'],
    ] as const
  ).map(([host, which]) => ({
    desc: `server_name: ${host} is for ${which}`,
    server: 'server_name first.test; return 200 first;',
    more: `server { listen 127.0.0.1:PORT default_server; server_name _; return 200 default; }
      server { listen 127.0.0.1:PORT; server_name ~^(?<shop>[\\w-]+)\\.d\\.test$; return 200 "pattern $shop"; }
      server { listen 127.0.0.1:PORT; server_name *.b.test; return 200 "in front"; }
      server { listen 127.0.0.1:PORT; server_name www.c.*; return 200 behind; }
      server { listen 127.0.0.1:PORT; server_name a.test; return 200 exact; }`,
    request: `GET /\nhost: ${host}`,
    answer: '200',
    body: which,
  })),
  {
    desc: '$scheme and $server_port without TLS',
    server: 'location / { return 200 "$scheme $server_port $https"; }',
    request: 'GET /',
    answer: '200',
    body: 'http PORT ',
  },

  // what was found by generated configurations
  {
    desc: 'Set-Cookie goes along X-Accel-Redirect, even if it is hidden',
    server: `location / { proxy_hide_header Set-Cookie; ${proxied} } location = /inside { internal; return 200; }`,
    request: 'GET /?answer=accel',
    answer: '200\nset-cookie: a=b; Path=/app\n-x-dropped',
  },
  {
    desc: 'a “return” drops the body, also for an error page that asks an upstream',
    server: `location / { error_page 301 = /page; return 301 /b; } location = /page { ${proxied} }`,
    request: 'POST /\ncontent-length: 3\n\nabc',
    answer: '200',
    body: '"method":"GET","path":"/page","seen":["host: UPSTREAM"],"body":""',
  },
  {
    desc: 'a header of the answer that was asked for too early stays empty',
    server:
      'location / { set $v1 $sent_http_x_a; add_header X-A 1; add_header X-B "$sent_http_x_a-"; return 200; }',
    request: 'GET /',
    answer: '200\nx-a: 1\nx-b: -',
  },
  {
    desc: 'a host that is none is a 502',
    server: 'location / { set $v1 "a b"; proxy_pass http://$v1; }',
    request: 'GET /',
    answer: '502',
  },
  {
    desc: 'a port that is none is a 500',
    server: 'location / { set $v1 "a.test:x"; proxy_pass http://$v1; }',
    request: 'GET /',
    answer: '500',
  },
  {
    desc: 'a path with a space is no request',
    server: `location / { set $args "a b"; ${proxied} }`,
    request: 'GET /',
    answer: '400',
  },
]

export interface Refusal {
  readonly desc: string
  readonly http: string
  /** What the model says, after `nginx.conf:`. */
  readonly message: string
}

/** Configurations that neither starts with. */
export const refusals: readonly Refusal[] = [
  {
    desc: 'a directive in the wrong place',
    http: 'server {\n if ($host) { add_header X-A 1; } }',
    message:
      '2:15: add_header is not allowed in "if" of a server, but in "http", "server", "location", "if" of a location',
  },
  {
    desc: 'a missing semicolon',
    http: 'server { location / {\n proxy_pass http://127.0.0.1:1\n proxy_set_header Host $host; } }',
    message: '2:2: proxy_pass takes 1 argument, not 4; a ";" may be missing',
  },
  {
    desc: 'a value that should be quoted',
    http: 'server { add_header Access-Control-Allow-Methods GET, POST; }',
    message: '1:55: add_header takes "always" as its third argument; quote a value with spaces',
  },
  {
    desc: 'a variable that nobody defines',
    http: 'server { location / { add_header X-A $corz; } }',
    message: '1:38: there is no variable $corz',
  },
  {
    desc: 'a URI where the location is a pattern',
    http: 'server { location ~ a { proxy_pass http://127.0.0.1:1/; } }',
    message:
      '1:36: proxy_pass cannot have a URI in a location of a pattern, a named location, "if" or "limit_except"; take the path off, even a single "/"',
  },
  {
    desc: 'a location out of its location',
    http: 'server { location /a { location /b { } } }',
    message: '1:24: the location /b is outside of the location /a that it is in',
  },
  {
    desc: 'the same location twice',
    http: 'server { location /a { } location /a { } }',
    message: '1:26: the location /a is there twice',
  },
  {
    desc: 'a pattern that is none',
    http: 'server { location ~ "a(" { } }',
    message: '1:21: a pattern has a pattern that is none',
  },
  {
    desc: 'a dollar sign at the end of a value',
    http: 'server { return 200 "a$"; }',
    message: '1:21: a value has a "$" that begins no variable',
  },
  {
    desc: 'an “if” without parentheses',
    http: 'server { if $host { } }',
    message: '1:10: if takes a condition in parentheses',
  },
]
