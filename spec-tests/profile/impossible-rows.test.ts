import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const file = fileURLToPath(new URL('./impossible-rows.ts', import.meta.url))
const root = fileURLToPath(new URL('../..', import.meta.url))

/** Compiles the file of impossible rows under the project's own options; `edit` sees its text first. */
function diagnostics(edit: (source: string) => string): readonly ts.Diagnostic[] {
  const { config } = ts.readConfigFile(`${root}/tsconfig.json`, ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [file] }, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const readFile = host.readFile.bind(host)
  host.readFile = (name) => {
    const source = readFile(name)
    return source !== undefined && ts.sys.resolvePath(name) === ts.sys.resolvePath(file)
      ? edit(source)
      : source
  }
  const program = ts.createProgram([file], options, host)
  return ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
}

describe('impossible rows', () => {
  it('do not compile, each of them', () => {
    let impossible = 0
    const found = diagnostics((source) =>
      source.replace(/^\/\/ @ts-expect-error /gm, () => {
        impossible++
        return '// '
      }),
    )
    const lines = new Set(found.map((one) => one.file?.getLineAndCharacterOfPosition(one.start ?? 0).line))
    expect(impossible).toBe(10)
    expect(lines.size).toBe(impossible)
  })

  it('do not compile for another reason than is said of them: the possible one does', () => {
    expect(diagnostics((source) => source).map((one) => one.messageText)).toEqual([])
  })
})
