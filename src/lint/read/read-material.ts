import { type DialectId, dialects } from '../dialects'
import type { Material } from '../material'
import { CannotRead } from './cannot-read'
import { type FileKind, kindOf } from './kind-of'
import { readData } from './read-data'
import { readHeaders } from './read-headers'
import { readJs } from './read-js'
import { readPythonFile } from './read-python'

/** Longer than anything that people write by hand, in UTF-16 code units. Bodies behind headers may be longer. */
const longestText = 1024 * 1024

/** What a file was taken for, and what could be read of it. */
export interface ReadText {
  readonly kind: FileKind
  /** Null for nginx, which is looked at as it is. */
  readonly material: Material | null
}

/**
 * Reads a file of any kind, which is told by its name and looks where it is not given.
 *
 * @throws CannotRead where it is none of its kind, or too long
 */
export function readText(
  text: string,
  path: string,
  as: FileKind | DialectId | null,
  kind: FileKind = kindOf(path, text, as),
): ReadText {
  if (kind !== 'headers' && text.length > longestText) {
    throw new CannotRead(
      `expected at most ${longestText} characters, as a configuration has them; found ${text.length}`,
      longestText,
    )
  }
  if (kind === 'nginx') return { kind, material: null }
  return { kind, material: shallow(() => materialOf(kind, text, path, dialectIn(as))) }
}

/** The dialect that whoever asks has named; null where that is a kind of file, or nothing. */
function dialectIn(as: FileKind | DialectId | null): DialectId | null {
  return as !== null && as in dialects ? (as as DialectId) : null
}

function materialOf(
  kind: Exclude<FileKind, 'nginx'>,
  text: string,
  path: string,
  dialect: DialectId | null,
): Material {
  switch (kind) {
    case 'js':
      return readJs(text, path, dialect)
    case 'python':
      return readPythonFile(text, dialect)
    case 'data':
      return readData(text, path, dialect)
    case 'headers':
      return readHeaders(text)
  }
}

/** Parsers go down by calling themselves: what stands too deep in each other ends that. */
function shallow<Value>(read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    if (error instanceof RangeError && /stack/i.test(error.message))
      throw new CannotRead('expected fewer things that stand in each other', 0)
    throw error
  }
}
