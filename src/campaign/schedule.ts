import type { Range } from '../fuzz/merge-reports'
import type { Report } from '../fuzz/types'
import type { Diagnosis } from './diagnose'

/** A part of a campaign on its way. */
export interface Piece {
  readonly range: Range
  state: 'waiting' | 'playing' | 'stopping' | 'done'
  /** How many kinds were left out when it was begun. */
  known: number
  report: Report | null
  /** Where it is the one case at which the target stopped. */
  diagnosis: Diagnosis | null
}

/** The parts of a range, handed out in order, and taken back in order. */
export interface Schedule {
  /** The next part to play, with so many kinds left out; null where there is none now. */
  readonly begin: (known: number) => Piece | null
  /** A part was played to its end, in so many milliseconds. */
  readonly done: (piece: Piece, report: Report, ms: number) => void
  /** A part came to nothing, and is to be played again. */
  readonly lost: (piece: Piece) => void
  /** A part is being looked into: what comes after it has to wait for what it comes to. */
  readonly stopping: (piece: Piece) => void
  /** What was looked into: the case by itself, with what comes before and after it to be played again. */
  readonly stopped: (piece: Piece, diagnosis: Diagnosis, report: Report) => void
  /**
   * The first part that has not been counted yet, where it is done. One that was begun with fewer kinds left out than
   * there are by now is not taken: it will be played again.
   */
  readonly take: (known: number) => Piece | null
  readonly isEmpty: () => boolean
  /** Reports of what is done and was not taken. */
  readonly leftOver: () => readonly Report[]
}

/** The fewest and the most cases of a part, but for what is left at the end. */
const fewest = 100
const most = 20_000
/** Milliseconds that a part takes: long beside handing it over, short beside the patience of people. */
const shortest = 100
const longest = 500
/** How many parts for each thread may be under way, or wait for those before them. */
const ahead = 4

/**
 * Hands out a range to threads. What is counted is the same however many there are: parts are taken in the order of their
 * cases, and one that was played before it was known that an earlier case stops the target is played again, without the
 * cases of that kind.
 */
export function createSchedule([from, to]: Range, workers: number): Schedule {
  const pieces: Piece[] = []
  let at = from
  let size = 10 * fewest

  function begin(known: number): Piece | null {
    const end = pieces.findIndex(({ diagnosis, state }) => diagnosis !== null || state === 'stopping')
    const open = end === -1 ? pieces : pieces.slice(0, end)
    const next = open.find(({ state }) => state === 'waiting') ?? (end === -1 ? cut() : null)
    if (next === null) return null
    next.state = 'playing'
    next.known = known
    return next
  }

  function cut(): Piece | null {
    if (at >= to || pieces.length >= ahead * workers) return null
    // Smaller ones towards the end, so that no thread waits for long for the last one.
    const share = Math.max(fewest, Math.ceil((to - at) / (2 * workers)))
    const piece = pieceOf(at, Math.min(to, at + Math.min(size, share)))
    at = piece.range[1]
    pieces.push(piece)
    return piece
  }

  function adapt(cases: number, ms: number): void {
    if (cases < size) return
    if (ms < shortest) size = Math.min(most, size * 2)
    else if (ms > longest) size = Math.max(fewest, Math.floor(size / 2))
  }

  return {
    begin,
    done: (piece, report, ms) => {
      piece.state = 'done'
      piece.report = report
      adapt(piece.range[1] - piece.range[0], ms)
    },
    lost: (piece) => {
      piece.state = 'waiting'
    },
    stopping: (piece) => {
      piece.state = 'stopping'
    },
    stopped: (piece, diagnosis, report) => {
      const [first, end] = piece.range
      const { index } = diagnosis
      const stop: Piece = {
        ...pieceOf(index, index + 1),
        state: 'done',
        known: piece.known,
        report,
        diagnosis,
      }
      const parts = [pieceOf(first, index), stop, pieceOf(index + 1, end)]
      pieces.splice(pieces.indexOf(piece), 1, ...parts.filter(({ range }) => range[0] < range[1]))
    },
    take: (known) => {
      const [first] = pieces
      if (first?.state !== 'done') return null
      if (first.known === known) return pieces.shift() ?? null
      pieces[0] = pieceOf(...first.range)
      return null
    },
    isEmpty: () => pieces.length === 0 && at >= to,
    leftOver: () => pieces.flatMap(({ report }) => report ?? []),
  }
}

function pieceOf(from: number, to: number): Piece {
  return { range: [from, to], state: 'waiting', known: 0, report: null, diagnosis: null }
}
