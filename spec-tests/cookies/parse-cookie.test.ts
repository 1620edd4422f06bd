/** The Set-Cookie header field of RFC 6265bis, its two algorithms and those of its attributes, step by step. */
import { describe, expect, it } from 'vitest'
import type { ParsedCookie } from '../../src/cookies/cookie'
import { parseCookie } from '../../src/cookies/parse-cookie'
import { profiles } from '../../src/profile/profile'
import { day, now, wrongCitation } from './contexts'

const parsed = (line: string) => parseCookie(line, false, now, profiles.spec)
const nothing: ParsedCookie = {
  name: 'a',
  value: 'b',
  domain: null,
  path: null,
  secure: false,
  httpOnly: false,
  sameSite: 'unset',
  partitioned: false,
  expiry: null,
}
const long = (count: number) => 'x'.repeat(count)

// biome-ignore format: a table, one row a line
const cookies: readonly { cites: string; desc: string; line: string; gives: Partial<ParsedCookie> }[] = [
  { cites: 'set-cookie 1', desc: 'A tab is no reason to ignore a line.', line: 'a=b\tc', gives: { value: 'b\tc' } },
  { cites: 'set-cookie 1', desc: 'Bytes above 0x7F are no control characters.', line: 'a=\x80\xff', gives: { value: '\x80\xff' } },
  { cites: 'set-cookie 2', desc: 'Without a semicolon the line is the pair.', line: 'a=b', gives: {} },
  { cites: 'set-cookie 2', desc: 'The first semicolon ends the pair, whatever quotes are around it.', line: 'a="x;y"', gives: { value: '"x' } },
  { cites: 'set-cookie 3', desc: 'Without an equals sign all of the pair is the value.', line: 'b', gives: { name: '' } },
  { cites: 'set-cookie 3', desc: 'An equals sign among the attributes is none of the pair’s.', line: 'b; x=y', gives: { name: '' } },
  { cites: 'set-cookie 3', desc: 'The name may be empty.', line: '=b', gives: { name: '' } },
  { cites: 'set-cookie 3', desc: 'The value may be empty.', line: 'a=', gives: { value: '' } },
  { cites: 'set-cookie 3', desc: 'The first equals sign divides, the others belong to the value.', line: 'a=b=c=', gives: { value: 'b=c=' } },
  { cites: 'set-cookie 3', desc: 'The same without a name.', line: '==b', gives: { name: '', value: '=b' } },
  { cites: 'set-cookie 4', desc: 'Spaces and tabs around name and value go.', line: ' \ta\t = \tb \t; secure', gives: { secure: true } },
  { cites: 'set-cookie 4', desc: 'Those within stay.', line: 'a b=c d', gives: { name: 'a b', value: 'c d' } },
  { cites: 'set-cookie 4', desc: 'Other white space stays, too.', line: '\xa0a=b\xa0', gives: { name: '\xa0a', value: 'b\xa0' } },
  { cites: 'set-cookie 4', desc: 'Quotes belong to the value.', line: 'a="b"', gives: { value: '"b"' } },
  { cites: 'set-cookie', desc: 'What looks percent-encoded is left as it is.', line: '%61=%62', gives: { name: '%61', value: '%62' } },
  { cites: 'set-cookie 5', desc: '4096 bytes are not too many.', line: `a=${long(4095)}`, gives: { value: long(4095) } },
  { cites: 'set-cookie 5', desc: 'The attributes do not count.', line: `a=b; x=${long(5000)}`, gives: {} },
  { cites: 'set-cookie 5', desc: 'White space that goes does not count.', line: `a=${' '.repeat(5000)}b`, gives: {} },
  { cites: 'set-cookie 1', desc: 'A line may end after its semicolon.', line: 'a=b;', gives: {} },
  { cites: 'set-cookie 3', desc: 'Attributes may be empty.', line: 'a=b;;; ;Secure;', gives: { secure: true } },
  { cites: 'set-cookie 4', desc: 'The first equals sign of an attribute divides it.', line: 'a=b; Path=/x=y', gives: { path: '/x=y' } },
  { cites: 'set-cookie 5', desc: 'White space around its name and value goes.', line: 'a=b;\t Path \t=\t /x\t', gives: { path: '/x' } },
  { cites: 'set-cookie 6', desc: 'An attribute of 1024 bytes counts.', line: `a=b; Path=/${long(1023)}`, gives: { path: `/${long(1023)}` } },
  { cites: 'set-cookie 6', desc: 'One of 1025 does not, and the earlier one stands.', line: `a=b; Path=/x; Path=/${long(1024)}`, gives: { path: '/x' } },
  { cites: 'set-cookie 6', desc: 'A domain that long does not take the earlier one’s place.', line: `a=b; Domain=x.com; Domain=${long(1025)}`, gives: { domain: 'x.com' } },
  { cites: 'set-cookie 7', desc: 'Attributes that nobody knows are passed over.', line: 'a=b; Comment=x; Version=1; Priority=High', gives: {} },
  { cites: 'ua-attribute-expires 1', desc: 'A date is read.', line: 'a=b; Expires=Mon, 05 Jan 2026 00:00:00 GMT', gives: { expiry: now + 4 * day } },
  { cites: 'ua-attribute-expires 1', desc: 'Its name has no case.', line: 'a=b; eXPIRES=Mon, 05 Jan 2026 00:00:00 GMT', gives: { expiry: now + 4 * day } },
  { cites: 'ua-attribute-expires 2', desc: 'What is no date is ignored.', line: 'a=b; Expires=tomorrow', gives: {} },
  { cites: 'ua-attribute-expires 2', desc: 'And takes no earlier date away.', line: 'a=b; Expires=Mon, 05 Jan 2026 00:00:00 GMT; Expires=', gives: { expiry: now + 4 * day } },
  { cites: 'ua-attribute-expires 4', desc: 'No date is further off than 400 days.', line: 'a=b; Expires=Mon, 05 Jan 2099 00:00:00 GMT', gives: { expiry: now + 400 * day } },
  { cites: 'ua-attribute-expires 4', desc: 'A date of exactly 400 days is.', line: 'a=b; Expires=Fri, 05 Feb 2027 00:00:00 GMT', gives: { expiry: now + 400 * day } },
  { cites: 'ua-attribute-expires 6', desc: 'A date that is past is a date.', line: 'a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT', gives: { expiry: 0 } },
  { cites: 'ua-attribute-max-age 1', desc: 'An empty one is ignored.', line: 'a=b; Max-Age=', gives: {} },
  { cites: 'ua-attribute-max-age 1', desc: 'So is one without an equals sign.', line: 'a=b; Max-Age', gives: {} },
  { cites: 'ua-attribute-max-age 2', desc: 'A plus sign is no digit.', line: 'a=b; Max-Age=+5', gives: {} },
  { cites: 'ua-attribute-max-age 2', desc: 'A minus sign needs a digit after it.', line: 'a=b; Max-Age=-', gives: {} },
  { cites: 'ua-attribute-max-age 2', desc: 'Quotes are no digits.', line: 'a=b; Max-Age="5"', gives: {} },
  { cites: 'ua-attribute-max-age 3', desc: 'Nothing but digits may follow.', line: 'a=b; Max-Age=5s', gives: {} },
  { cites: 'ua-attribute-max-age 3', desc: 'Neither may a dot.', line: 'a=b; Max-Age=5.0', gives: {} },
  { cites: 'ua-attribute-max-age 3', desc: 'Digits of other scripts are none.', line: 'a=b; Max-Age=\xb2', gives: {} },
  { cites: 'ua-attribute-max-age 4', desc: 'It is a number to base 10.', line: 'a=b; Max-Age=010', gives: { expiry: now + 10_000 } },
  { cites: 'ua-attribute-max-age 6', desc: 'It is 400 days at most.', line: 'a=b; Max-Age=34560001', gives: { expiry: now + 400 * day } },
  { cites: 'ua-attribute-max-age 6', desc: 'However many digits it has.', line: `a=b; Max-Age=${'9'.repeat(1000)}`, gives: { expiry: now + 400 * day } },
  { cites: 'ua-attribute-max-age 7', desc: 'Zero is the earliest time there is.', line: 'a=b; Max-Age=0', gives: { expiry: Number.NEGATIVE_INFINITY } },
  { cites: 'ua-attribute-max-age 7', desc: 'So is anything below it.', line: 'a=b; Max-Age=-10', gives: { expiry: Number.NEGATIVE_INFINITY } },
  { cites: 'ua-attribute-max-age 7', desc: 'So is a zero with a sign.', line: 'a=b; Max-Age=-0', gives: { expiry: Number.NEGATIVE_INFINITY } },
  { cites: 'ua-attribute-max-age 7', desc: 'Seconds are counted from now.', line: 'a=b; max-age=1', gives: { expiry: now + 1000 } },
  { cites: 'storage-model 6', desc: 'Max-Age counts before Expires.', line: 'a=b; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT', gives: { expiry: now + 60_000 } },
  { cites: 'storage-model 6', desc: 'In whichever order they come.', line: 'a=b; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=60', gives: { expiry: now + 60_000 } },
  { cites: 'storage-model 6', desc: 'With other attributes between them.', line: 'a=b; Max-Age=60; Secure; Expires=Thu, 01 Jan 1970 00:00:00 GMT', gives: { expiry: now + 60_000, secure: true } },
  { cites: 'storage-model 6', desc: 'A Max-Age that is ignored leaves Expires.', line: 'a=b; Max-Age=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT', gives: { expiry: 0 } },
  { cites: 'storage-model 6.2', desc: 'The last Max-Age counts.', line: 'a=b; Max-Age=60; Max-Age=120', gives: { expiry: now + 120_000 } },
  { cites: 'storage-model 6.2', desc: 'The last Expires counts.', line: 'a=b; Expires=Mon, 05 Jan 2026 00:00:00 GMT; Expires=Thu, 01 Jan 1970 00:00:00 GMT', gives: { expiry: 0 } },
  { cites: 'the-domain-attribute 1', desc: 'A domain is what is said.', line: 'a=b; Domain=example.com', gives: { domain: 'example.com' } },
  { cites: 'the-domain-attribute 2', desc: 'Without its leading dot.', line: 'a=b; Domain=.example.com', gives: { domain: 'example.com' } },
  { cites: 'the-domain-attribute 2', desc: 'Of which only one goes.', line: 'a=b; Domain=..example.com', gives: { domain: '.example.com' } },
  { cites: 'the-domain-attribute 3', desc: 'As it is written; it comes to lower case where it is compared.', line: 'a=b; DOMAIN=EXAMPLE.com', gives: { domain: 'EXAMPLE.com' } },
  { cites: 'the-domain-attribute 3', desc: 'Bytes that are not ASCII have no case.', line: 'a=b; Domain=\xc4.com', gives: { domain: '\xc4.com' } },
  { cites: 'the-domain-attribute 4', desc: 'An empty one is none.', line: 'a=b; Domain=', gives: {} },
  { cites: 'the-domain-attribute 4', desc: 'A dot alone is none either.', line: 'a=b; Domain=.', gives: {} },
  { cites: 'storage-model 7.1', desc: 'The last Domain counts.', line: 'a=b; Domain=x.com; Domain=y.com', gives: { domain: 'y.com' } },
  { cites: 'storage-model 7.1', desc: 'Even if it is empty.', line: 'a=b; Domain=x.com; Domain=', gives: {} },
  { cites: 'the-path-attribute 1', desc: 'A path begins with a slash.', line: 'a=b; Path=/x', gives: { path: '/x' } },
  { cites: 'the-path-attribute 1.1', desc: 'Otherwise the default path it is.', line: 'a=b; Path=x', gives: {} },
  { cites: 'the-path-attribute 1.1', desc: 'So it is for an empty one.', line: 'a=b; Path=', gives: {} },
  { cites: 'the-path-attribute 2', desc: 'Queries and dots are left as they are.', line: 'a=b; path=/x/../y?z#', gives: { path: '/x/../y?z#' } },
  { cites: 'storage-model 11', desc: 'The last Path counts.', line: 'a=b; Path=/x; Path=/y', gives: { path: '/y' } },
  { cites: 'storage-model 11', desc: 'Even if it is the default path.', line: 'a=b; Path=/x; Path=y', gives: {} },
  { cites: 'the-secure-attribute', desc: 'Secure is said by its name.', line: 'a=b; Secure', gives: { secure: true } },
  { cites: 'the-secure-attribute', desc: 'Whatever its value.', line: 'a=b; sECURE=false', gives: { secure: true } },
  { cites: 'the-secure-attribute', desc: 'Another name is another.', line: 'a=b; "Secure"; Secured; Se cure', gives: {} },
  { cites: 'the-httponly-attribute', desc: 'HttpOnly is said by its name.', line: 'a=b; HttpOnly=0', gives: { httpOnly: true } },
  { cites: 'the-httponly-attribute', desc: 'Without a hyphen.', line: 'a=b; Http-Only', gives: {} },
  { cites: 'the-samesite-attribute 1', desc: 'A value that nobody knows says nothing.', line: 'a=b; SameSite=Maybe', gives: {} },
  { cites: 'the-samesite-attribute 1', desc: 'Neither does an empty one.', line: 'a=b; SameSite', gives: {} },
  { cites: 'the-samesite-attribute 2', desc: 'None, in any case.', line: 'a=b; SameSite=nONE', gives: { sameSite: 'none' } },
  { cites: 'the-samesite-attribute 3', desc: 'Strict.', line: 'a=b; samesite=STRICT', gives: { sameSite: 'strict' } },
  { cites: 'the-samesite-attribute 4', desc: 'Lax.', line: 'a=b; SAMESITE=Lax', gives: { sameSite: 'lax' } },
  { cites: 'storage-model 17', desc: 'The last SameSite counts.', line: 'a=b; SameSite=Strict; SameSite=None', gives: { sameSite: 'none' } },
  { cites: 'storage-model 17', desc: 'Even if nobody knows it.', line: 'a=b; SameSite=Strict; SameSite=x', gives: {} },
  { cites: 'partitioned-cookies#using-set-cookie-with-partitioned', desc: 'Partitioned, whatever its value.', line: 'a=b; partitioned=0', gives: { partitioned: true } },
]

// biome-ignore format: a table, one row a line
const refusals: readonly { cites: string; desc: string; line: string; step: string; evidence: object }[] = [
  { cites: 'set-cookie 1', desc: 'NUL.', line: 'a=b\0', step: 'parse-cookie/control-byte', evidence: { actual: '0x00' } },
  { cites: 'set-cookie 1', desc: 'The last before the tab.', line: 'a=\x08b', step: 'parse-cookie/control-byte', evidence: { actual: '0x08' } },
  { cites: 'set-cookie 1', desc: 'A line feed.', line: 'a=b\nc=d', step: 'parse-cookie/control-byte', evidence: { actual: '0x0a' } },
  { cites: 'set-cookie 1', desc: 'A carriage return, at the end as anywhere.', line: 'a=b\r', step: 'parse-cookie/control-byte', evidence: { actual: '0x0d' } },
  { cites: 'set-cookie 1', desc: 'The last before the space, in the name.', line: 'a\x1f=b', step: 'parse-cookie/control-byte', evidence: { actual: '0x1f' } },
  { cites: 'set-cookie 1', desc: 'DEL, among the attributes.', line: 'a=b; Path=/\x7f', step: 'parse-cookie/control-byte', evidence: { actual: '0x7f' } },
  { cites: 'set-cookie 5', desc: '4097 bytes of name and value.', line: `a=${long(4096)}`, step: 'parse-cookie/too-long', evidence: { expected: '4096', actual: '4097' } },
  { cites: 'set-cookie 5', desc: 'The name counts as the value does.', line: `${long(4096)}=b`, step: 'parse-cookie/too-long', evidence: { expected: '4096', actual: '4097' } },
  { cites: 'set-cookie 5', desc: 'So it does without a name.', line: long(4097), step: 'parse-cookie/too-long', evidence: { expected: '4096', actual: '4097' } },
  { cites: 'storage-model 2', desc: 'Nothing.', line: '', step: 'parse-cookie/empty', evidence: { actual: null } },
  { cites: 'storage-model 2', desc: 'An equals sign alone.', line: ' = ', step: 'parse-cookie/empty', evidence: { actual: null } },
  { cites: 'storage-model 2', desc: 'Attributes alone.', line: '; Secure', step: 'parse-cookie/empty', evidence: { actual: null } },
  { cites: 'storage-model 2', desc: 'White space alone.', line: '\t ', step: 'parse-cookie/empty', evidence: { actual: null } },
]

describe('parse a cookie', () => {
  it.each(cookies)('$cites: $desc', ({ line, gives }) => {
    expect(parsed(line)).toEqual({ ...nothing, ...gives })
  })

  it.each(refusals)('$cites refuses. $desc', ({ line, step, evidence }) => {
    expect(parsed(line)).toEqual({ step, evidence })
  })

  it('is the same to scripts, in the standard', () => {
    for (const { line } of [...cookies, ...refusals])
      expect(parseCookie(line, true, now, profiles.spec)).toEqual(parsed(line))
  })

  it('cites what exists', () => {
    const wrong = [...cookies, ...refusals].map(({ cites }) => wrongCitation(cites))
    expect(wrong.filter((one) => one !== null)).toEqual([])
  })
})
