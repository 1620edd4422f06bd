import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../src/infra/config-error'
import { api, app, browserBefore } from './kit'

const { browser, lines } = browserBefore({})
const page = browser.open(app)

/** The paths and reasons of all that was wrong. */
async function issuesOf(call: () => unknown): Promise<string[]> {
  try {
    await call()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    // Whatever it says, it says where.
    for (const { path, message } of error.issues) expect(message.startsWith(path)).toBe(true)
    return error.issues.map(({ path, reason }) => `${path} ${reason}`)
  }
  return []
}

/** What a caller without types may pass. */
const any = (value: unknown): never => value as never

describe('what is wrong is told all at once, and nothing is sent', () => {
  it.each<{ desc: string; call: () => unknown; issues: string[] }>([
    { desc: 'open: no URL', call: () => browser.open('app.example.com'), issues: ['url invalid'] },
    { desc: 'open: nothing', call: () => browser.open(any(undefined)), issues: ['url missing'] },
    {
      desc: 'open: names, headers and URL',
      call: () => browser.open('x', any({ header: {}, headers: { 'a b': '1', c: '\n1\n2' } })),
      issues: ['header invalid', 'url invalid', 'headers["a b"] invalid', 'headers["c"] invalid'],
    },
    { desc: 'open: no options', call: () => browser.open(app, any(null)), issues: ['options invalid'] },
    { desc: 'navigate: no URL', call: () => browser.navigate('/x'), issues: ['url invalid'] },
    {
      desc: 'navigate: URL and referrer',
      call: () => browser.navigate(any(5), { referrerUrl: 'client' }),
      issues: ['url invalid', 'referrerUrl invalid'],
    },
    {
      desc: 'navigate: a misspelt option',
      call: () => browser.navigate(app, any({ referrer: app })),
      issues: ['referrer invalid'],
    },
    {
      desc: 'openFrame: everything',
      call: () => page.openFrame('https://', any({ sandbox: true, storageAccess: 'yes', allow: '' })),
      issues: ['allow invalid', 'url invalid', 'sandbox invalid', 'storageAccess invalid'],
    },
    {
      desc: 'followLink: everything',
      call: () =>
        page.followLink('https://', any({ rel: 1, target: null, referrerPolicy: 'none', userActivation: 1 })),
      issues: [
        'url invalid',
        'rel invalid',
        'target invalid',
        'referrerPolicy invalid',
        'userActivation invalid',
      ],
    },
    {
      desc: 'followLink: a misspelt option',
      call: () => page.followLink('/', any({ Rel: '' })),
      issues: ['Rel invalid'],
    },
    {
      desc: 'submitForm: nothing in it',
      call: () => page.submitForm(any({})),
      issues: ['action missing', 'method missing', 'fields invalid'],
    },
    { desc: 'submitForm: nothing', call: () => page.submitForm(any(undefined)), issues: ['form missing'] },
    {
      desc: 'submitForm: everything',
      call: () =>
        page.submitForm(
          any({
            action: 'https://',
            method: 'PUT',
            enctype: 'json',
            fields: [['a', 1], 'b', ['c']],
            body: '',
          }),
        ),
      issues: [
        'body invalid',
        'action invalid',
        'method invalid',
        'enctype invalid',
        'fields["a"] invalid',
        'fields[1] invalid',
        'fields[2] invalid',
      ],
    },
    {
      desc: 'reload: an option',
      call: () => page.reload(any({ userActivation: null, hard: true })),
      issues: ['hard invalid', 'userActivation invalid'],
    },
    {
      desc: 'load: everything',
      call: () => page.load(any({ element: 'video', url: 5, sandbox: [], referrerPolicy: null })),
      issues: ['element invalid', 'url invalid', 'sandbox invalid', 'referrerPolicy invalid'],
    },
    {
      desc: 'load: what an image does not have',
      call: () => page.load(any({ element: 'img', url: 5, crossOrigin: '', rel: 'x' })),
      issues: ['rel invalid', 'url invalid', 'crossOrigin invalid'],
    },
    {
      desc: 'perform: a client',
      call: () => page.perform(any({ url: api, client: app })),
      issues: ['client contradicts'],
    },
    { desc: 'perform: nothing', call: () => page.perform(any(undefined)), issues: ['url missing'] },
    {
      desc: 'perform: URL and method',
      call: () => page.perform(any({ url: 'https://', method: 'a b' })),
      issues: ['url invalid', 'method invalid'],
    },
  ])('$desc', async ({ call, issues }) => {
    expect(await issuesOf(call)).toEqual(issues)
    expect(lines()).toEqual([])
  })

  it('keeps what people typed into forms to itself', async () => {
    const fields = any([['password', 12345678]])
    await expect(page.submitForm({ action: '/', method: 'post', fields })).rejects.not.toThrow(/12345678/)
  })
})
