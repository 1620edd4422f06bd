declare namespace NodeJS {
  interface ProcessEnv {
    /** How often a property is tried: 1,000 times, unless this says otherwise. */
    readonly CORSAC_RUNS?: string
    /** The seed of every property that has none of its own; the time of the run, unless this says otherwise. */
    readonly CORSAC_SEED?: string
  }
}
