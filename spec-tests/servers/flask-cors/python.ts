import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

/** Debian's own Python, which sees the packages of Debian. */
const interpreter = '/usr/bin/python3'

/**
 * Why a script cannot be run: no such Python, or it lacks one of these modules; null where it can. Under `CI=true`
 * nothing may be missing: that is an error.
 */
export function whyNoPython(modules: readonly string[], environment: NodeJS.ProcessEnv = {}): string | null {
  const check = spawnSync(interpreter, ['-c', modules.map((name) => `import ${name}`).join('\n')], {
    env: { ...process.env, ...environment },
    encoding: 'utf8',
  })
  if (check.error === undefined && check.status === 0) return null
  const reason = `${interpreter} with ${modules.join(', ')} is not here: apt-get install python3-flask-cors`
  if (process.env['CI'] === 'true') throw new Error(`${reason}\n${check.stderr}`)
  return reason
}

/** The version of a package of Debian; null where it is not installed. */
export function debianVersion(name: string): string | null {
  const query = spawnSync('dpkg-query', ['-W', '-f', `\${Version}`, name], { encoding: 'utf8' })
  return query.error === undefined && query.status === 0 ? query.stdout : null
}

/** A Python process that answers each line of JSON with one. */
export class Python {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #waiting: { resolve: (line: string) => void; reject: (error: Error) => void }[] = []
  #said = ''

  constructor(script: string, environment: NodeJS.ProcessEnv = {}) {
    const path = fileURLToPath(new URL(script, import.meta.url))
    this.#child = spawn(interpreter, ['-W', 'ignore', path], { env: { ...process.env, ...environment } })
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.resolve(line))
    this.#child.stderr.on('data', (data) => {
      this.#said += String(data)
    })
    this.#child.on('close', () => {
      for (const { reject } of this.#waiting.splice(0)) reject(new Error(`Python ended: ${this.#said}`))
    })
  }

  ask<Answer>(question: unknown): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ resolve: (line) => resolve(JSON.parse(line) as Answer), reject })
      this.#child.stdin.write(`${JSON.stringify(question)}\n`)
    })
  }

  close(): void {
    this.#child.stdin.end()
  }
}
