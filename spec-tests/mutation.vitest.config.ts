import { fileURLToPath } from 'node:url'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Tables first: most mutants fall to them, and in no time. */
class PropertiesLast extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const last = ({ moduleId }: TestSpecification) => (/\/(properties|twin)\//.test(moduleId) ? 1 : 0)
    return files.toSorted((a, b) => last(a) - last(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

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
      'spec-tests/cookies/**/*.test.ts',
    ],
    // Megabytes of headers take seconds, and each mutant would have to read them.
    exclude: [
      'spec-tests/fetch/hostile-answers.test.ts',
      'spec-tests/cookies/limits.test.ts',
      'spec-tests/cookies/http-state.test.ts',
      'spec-tests/cookies/interop/curl.test.ts',
      'spec-tests/cookies/twin/twin.test.ts',
    ],
    env: { CORSAC_RUNS: '30' },
    setupFiles: ['spec-tests/properties/mutation.setup.ts'],
    sequence: { sequencer: PropertiesLast },
    testTimeout: 20_000,
    // Reading the modules takes longer than running the tests, and these leave nothing behind.
    pool: 'threads',
    maxWorkers: 1,
    isolate: false,
  },
})
export default config
