import { readdirSync } from 'node:fs'
import { repository } from '../architecture/sources'

/** The pages that are written by hand and for users, with code that is run. */
export const markdownFiles: readonly string[] = [
  'README.md',
  ...['docs/guide', 'docs/testing'].flatMap((folder) =>
    readdirSync(`${repository}${folder}`)
      .filter((name) => name.endsWith('.md'))
      .map((name) => `${folder}/${name}`),
  ),
]
