/** Reading the attributes of a Set-Cookie line, and keeping them for the next that says the same. */
import { describe, expect, it } from 'vitest'
import { attributesOf } from '../../src/cookies/cookie-attributes'
import { parseCookie } from '../../src/cookies/parse-cookie'
import { profiles } from '../../src/profile/profile'

function attributes(line: string) {
  return attributesOf(line, line.indexOf(';')).map(({ name, value }) => [name, value])
}

// biome-ignore format: a table, one row a line
const lines: readonly { desc: string; line: string; read: readonly (readonly [string, string])[] }[] = [
  { desc: 'Without a semicolon there are none.', line: 'a=b', read: [] },
  { desc: 'An empty one is none.', line: 'a=b;', read: [] },
  { desc: 'They come in order.', line: 'a=b; Path=/; HttpOnly', read: [['path', '/'], ['httponly', '']] },
  { desc: 'Tabs and spaces go, and the case of a name.', line: 'a=b;\tPATH\t=\t/x\t', read: [['path', '/x']] },
  { desc: 'The first equals sign ends the name.', line: 'a=b; Path=/A=b', read: [['path', '/A=b']] },
  { desc: 'An equals sign behind the next semicolon is not its own.', line: 'a=b; Path;x=/', read: [['path', '']] },
  { desc: 'Unknown ones are left out.', line: 'a=b; Priority=High; Secure', read: [['secure', '']] },
  { desc: 'The case of SameSite says nothing.', line: 'a=b; SameSite=LAX', read: [['samesite', 'lax']] },
  { desc: 'The case of other values stays.', line: 'a=b; Domain=A.test', read: [['domain', 'A.test']] },
  { desc: 'The same one twice is two.', line: 'a=b; Path=/a; Path=/b', read: [['path', '/a'], ['path', '/b']] },
]

describe('the attributes of a line', () => {
  it.each(lines)('$desc $line', ({ line, read }) => {
    expect(attributes(line)).toEqual(read)
    // And once more, when they may be known.
    expect(attributes(line)).toEqual(read)
  })

  it('are known for another cookie that says the same', () => {
    const line = 'a=b; Path=/known; Secure'
    expect(attributesOf('other=1; Path=/known; Secure', 7)).toBe(attributesOf(line, 3))
  })

  it.each([
    { rest: '; Path=/; Expires=Wed, 21 Oct 2026 07:28:00 GMT', padding: '', what: 'with a date' },
    { rest: '; Path=/long', padding: 'v'.repeat(4096), what: 'of a long line' },
  ])('$what are not kept', ({ rest, padding }) => {
    const line = `a=${padding}${rest}`
    const start = line.indexOf(';')
    expect(attributesOf(line, start)).not.toBe(attributesOf(line, start))
  })

  it('mean what they mean now, and to this engine, whenever they were read', () => {
    const line = 'a=b; Max-Age=60; Partitioned'
    const at = (now: number) => parseCookie(line, false, now, profiles.chromium)
    expect(at(0)).toMatchObject({ expiry: 60_000, partitioned: true })
    expect(at(1000)).toMatchObject({ expiry: 61_000, partitioned: true })
    const unknown = { ...profiles.chromium, partitionedIsKnown: false }
    expect(parseCookie(line, false, 0, unknown)).toMatchObject({ expiry: 60_000, partitioned: false })
  })
})
