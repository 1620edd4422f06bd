import type { StepId } from '../spec/steps/index'

/** The driver broke the machine's rules: a settled exchange resumed, time going backwards. A bug in the driver. */
export class ProtocolMisuse extends Error {
  override readonly name = 'ProtocolMisuse'
}

/** A place of the standard that corsac does not model; it refuses to guess. */
export class NotModelled extends Error {
  override readonly name = 'NotModelled'
  constructor(
    readonly place: string,
    readonly step: StepId | null = null,
  ) {
    super(`corsac does not model ${place}.`)
  }
}
