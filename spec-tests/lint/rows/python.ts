import type { LintRow } from './row'

export const pythonRows: readonly LintRow[] = [
  {
    desc: 'flask credentials',
    path: 'app.py',
    text: `from flask_cors import CORS
CORS(app, supports_credentials=True)
`,
    finds: ['any-origin-with-credentials high 2:1'],
    fixed: `from flask_cors import CORS
CORS(app, supports_credentials=True, origins=["https://app.example.com"])
`,
  },
  {
    desc: 'flask glob',
    path: 'app.py',
    text: `from flask_cors import CORS
CORS(app, origins=["https://*.example.com"])
`,
    finds: ['glob-read-as-pattern high 2:20'],
    fixed: `from flask_cors import CORS
CORS(app, origins=[r"^https://[a-z0-9-]+\\.example\\.com$"])
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'flask regex end',
    path: 'app.py',
    text: `CORS(app, origins=r"https://.*\\.example\\.com", supports_credentials=True)
`,
    finds: ['unanchored-pattern high 1:19'],
    fixed: `CORS(app, origins=r"https://.*\\.example\\.com$", supports_credentials=True)
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'flask port',
    path: 'app.py',
    text: `CORS(app, origins=["http://localhost:*"])
`,
    finds: ['glob-read-as-pattern high 1:20'],
    fixed: `CORS(app, origins=[r"^http://localhost:\\d+$"])
`,
    leaves: ['any-port-pattern'],
  },
  {
    desc: 'flask wildcard',
    path: 'app.py',
    text: `CORS(app, send_wildcard=True, supports_credentials=True)
`,
    finds: ['wildcard-throws medium 1:1'],
    fixed: `CORS(app, send_wildcard=True, supports_credentials=True, origins=["https://app.example.com"])
`,
  },
  {
    desc: 'flask vary',
    path: 'app.py',
    text: `CORS(app, origins=["https://a.example.com", "https://b.example.com"], vary_header=False)
`,
    finds: ['vary-missing medium 1:83'],
    fixed: `CORS(app, origins=["https://a.example.com", "https://b.example.com"])
`,
  },
  {
    desc: 'flask resources',
    path: 'app.py',
    text: `CORS(app, resources={r"/api/*": {"origins": "*"}})
`,
    finds: ['resource-pattern info 1:22', 'any-origin low 1:45'],
    fixed: `CORS(app, resources={r"/api/.*": {"origins": ["https://app.example.com"]}})
`,
  },
  {
    desc: 'flask settings',
    path: 'app.py',
    text: `CORS_ALLOW_HEADERS = "https://front.example.com"
CORS_SUPPORTS_CREDENTIALS = True
`,
    finds: ['any-origin-with-credentials high 1:1', 'origin-in-headers medium 1:22'],
    fixed: `CORS_SUPPORTS_CREDENTIALS = True
CORS_ORIGINS = ["https://app.example.com"]
`,
  },
  {
    desc: 'flask private',
    path: 'app.py',
    text: `CORS(app, origins=["https://app.example.com"], allow_private_network=True)
`,
    finds: ['private-network low 1:70'],
    fixed: `CORS(app, origins=["https://app.example.com"])
`,
  },
  {
    desc: 'flask allow_origins',
    path: 'app.py',
    text: `CORS(app, allow_origins=["https://app.example.com"])
`,
    finds: ['any-origin low 1:1', 'unknown-option medium 1:11'],
    fixed: `CORS(app, origins=["https://app.example.com"])
`,
  },
  {
    desc: 'flask slow',
    path: 'app.py',
    text: `CORS(app, origins=[r"^https://(\\w+\\.?)+example\\.com$"])
`,
    finds: ['slow-pattern medium 1:20'],
    fixed: `CORS(app, origins=[r"^https://(?:[a-z0-9-]+\\.)*example\\.com$"])
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'flask invalid',
    path: 'app.py',
    text: `CORS(app, origins=["https://app.example.com", "*.example.com"])
`,
    finds: ['pattern-invalid medium 1:47'],
    fixed: `CORS(app, origins=["https://app.example.com"])
`,
  },
  {
    desc: 'flask cookie',
    path: 'app.py',
    text: `SESSION_COOKIE_SAMESITE = "None"
`,
    finds: ['none-without-secure medium 1:1'],
    fixed: `SESSION_COOKIE_SAMESITE = "None"
SESSION_COOKIE_SECURE = True
`,
  },
  {
    desc: 'starlette',
    path: 'main.py',
    text: `app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
`,
    finds: ['any-origin-with-credentials high 3:20'],
    fixed: `app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://app.example.com"],
    allow_credentials=True,
    allow_methods=["*"],
    allow_headers=["*"],
)
`,
  },
  {
    desc: 'starlette regex',
    path: 'main.py',
    text: `app.add_middleware(CORSMiddleware, allow_origin_regex=r"https://.*\\.github\\.io", allow_methods=["GET", "POST"])
`,
    finds: ['public-suffix-pattern high 1:55'],
    fixed: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["GET", "POST"])
`,
  },
  {
    desc: 'starlette methods',
    path: 'main.py',
    text: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com/"])
`,
    finds: ['default-methods info 1:1', 'origin-with-path medium 1:51'],
    fixed: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"])
`,
  },
  {
    desc: 'starlette order',
    path: 'main.py',
    text: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["*"])
app.add_middleware(AuthenticationMiddleware, backend=Basic())
`,
    finds: ['authentication-before-cors medium 2:1'],
    fixed: `app.add_middleware(AuthenticationMiddleware, backend=Basic())
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["*"])
`,
  },
  {
    desc: 'starlette http redirect',
    path: 'main.py',
    text: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["*"])
app.add_middleware(HTTPSRedirectMiddleware)
`,
    finds: ['redirects-before-cors medium 2:1'],
    fixed: `app.add_middleware(HTTPSRedirectMiddleware)
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["*"])
`,
  },
  {
    desc: 'django all',
    path: 'settings.py',
    text: `CORS_ALLOW_ALL_ORIGINS = True
CORS_ALLOW_CREDENTIALS = True
`,
    finds: ['any-origin-with-credentials high 1:26'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
CORS_ALLOW_CREDENTIALS = True
`,
  },
  {
    desc: 'django regex',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGIN_REGEXES = [
    r"^https://\\w+\\.example\\.com",
]
`,
    finds: ['unanchored-pattern high 2:5'],
    fixed: `CORS_ALLOWED_ORIGIN_REGEXES = [
    r"^https://\\w+\\.example\\.com$",
]
`,
    leaves: ['any-subdomain'],
  },
  {
    desc: 'django path',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGINS = ["https://app.example.com/", "app.example.org"]
`,
    finds: ['origin-with-path medium 1:25', 'origin-without-scheme medium 1:53'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com", "https://app.example.org"]
`,
  },
  {
    desc: 'django order',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "corsheaders.middleware.CorsMiddleware",
]
`,
    finds: ['redirects-before-cors medium 4:5'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
`,
  },
  {
    desc: 'django typo',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGIN = ["https://app.example.com"]
CORS_ALLOW_CREDENTIALS = True
`,
    finds: ['unknown-option medium 1:1'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
CORS_ALLOW_CREDENTIALS = True
`,
  },
  {
    desc: 'django no middleware',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
MIDDLEWARE = [
    "django.middleware.common.CommonMiddleware",
]
`,
    finds: ['cors-not-installed medium 2:14'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
`,
  },
  {
    desc: 'flask strict',
    path: 's.py',
    text: `from flask_cors import CORS
CORS(app, origins=["https://app.example.com"], supports_credentials=True, max_age=600)
app.config["SESSION_COOKIE_SAMESITE"] = "None"
app.config["SESSION_COOKIE_SECURE"] = True
`,
    finds: [],
  },
  {
    desc: 'starlette strict',
    path: 's.py',
    text: `from fastapi.middleware.cors import CORSMiddleware
app.add_middleware(AuthenticationMiddleware)
app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_credentials=True, allow_methods=["GET", "PUT"], allow_headers=["Authorization"])
`,
    finds: [],
  },
  {
    desc: 'django strict',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
CORS_ALLOW_CREDENTIALS = True
MIDDLEWARE = [
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.common.CommonMiddleware",
]
SESSION_COOKIE_SAMESITE = "None"
SESSION_COOKIE_SECURE = True
`,
    finds: [],
  },
  {
    desc: 'starlette string',
    path: 'main.py',
    text: `app.add_middleware(CORSMiddleware, allow_origins="https://app.example.com", allow_methods=["*"])
`,
    finds: ['string-for-list high 1:50'],
    fixed: `app.add_middleware(CORSMiddleware, allow_origins=["https://app.example.com"], allow_methods=["*"])
`,
  },
  {
    desc: 'django string',
    path: 'settings.py',
    text: `CORS_ALLOWED_ORIGINS = "https://app.example.com"
`,
    finds: ['string-for-list medium 1:24'],
    fixed: `CORS_ALLOWED_ORIGINS = ["https://app.example.com"]
`,
  },
  {
    desc: 'starlette environment',
    path: 'main.py',
    text: `import os
ORIGINS = os.getenv("ORIGINS", "*").split(",")
app.add_middleware(CORSMiddleware, allow_origins=ORIGINS, allow_methods=["GET", "PUT"], allow_credentials=True)
`,
    finds: ['not-read info 2:11'],
    leaves: ['not-read'],
  },
  {
    desc: 'flask cross_origin',
    path: 'app.py',
    text: `@app.route("/me")
@cross_origin(origins="*", supports_credentials=True)
def me():
    return "me"
`,
    finds: ['any-origin-with-credentials high 2:23'],
    fixed: `@app.route("/me")
@cross_origin(origins=["https://app.example.com"], supports_credentials=True)
def me():
    return "me"
`,
  },
  {
    desc: 'python header',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    response.headers["Access-Control-Allow-Origin"] = request.headers.get("Origin")
    response.headers["Access-Control-Allow-Credentials"] = True
    return response
`,
    finds: ['any-origin low 3:55', 'credentials-not-true medium 4:60'],
    fixed: `@app.after_request
def after(response):
    response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
  },
  {
    desc: 'flask headers, if there is an origin',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    finds: ['any-origin-with-credentials high 5:59'],
    fixed: `@app.after_request
def after(response):
    origin = request.headers.get("Origin")
    if origin:
        response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
  },
  {
    desc: 'flask headers, on preflights only',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    finds: ['any-origin-with-credentials high 4:59'],
    fixed: `@app.after_request
def after(response):
    if request.method == "OPTIONS":
        response.headers["Access-Control-Allow-Origin"] = "https://app.example.com"
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
  },
  {
    desc: 'flask headers, listed',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    if request.headers.get("Origin") in allowed:
        response.headers["Access-Control-Allow-Origin"] = request.headers["Origin"]
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    finds: [],
  },
  {
    desc: 'flask headers, left where it is not listed',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    origin = request.headers.get("Origin")
    if not origin or origin not in allowed:
        return response
    response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    finds: [],
  },
  {
    desc: 'flask headers, a function decides',
    path: 'app.py',
    text: `@app.after_request
def after(response):
    origin = request.headers.get("Origin")
    if is_allowed(origin):
        response.headers["Access-Control-Allow-Origin"] = origin
    response.headers["Access-Control-Allow-Credentials"] = "true"
    return response
`,
    finds: ['not-read info 5:59'],
    leaves: ['not-read'],
  },
]
