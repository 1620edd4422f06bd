import { describe, expect, it } from 'vitest'
import type { IO } from '../../src/cli/io'
import { run } from '../../src/cli/run'
import { shownArgument, withoutSecrets } from '../../src/cli/without-secrets'
import { outside } from './in-process'

/** Runs the command line in this process: what it says goes nowhere else. */
async function said(args: readonly string[]): Promise<{ readonly code: number; readonly text: string }> {
  let text = ''
  const write = (more: string): void => {
    text += more
  }
  const io: IO = {
    out: write,
    err: write,
    color: false,
    columns: 80,
    version: '0.0.0',
    read: () => Buffer.from(''),
    ...outside,
  }
  return { code: await run(args, io), text }
}

const page = ['--origin', 'http://localhost:3000']
/** Nothing listens there, and nothing is asked: the arguments are wrong. */
const url = 'http://localhost:9/'

describe('wrong arguments', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, args: readonly string[], says: string])[] = [
    ['a URL with a password', ['explain', 'https://ann:s3cret@a.example/x', ...page], '"https://***@a.example/x" has a user name or password in it'],
    ['a URL with a token for a user name', ['explain', 'https://s3cret@a.example/', ...page], '"https://***@a.example/"'],
    ['a password with a quote', ['explain', "https://ann:p's3cret@a.example/", ...page], '"https://***@a.example/"'],
    ['a password with an at sign', ['explain', 'https://ann:p@s3cret@a.example/', ...page], '"https://***@a.example/"'],
    ['backslashes for slashes', ['explain', 'https:\\\\ann:s3cret@a.example/', ...page], '"https://***@a.example/"'],
    ['one slash for two', ['explain', 'https:/ann:s3cret@a.example/', ...page], '"https://***@a.example/"'],
    ['a password in a URL that does not parse', ['explain', 'https://ann:s3cret@a.example:99999/', ...page], '"https://***@a.example:99999/" is no absolute URL'],
    ['a password with a slash, which does not parse either', ['explain', 'https://ann:p/s3cret@a.example/', ...page], '"https://***@a.example/" is no absolute URL'],
    ['no scheme', ['explain', 'ann:s3cret@a.example/x', ...page], '"***@a.example/x" is no absolute URL. Write one such as https://***@a.example/x'],
    ['a token in the query of a URL without a scheme', ['explain', 'a.example/?token=s3cret', ...page], '"a.example/?token=***" is no absolute URL'],
    ['an origin with a password that does not parse', ['explain', url, '-o', 'https://ann:s3cret@a.example:99999'], '--origin: "https://***@a.example:99999"'],
    ['an origin with a password and a pattern', ['explain', url, '-o', 'https://ann:s3cret@*.example'], '--origin: "https://***@*.example" is a pattern'],
    ['an origin without a scheme', ['explain', url, '-o', 'ann:s3cret@localhost:3000'], '--origin: "***@localhost:3000" has no scheme'],
    ['a URL too much', ['explain', url, 'https://ann:s3cret@a.example/', ...page], '"https://***@a.example/" is too much'],
    ['a URL for a command', ['https://ann:s3cret@a.example/'], '"https://***@a.example/" is no command. Did you mean corsac explain?'],
    ['a URL for a mode', ['explain', url, ...page, '--mode', 'https://ann:s3cret@a.example/'], '--mode must be one of'],
    ['a URL for a browser', ['explain', url, ...page, '-b', 'https://ann:s3cret@a.example/'], 'not "https://***@a.example/"'],
    ['a URL for a timeout', ['explain', url, ...page, '--timeout', 'https://ann:s3cret@a.example/'], 'not "https://***@a.example/"'],
    ['a header without its colon', ['explain', url, ...page, '-H', 'Authorization Bearer s3cret'], '-H "Authorization Bearer ***" is no header'],
    ['a URL for a demo', ['demo', 'https://ann:s3cret@a.example/'], '"https://***@a.example/"'],
    ['a URL for a verb', ['profiles', 'https://ann:s3cret@a.example/'], '"https://***@a.example/"'],
  ]
  it.each(rows)('are repeated without their secrets: %s', async (_, args, says) => {
    const { code, text } = await said(args)
    expect(text).toContain(says)
    expect(text).not.toMatch(/s3cret|ann/)
    expect(code).toBe(2)
  })
})

describe('withoutSecrets', () => {
  // biome-ignore format: a table, one row a line
  const rows: readonly (readonly [desc: string, argument: string, shown: string])[] = [
    ['what has none', 'http://localhost:8080/api', 'http://localhost:8080/api'],
    ['an at sign in a path', 'https://a.example/@ann', 'https://a.example/@ann'],
    ['an at sign in a query', 'https://a.example/?to=ann@b.example', 'https://a.example/?to=ann@b.example'],
    ['a password and an at sign in a path: too much goes', 'https://ann:pw@a.example/@ann', 'https://***@ann'],
    ['a token in the query', 'https://a.example/?access_token=1', 'https://a.example/?access_token=***'],
    ['words', 'explian', 'explian'],
  ]
  it.each(rows)('%s', (_, argument, shown) => {
    expect(withoutSecrets(argument)).toBe(shown)
    expect(shownArgument(argument)).toBe(`"${shown}"`)
  })
})
