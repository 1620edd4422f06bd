import type { FindingClass } from '../../fuzz/types'

const list = 'Compare the Origin header with a list of whole origins, scheme and port included.'
const vary = 'Send Vary: Origin with every answer of that path, errors and those without CORS included.'
const errors =
  'Set the headers before anything can fail, and with errors too (nginx: add_header … always; middleware: CORS first).'
const survive = 'Give every request an answer: catch what is thrown, and limit what a request may take.'

/** What to change on the server, for each class of findings. */
export const remedies: { readonly [C in FindingClass]: string } = {
  'reflect-any': 'Allow a list of origins in the place of whatever comes in.',
  wildcard: 'Name the origins in the place of *, or say that anyone is meant.',
  'prefix-match': `${list} A pattern needs a $ at its end.`,
  'suffix-match': `${list} A pattern needs the dot, and a ^ at its beginning.`,
  'include-match': list,
  'part-match': `${list} A list, and no string: origins are looked for in a string as parts.`,
  'unescaped-dot': `Write \\. in the pattern, or better: ${list[0]?.toLowerCase()}${list.slice(1)}`,
  'null-origin': 'Take null off what is allowed.',
  'special-characters': list,
  'any-subdomain': 'Name the hosts that are meant, or say so in the intent: https://*.example.com.',
  'http-origin': 'Allow https origins only.',
  'other-port': list,
  'third-party': 'Take that service off what is allowed, or name your own host there.',
  'development-origin': 'Allow origins of development in development only.',
  'shared-suffix': list,
  'trailing-dot': list,
  'lookalike-name': `${list} Byte by byte, after no change.`,
  address: list,
  grammar: list,
  'unintended-write': 'Let preflights decide by the same list of origins as the answers do.',
  'intended-use-fails': 'Allow what the intent names, or take it out of the intent.',
  'exposed-header-hidden': 'Name it in Access-Control-Expose-Headers.',
  'error-without-headers': errors,
  'limit-without-headers': errors,
  'unreadable-path-without-headers':
    'Set the headers in what answers such paths, too (fastify: the option frameworkErrors), or leave it: no page asks for one on purpose.',
  'method-laxity': 'Allow the methods of the intent only, or name this one there (--method).',
  'header-laxity': 'Allow the headers of the intent only, or name this one there (--header).',
  'credentials-laxity':
    'Leave Access-Control-Allow-Credentials out, or say that it is meant (--credentials).',
  'path-laxity': 'Allow each path its own origins, or name the path in the intent (--path).',
  'options-side-effect': 'Let OPTIONS change nothing.',
  'preflight-sets-cookie': 'Answer preflights before the session is made.',
  'cache-breaks-intended-use': vary,
  'cache-may-break-intended-use': vary,
  'cache-leaks': `${vary} Or keep such answers out of caches: Cache-Control: private.`,
  'login-fails': 'See that the login of the intent is one that works, with an account made for tests.',
  'login-sets-no-cookie':
    'Trust the proxy that ends TLS, and let the server set the cookie that the intent names.',
  'session-cookie-lost': 'Across sites a cookie needs SameSite=None; Secure.',
  'session-cookie-blocked': 'Serve page and server from one site: app.example.com and api.example.com.',
  'cookie-refused': 'Give the cookie attributes, a domain and a prefix that browsers take for this host.',
  'cookie-not-cross-site': 'Across sites a cookie needs SameSite=None; Secure.',
  'private-network': 'Give Access-Control-Allow-Private-Network to the origins that are meant only.',
  'raw-origin-accepted': list,
  'target-threw': survive,
  'target-never-answers':
    'End each response, whichever method was asked for and whatever goes wrong on the way.',
  'target-hangs': `${survive} A pattern may take for ever: corsac lint names those.`,
  'target-answers-garbage': 'Answer with a status from 200 to 599, and with header values on one line.',
  'target-always-fails': 'See that the target works by itself: what it needs may be missing here.',
}
