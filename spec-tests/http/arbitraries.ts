import * as fc from 'fast-check'
import type { Header } from '../../src/http/header-list'

const { CORSAC_RUNS } = process.env

/** How often a property is tried. */
export const runs: { readonly numRuns: number } = { numRuns: Number(CORSAC_RUNS ?? 400) }

/** Every byte, as a byte string of one. */
export const everyByte: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  String.fromCharCode(byte),
)

/** `0x0a`, for a message. */
export const hex = (byte: string): string => `0x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`

/** Any byte string. */
export const byteString: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...everyByte))
  .map((bytes) => bytes.join(''))

/** Strings of the bytes that parsers of headers look for. */
export const delimiterString: fc.Arbitrary<string> = fc
  .array(fc.constantFrom('a', 'B', '1', '"', '\\', ',', ' ', '\t', ';', '=', '\xe9'))
  .map((bytes) => bytes.join(''))

/** Few names, so that they repeat; two of them would hit the prototype of an object used as a table. */
export const headerName: fc.Arbitrary<string> = fc.constantFrom(
  'a',
  'b',
  'set-cookie',
  '__proto__',
  'constructor',
)

export const headerList: fc.Arbitrary<Header[]> = fc.array(
  fc.record({ name: headerName, value: delimiterString.map((value) => value.trim()) }),
  { maxLength: 8 },
)
