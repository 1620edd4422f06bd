import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mask, maskURLs } from '../../src/explain/mask'

const numRuns = Number(process.env['CORSAC_RUNS'] ?? 400)

describe('mask', () => {
  const rows: readonly (readonly [desc: string, name: string, value: string, masked: string])[] = [
    ['cookies keep their names', 'Cookie', 'theme=dark; sid=31d4d96e', 'theme=***; sid=***'],
    ['a cookie without a name is all value', 'cookie', 'sid=1; lonely', 'sid=***; ***'],
    ['an empty cookie is set as what it is', 'set-cookie', 'a=; Path=/', 'a=; Path=/'],
    [
      'an empty cookie is sent like a value that an engine took for a name',
      'cookie',
      'a=; s3cret=; b=1',
      '***; ***; b=***',
    ],
    ['an equals sign in a value is part of it', 'cookie', 'a=b=c', 'a=***'],
    [
      'Set-Cookie keeps its attributes',
      'Set-Cookie',
      'sid=31d4; Path=/; HttpOnly',
      'sid=***; Path=/; HttpOnly',
    ],
    [
      'a second cookie in a Set-Cookie line is no attribute',
      'Set-Cookie',
      'theme=dark; sid=31d4; lonely; =x; Priority=High',
      'theme=***; sid=***; ***; =***; Priority=High',
    ],
    ['Set-Cookie without attributes', 'set-cookie', 'sid=31d4', 'sid=***'],
    ['authorization keeps its scheme', 'Authorization', 'Bearer s3cret', 'Bearer ***'],
    ['the whole of a digest goes', 'authorization', 'Digest username="ann", response="1"', 'Digest ***'],
    ['a bare token is no scheme', 'authorization', 's3cret', '***'],
    ['a proxy’s too', 'proxy-authorization', 'Basic YTpi', 'Basic ***'],
    ['keys of APIs', 'X-API-Key', 'k', '***'],
    ['keys of subscriptions', 'ocp-apim-subscription-key', 'k', '***'],
    ['CSRF tokens', 'x-csrf-token', 't', '***'],
    ['XSRF tokens', 'x-xsrf-token', 't', '***'],
    ['tokens of all sorts', 'x-amz-security-token', 't', '***'],
    ['secrets between dots', 'my.secret', 't', '***'],
    ['an empty secret is none', 'x-api-key', '', ''],
    ['idempotency is no secret', 'idempotency-key', '42', '42'],
    [
      'CORS headers only list names',
      'access-control-request-headers',
      'x-api-key,authorization',
      'x-api-key,authorization',
    ],
    ['nor is this one a secret', 'access-control-allow-credentials', 'true', 'true'],
    ['author is not auth', 'x-author', 'ann', 'ann'],
    [
      'ordinary headers stay',
      'content-type',
      'application/json; charset=utf-8',
      'application/json; charset=utf-8',
    ],
    [
      'URLs in headers',
      'location',
      'https://ann:pw@a.example/?code=1&x=2#access_token=3',
      'https://***@a.example/?code=***&x=2#access_token=***',
    ],
    ['authorization by other names', 'X-Forwarded-Authorization', 'Bearer t', '***'],
    ['cookies by other names', 'x-original-cookie', 'sid=1', '***'],
    ['what ends in token', 'x-accesstoken', 't', '***'],
    ['what ends in secret', 'x-clientsecret', 't', '***'],
    ['what has a token in its name', 'x-token-id', 't', '***'],
    ['what has a secret in its name', 'x-secret-id', 't', '***'],
    ['auth, short as it is', 'X-Auth', 'Bearer t', '***'],
    ['a bearer token by shape', 'x-upstream', 'Bearer s3cr3t', 'Bearer ***'],
    ['basic authentication by shape', 'x-upstream', 'basic YTpi', 'basic ***'],
    ['a token by shape', 'x-upstream', 'Token 123', 'Token ***'],
    ['parameters after a scheme', 'x-upstream', 'Token token="1", nonce="2"', 'Token ***'],
    ['signatures', 'x-upstream', 'AWS4-HMAC-SHA256 Credential=A/b, Signature=c', 'AWS4-HMAC-SHA256 ***'],
    ['a tab after the scheme', 'x-upstream', 'Bearer\ts3cr3t', 'Bearer ***'],
    ['a bearer token within', 'x-debug', 'sent bearer s3cr3t, twice', 'sent bearer ***, twice'],
    ['a sentence is no credential', 'x-error', 'Token has expired', 'Token has expired'],
    ['a scheme on its own is no secret', 'x-scheme', 'Bearer', 'Bearer'],
    ['bearers of other things', 'x-debug', 'forbearer of news', 'forbearer of news'],
    [
      'a challenge says where credentials are to be had',
      'WWW-Authenticate',
      'Bearer realm="api", error="invalid_token"',
      'Bearer realm="api", error="invalid_token"',
    ],
    ['JSON web tokens anywhere', 'x-debug', 'user eyJhbGciOi.eyJzdWIi.c2ln', 'user ***'],
    ['what a value has behind a semicolon', 'Set-Cookie', 'a=s3c;ret; Secure', 'a=***;***; Secure'],
    [
      'attributes that are nearly written right',
      'Set-Cookie',
      'a=1; Http-Only; secur',
      'a=***; Http-Only; secur',
    ],
  ]
  it.each(rows)('%s', (_, name, value, masked) => {
    expect(mask(name, value)).toBe(masked)
  })

  it('never shows a cookie’s value', () => {
    const token = fc.stringMatching(/^[A-Z]{8,16}$/)
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.stringMatching(/^[a-z]{1,8}$/), token), { minLength: 1 }), (pairs) => {
        const masked = mask('cookie', pairs.map(([name, value]) => `${name}=${value}`).join('; '))
        for (const [name, value] of pairs) {
          expect(masked).toContain(`${name}=***`)
          expect(masked).not.toContain(value)
        }
      }),
      { numRuns },
    )
  })

  it('masks what is masked to itself', () => {
    const name = fc.constantFrom(
      'cookie',
      'set-cookie',
      'authorization',
      'x-api-key',
      'x-upstream',
      'location',
      '__proto__',
      'constructor',
    )
    const oddValue = fc.oneof(
      fc.string({ unit: 'binary-ascii' }),
      fc
        .array(fc.constantFrom('Bearer', 'basic', 'Token', ' ', '\t', '=', ',', 'x', '***'))
        .map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(name, oddValue, (header, value) => {
        expect(mask(header, mask(header, value))).toBe(mask(header, value))
      }),
      { numRuns },
    )
  })
})

describe('maskURLs', () => {
  const rows: readonly (readonly [desc: string, text: string, masked: string])[] = [
    ['user name and password', 'https://ann:pw@a.example/', 'https://***@a.example/'],
    ['a quote in a password', "https://ann:p'w@a.example/", 'https://***@a.example/'],
    ['a user name alone may be a token', 'https://ghp_1@a.example/', 'https://***@a.example/'],
    ['an @ in a path is none', 'https://a.example/@ann', 'https://a.example/@ann'],
    [
      'parameters by name',
      'https://a.example/?id=1&token=t&key=k',
      'https://a.example/?id=1&token=***&key=***',
    ],
    [
      'parameters in any case',
      'https://a.example/?X-Amz-Signature=s&apiKey=k',
      'https://a.example/?X-Amz-Signature=***&apiKey=***',
    ],
    [
      'parameters whose names are percent-encoded',
      'https://a.example/?%74oken=t',
      'https://a.example/?%74oken=***',
    ],
    [
      'parameters whose names cannot be decoded',
      'https://a.example/?%zz=t&sid=s',
      'https://a.example/?%zz=t&sid=***',
    ],
    ['parameters without a value', 'https://a.example/?token&x=1', 'https://a.example/?token&x=1'],
    ['passwords', 'https://a.example/?password=p&passwd=q', 'https://a.example/?password=***&passwd=***'],
    [
      'OAuth’s codes and sessions',
      '/?code=c&session_state=s&state=x',
      '/?code=***&session_state=***&state=x',
    ],
    [
      'several URLs in one sentence',
      "at 'https://a.example/?key=1' from 'https://b.example/?key=2'",
      "at 'https://a.example/?key=***' from 'https://b.example/?key=***'",
    ],
    ['text without URLs', 'Status code: 401 (Unauthorized)', 'Status code: 401 (Unauthorized)'],
  ]
  it.each(rows)('%s', (_, text, masked) => {
    expect(maskURLs(text)).toBe(masked)
  })

  it('takes no time to speak of for a hostile header', () => {
    const hostile = ['://'.repeat(20_000), '?a='.repeat(20_000), 'eyJ-'.repeat(20_000), '&'.repeat(60_000)]
    const before = performance.now()
    for (const text of hostile) maskURLs(text)
    for (const text of [
      `Basic ${' '.repeat(60_000)}x y`,
      'Bearer '.repeat(10_000),
      `Bearer${' '.repeat(60_000)}`,
    ]) {
      mask('x-upstream', text)
    }
    expect(performance.now() - before).toBeLessThan(2000)
  })
})
