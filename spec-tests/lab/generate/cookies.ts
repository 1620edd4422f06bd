import fc from 'fast-check'
import type { FetchStep, HeaderLine, PlantedCookies, ServerRule, Step } from '../scenario'
import { anyAsk, askedOf, elementAsk, eventSourceAsk, fetchAsk, iframeAsk } from './asks'
import { chance, mixed, mostly, sometimes, weighted } from './choose'
import { kindCredentials } from './cors-headers'
import { contentFor } from './exchanges'
import { tripStep, ways } from './navigations'
import { actual, answer, fetchStep, htmlAnswer, type PieceMaker, piece, preflight } from './piece'
import { cookieLine, plainCookie, scriptCookie } from './set-cookie'
import { foreignTarget, originOfTarget, targetArbitrary } from './targets'
import { type World, worldOf } from './world'

/** Answers that a page with credentials may read. */
function readable(world: World): readonly HeaderLine[] {
  const asked = { origin: world.origin, method: 'GET', names: [], credentials: true }
  return [['Access-Control-Allow-Origin', world.origin], ...kindCredentials(asked)]
}

const include: Partial<FetchStep> = { credentials: 'include' }

/** What is kept of `Set-Cookie` lines, and where it is sent again. */
export const setCookiePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    lines: fc.array(cookieLine, { minLength: 1, maxLength: 3 }),
    later: fc.array(cookieLine, { maxLength: 1 }),
    target: mixed(
      [3, fc.constant({ relation: 'same-origin', variant: 0, secure: false } as const)],
      [2, targetArbitrary],
    ),
    planted: chance(35),
    asks: mixed([4, fc.constant('/dir/x')], [2, fc.constant('/dir')], [2, fc.constant('')]),
    script: chance(45),
    closing: chance(30),
  })
  .map(
    ({ lines, later, target, planted, asks, script, closing }): PieceMaker =>
      (world, path) => {
        const origin = originOfTarget(world.url, target)
        const host = new URL(origin).hostname
        const setting = `${origin}/dir${path}`
        const asking = `${origin}${asks}${path}/ask`
        const set = lines.map((line) => line(host))
        const setLater = later.map((line) => line(host))
        const steps: Step[] = []
        if (!planted) steps.push(fetchStep(world, setting, include))
        if (setLater.length > 0) steps.push(fetchStep(world, `${setting}/later`, include))
        steps.push(fetchStep(world, asking, include))
        if (script) steps.push({ kind: 'cookie-get', in: world.place })
        const server: ServerRule[] = [
          actual(setting, answer(200, [...readable(world), ...set.map(setLine)])),
          actual(`${setting}/later`, answer(200, [...readable(world), ...setLater.map(setLine)])),
          actual(asking, answer(200, readable(world))),
        ]
        const cookies: readonly PlantedCookies[] = planted ? [{ url: setting, set }] : []
        return piece(steps, server, { cookies, closing: closing ? [`${origin}/dir/closing`] : [] })
      },
  )

function setLine(value: string): HeaderLine {
  return ['Set-Cookie', value]
}

const plainSet: fc.Arbitrary<readonly string[]> = fc.uniqueArray(plainCookie, { minLength: 1, maxLength: 4 })

const cookieAsk = mixed(
  [5, fetchAsk({ headers: fc.constant([]), mode: weighted<FetchStep['mode']>([3, null], [1, 'no-cors']) })],
  [4, elementAsk()],
  [1, eventSourceAsk],
  [2, iframeAsk],
  [1, anyAsk],
)

/** Which cookies go with which request, and which of its answer's are kept. */
export const sameSitePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    set: plainSet,
    ask: cookieAsk,
    target: targetArbitrary,
    hop: sometimes(25, targetArbitrary),
    answerSets: sometimes(30, plainCookie),
    closing: chance(25),
  })
  .map(
    ({ set, ask, target, hop, answerSets, closing }): PieceMaker =>
      (world, path) => {
        const origin = originOfTarget(world.url, target)
        const url = `${origin}${path}`
        const last = hop === null ? url : `${originOfTarget(origin, hop)}${path}/on`
        const asked = { ...askedOf(ask, world.origin), credentials: true }
        const allow: readonly HeaderLine[] = [
          ...readable(world),
          ['Access-Control-Allow-Methods', asked.method],
          ['Access-Control-Allow-Headers', asked.names.join(', ')],
        ]
        const content = contentFor(ask)
        const setting: readonly HeaderLine[] =
          answerSets === null ? [] : [setLine(answerSets.replace('=1', '=2').replace(/^/, 'new-'))]
        const server = [
          ...[...new Set([url, last])].map((one) => preflight(one, answer(204, allow, ''))),
          ...(hop === null ? [] : [actual(url, answer(307, [...allow, ...setting, ['Location', last]], ''))]),
          actual(last, answer(200, [...allow, ...setting, ...content.headers], content.body)),
        ]
        const cookies: readonly PlantedCookies[] = [{ url: `${new URL(last).origin}/plant`, set }]
        return piece([ask.step(world, url)], server, {
          cookies,
          closing: closing ? [`${new URL(last).origin}/closing`] : [],
        })
      },
  )

/** Which cookies go with navigations and forms, and with what the reached document asks for. */
export const cookieNavigationPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    set: plainSet,
    way: ways,
    target: targetArbitrary,
    hop: sometimes(30, targetArbitrary),
    after: weighted<'nothing' | 'get' | 'fetch' | 'reload'>(
      [3, 'nothing'],
      [2, 'get'],
      [2, 'fetch'],
      [1, 'reload'],
    ),
    answerSets: sometimes(25, plainCookie),
  })
  .map(
    ({ set, way, target, hop, after, answerSets }): PieceMaker =>
      (world, path) => {
        const origin = originOfTarget(world.url, target)
        const url = `${origin}${path}`
        const query = way === 'get' ? '?a=1' : ''
        const last = hop === null ? `${url}${query}` : `${originOfTarget(origin, hop)}${path}/on`
        const setting: readonly HeaderLine[] =
          answerSets === null ? [] : [setLine(answerSets.replace('=1', '=2').replace(/^/, 'new-'))]
        const steps: Step[] = [tripStep(world, url, { way, rel: null, referrerPolicy: null })]
        const server: ServerRule[] = [actual(last, htmlAnswer(setting))]
        if (hop !== null)
          server.push(actual(`${url}${query}`, answer(302, [...setting, ['Location', last]], '')))
        const own = `${new URL(last).origin}${path}/own`
        if (world.place === 'page' && way !== 'open' && way !== 'reload') {
          if (after === 'get') steps.push({ kind: 'cookie-get', in: 'page' })
          if (after === 'fetch') steps.push(fetchStep(world, own))
          if (after === 'reload') steps.push({ kind: 'reload', in: 'page' })
          server.push(actual(own, answer(200, [])))
        }
        return piece(steps, server, { cookies: [{ url: `${new URL(last).origin}/plant`, set }] })
      },
  )

/** What frames have of their own. */
export const partitionPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    planted: sometimes(65, plainSet),
    set: fc.array(mixed([3, plainCookie], [1, cookieLine.map((line) => line('other.org'))]), {
      minLength: 1,
      maxLength: 3,
    }),
    by: weighted<'answer' | 'script'>([2, 'answer'], [1, 'script']),
    get: chance(70),
    closing: chance(50),
  })
  .map(
    ({ planted, set, by, get, closing }): PieceMaker =>
      (world, path) => {
        const origin = new URL(world.url).origin
        const url = `${origin}${path}`
        const setting: readonly Step[] =
          by === 'answer'
            ? [fetchStep(world, url, include)]
            : set.slice(0, 2).map((value): Step => ({ kind: 'cookie-set', in: world.place, value }))
        const steps: Step[] = [...setting, fetchStep(world, `${url}/ask`, include)]
        if (get) steps.push({ kind: 'cookie-get', in: world.place })
        const server = [
          actual(url, answer(200, [...readable(world), ...set.map(setLine)])),
          actual(`${url}/ask`, answer(200, readable(world))),
        ]
        return piece(steps, server, {
          cookies: planted === null ? [] : [{ url: `${origin}/plant`, set: planted }],
          closing: closing ? [`${origin}/closing`] : [],
        })
      },
  )

/** Frames of other sites, mostly. */
export const partitionWorld: fc.Arbitrary<World> = worldOf({
  frames: 100,
  policies: 0,
  url: weighted(
    [5, 'https://app.example.com/'],
    [2, 'https://other.org/'],
    [1, 'http://www.example.com:8080/dir/'],
    [1, 'https://a.github.io/'],
  ),
})

/** Cookies by script. */
export const documentCookiePieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    lines: fc.array(scriptCookie, { minLength: 1, maxLength: 3 }),
    asks: chance(50),
    planted: sometimes(30, plainSet),
  })
  .map(
    ({ lines, asks, planted }): PieceMaker =>
      (world, path) => {
        const { origin, hostname } = new URL(world.url)
        const steps = lines.map(
          (line): Step => ({ kind: 'cookie-set', in: world.place, value: line(hostname) }),
        )
        steps.push({ kind: 'cookie-get', in: world.place })
        if (asks) steps.push(fetchStep(world, `${origin}${path}`, include))
        return piece(steps, [actual(`${origin}${path}`, answer(200, readable(world)))], {
          cookies: planted === null ? [] : [{ url: `${origin}/plant`, set: planted }],
        })
      },
  )

/** Cookies of one name at several paths and domains, set again and again: order is what shows. */
export const cookieOrderPieces: fc.Arbitrary<PieceMaker> = fc
  .array(
    fc.record({
      name: fc.constantFrom('a', 'b'),
      value: fc.constantFrom('1', '2'),
      path: mostly(60, '/', '/dir', '/dir/x'),
      domain: chance(35),
      dies: chance(12),
    }),
    { minLength: 3, maxLength: 7 },
  )
  .map(
    (cookies): PieceMaker =>
      (world, path) => {
        const { origin, hostname } = new URL(world.url)
        const set = cookies.map(
          (one) =>
            `${one.name}=${one.value}; Path=${one.path}${one.domain ? `; Domain=${hostname}` : ''}${one.dies ? '; Max-Age=0' : ''}`,
        )
        const asking = `${origin}/dir/x${path}`
        return piece(
          [fetchStep(world, asking, include), { kind: 'cookie-get', in: world.place }],
          [actual(asking, answer(200, readable(world)))],
          { cookies: [{ url: `${origin}/dir/plant`, set }] },
        )
      },
  )

/** More cookies than a host may have. */
export const evictionPieces: fc.Arbitrary<PieceMaker> = fc
  .record({
    count: fc.constantFrom(60, 179, 181, 190, 200),
    secure: chance(30),
    target: foreignTarget,
  })
  .map(
    ({ count, secure, target }): PieceMaker =>
      (world, path) => {
        const origin = originOfTarget(world.url, target)
        const set = Array.from(
          { length: count },
          (_, i) => `c${i}=${i}; Path=/; ${secure && i % 2 === 0 ? 'Secure; SameSite=None' : 'SameSite=Lax'}`,
        )
        const url = `${origin}${path}`
        return piece([fetchStep(world, url, include)], [actual(url, answer(200, readable(world)))], {
          cookies: [{ url: `${origin}/plant`, set }],
          closing: [`${origin}/closing`],
        })
      },
  )

/** A cookie of one second, waited for. */
export const expiryPieces: fc.Arbitrary<PieceMaker> = fc
  .constantFrom<HeaderLine[]>(setLine('a=1; Max-Age=1; Path=/'), setLine('a=1; Max-Age=3; Path=/'))
  .map(
    (line): PieceMaker =>
      (world, path) => {
        const { origin } = new URL(world.url)
        const url = `${origin}${path}`
        const steps: Step[] = [
          fetchStep(world, url, include),
          { kind: 'wait', milliseconds: 1500 },
          fetchStep(world, `${url}/ask`, include),
        ]
        return piece(steps, [
          actual(url, answer(200, [...readable(world), line])),
          actual(`${url}/ask`, answer(200, readable(world))),
        ])
      },
  )
