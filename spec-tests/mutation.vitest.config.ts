import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The tests that mutants of the kernel run against: those of the kernel, with few runs of each property. */
const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: [
      'spec-tests/fetch/**/*.test.ts',
      'spec-tests/preflight-cache/**/*.test.ts',
      'spec-tests/properties/**/*.test.ts',
      'spec-tests/twin/agreement.test.ts',
      'spec-tests/http/**/*.test.ts',
    ],
    // Megabytes of headers take seconds, and each mutant would have to read them.
    exclude: ['spec-tests/fetch/hostile-answers.test.ts'],
    env: { CORSAC_RUNS: '40' },
    testTimeout: 20_000,
    // Reading the modules takes longer than running the tests, and these leave nothing behind.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
})
export default config
