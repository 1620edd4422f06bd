import fc from 'fast-check'
import type { PlantedCookies, Scenario } from '../scenario'
import { mixed, sometimes, weighted } from './choose'
import { type Family, families } from './families'
import type { PieceMaker } from './piece'
import { plainCookie } from './set-cookie'
import type { World } from './world'

interface Choices {
  readonly family: Family
  readonly world: World
  readonly makers: readonly PieceMaker[]
  readonly guest: { readonly name: string; readonly maker: PieceMaker } | null
  readonly planted: readonly string[] | null
  readonly thirdPartyCookies: 'allow' | 'block'
}

const guests: fc.Arbitrary<NonNullable<Choices['guest']>> = mixed(
  ...families
    .filter(({ mixes }) => mixes)
    .map(({ name, weight, pieces }) => [weight, pieces.map((maker) => ({ name, maker }))] as const),
)

function choicesOf(family: Family): fc.Arbitrary<Choices> {
  const { pieces, most, full, mixes, cookies } = family
  const counts = full ? weighted([1, 1], [99, most]) : weighted([62, 1], [25, 2], [10, 3], [3, 4])
  return fc.record({
    family: fc.constant(family),
    world: family.worlds,
    // As many as there may be are drawn, and some of them taken: so that fewer can be tried with the same ones.
    makers: fc
      .tuple(fc.array(pieces, { minLength: most, maxLength: most }), counts)
      .map(([all, count]) => all.slice(0, count)),
    guest: mixes ? sometimes(12, guests) : fc.constant(null),
    planted: cookies
      ? fc.constant(null)
      : sometimes(4, fc.array(plainCookie, { minLength: 1, maxLength: 3 })),
    thirdPartyCookies: cookies
      ? weighted<'allow' | 'block'>([3, 'allow'], [1, 'block'])
      : weighted<'allow' | 'block'>([49, 'allow'], [1, 'block']),
  })
}

/** A scenario of any family. Shrinks to fewer steps, fewer headers and simpler values, always a valid one. */
export const scenarioArbitrary: fc.Arbitrary<Scenario> = mixed(
  ...families.map((family) => [family.weight, choicesOf(family)] as const),
).map((choices) => makeScenario(choices, 'generated'))

function makeScenario(choices: Choices, id: string): Scenario {
  const { family, world, guest } = choices
  const makers = guest === null ? choices.makers : [...choices.makers, guest.maker]
  const pieces = makers.map((make, i) => make(world, `/${i + 1}`))
  const server = pieces.flatMap((one) => one.server)
  const [first] = server
  const planted: readonly PlantedCookies[] =
    choices.planted === null || first === undefined
      ? []
      : [{ url: `${new URL(first.url).origin}/plant`, set: choices.planted }]
  return {
    id,
    about: null,
    families: [...new Set([family.name, ...(guest === null ? [] : [guest.name])])],
    thirdPartyCookies: choices.thirdPartyCookies,
    page: world.page,
    frame: world.frame,
    cookies: [...planted, ...pieces.flatMap((one) => one.cookies)],
    steps: pieces.flatMap((one) => one.steps),
    server,
    closing: [...new Set(pieces.flatMap((one) => one.closing))],
  }
}

/** The scenarios from number `from` on. Each depends on the seed and its number only, so that runs can be divided. */
export function generateScenarios(seed: number, count: number, from = 0): Scenario[] {
  return Array.from({ length: count }, (_, i): Scenario => {
    const number = from + i
    const [scenario] = fc.sample(scenarioArbitrary, {
      seed: mixSeeds(seed, number),
      numRuns: 1,
      unbiased: true,
    })
    if (scenario === undefined) throw new Error(`nothing was generated for ${seed}, ${number}`)
    return { ...scenario, id: `r${seed}-${number}` }
  })
}

/** Neighbours lead to seeds that have nothing to do with each other. */
function mixSeeds(seed: number, number: number): number {
  let hash = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(number + 1, 0xc2b2ae35)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return hash ^ (hash >>> 16)
}
