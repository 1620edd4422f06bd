import type { LintRow } from './row'

export const nginxRows: readonly LintRow[] = [
  {
    desc: 'nginx always',
    path: 'nginx.conf',
    text: `server {
    location /api {
        add_header Access-Control-Allow-Origin https://app.example.com;
        add_header Access-Control-Allow-Methods "GET, PUT";
        root /srv;
    }
}
`,
    finds: ['always-missing medium 3:9'],
    fixed: `server {
    location /api {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        root /srv;
    }
}
`,
  },
  {
    desc: 'nginx inherit',
    path: 'nginx.conf',
    text: `server {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    location /static {
        add_header Cache-Control "max-age=600";
    }
}
`,
    finds: ['add-header-not-inherited medium 4:9'],
    fixed: `server {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    location /static {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Cache-Control "max-age=600";
    }
}
`,
  },
  {
    desc: 'nginx inherit if',
    path: 'nginx.conf',
    text: `location / {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Headers Content-Type always;
    if ($request_method = OPTIONS) {
        add_header Content-Length 0;
        return 204;
    }
}
`,
    finds: ['add-header-not-inherited medium 5:9'],
    fixed: `location / {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Headers Content-Type always;
    if ($request_method = OPTIONS) {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Headers Content-Type always;
        add_header Content-Length 0;
        return 204;
    }
}
`,
  },
  {
    desc: 'nginx inherit merge',
    path: 'nginx.conf',
    text: `server {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    location /static {
        add_header_inherit merge;
        add_header Cache-Control "max-age=600";
    }
}
`,
    finds: [],
  },
  {
    desc: 'nginx alone: nothing shows that the application sends CORS headers, too',
    path: 'nginx.conf',
    text: `location /api {
    proxy_pass http://app:8080;
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
`,
    finds: [],
  },
  {
    desc: 'nginx owners: one header of the application is kept back, and the one that matters is not',
    path: 'nginx.conf',
    text: `location /api {
    proxy_pass http://app:8080;
    proxy_hide_header Access-Control-Allow-Credentials;
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
    finds: ['two-owners medium 2:5'],
    fixed: `location /api {
    proxy_pass http://app:8080;
    proxy_hide_header Access-Control-Allow-Origin;
    proxy_hide_header Access-Control-Allow-Credentials;
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
  },
  {
    desc: 'nginx owners: what is kept back elsewhere of the same upstream, and inherited names stay kept back',
    path: 'nginx.conf',
    text: `server {
    proxy_hide_header X-Powered-By;
    location /api {
        proxy_pass http://app:8080/v1/;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
    location /new {
        proxy_pass http://app:8080/v2/;
        proxy_hide_header Access-Control-Allow-Origin;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
    location /other {
        proxy_pass http://other:8080;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
}
`,
    finds: ['two-owners medium 4:9'],
    fixed: `server {
    proxy_hide_header X-Powered-By;
    location /api {
        proxy_pass http://app:8080/v1/;
        proxy_hide_header X-Powered-By;
        proxy_hide_header Access-Control-Allow-Origin;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
    location /new {
        proxy_pass http://app:8080/v2/;
        proxy_hide_header Access-Control-Allow-Origin;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
    location /other {
        proxy_pass http://other:8080;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
}
`,
  },
  {
    desc: 'nginx owners: a variable of what the upstream sends',
    path: 'nginx.conf',
    text: `map $upstream_http_access_control_allow_origin $seen {
    default yes;
    "" no;
}
server {
    location / {
        proxy_pass http://app:8080;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
}
`,
    finds: ['two-owners medium 7:9'],
    fixed: `map $upstream_http_access_control_allow_origin $seen {
    default yes;
    "" no;
}
server {
    location / {
        proxy_pass http://app:8080;
        proxy_hide_header Access-Control-Allow-Origin;
        add_header Access-Control-Allow-Origin https://app.example.com always;
    }
}
`,
  },
  {
    desc: 'nginx echo',
    path: 'nginx.conf',
    text: `location / {
    add_header Access-Control-Allow-Origin $http_origin always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
    finds: ['vary-missing medium 2:16', 'any-origin-with-credentials high 2:44'],
    fixed: `location / {
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Vary Origin always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
  },
  {
    desc: 'nginx star',
    path: 'nginx.conf',
    text: `location / {
    add_header 'Access-Control-Allow-Origin' '*' always;
    add_header 'Access-Control-Allow-Credentials' 'true' always;
}
`,
    finds: ['wildcard-with-credentials medium 2:46'],
    fixed: `location / {
    add_header 'Access-Control-Allow-Origin' https://app.example.com always;
    add_header 'Access-Control-Allow-Credentials' 'true' always;
}
`,
  },
  {
    desc: 'nginx twice',
    path: 'nginx.conf',
    text: `location / {
    add_header Access-Control-Allow-Origin https://a.example.com always;
    add_header Access-Control-Allow-Origin https://b.example.com always;
}
`,
    finds: ['allow-origin-twice medium 3:16'],
    fixed: `location / {
    add_header Access-Control-Allow-Origin https://a.example.com always;
}
`,
  },
  {
    desc: 'nginx list',
    path: 'nginx.conf',
    text: `location / {
    add_header Access-Control-Allow-Origin "https://a.example.com, https://b.example.com" always;
}
`,
    finds: ['origin-list-in-string medium 2:44'],
    fixed: `location / {
    add_header Access-Control-Allow-Origin https://a.example.com always;
}
`,
  },
  {
    desc: 'nginx near',
    path: 'nginx.conf',
    text: `location / {
    add_header Access-Control-Allow-Origin https://a.example.com always;
    add_header Access-Control-Allow-Credential True always;
}
`,
    finds: ['header-near-miss medium 3:16'],
    fixed: `location / {
    add_header Access-Control-Allow-Origin https://a.example.com always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
  },
  {
    desc: 'nginx map',
    path: 'nginx.conf',
    text: `map $http_origin $cors {
    default $http_origin;
    "https://app.example.com/" $http_origin;
    null $http_origin;
    ~^https://.*\\.example\\.com $http_origin;
    ~*^https://app.example.org$ $http_origin;
}
server {
    add_header Access-Control-Allow-Origin $cors always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
    finds: [
      'any-origin-with-credentials high 2:13',
      'origin-with-path medium 3:5',
      'null-origin high 4:5',
      'unanchored-pattern high 5:5',
      'unescaped-dot high 6:5',
      'vary-missing medium 9:16',
    ],
    fixed: `map $http_origin $cors {
    default "";
    https://app.example.com $http_origin;
    "~^https://.*\\.example\\.com$" $http_origin;
    "~*^https://app\\.example\\.org$" $http_origin;
}
server {
    add_header Access-Control-Allow-Origin $cors always;
    add_header Vary Origin always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'nginx if',
    path: 'nginx.conf',
    text: `location / {
    if ($http_origin ~* (https?://.*\\.example\\.com)) {
        add_header Access-Control-Allow-Origin $http_origin always;
        add_header Vary Origin always;
    }
}
`,
    finds: ['unanchored-pattern high 2:25', 'slow-pattern medium 2:25'],
    fixed: `location / {
    if ($http_origin ~* "^(https://.*\\.example\\.com)$") {
        add_header Access-Control-Allow-Origin $http_origin always;
        add_header Vary Origin always;
    }
}
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'nginx auth',
    path: 'nginx.conf',
    text: `location / {
    auth_basic "private";
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
`,
    finds: ['authentication-before-cors medium 2:5'],
    fixed: `location / {
    if ($request_method = OPTIONS) {
        return 204;
    }
    auth_basic "private";
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
`,
  },
  {
    desc: 'nginx error pages',
    path: 'nginx.conf',
    text: `server {
    error_page 502 @away;
    error_page 404 /404.html;
    location / {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        proxy_pass http://127.0.0.1:8080;
    }
    location @away {
        return 503;
    }
    location = /404.html {
        root /srv;
    }
    location @other {
        return 500;
    }
}
server {
    location @away {
        return 503;
    }
}
`,
    finds: ['error-page-without-headers medium 9:5', 'error-page-without-headers medium 12:5'],
    fixed: `server {
    error_page 502 @away;
    error_page 404 /404.html;
    location / {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        proxy_pass http://127.0.0.1:8080;
    }
    location @away {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        return 503;
    }
    location = /404.html {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        root /srv;
    }
    location @other {
        return 500;
    }
}
server {
    location @away {
        return 503;
    }
}
`,
  },
  {
    desc: 'nginx error pages, of the location itself',
    path: 'nginx.conf',
    text: `location / {
    error_page 502 =200 /away.html;
    error_page 404 @gone;
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
location = /away.html {
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
`,
    finds: [],
  },
  {
    desc: 'nginx methods',
    path: 'nginx.conf',
    text: `location / {
    limit_except GET PUT {
        deny all;
    }
    if ($request_method = OPTIONS) {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        return 204;
    }
}
location /read {
    limit_except GET OPTIONS {
        deny all;
    }
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
location /own {
    limit_except GET {
        deny all;
    }
}
`,
    finds: ['preflight-refused medium 2:5'],
    fixed: `location / {
    limit_except GET PUT OPTIONS {
        deny all;
    }
    if ($request_method = OPTIONS) {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        return 204;
    }
}
location /read {
    limit_except GET OPTIONS {
        deny all;
    }
    add_header Access-Control-Allow-Origin https://app.example.com always;
}
location /own {
    limit_except GET {
        deny all;
    }
}
`,
  },
  {
    desc: 'nginx cookie',
    path: 'nginx.conf',
    text: `location / {
    add_header Set-Cookie "sid=1; SameSite=None";
}
`,
    finds: ['none-without-secure medium 2:27'],
    fixed: `location / {
    add_header Set-Cookie "sid=1; SameSite=None; Secure";
}
`,
  },
  {
    desc: 'nginx strict',
    path: 'nginx.conf',
    text: `map $http_origin $cors {
    default "";
    https://app.example.com $http_origin;
    "~^https://[a-z]\\.example\\.org$" $http_origin;
}
server {
    location /api {
        proxy_pass http://app:8080;
        proxy_hide_header Access-Control-Allow-Origin;
        add_header Access-Control-Allow-Origin $cors always;
        add_header Access-Control-Allow-Credentials true always;
        add_header Vary Origin always;
        if ($request_method = OPTIONS) {
            return 204;
        }
    }
}
`,
    finds: [],
  },
  {
    desc: 'nginx credentials, of answers and not of preflights',
    path: 'nginx.conf',
    text: `location / {
    if ($request_method = 'OPTIONS') {
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        return 204;
    }
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
    finds: ['add-header-not-inherited medium 3:9'],
    fixed: `location / {
    if ($request_method = 'OPTIONS') {
        add_header Access-Control-Allow-Credentials true always;
        add_header Access-Control-Allow-Origin https://app.example.com always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        return 204;
    }
    add_header Access-Control-Allow-Origin https://app.example.com always;
    add_header Access-Control-Allow-Credentials true always;
}
`,
  },
]
