import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'

/** The one configuration of all tests. Nothing is excluded: what lies under `spec-tests` and ends in `.test.ts` runs. */
const config: ViteUserConfig = defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['spec-tests/**/*.test.ts'],
    exclude: [],
    globalSetup: ['spec-tests/properties/print-seed.ts'],
    setupFiles: ['spec-tests/properties/seed.setup.ts'],
    globals: false,
    environment: 'node',
    // Threads start faster than forked processes and the kernel is CPU bound: one worker per core of the smallest
    // runner. Nothing here changes the process (working directory, signals), which is what threads could not do.
    pool: 'threads',
    // Files share what they import, which is half of the time else: what a test changes of it, it puts back.
    isolate: false,
    maxWorkers: 2,
    // What hangs is to end, and what is slow on a busy machine is not to fail: the longest test takes some twenty seconds.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    // Findings and the descriptions of rows are printed whole.
    chaiConfig: { truncateThreshold: 0 },
  },
})
export default config
