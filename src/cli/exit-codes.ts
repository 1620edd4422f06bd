/** What the command line ends with. The numbers are for ever. */
export const exitCodes = {
  /** Nothing wrong; `demo`: it went as told. */
  ok: 0,
  /** A selected browser would refuse, or something was found. */
  refused: 1,
  /** The arguments, or something they name, are wrong. */
  usage: 2,
  /** The network failed: no answer came to judge. */
  network: 3,
  /** Stopped with Ctrl-C before it was done: what a shell says of that, too. */
  stopped: 130,
} as const

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes]
