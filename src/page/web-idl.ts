import { type InterfaceName, missingArguments, type Place } from '../explain/page-errors'
import type { Profile } from '../profile/profile'

/** How many arguments a constructor or a method needs; what is not here needs none. */
const needed: { readonly [I in InterfaceName]: { readonly [method: string]: number } } = {
  CookieStore: { delete: 1, set: 1 },
  EventSource: { constructor: 1 },
  Headers: { append: 2, delete: 1, forEach: 1, get: 1, has: 1, set: 2 },
  Navigator: { sendBeacon: 1 },
  Request: { constructor: 1 },
  Response: { json: 1, redirect: 1 },
  WebSocket: { constructor: 1, send: 1 },
  Window: { fetch: 1 },
  XMLHttpRequest: { getResponseHeader: 1, open: 2, overrideMimeType: 1, setRequestHeader: 2 },
}

type ProfileOf<T> = (object: T) => Profile

/**
 * Gives a class what an interface has beyond it: its name, constants, and members that can be enumerated. To be called
 * once all members are there, and for a class that a page makes of it again. https://webidl.spec.whatwg.org/#js-interfaces
 */
export function makeInterface(
  made: { readonly prototype: object },
  name: InterfaceName,
  constants: { readonly [name: string]: number } = {},
): void {
  const { prototype } = made
  showMembers(prototype)
  for (const [constant, value] of Object.entries(constants)) {
    const property = { value, enumerable: true, writable: false, configurable: false }
    Object.defineProperty(made, constant, property)
    Object.defineProperty(prototype, constant, property)
  }
  nameInterface(made, name)
  Object.defineProperty(prototype, Symbol.toStringTag, { value: name, configurable: true })
}

/** Gives a class the name and the length that its interface has. */
function nameInterface(made: object, name: InterfaceName): void {
  // Said, since bundlers call classes otherwise that have the name of a global.
  Object.defineProperty(made, 'name', { value: name, configurable: true })
  Object.defineProperty(made, 'length', { value: neededBy(name, 'constructor'), configurable: true })
}

/** Makes members enumerable, as those of interfaces are, and those of classes are not. */
export function showMembers(target: object): void {
  for (const key of Object.getOwnPropertyNames(target)) {
    if (!ofClasses.includes(key)) Object.defineProperty(target, key, { enumerable: true })
  }
}

const ofClasses: readonly string[] = ['constructor', 'length', 'name', 'prototype']

/** @throws TypeError where a constructor was given too few arguments */
export function checkConstruction(
  profile: Profile,
  name: InterfaceName,
  { length }: readonly unknown[],
): void {
  const wanted = neededBy(name, 'constructor')
  if (length < wanted) throw missingArguments(profile, name, wanted, length)
}

/**
 * Has the methods of a prototype, or the static ones of a class, throw a TypeError where arguments are missing; those
 * that `answerLater` reject with it. https://webidl.spec.whatwg.org/#dfn-overload-resolution-algorithm
 */
export function countArguments<T extends object>(
  target: T,
  name: InterfaceName,
  profileOf: ProfileOf<T>,
  answerLater = false,
): void {
  for (const key of Object.keys(needed[name])) {
    const property = Object.getOwnPropertyDescriptor(target, key)
    if (key === 'constructor' || property === undefined) continue
    const value = counting(name, key, property.value as Method<T, unknown[], unknown>, profileOf, answerLater)
    Object.defineProperty(target, key, { value })
  }
}

type Method<T, A extends unknown[], R> = (this: T, ...given: A) => R

/** The same for one function, which it returns anew. */
export function counting<T, A extends unknown[], R>(
  name: InterfaceName,
  key: string,
  method: Method<T, A, R>,
  profileOf: ProfileOf<T>,
  answersLater: boolean,
): Method<T, A, R> {
  const place: Place = `${name}.${key}`
  const wanted = neededBy(name, key)
  const counted = function (this: T, ...given: A): R {
    if (given.length >= wanted) return method.apply(this, given)
    const error = missingArguments(profileOf(this), place, wanted, given.length)
    if (answersLater) return Promise.reject(error) as R
    throw error
  }
  Object.defineProperty(counted, 'name', { value: key, configurable: true })
  Object.defineProperty(counted, 'length', { value: wanted, configurable: true })
  return counted
}

function neededBy(name: InterfaceName, key: string): number {
  return Object.hasOwn(needed[name], key) ? (needed[name][key] ?? 0) : 0
}
