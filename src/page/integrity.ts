import type { IntegrityFailure } from '../explain/integrity-lines'
import type { FilteredResponse } from '../fetch/response'
import { toUint8Array } from './fetch-api/byte-buffers'

type Algorithm = 'sha256' | 'sha384' | 'sha512'

interface Hash {
  readonly algorithm: Algorithm
  readonly value: string
}

/** From the strongest to the weakest, with the names that Web Crypto has for them. */
const algorithms: readonly (readonly [Algorithm, string])[] = [
  ['sha512', 'SHA-512'],
  ['sha384', 'SHA-384'],
  ['sha256', 'SHA-256'],
]

/** Whether a response passes its integrity metadata. https://www.w3.org/TR/sri/#does-response-match-metadatalist */
export async function intact(metadata: string, response: FilteredResponse, bytes: string): Promise<boolean> {
  return (await integrityFailure(metadata, response, bytes)) === null
}

/** Why a response does not pass its integrity metadata; null where it does. https://www.w3.org/TR/sri/#does-response-match-metadatalist */
export async function integrityFailure(
  metadata: string,
  response: FilteredResponse,
  bytes: string,
): Promise<IntegrityFailure | null> {
  // Whatever it says, what cannot be looked into cannot be verified.
  if (response.type === 'opaque') return metadata.trim() === '' ? null : { kind: 'not-eligible' }
  const hashes = parseMetadata(metadata)
  // Only the strongest algorithm counts.
  const strongest = algorithms.find(([name]) => hashes.some(({ algorithm }) => algorithm === name))
  if (strongest === undefined) return null
  const [algorithm, cryptoName] = strongest
  const digest = await crypto.subtle.digest(cryptoName, toUint8Array(bytes))
  const computed = btoa(String.fromCharCode(...new Uint8Array(digest)))
  const matches = hashes.some((hash) => hash.algorithm === algorithm && hash.value === computed)
  return matches ? null : { kind: 'mismatch', algorithm, computed }
}

/** Whether there is any hash in integrity metadata that this library knows. https://www.w3.org/TR/sri/#parse-metadata */
export function hasHash(metadata: string): boolean {
  return parseMetadata(metadata).length > 0
}

/** https://www.w3.org/TR/sri/#parse-metadata */
function parseMetadata(metadata: string): Hash[] {
  const hashes: Hash[] = []
  for (const one of metadata.split(/[\t\n\f\r ]+/)) {
    const [, algorithm, value] = /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(\?.*)?$/i.exec(one) ?? []
    if (algorithm === undefined || value === undefined) continue
    hashes.push({
      algorithm: algorithm.toLowerCase() as Algorithm,
      value: value.replaceAll('-', '+').replaceAll('_', '/'),
    })
  }
  return hashes
}
