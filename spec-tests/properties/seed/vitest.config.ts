import type { ViteUserConfig } from 'vitest/config'
import config from '../../vitest.config'

/** The configuration of all tests, but for which they are: one that fails, for `seed.test.ts` to look at. */
const failing: ViteUserConfig = {
  ...config,
  test: { ...config.test, include: ['spec-tests/properties/seed/failing.ts'] },
}
export default failing
