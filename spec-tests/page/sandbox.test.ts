import { describe, expect, it } from 'vitest'
import { parseURL } from '../../src/origin/url-record'
import {
  bothSandboxes,
  mayNavigate,
  type NavigationTarget,
  type Sandbox,
  sandboxOf,
  sandboxOfHeaders,
  sandboxOfPopup,
} from '../../src/page/sandbox'
import { profiles } from '../../src/profile/profile'
import { createUserAgent, newOpaqueOrigin } from '../../src/user-agent/user-agent'
import { app, other } from '../fetch/kit'

const own = parseURL(app)?.origin
const foreign = parseURL(other)?.origin
const { origin: opaque } = newOpaqueOrigin(createUserAgent(profiles.spec))
if (own === undefined || foreign === undefined) throw new Error('these are URLs')

describe('a sandbox', () => {
  it.each([
    { desc: 'is none without the attribute', attribute: null, sandbox: null },
    { desc: 'allows nothing with an empty one', attribute: '', sandbox: [] },
    {
      desc: 'has its words in lower case',
      attribute: ' Allow-Forms\tallow-scripts\n',
      sandbox: ['allow-forms', 'allow-scripts'],
    },
  ])('$desc', ({ attribute, sandbox }) => expect(sandboxOf(attribute)).toEqual(sandbox))

  it.each([
    { desc: 'comes with no policy', value: "default-src 'self'", sandbox: null },
    {
      desc: 'is a directive of a policy',
      value: "default-src 'self'; sandbox allow-forms",
      sandbox: ['allow-forms'],
    },
    { desc: 'ends with the directive', value: 'sandbox allow-forms; img-src *', sandbox: ['allow-forms'] },
    { desc: 'may allow nothing', value: 'sandbox', sandbox: [] },
    { desc: 'is written in any case', value: 'SANDBOX Allow-Forms', sandbox: ['allow-forms'] },
    { desc: 'is no other directive that begins so', value: 'sandbox-x allow-forms', sandbox: null },
    { desc: 'is no word of another directive', value: 'x sandbox', sandbox: null },
    {
      desc: 'allows what each of two policies allows',
      value: 'sandbox allow-forms allow-scripts, sandbox allow-scripts',
      sandbox: ['allow-scripts'],
    },
  ])('of a response $desc', ({ value, sandbox }) =>
    expect(sandboxOfHeaders([{ name: 'content-security-policy', value }])).toEqual(sandbox),
  )

  it.each<{ desc: string; a: Sandbox | null; b: Sandbox | null; both: Sandbox | null }>([
    { desc: 'none in none is none', a: null, b: null, both: null },
    { desc: 'one in none is that one', a: null, b: ['a'], both: ['a'] },
    { desc: 'none in one is that one', a: ['a'], b: null, both: ['a'] },
    { desc: 'what only one of them allows is not', a: ['a', 'b'], b: ['b', 'c'], both: ['b'] },
  ])('in a sandbox: $desc', ({ a, b, both }) => expect(bothSandboxes(a, b)).toEqual(both))

  it.each<{ desc: string; opener: Sandbox | null; popup: Sandbox | null }>([
    { desc: 'is none where the opener has none', opener: null, popup: null },
    { desc: 'is the opener’s', opener: ['allow-popups'], popup: ['allow-popups'] },
    {
      desc: 'is none where it may escape',
      opener: ['allow-popups', 'allow-popups-to-escape-sandbox'],
      popup: null,
    },
  ])('of a window that is opened $desc', ({ opener, popup }) => expect(sandboxOfPopup(opener)).toEqual(popup))
})

describe('a document may navigate', () => {
  interface Row {
    readonly desc: string
    readonly target: NavigationTarget
    readonly sandbox?: Sandbox
    readonly origin?: 'other' | 'opaque'
    readonly isForm?: boolean
    readonly clicked?: boolean
    readonly may: boolean
  }
  it.each<Row>([
    { desc: 'itself', target: 'self', may: true },
    { desc: 'itself, in the tightest sandbox', target: 'self', sandbox: [], may: true },
    { desc: 'by a form, but not in a sandbox', target: 'self', sandbox: [], isForm: true, may: false },
    {
      desc: 'by a form in a sandbox that allows it',
      target: 'self',
      sandbox: ['allow-forms'],
      isForm: true,
      may: true,
    },
    { desc: 'a window of its own', target: 'window', may: true },
    { desc: 'no window from a sandbox', target: 'window', sandbox: ['allow-scripts'], may: false },
    {
      desc: 'a window from a sandbox that allows it',
      target: 'window',
      sandbox: ['allow-popups'],
      may: true,
    },
    { desc: 'the page around it, of the same origin', target: 'top', may: true },
    { desc: 'no page of another origin on its own', target: 'top', origin: 'other', may: false },
    {
      desc: 'a page of another origin once the user clicks',
      target: 'top',
      origin: 'other',
      clicked: true,
      may: true,
    },
    {
      desc: 'no page from a sandbox, though the user clicks',
      target: 'top',
      sandbox: [],
      clicked: true,
      may: false,
    },
    {
      desc: 'a page from a sandbox that allows it',
      target: 'top',
      sandbox: ['allow-top-navigation'],
      may: true,
    },
    {
      desc: 'no page where the sandbox asks for a click',
      target: 'top',
      sandbox: ['allow-top-navigation-by-user-activation'],
      may: false,
    },
    {
      desc: 'a page where the sandbox asks for a click, with one',
      target: 'top',
      sandbox: ['allow-top-navigation-by-user-activation'],
      clicked: true,
      may: true,
    },
    {
      desc: 'no page from a sandbox of opaque origin, on its own',
      target: 'top',
      sandbox: ['allow-top-navigation'],
      origin: 'opaque',
      may: false,
    },
    { desc: 'the frame around it', target: 'parent', may: true },
    {
      desc: 'no frame around it from a sandbox',
      target: 'parent',
      sandbox: ['allow-top-navigation'],
      may: false,
    },
  ])('$desc', ({ target, sandbox = null, origin, isForm = false, clicked = false, may }) => {
    const who = origin === 'other' ? foreign : origin === 'opaque' ? opaque : own
    const navigator = { origin: who, topLevelOrigin: own, sandbox, isForm, userActivation: clicked }
    expect(mayNavigate(navigator, target)).toBe(may)
  })
})
