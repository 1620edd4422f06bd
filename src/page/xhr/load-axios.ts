export type Axios = typeof import('axios')['default']

/** The format of the build that this is in: tsup writes it here. The sources have none. */
declare const TSUP_FORMAT: 'esm' | 'cjs'

/**
 * axios, as who loads this library gets it: there are two copies of it in a process, each with its own `AxiosError`.
 * And jest, which runs CommonJS by itself, knows no `import()`.
 */
export async function loadAxios(): Promise<Axios> {
  if (typeof TSUP_FORMAT !== 'undefined' && TSUP_FORMAT === 'cjs') return require('axios').default
  return (await import('axios')).default
}
