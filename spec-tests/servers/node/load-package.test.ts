import { describe, expect, it } from 'vitest'
import { ConfigError } from '../../../src/infra/config-error'
import { functionIn, loadPackage } from '../../../src/servers/real/load-package'

describe('a package that corsac does not bring along', () => {
  it('is the one handed over, before any other', () => {
    const own = (): void => {}
    expect(loadPackage('cors', own, '')).toBe(own)
  })

  it('is found in the project at the current directory', () => {
    expect(loadPackage('cors', undefined, '')).toBeTypeOf('function')
  })

  it('is missed by name, with what to do', () => {
    const load = () => loadPackage('no-such-package', undefined, 'expressCors(options, { cors })')
    expect(load).toThrow(ConfigError)
    expect(load).toThrow(
      'no-such-package is not installed here: npm install no-such-package; or hand it over: expressCors(options, { cors })',
    )
  })

  it('fails with its own error where it fails while loading', () => {
    expect(() => loadPackage('./spec-tests/servers/node/broken-package.cjs', undefined, '')).toThrow(
      'on purpose, while loading',
    )
  })

  it.each([
    { desc: 'a function', loaded: Math.max },
    { desc: 'its default export', loaded: { default: Math.max } },
    { desc: 'a name that it exports', loaded: { cors: Math.max, default: null } },
  ])('is used as $desc', ({ loaded }) => expect(functionIn(loaded, ['cors'], 'cors')).toBe(Math.max))

  it.each([null, 'cors', {}, { default: {} }])('is not %j', (loaded) => {
    expect(() => functionIn(loaded, ['cors'], 'cors')).toThrow(ConfigError)
  })
})
