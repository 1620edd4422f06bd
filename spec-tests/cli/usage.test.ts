import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import packageJSON from '../../package.json'
import { corsac } from './corsac'
import { type Said, said } from './in-process'

const page = ['--origin', 'http://localhost:3000']
/** A URL that no test asks: nothing is sent where the arguments are wrong. */
const url = 'http://localhost:9/'

interface Row {
  readonly desc: string
  readonly args: readonly string[]
  /** What the message has to say: the argument, and the way out. */
  readonly says: readonly string[]
}

const wrong: readonly Row[] = [
  { desc: 'a command that is none', args: ['explian'], says: ['"explian"', 'Did you mean explain?'] },
  { desc: 'a command that is like none', args: ['zzz'], says: ['"zzz"', 'explain, lint, demo, profiles'] },
  { desc: 'a URL where a command should be', args: [url], says: ['Did you mean corsac explain?'] },
  {
    desc: 'an option where a command should be',
    args: ['--json'],
    says: ['--json needs a command before it'],
  },
  {
    desc: 'an unknown option',
    args: ['explain', url, '--orgin', 'x'],
    says: ['--orgin is no option', 'Did you mean --origin?', 'corsac explain --help'],
  },
  {
    desc: 'an unknown short option',
    args: ['explain', url, '-z'],
    says: ['-z is no option of corsac explain'],
  },
  {
    desc: 'the negation of what has none',
    args: ['explain', url, '--no-json'],
    says: ['--no-json is no option', 'Did you mean'],
  },
  {
    desc: 'a switch with a value',
    args: ['profiles', '--json=yes'],
    says: ['--json is a switch and takes no value'],
  },
  {
    desc: 'an option without its value',
    args: ['explain', url, '--origin'],
    says: ['--origin needs a value: --origin ORIGIN'],
  },
  {
    desc: 'an option whose value is another option',
    args: ['explain', url, '-o', '--json'],
    says: ['-o needs a value'],
  },
  {
    desc: 'a value that is none of the choices',
    args: ['explain', url, ...page, '--credentials', 'includ'],
    says: ['--credentials must be one of omit, same-origin, include', 'Did you mean include?'],
  },
  { desc: 'no URL', args: ['explain', ...page], says: ['explain needs a URL', 'corsac explain https://'] },
  { desc: 'two URLs', args: ['explain', url, 'b', ...page], says: ['takes one URL', '"b" is too much'] },
  { desc: 'no page', args: ['explain', url], says: ['--origin http://localhost:3000'] },
  {
    desc: 'a URL without a scheme',
    args: ['explain', 'localhost:8080/api', ...page],
    says: ['"localhost:8080/api" is no absolute URL', 'http://localhost:8080/api'],
  },
  {
    desc: 'a host without a scheme',
    args: ['explain', 'api.example.com/me', ...page],
    says: ['https://api.example.com/me'],
  },
  {
    desc: 'a URL that is broken',
    args: ['explain', 'http://', ...page],
    says: ['"http://" is no absolute URL'],
  },
  {
    desc: 'a URL with a password',
    args: ['explain', 'http://a:b@localhost:9/', ...page],
    says: ['user name or password'],
  },
  {
    desc: 'a page without a scheme',
    args: ['explain', url, '--origin', 'localhost:3000'],
    says: ['--origin', 'http://localhost:3000'],
  },
  {
    desc: 'a page from a Markdown link',
    args: ['explain', url, '--origin', '<http://localhost:3000>'],
    says: ['--origin', 'Markdown'],
  },
  { desc: 'a pattern for a page', args: ['explain', url, '--origin', '*'], says: ['--origin', 'pattern'] },
  {
    desc: 'a forbidden method',
    args: ['explain', url, ...page, '-X', 'trace'],
    says: ['-X trace', 'TypeError'],
  },
  {
    desc: 'a method with a space',
    args: ['explain', url, ...page, '-X', 'P UT'],
    says: ['-X "P UT" is no method'],
  },
  {
    desc: 'a body on a GET',
    args: ['explain', url, ...page, '-X', 'GET', '-d', 'a'],
    says: ['-d: fetch() sends no body with GET'],
  },
  {
    desc: 'a file that is not there',
    args: ['explain', url, ...page, '-d', '@no-such-file'],
    says: ['-d @no-such-file', 'ENOENT'],
  },
  {
    desc: 'a header without a colon',
    args: ['explain', url, ...page, '-H', 'Accept'],
    says: ['-H "Accept"', "-H 'Name: value'"],
  },
  {
    desc: 'a header name that is none',
    args: ['explain', url, ...page, '-H', 'a b: c'],
    says: ['"a b"', 'token'],
  },
  {
    desc: 'a header value beyond bytes',
    args: ['explain', url, ...page, '-H', 'a: €'],
    says: ['"a"', 'U+00FF'],
  },
  {
    desc: 'PUT without CORS',
    args: ['explain', url, ...page, '-X', 'PUT', '--mode', 'no-cors'],
    says: ['-X PUT', 'no-cors'],
  },
  {
    desc: 'PUT by navigation',
    args: ['explain', url, ...page, '-X', 'PUT', '--mode', 'navigate'],
    says: ['-X PUT', 'GET or POST'],
  },
  {
    desc: 'a navigation without credentials',
    args: ['explain', url, ...page, '--mode', 'navigate', '--credentials', 'omit'],
    says: ['--credentials', 'navigation'],
  },
  {
    desc: 'only-if-cached across origins',
    args: ['explain', url, ...page, '--cache', 'only-if-cached'],
    says: ['--mode same-origin'],
  },
  {
    desc: 'a browser nobody knows',
    args: ['explain', url, ...page, '--browser', 'firefx'],
    says: ['--browser must be one of', 'Did you mean firefox?'],
  },
  {
    desc: 'a timeout that is no number',
    args: ['explain', url, ...page, '--timeout', '5s'],
    says: ['--timeout', 'milliseconds', '"5s"'],
  },
  { desc: 'a timeout of nothing', args: ['explain', url, ...page, '--timeout', '0'], says: ['--timeout'] },
  { desc: 'a demo that is none', args: ['demo', 'expres'], says: ['"expres"', 'Did you mean express?'] },
  { desc: 'two demos', args: ['demo', 'express', 'flask'], says: ['"flask" is too much'] },
  {
    desc: 'a verb of profiles that is none',
    args: ['profiles', 'dif'],
    says: ['"dif"', 'Did you mean diff?'],
  },
  { desc: 'one profile to compare', args: ['profiles', 'diff', 'spec'], says: ['two profiles'] },
  {
    desc: 'a profile that is none',
    args: ['profiles', 'diff', 'spec', 'chromum'],
    says: ['"chromum"', 'Did you mean chromium?'],
  },
]

/** What one line says can be heard in this process; the last tests run the program. */
const saidOf = (args: readonly string[]): Promise<Said> =>
  said(args, { read: (path) => readFileSync(path), version: packageJSON.version })

describe('wrong usage', () => {
  it.each(wrong)('ends in 2 and says what to do: $desc', async ({ args, says }) => {
    const { code, stdout, stderr } = await saidOf(args)
    expect(stderr).toMatch(/^corsac: /)
    for (const words of says) expect(stderr).toContain(words)
    expect(stderr).not.toMatch(/^\s+at /m)
    expect(stderr).not.toContain('This is a bug')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })

  it('without any arguments is answered with help', async () => {
    const { code, stdout, stderr } = await saidOf([])
    expect(stderr).toContain('corsac explain URL --origin ORIGIN')
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
  })
})

describe('help', () => {
  const helps: readonly (readonly [args: readonly string[], says: string])[] = [
    [['--help'], 'corsac explain URL'],
    [['-h'], 'corsac explain URL'],
    [['help'], 'corsac explain URL'],
    [['help', 'explain'], '--repeat-unsafe'],
    [['explain', '--help'], '--repeat-unsafe'],
    [['explain', '-h'], '--repeat-unsafe'],
    [['demo', '--help'], 'corsac demo [NAME]'],
    [['profiles', '--help'], 'corsac profiles diff A B'],
  ]
  it.each(helps)('%j goes to standard output, in 80 columns', async (args, says) => {
    const { code, stdout, stderr } = await saidOf(args)
    expect(stdout).toContain(says)
    expect(stdout).toContain('Exit codes: 0')
    // Examples are there to be copied whole.
    expect(stdout.split('\n').filter((line) => line.length > 80 && !line.includes('-H '))).toEqual([])
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it.each(['explain', 'demo', 'profiles'])('%s has --json, --help and --no-color', async (command) => {
    const { stdout } = await saidOf([command, '--help'])
    for (const option of ['--json', '--help', '--no-color']) expect(stdout).toContain(option)
  })
})

describe('the program', () => {
  it('prints the version', async () =>
    expect(await corsac(['--version'])).toEqual({ code: 0, stdout: `${packageJSON.version}\n`, stderr: '' }))

  it.each([
    [],
    ['--help'],
    ['explian'],
    ['explain', url, ...page, '-d', '@no-such-file'],
    ['profiles', 'diff', 'spec'],
  ])('says and does what run() does: %j', async (...args) =>
    expect(await corsac(args)).toEqual(await saidOf(args)),
  )
})
