/** An exception of Python's, on its way to whoever answers it with a 500. */
export class PythonException extends Error {
  override readonly name = 'PythonException'
}
