import { afterEach, describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { Browser } from '../../src/page/browser'
import { GlobalsReplaced, installGlobals } from '../../src/page/globals/install-globals'
import type { Page } from '../../src/page/page'
import { answer } from '../fetch/kit'

const pageAt = (url: string): Page =>
  new Browser({ profile: 'chromium', transport: () => answer(200), clock: () => 1e12 }).open(url)
const page = pageAt('https://app.example.com/')

const names = [
  'fetch',
  'Request',
  'Response',
  'Headers',
  'XMLHttpRequest',
  'document',
  'EventSource',
  'WebSocket',
]
const descriptors = (target: object) => names.map((name) => Object.getOwnPropertyDescriptor(target, name))
const before = descriptors(globalThis)
afterEach(() => expect(descriptors(globalThis)).toEqual(before))

/** A window whose document has its cookies from its class, as those of jsdom and happy-dom. */
function windowWithDocument() {
  class Document {
    get cookie(): string {
      return 'own=1'
    }
  }
  return { document: new Document(), fetch: () => 'own', Headers: 'own' }
}

describe('without a document', () => {
  it('there is one with cookies only, and then none again', () => {
    const globals = installGlobals(page)
    const document = Reflect.get(globalThis, 'document') as { cookie: string }
    document.cookie = 'a=1'
    expect([Object.keys(document), document.cookie, page.document.cookie]).toEqual([['cookie'], 'a=1', 'a=1'])
    globals.restore()
    expect('document' in globalThis).toBe(false)
  })
})

describe('over a window', () => {
  it('the cookies of its document are those of the page, and then its own again', () => {
    const window = windowWithDocument()
    const other = pageAt('https://other.example.com/')
    other.document.cookie = 'b=2'
    const globals = installGlobals(other, { target: window })
    expect([window.document.cookie, window.Headers]).toEqual(['b=2', 'own'])
    globals.restore()
    expect([window.document.cookie, Object.keys(window.document)]).toEqual(['own=1', []])
  })

  it('what is said to be replaced is, and nothing else', () => {
    const window = windowWithDocument()
    const globals = installGlobals(page, { target: window, only: ['cookie'] })
    expect(window.fetch()).toBe('own')
    globals.restore()
  })
})

describe('one in another', () => {
  it('comes off from the top', () => {
    const first = pageAt('https://first.example.com/')
    first.document.cookie = 'n=1'
    const second = pageAt('https://second.example.com/')
    second.document.cookie = 'n=2'
    const outer = installGlobals(first, { only: ['cookie'] })
    const inner = installGlobals(second, { only: ['cookie'] })
    const cookie = () => (Reflect.get(globalThis, 'document') as { cookie: string }).cookie
    const seen = [cookie()]
    inner.restore()
    seen.push(cookie())
    outer.restore()
    expect(seen).toEqual(['n=2', 'n=1'])
  })

  it('that is the same again, and restored twice, leaves nothing', () => {
    const globals = [installGlobals(page), installGlobals(page)].reverse()
    for (const each of [...globals, ...globals]) each.restore()
  })
})

describe('where somebody else has replaced something meanwhile', () => {
  it('says so and leaves everything, until it is forced', () => {
    const window = windowWithDocument()
    const globals = installGlobals(page, { target: window })
    Object.defineProperty(window.document, 'cookie', { value: 'theirs', configurable: true })
    let thrown: unknown
    try {
      globals.restore()
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(GlobalsReplaced)
    expect((thrown as GlobalsReplaced).replaced).toEqual(['document.cookie'])
    expect(window.document.cookie).toBe('theirs')
    globals.restore({ force: true })
    expect(window.document.cookie).toBe('own=1')
  })
})

describe('bad input', () => {
  it.each([
    { desc: 'no page', page: undefined, options: {}, paths: ['page'] },
    { desc: 'no options', page, options: null, paths: ['options'] },
    { desc: 'an unknown name', page, options: { only: ['cookie', 'fech'] }, paths: ['only'] },
    {
      desc: 'a name instead of a list, and no object',
      page,
      options: { only: 'x', target: 1 },
      paths: ['target', 'only'],
    },
    {
      desc: 'a frozen target',
      page,
      options: { target: Object.freeze({}), only: ['cookie'] },
      paths: ['target'],
    },
  ])('is a ConfigError and replaces nothing: $desc', ({ page, options, paths }) => {
    let thrown: unknown
    try {
      installGlobals(page as never, options as never)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toBeInstanceOf(ConfigError)
    expect((thrown as ConfigError).issues.map(({ path }) => path)).toEqual(paths)
  })
})
