const endings = new Set<() => void>()

function runAll(): void {
  for (const ending of endings) ending()
}

/** Signals that end a process without an `exit` event, and the exit code that shells give them. */
const signals = [
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
] as const

const handlers = signals.map(([signal, code]) => [signal, (): void => process.exit(code)] as const)

/** Has something done when this process ends, however it does so but by SIGKILL; returns what takes that back. */
export function atExit(ending: () => void): () => void {
  if (endings.size === 0) {
    process.once('exit', runAll)
    for (const [signal, handler] of handlers) process.once(signal, handler)
  }
  endings.add(ending)
  return () => {
    endings.delete(ending)
    if (endings.size > 0) return
    process.removeListener('exit', runAll)
    for (const [signal, handler] of handlers) process.removeListener(signal, handler)
  }
}
