import fc from 'fast-check'
import type { HeaderLine, ServerAnswer } from '../scenario'
import { answer, type Piece, type PieceMaker } from './piece'
import { originOfTarget, type Target, targetOf } from './targets'
import type { World } from './world'

/** Where a piece's URLs are. */
export interface Whereabouts {
  readonly world: World
  /** At the origin of the document that asks. */
  readonly own: string
  /** At another origin. */
  readonly far: string
  /** At another site. */
  readonly stranger: string
  readonly path: string
}

const others: fc.Arbitrary<Target> = targetOf([1, 'same-site'], [1, 'cross-site'])

/** One of some pieces that differ in a value, wherever they are. */
export function shaped<Choice>(
  choices: readonly Choice[],
  make: (choice: Choice, at: Whereabouts) => Piece,
): fc.Arbitrary<PieceMaker> {
  return fc.record({ choice: fc.constantFrom(...choices), target: others }).map(
    ({ choice, target }): PieceMaker =>
      (world, path) =>
        make(choice, {
          world,
          own: `${new URL(world.url).origin}${path}`,
          far: `${originOfTarget(world.url, target)}${path}`,
          stranger: `${originOfTarget(world.url, { ...target, relation: 'cross-site' })}${path}`,
          path,
        }),
  )
}

/** Headers that let a document of this world read a response. */
export function corsLines(world: World): readonly HeaderLine[] {
  return [
    ['Access-Control-Allow-Origin', world.origin],
    ['Access-Control-Allow-Credentials', 'true'],
  ]
}

/** Never kept by the HTTP cache. */
export function allowAll(world: World, status = 200): ServerAnswer {
  const lines: readonly HeaderLine[] = [
    ['Content-Type', 'text/plain'],
    ['Cache-Control', 'no-store'],
  ]
  return answer(status, [...corsLines(world), ...lines])
}

const names = [
  'x-a, x-b, authorization, content-type, range, accept, if-none-match, if-modified-since',
  'dpr, save-data, viewport-width, width, downlink, rtt, device-memory',
].join(', ')

export function allowPreflight(world: World): ServerAnswer {
  return answer(
    204,
    [
      ...corsLines(world),
      ['Access-Control-Allow-Methods', 'PUT, DELETE, PATCH'],
      ['Access-Control-Allow-Headers', names],
    ],
    '',
  )
}
