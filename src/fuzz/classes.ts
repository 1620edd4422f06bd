import { type FindingClass, type ReadClass, type Severity, severities } from './types'

/** What there is to say about a class of findings. */
export interface ClassRow {
  /** Before credentials and the target's network are looked at. */
  readonly severity: Severity
  /** Whether credentials make it a step worse: the rule of the scanners. */
  readonly raised: boolean
  /** What may happen, in a sentence; `{as}` becomes what is read, or sent, with or without credentials. */
  readonly consequence: string
  /** What is wrong, for those who put it right. */
  readonly detail: string
}

const read = (severity: Severity, who: string, detail: string): ClassRow => ({
  severity,
  raised: true,
  consequence: `${who} can read responses{as}.`,
  detail,
})

/** Origins that read what they should not. */
const reads: { readonly [C in ReadClass]: ClassRow } = {
  'reflect-any': read('high', 'Any website', 'The origin of the request is allowed, whatever it is.'),
  'prefix-match': read(
    'high',
    'Whoever registers a name that begins like an intended one',
    'An origin is allowed because it begins like one that is meant: the comparison has no end.',
  ),
  'suffix-match': read(
    'high',
    'Whoever registers a name that ends like an intended one',
    'An origin is allowed because it ends like one that is meant: the dot before it is not asked for.',
  ),
  'include-match': read(
    'high',
    'Whoever has a name with an intended one, or a part of it, inside',
    'An origin is allowed because one that is meant, or a part of it, is somewhere in it.',
  ),
  'part-match': read(
    'high',
    'Whoever has a name that is a part of an intended one',
    'An origin is allowed because it is a part of one that is meant: it is looked for in a text, or the comparison is the wrong way round.',
  ),
  'unescaped-dot': read(
    'high',
    'Whoever registers a name with another letter in the place of a dot',
    'A dot in the pattern stands for any character: it has to be escaped.',
  ),
  'null-origin': read(
    'high',
    'Any website, from a sandboxed frame,',
    'The origin null is allowed, and every page can have it.',
  ),
  'special-characters': read(
    'high',
    'Whoever has a host with strange characters in its name',
    'The comparison stops at a character that some browsers take in a host.',
  ),
  'any-subdomain': read(
    'medium',
    'Any host below an intended one (one forgotten, or one with a hole, is enough)',
    'Every host below is allowed, and not only those that are meant.',
  ),
  'http-origin': read(
    'medium',
    'Whoever is on the network of a user',
    'A page without TLS is allowed, and anybody on the way can write it.',
  ),
  'other-port': read(
    'medium',
    'Whoever answers at another port of an intended host',
    'The port is not compared.',
  ),
  'third-party': read(
    'medium',
    'Anybody with a page at a service for everybody',
    'A host is allowed where anybody can have a page.',
  ),
  'development-origin': read(
    'medium',
    'Whatever answers on the user’s own computer',
    'An origin of development is allowed.',
  ),
  'shared-suffix': read(
    'high',
    'Anybody with a name under the same public suffix',
    'A whole public suffix is allowed, where everybody can register names.',
  ),
  'trailing-dot': read(
    'low',
    'A page at an intended host, written with a dot behind it,',
    'A dot behind the host is not seen.',
  ),
  'lookalike-name': read(
    'medium',
    'Whoever registers a name that looks alike',
    'Names are compared after letters were made alike.',
  ),
  address: read('medium', 'A server with an address in the place of a name', 'An address is allowed.'),
  grammar: read('medium', 'A page at an origin that is not meant', 'An origin is allowed that is not meant.'),
}

/** Everything that can be found. Severities are those of the research on users §5. */
export const classes: { readonly [C in FindingClass]: ClassRow } = {
  ...reads,
  wildcard: {
    severity: 'low',
    raised: false,
    consequence: 'Any website can read responses{as}.',
    detail: 'The answer allows every origin (*), which the intent does not.',
  },
  'unintended-write': {
    severity: 'medium',
    raised: true,
    consequence:
      'A website that is not meant to can send such requests{as}, and the server does what they ask.',
    detail: 'The preflight allows an origin that the answer to the request itself does not.',
  },
  'intended-use-fails': {
    severity: 'medium',
    raised: false,
    consequence: 'A page that is meant to use the server cannot.',
    detail: 'The browser refuses, by {subject}.',
  },
  'exposed-header-hidden': {
    severity: 'medium',
    raised: false,
    consequence: 'A page that is meant to read the header {subject} cannot.',
    detail: 'Access-Control-Expose-Headers does not name {subject}.',
  },
  'error-without-headers': {
    severity: 'medium',
    raised: false,
    consequence:
      'A page that is meant to use the server is told of a CORS error where the server had another one to tell.',
    detail: 'An answer with an error status has no Access-Control-Allow-Origin.',
  },
  'limit-without-headers': {
    severity: 'low',
    raised: false,
    consequence:
      'An intended page that sends more than the server takes is told of a CORS error, and not of what is wrong.',
    detail:
      'The answer to a body of a megabyte is an error without Access-Control-Allow-Origin (nginx: 413).',
  },
  'unreadable-path-without-headers': {
    severity: 'low',
    raised: false,
    consequence:
      'An intended page that asks for a path with a stray % is told of a CORS error, and not of what is wrong.',
    detail:
      'The answer to a path that cannot be decoded is a 400 without Access-Control-Allow-Origin: the framework or the proxy gives it before CORS has its turn.',
  },
  'method-laxity': {
    severity: 'low',
    raised: false,
    consequence: 'An intended page can use a method that it is not meant to.',
    detail: 'The preflight allows a method that the intent does not name.',
  },
  'header-laxity': {
    severity: 'low',
    raised: false,
    consequence: 'An intended page can send a header that it is not meant to.',
    detail: 'The preflight allows a header that the intent does not name.',
  },
  'credentials-laxity': {
    severity: 'low',
    raised: false,
    consequence: 'An intended page can read as the signed-in user, which it is not meant to.',
    detail: 'Access-Control-Allow-Credentials is true where the intent has no credentials.',
  },
  'path-laxity': {
    severity: 'low',
    raised: true,
    consequence: 'A page that is meant to read something else can read this, too{as}.',
    detail: 'An origin is allowed for a path that the intent does not name for it.',
  },
  'options-side-effect': {
    severity: 'medium',
    raised: false,
    consequence: 'Any website can change something on the server, since preflights are sent without asking.',
    detail: 'What is read is another thing after an OPTIONS request.',
  },
  'preflight-sets-cookie': {
    severity: 'low',
    raised: false,
    consequence: 'Clients that are no browsers, and old ones, may lose their session to a preflight.',
    detail: 'The answer to a preflight has Set-Cookie.',
  },
  'cache-breaks-intended-use': {
    severity: 'medium',
    raised: false,
    consequence:
      'Behind a shared cache, an intended page gets an answer that was made for somebody else, and cannot read it.',
    detail: 'The answer depends on the origin, and does not say so: Vary: Origin is missing.',
  },
  'cache-may-break-intended-use': {
    severity: 'low',
    raised: false,
    consequence:
      'Behind a cache that keeps what does not ask to be kept, an intended page may get an answer without CORS.',
    detail: 'Requests of others get an answer without Access-Control-Allow-Origin and without Vary: Origin.',
  },
  'cache-leaks': {
    severity: 'medium',
    raised: true,
    consequence: 'Behind a shared cache, a website can read what was allowed to another one{as}.',
    detail: 'The answer depends on the origin, and does not say so: Vary: Origin is missing.',
  },
  'login-fails': {
    severity: 'medium',
    raised: false,
    consequence: 'Nobody can sign in from an intended page, so that nothing is known of the session cookie.',
    detail: 'The answer to signing in is an error, or was never asked for.',
  },
  'login-sets-no-cookie': {
    severity: 'medium',
    raised: false,
    consequence: 'Nobody can stay signed in: signing in sets no cookie.',
    detail:
      'The answer to signing in has no such Set-Cookie. Behind a proxy that ends TLS, a Secure cookie needs X-Forwarded-Proto and a server that trusts it.',
  },
  'session-cookie-lost': {
    severity: 'medium',
    raised: false,
    consequence:
      'Users of an intended page are signed out again at once: the cookie {subject} is not kept, or not sent.',
    detail: 'The attributes of the cookie do not let it go with requests of this page.',
  },
  'session-cookie-blocked': {
    severity: 'low',
    raised: false,
    consequence: 'Users whose browser blocks cookies of third parties cannot stay signed in.',
    detail: 'No attribute helps: page and server have to be of one site.',
  },
  'cookie-refused': {
    severity: 'medium',
    raised: false,
    consequence:
      'Users of an intended page lose what the server wants to know them by: the cookie {subject} is not kept.',
    detail: 'The attributes of the cookie, or where it is set, make the browser refuse it.',
  },
  'cookie-not-cross-site': {
    severity: 'low',
    raised: false,
    consequence:
      'Users of an intended page of another site are not known again: the cookie {subject} is not kept.',
    detail: 'What is of another site keeps cookies with SameSite=None and Secure only.',
  },
  'private-network': {
    severity: 'high',
    raised: false,
    consequence: 'Any website can reach the server in a private network.',
    detail: 'Access-Control-Allow-Private-Network is given to an origin that is not meant.',
  },
  'raw-origin-accepted': {
    severity: 'info',
    raised: false,
    consequence: 'Nothing today: no browser sends such an origin. It shows a comparison that is not exact.',
    detail: 'An Origin header that no page has ({subject}) is allowed.',
  },
  'target-threw': {
    severity: 'medium',
    raised: false,
    consequence: 'Requests that anybody can send make the server fail.',
    detail: 'The target threw.',
  },
  'target-hangs': {
    severity: 'high',
    raised: false,
    consequence: 'A request that anybody can send keeps the server busy, so that it answers nobody else.',
    detail: 'The target did not answer, and its thread had to be ended: it did nothing else any more.',
  },
  'target-never-answers': {
    severity: 'medium',
    raised: false,
    consequence: 'A request is never answered: whoever asks waits for ever, and the connection stays open.',
    detail: 'The target did not answer, though its thread was free to do other work.',
  },
  'target-answers-garbage': {
    severity: 'medium',
    raised: false,
    consequence: 'Clients get an answer that is no HTTP.',
    detail: 'The target answered with something that HTTP cannot carry.',
  },
  'target-always-fails': {
    severity: 'medium',
    raised: false,
    consequence: 'Nothing could be judged: every answer is an error of the server.',
    detail: 'Every answer has a status of 500 or more, or none came.',
  },
}

/** What the answer to a preflight is wrong about, whatever comes of the request itself. */
export const preflightClasses: ReadonlySet<FindingClass> = /* @__PURE__ */ new Set<FindingClass>([
  'method-laxity',
  'header-laxity',
  'preflight-sets-cookie',
  'unintended-write',
])

/** Whether a class is one of origins that read what they should not. */
export function isReadClass(of: FindingClass): of is ReadClass {
  return Object.hasOwn(reads, of)
}

/**
 * How bad it is. Credentials raise by one; without them nothing is read that anybody could not ask for himself, but for
 * servers that are out of reach.
 */
export function severityOf(of: FindingClass, credentialed: boolean, internal: boolean): Severity {
  const { severity, raised } = classes[of]
  if (credentialed) return raised ? atMost('high', severities.indexOf(severity) + 1) : severity
  if (of === 'wildcard') return internal ? 'medium' : severity
  return isReadClass(of) && !internal ? atMost('medium', severities.indexOf(severity)) : severity
}

function atMost(limit: Severity, rank: number): Severity {
  return severities[Math.min(rank, severities.indexOf(limit))] as Severity
}

/** A text of a class with its holes filled. */
export function filled(text: string, credentialed: boolean, subject: string): string {
  return text
    .replace('{as}', credentialed ? ' as the signed-in user' : ' without credentials')
    .replaceAll('{subject}', subject)
}
