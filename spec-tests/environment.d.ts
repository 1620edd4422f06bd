declare namespace NodeJS {
  interface ProcessEnv {
    /** How often a property is tried: 1,000 times, unless this says otherwise. */
    readonly CORSAC_RUNS?: string
  }
}
