/** For mutation tests only: that a property fails is enough, and its smallest counterexample of no interest. */
import * as fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
