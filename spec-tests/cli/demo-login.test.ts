import { beforeAll, describe, expect, it } from 'vitest'
import { type LoginRun, runLoginDemo, type StoryRun } from '../../src/cli/demo/login-demo'
import { type LoginStory, loginStories } from '../../src/cli/demo/login-stories'
import { loginText } from '../../src/cli/demo/login-text'
import { noPaint } from '../../src/explain/text-layout'
import { said } from './in-process'

/** Login, cookie and later, of Chrome, Firefox and Safari, written down apart from the stories. */
const works = 'read stored known'
const refused = 'read refused unknown'
const all = (one: string): readonly string[] => [one, one, one]

// biome-ignore format: a table, one row a line
const rows: readonly (readonly [title: string, browsers: readonly string[], requests: number])[] = [
  ['Another port', all(works), 9],
  ['Credentials forgotten in the call that logs in', all('read ignored unknown'), 9],
  ['A server that answers *', all('unsent unset unknown'), 6],
  ['A form, and no Access-Control-Allow-Credentials', all('blocked stored known'), 6],
  ['localhost and 127.0.0.1', [refused, works, refused], 9],
  ['Two hosts of one site', all(works), 9],
  ['Another site, and a cookie that says nothing', [refused, works, refused], 9],
  ['Another site, and SameSite=None; Secure', [works, works, refused], 9],
  ['Behind one proxy', all(works), 6],
  ['Behind one proxy that Express does not trust', all('read unset unknown'), 6],
]

let run: LoginRun
beforeAll(async () => {
  run = await runLoginDemo()
})

function storyOf(title: string): StoryRun {
  const found = run.stories.find(({ story }) => story.title === title)
  if (found === undefined) throw new Error(`there is no story ${title}`)
  return found
}

/** The `Cookie` and `Set-Cookie` lines of the requests themselves, in order, of the browsers that sent one. */
function lines({ login, later }: StoryRun, which: 'login' | 'later', header: string): readonly string[] {
  const { verdicts } = which === 'login' ? login : later
  return verdicts.flatMap(({ timeline }) =>
    timeline.flatMap(({ headers, answer }) =>
      [...headers, ...(answer?.headers ?? [])].flatMap(([name, value]) => (name === header ? [value] : [])),
    ),
  )
}

describe('runLoginDemo', () => {
  it.each(rows)('goes by what browsers and real Express do: %s', (title, browsers, requests) => {
    const story = storyOf(title)
    expect(story.browsers.map(({ came }) => `${came.login} ${came.cookie} ${came.later}`)).toEqual(browsers)
    expect(story.browsers.map(({ browser }) => browser)).toEqual(['Chrome', 'Firefox', 'Safari'])
    expect(story.requests).toBe(requests)
  })

  it('has no other stories, and all went as told', () => {
    expect(run.stories.map(({ story }) => story.title)).toEqual(rows.map(([title]) => title))
    expect(run.asTold).toBe(true)
  })

  it.each(rows)('sends the session where it is known, and nowhere else: %s', (title, browsers) => {
    const known = browsers.filter((browser) => browser.endsWith(' known'))
    expect(lines(storyOf(title), 'later', 'cookie')).toEqual(known.map(() => 'sid=***'))
  })

  it('has Express keep a Secure cookie to itself where it does not trust the proxy', () => {
    const trusted = ['Path=/; HttpOnly; Secure', 'Path=/; HttpOnly; Secure', 'Path=/; HttpOnly; Secure']
    expect(lines(storyOf('Behind one proxy'), 'login', 'set-cookie')).toEqual(
      trusted.map((attributes) => `sid=***; ${attributes}`),
    )
    expect(lines(storyOf('Behind one proxy that Express does not trust'), 'login', 'set-cookie')).toEqual([])
  })

  it('asks nothing of CORS behind one proxy', () => {
    expect(storyOf('Behind one proxy').login.relation).toMatchObject({ sameOrigin: true, sameSite: true })
  })
})

describe('the stories', () => {
  it('fit into 80 columns', () => {
    expect(
      loginText(run, noPaint, 80)
        .split('\n')
        .filter((line) => line.length > 80),
    ).toEqual([])
  })

  it('show no session', () => {
    expect(loginText(run, noPaint, 80)).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
    expect(JSON.stringify(run)).not.toMatch(/[\da-f]{8}-[\da-f]{4}-/)
  })

  it('say why, and by which row', () => {
    const text = loginText(run, noPaint, 80).replaceAll(/\n +/g, ' ')
    for (const words of [
      'Chrome: sid refused: the page is https://app.example.com and the request goes to another site; the cookie is Lax because it says nothing.',
      'Safari: sid refused: the page is https://app.example.com and the request goes to another site; this browser lets other sites set no cookies, whatever they say. (DV-139)',
      'Fix: Include credentials in every call',
      'Fix: Use one name for this computer',
    ]) {
      expect(text).toContain(words)
    }
  })

  it('say so where one does not go as told', async () => {
    const [first] = loginStories
    const { told, ...rest } = first as LoginStory
    const wrong: LoginStory = { ...rest, told: { ...told, safari: { ...told.safari, cookie: 'refused' } } }
    const odd = await runLoginDemo([wrong])
    expect(odd.asTold).toBe(false)
    expect(odd.stories[0]?.browsers.map(({ asTold }) => asTold)).toEqual([true, true, false])
    const text = loginText(odd, noPaint, 80)
    expect(text).toMatch(/Safari .*\(told: read, refused, known\)/)
    expect(text).toContain('Not all of it went as told')
  })
})

describe('corsac demo login', () => {
  it('tells all stories, and ends in 0', async () => {
    const { code, stdout, stderr } = await said(['demo', 'login'])
    expect(stdout.match(/^\d+ .*$/gm)?.slice(0, -1)).toEqual(rows.map(([title], i) => `${i + 1} ${title}`))
    expect(stdout).toContain('All of it went as told.\n')
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  })

  it('tells programs the same', async () => {
    const { stdout } = await said(['demo', 'login', '--json'])
    const json = JSON.parse(stdout)
    expect(json).toMatchObject({ demo: 'login', asTold: true })
    expect(json.stories.map(({ title }: { title: string }) => title)).toEqual(rows.map(([title]) => title))
    expect(json.stories[4].browsers).toMatchObject([
      { engine: 'chromium', login: 'read', cookie: 'refused', later: 'unknown', asTold: true },
      { engine: 'firefox', login: 'read', cookie: 'stored', later: 'known', asTold: true },
      { engine: 'safari', login: 'read', cookie: 'refused', later: 'unknown', asTold: true },
    ])
  })
})
