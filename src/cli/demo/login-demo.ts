import { explain } from '../../explain/explain'
import type { Explanation, TimelineEntry, Verdict } from '../../explain/explanation'
import type { Recording } from '../../fetch/exchange-state'
import { parseURL, type URLRecord } from '../../origin/url-record'
import { Browser } from '../../page/browser'
import type { Page, PageRequestInit } from '../../page/page'
import { mergeExplanations } from '../merge-explanations'
import { createLoginApp, type LoginPackages, loadLoginPackages } from './login-app'
import { startServers } from './login-servers'
import { type AskedEngine, type LoginCall, type LoginStory, loginStories, type Told } from './login-stories'

/** What one browser has come to in a story. */
export interface BrowserRun {
  readonly engine: AskedEngine
  readonly browser: string
  readonly told: Told
  readonly came: Told
  readonly asTold: boolean
}

/** A story that was played. */
export interface StoryRun {
  readonly story: LoginStory
  readonly browsers: readonly BrowserRun[]
  /** What the browsers made of the login, and of the request for `/me` after it. */
  readonly login: Explanation
  readonly later: Explanation
  /** How many requests the app has seen. */
  readonly requests: number
}

export interface LoginRun {
  readonly stories: readonly StoryRun[]
  readonly asTold: boolean
}

const engines: readonly [AskedEngine, ...AskedEngine[]] = ['chromium', 'firefox', 'safari']

/**
 * Plays every story over real sockets, with real Express: each browser logs in for itself, and asks who it is.
 *
 * @throws UsageError where Express or `cors` is not installed
 */
export async function runLoginDemo(stories: readonly LoginStory[] = loginStories): Promise<LoginRun> {
  const packages = await loadLoginPackages()
  const runs: StoryRun[] = []
  for (const story of stories) runs.push(await play(story, packages))
  const asTold = runs.every(({ browsers }) => browsers.every((browser) => browser.asTold))
  return { stories: runs, asTold }
}

async function play(story: LoginStory, packages: LoginPackages): Promise<StoryRun> {
  // The stories have URLs that parse.
  const api = parseURL(story.api) as URLRecord
  const app = createLoginApp(packages, story.server, api.path.replace(/\/$/, ''))
  const servers = await startServers(app, api, story.server.proxy !== null)
  try {
    const [first, ...others] = engines
    const visit = async (engine: AskedEngine): Promise<Visit> => {
      const browser = new Browser({ profile: engine, transport: servers.transport })
      const page = browser.open(`${story.page}/`)
      const login = await recorded(browser, page, loginCall(story))
      const later = await recorded(browser, page, meCall(story))
      return { engine, login, later }
    }
    const visits: [Visit, ...Visit[]] = [await visit(first)]
    for (const engine of others) visits.push(await visit(engine))
    return {
      story,
      browsers: visits.map((one) => outcomeOf(one, story)),
      login: merged(visits, 'login'),
      later: merged(visits, 'later'),
      requests: servers.seen(),
    }
  } finally {
    await servers.close()
  }
}

/** One browser’s two requests. */
interface Visit {
  readonly engine: AskedEngine
  readonly login: Recording
  readonly later: Recording
}

async function recorded(browser: Browser, page: Page, init: PageRequestInit): Promise<Recording> {
  await page.perform(init)
  return browser.recordings.at(-1) as Recording
}

/** What axios sends: an XMLHttpRequest, of JSON unless it is given a form. */
function loginCall({ api, login }: LoginStory): PageRequestInit {
  return {
    url: `${api}/login`,
    method: 'POST',
    initiatorType: 'xmlhttprequest',
    credentials: credentialsOf(login),
    headers: {
      'Content-Type': login.body === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
    },
    body: login.body === 'json' ? '{"name":"Ada"}' : 'name=Ada',
  }
}

function credentialsOf({ withCredentials }: LoginCall): 'include' | 'same-origin' {
  return withCredentials ? 'include' : 'same-origin'
}

function meCall({ api }: LoginStory): PageRequestInit {
  return { url: `${api}/me`, initiatorType: 'xmlhttprequest', credentials: 'include' }
}

function merged(visits: readonly [Visit, ...Visit[]], which: 'login' | 'later'): Explanation {
  const [first, ...others] = visits.map((visit) => explain(visit[which], { profiles: [visit.engine] }))
  return mergeExplanations([first as Explanation, ...others])
}

// ── What came of it ─────────────────────────────────────────────────────────────────────────────────

function outcomeOf({ engine, login, later }: Visit, story: LoginStory): BrowserRun {
  const [loggedIn] = explain(login, { profiles: [engine] }).verdicts as [Verdict]
  const [asked] = explain(later, { profiles: [engine] }).verdicts as [Verdict]
  const told = story.told[engine]
  const came: Told = {
    login:
      loggedIn.outcome === 'readable'
        ? 'read'
        : loggedIn.requestReachedServer === true
          ? 'blocked'
          : 'unsent',
    cookie: cookieIn(loggedIn),
    later: lastAnswer(asked)?.answer?.status === 200 ? 'known' : 'unknown',
  }
  const asTold = came.login === told.login && came.cookie === told.cookie && came.later === told.later
  return { engine, browser: loggedIn.browser, told, came, asTold }
}

function cookieIn(verdict: Verdict): Told['cookie'] {
  const entry = lastAnswer(verdict)
  if (entry === null) return 'unset'
  const { none, response } = entry.cookies
  if (none?.ignored.includes('sid') === true) return 'ignored'
  const cookie = response.find(({ name }) => name === 'sid')
  if (cookie === undefined) return 'unset'
  return cookie.fate === 'stored' || cookie.fate === 'replaced' ? 'stored' : 'refused'
}

/** What came back to the request itself, and not to its preflight. */
function lastAnswer({ timeline }: Verdict): TimelineEntry | null {
  return timeline.filter(({ kind }) => kind === 'request').at(-1) ?? null
}
