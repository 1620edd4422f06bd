import type { Verdict } from '../../explain/explanation'
import { renderJson } from '../../explain/render-json'
import { hang, type Paint, type Style, visible } from '../../explain/text-layout'
import { literal, mountLines } from './cors-options'
import type { BrowserRun, LoginRun, StoryRun } from './login-demo'
import type { CookieOptions, LoginStory, Told } from './login-stories'
import { reasonLines } from './reasons'

const indent = '  '

/** The stories for a terminal: who asks whom, what each browser makes of it, and why. */
export function loginText(run: LoginRun, paint: Paint, width: number): string {
  const style: Style = { paint, width: width - indent.length, verbose: false }
  const stories = run.stories.map((story, i) => {
    const lines = storyLines(story, style).map((line) => (line === '' ? '' : `${indent}${line}`))
    return [paint.bold(`${i + 1} ${story.story.title}`), '', ...lines].join('\n')
  })
  return `${[...stories, endLines(run, paint, width).join('\n')].join('\n\n')}\n`
}

/** Everything about a run, for programs. */
export function loginJson({ stories, asTold }: LoginRun): string {
  const told = stories.map(({ story, browsers, login, later, requests }) => ({
    title: story.title,
    page: story.page,
    api: story.api,
    server: story.server,
    requests,
    browsers: browsers.map(({ engine, browser, came, asTold }) => ({ engine, browser, ...came, asTold })),
    login: JSON.parse(renderJson(login)) as unknown,
    later: JSON.parse(renderJson(later)) as unknown,
  }))
  return `${JSON.stringify({ demo: 'login', asTold, stories: told }, null, 2)}\n`
}

function storyLines(run: StoryRun, style: Style): readonly string[] {
  const { story } = run
  const { width, paint } = style
  return [
    ...(story.posts === null ? [] : hang('Posts say:  ', story.posts, width, paint.dim)),
    ...hang(story.posts === null ? '' : 'But:        ', story.truth, width),
    '',
    ...codeLines('page', [story.page, ...pageLines(story)], style),
    ...codeLines('API', [serverPlace(story), ...serverLines(story, width - labelWidth)], style),
    '',
    ...tableLines(run, style),
    ...reasonLines(visible(run.login).verdicts, style),
  ]
}

const labelWidth = 6

/** Lines of code with a word before the first of them. */
function codeLines(word: string, lines: readonly string[], { paint }: Style): readonly string[] {
  return lines.map(
    (line, i) => `${(i === 0 ? word : '').padEnd(labelWidth)}${i === 0 ? line : paint.dim(line)}`,
  )
}

function pageLines({ login }: LoginStory): readonly string[] {
  const config = login.withCredentials ? ', { withCredentials: true }' : ''
  return login.body === 'json'
    ? [`axios.post(login, { name }${config})`]
    : ['const form = new URLSearchParams({ name })', `axios.post(login, form${config})`]
}

function serverPlace({ api, server }: LoginStory): string {
  return server.proxy === null ? api : `${api}, a TLS proxy before Express`
}

/** What the app is configured with, as people write it. */
function serverLines({ server }: LoginStory, width: number): readonly string[] {
  return [
    ...(server.proxy?.trusted === true ? ["app.set('trust proxy', 1)"] : []),
    ...(server.cors === null ? [] : mountLines(server.cors, width)),
    ...cookieLines(server.cookie, width),
  ]
}

function cookieLines(cookie: CookieOptions, width: number): readonly string[] {
  const options = Object.entries(cookie).map(([name, value]) => `${name}: ${literal(value)}`)
  const line = `response.cookie('sid', id, { ${options.join(', ')} })`
  if (line.length <= width) return [line]
  return ["response.cookie('sid', id, {", ...options.map((option) => `  ${option},`), '})']
}

// ── The table ───────────────────────────────────────────────────────────────────────────────────────

/** A line for each browser: CORS, the cookie, and whether the server knows the user later. */
function tableLines({ browsers, login, later }: StoryRun, { paint }: Style): readonly string[] {
  const rows = browsers.map((run, i) => cellsOf(run, login.verdicts[i], later.verdicts[i]))
  const head = ['', 'CORS, on the login', 'the cookie', 'GET /me, later'].map((text) => ({
    text,
    good: true,
  }))
  const widths = head.map((cell, column) =>
    Math.max(cell.text.length, ...rows.map((row) => (row[column]?.text ?? '').length)),
  )
  const line = (row: readonly Cell[], painted: (cell: Cell, text: string) => string): string =>
    row
      .map((cell, column) =>
        painted(cell, cell.text.padEnd(column < row.length - 1 ? (widths[column] ?? 0) : 0)),
      )
      .join('  ')
  return [
    line(head, (_cell, text) => paint.dim(text)),
    ...rows.map((row) => line(row, (cell, text) => (cell.good ? text : paint.bad(text)))),
  ]
}

interface Cell {
  readonly text: string
  readonly good: boolean
}

function cellsOf(run: BrowserRun, login: Verdict | undefined, later: Verdict | undefined): readonly Cell[] {
  const { browser, came, told } = run
  const status = login?.visible?.status ?? ''
  const loginWords: { readonly [K in Told['login']]: string } = {
    read: `✓ script reads the ${status}`,
    blocked: '✗ blocked, but done',
    unsent: '✗ never sent',
  }
  const cookieWords: { readonly [K in Told['cookie']]: string } = {
    stored: '✓ stored',
    refused: '✗ refused',
    ignored: '✗ ignored',
    unset: '✗ not set',
  }
  const who = came.later === 'known' ? '✓ with sid: Ada' : '✗ without it: nobody'
  const blocked = later !== undefined && later.outcome === 'network-error' ? ', blocked' : ''
  const cells: readonly Cell[] = [
    { text: browser, good: true },
    { text: loginWords[came.login], good: came.login === 'read' },
    { text: cookieWords[came.cookie], good: came.cookie === 'stored' },
    { text: `${who}${blocked}`, good: came.later === 'known' && blocked === '' },
  ]
  if (run.asTold) return cells
  return [...cells, { text: `(told: ${told.login}, ${told.cookie}, ${told.later})`, good: false }]
}

function endLines({ stories, asTold }: LoginRun, paint: Paint, width: number): readonly string[] {
  const requests = stories.reduce((sum, story) => sum + story.requests, 0)
  const verdict = asTold
    ? paint.good('All of it went as told.')
    : paint.bad('Not all of it went as told: see above.')
  return [
    ...hang('', `${requests} requests over real sockets, to real Express, by three browsers’ rules.`, width),
    verdict,
    `Your own server:  ${paint.bold('corsac explain URL --origin ORIGIN --credentials include')}`,
  ]
}
