/**
 * `corsac/jest-environment`: tests run in a page.
 *
 * @example
 * // jest.config.js
 * export default {
 *   testEnvironment: 'corsac/jest-environment',
 *   testEnvironmentOptions: { url: 'https://app.example.com/', profile: 'firefox', dom: 'jsdom' },
 * }
 */
import { createRequire } from 'node:module'
import { ConfigError } from '../infra/config-error'
import { enterPage, readEnvironmentOptions } from './corsac-global'

/** An environment of jest, as far as it is used here. */
interface TestEnvironment {
  readonly global: object
  teardown(): Promise<void>
}

interface EnvironmentConfig {
  readonly projectConfig: {
    readonly rootDir: string
    readonly testEnvironmentOptions: Readonly<Record<string, unknown>>
  }
}

type EnvironmentClass = new (config: EnvironmentConfig, context: unknown) => TestEnvironment

/** The packages whose environments a page stands in. */
const packages = {
  none: 'jest-environment-node',
  jsdom: 'jest-environment-jsdom',
  'happy-dom': '@happy-dom/jest-environment',
} as const

/** Makes the environment that `dom` asks for, with a page in it: what `new` gives is one of that class. */
export default class CorsacEnvironment {
  constructor(config: EnvironmentConfig, context: unknown) {
    const { rootDir, testEnvironmentOptions } = config.projectConfig
    const { url, profile, dom, ...others } = testEnvironmentOptions
    const given = { ...(url !== undefined && { url }), ...(profile !== undefined && { profile }), dom }
    const options = readEnvironmentOptions(dom === undefined ? { ...given, dom: 'none' } : given)
    const Environment = environmentClass(packages[options.dom], rootDir)
    const projectConfig = {
      ...config.projectConfig,
      // jest-environment-node makes globals of its options, so it gets none of ours.
      testEnvironmentOptions: dom === 'none' || dom === undefined ? others : { ...others, url: options.url },
    }
    const environment = new Environment({ ...config, projectConfig }, context)
    addMissing(environment.global)
    const { teardown } = environment
    // Not in `setup`: jest runs the setup files before it.
    const page = enterPage(environment.global, options)
    environment.teardown = async () => {
      page.leave()
      await teardown.call(environment)
    }
    // biome-ignore lint/correctness/noConstructorReturn: jest takes what `new` gives
    return environment as CorsacEnvironment
  }
}

/** What servers and pages need that a test makes, and what the environment of jsdom leaves out. */
const needed = [
  'TextEncoder',
  'TextDecoder',
  'ReadableStream',
  'WritableStream',
  'TransformStream',
  'Request',
  'Response',
  'Headers',
  'structuredClone',
  'setImmediate',
  'clearImmediate',
] as const

/** Those of Node, where there are none: nothing is replaced. */
function addMissing(global: object): void {
  for (const name of needed) {
    if (name in global) continue
    const value: unknown = globalThis[name]
    Object.defineProperty(global, name, { value, writable: true, configurable: true, enumerable: false })
  }
}

/** Looked for from the project whose tests run, whose package it is. */
function environmentClass(name: string, rootDir: string): EnvironmentClass {
  try {
    const found = createRequire(`${rootDir}/package.json`)(name)
    return found.default ?? found.TestEnvironment ?? found
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'MODULE_NOT_FOUND') throw cause
    const message = `needs the package ${name}: npm install --save-dev ${name}`
    throw new ConfigError([{ path: 'dom', value: name, reason: 'invalid', message }])
  }
}

export type { CorsacGlobal, EnvironmentOptions } from './corsac-global'
