/** Gives every property the seed of the run, but for those that have one of their own. */
import * as fc from 'fast-check'
import { inject } from 'vitest'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: inject('fastCheckSeed') })
