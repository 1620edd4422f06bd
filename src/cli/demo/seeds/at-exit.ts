const endings = new Set<() => void>()

function runAll(): void {
  for (const ending of endings) ending()
}

/** Has something done when this process ends, however it does so but by SIGKILL; returns what takes that back. */
export function atExit(ending: () => void): () => void {
  if (!process.listeners('exit').includes(runAll)) process.once('exit', runAll)
  endings.add(ending)
  return () => {
    endings.delete(ending)
  }
}
