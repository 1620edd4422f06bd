import type { LintRow } from './row'

export const dataRows: readonly LintRow[] = [
  {
    desc: 'flask json',
    path: 'cors.json',
    text: `{
  "CORS_ORIGINS": "*",
  "CORS_SUPPORTS_CREDENTIALS": true
}
`,
    finds: ['any-origin-with-credentials high 2:19'],
    fixed: `{
  "CORS_ORIGINS": ["https://app.example.com"],
  "CORS_SUPPORTS_CREDENTIALS": true
}
`,
  },
  {
    desc: 'spring',
    path: 'application.yml',
    text: `spring:
  cloud:
    gateway:
      globalcors:
        cors-configurations:
          '[/**]':
            allowedOrigins: "*"
            allowCredentials: true
            allowedMethods: [GET, PUT]
`,
    finds: ['wildcard-throws medium 7:29'],
    fixed: `spring:
  cloud:
    gateway:
      globalcors:
        cors-configurations:
          '[/**]':
            allowedOrigins: ['https://app.example.com']
            allowCredentials: true
            allowedMethods: [GET, PUT]
`,
  },
  {
    desc: 'spring patterns',
    path: 'application.yml',
    text: `management:
  endpoints:
    web:
      cors:
        allowed-origin-patterns: '*'
        allow-credentials: true
        allowed-methods: GET,POST
`,
    finds: ['any-origin-with-credentials high 5:34'],
    fixed: `management:
  endpoints:
    web:
      cors:
        allowed-origins: ['https://app.example.com']
        allow-credentials: true
        allowed-methods: GET,POST
`,
  },
  {
    desc: 'spring list',
    path: 'cors.yml',
    text: `allowedOriginPatterns:
  - https://*.vercel.app
  - https://*example.com
  - https://*.example.com
allowedMethods:
  - GET
  - patch
`,
    finds: ['public-suffix-pattern high 2:5', 'unanchored-pattern high 3:5', 'method-case medium 7:5'],
    fixed: `allowedOriginPatterns:
  - 'https://*.example.com'
  - https://*.example.com
allowedMethods:
  - GET
  - PATCH
`,
  },
  {
    desc: 'spring http',
    path: 'cors.yml',
    text: `allowedOrigins:
  - http://app.example.com
allowedMethods: ['*']
`,
    finds: ['insecure-origin low 2:5'],
    fixed: `allowedOrigins:
  - 'https://app.example.com'
allowedMethods: ['*']
`,
  },
  {
    desc: 'spring strict',
    path: 'application.yml',
    text: `cors:
  allowed-origins: https://app.example.com
  allowed-methods: GET,PUT
  allow-credentials: true
  max-age: 1800
`,
    finds: [],
  },
  {
    desc: 'json strict',
    path: 'cors.json',
    text: `{ "origin": ["https://app.example.com"], "credentials": true, "allowedHeaders": ["X-A"] }
`,
    finds: [],
  },
]
