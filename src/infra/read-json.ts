/**
 * Reads values that should have come from `JSON.parse`, each under the path it lies at. What is not as it
 * should be is thrown at once: behind one wrong thing in a saved value, others are seldom independent.
 */
import { ConfigError } from './config-error'

/** @throws ConfigError always. `expected` completes “must be”. */
export function invalidJSON(value: unknown, path: string, expected: string): never {
  throw new ConfigError([
    value === undefined
      ? { path, value, reason: 'missing', message: `${path} is missing; it must be ${expected}` }
      : { path, value, reason: 'invalid', message: `${path} must be ${expected}` },
  ])
}

/** An object, of whose members nothing is known yet: not even that they are there. */
export function readObject<Name extends string>(
  value: unknown,
  path: string,
): { readonly [N in Name]?: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : invalidJSON(value, path, 'an object')
}

export function readArray(value: unknown, path: string): readonly unknown[] {
  return Array.isArray(value) ? value : invalidJSON(value, path, 'an array')
}

export function readString(value: unknown, path: string): string {
  return typeof value === 'string' ? value : invalidJSON(value, path, 'a string')
}

export function readStringOrNull(value: unknown, path: string): string | null {
  return value === null || typeof value === 'string' ? value : invalidJSON(value, path, 'a string or null')
}

export function readBoolean(value: unknown, path: string): boolean {
  return typeof value === 'boolean' ? value : invalidJSON(value, path, 'true or false')
}

/** Any number that JSON can carry, so neither NaN nor an infinity. */
export function readNumber(value: unknown, path: string): number {
  return typeof value === 'number' && Number.isFinite(value) ? value : invalidJSON(value, path, 'a number')
}
