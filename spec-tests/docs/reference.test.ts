import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { matchers } from '../../src/matchers/matchers'
import { Browser } from '../../src/page/browser'
import { repository } from '../architecture/sources'
import { answer, app } from '../page/kit'
import { markdownFiles } from './markdown-files'

const text = (path: string): string => readFileSync(join(repository, path), 'utf8')

/** What a user finds on an object: of it and of its classes, up to those of the platform. */
function membersOf(object: object): string[] {
  const names: string[] = []
  for (let at: object = object; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    names.push(...Object.getOwnPropertyNames(at))
  }
  return [...new Set(names)].filter((name) => name !== 'constructor')
}

describe('docs/testing/pages.md', () => {
  const reference = text('docs/testing/pages.md')
  const browser = new Browser({ profile: 'chromium', transport: () => answer(200) })

  it.each([
    ['a browser', membersOf(browser)],
    ['a page', membersOf(browser.open(app))],
  ])('has every member of %s', (_desc, members) => {
    expect(members.length).toBeGreaterThan(8)
    expect(members.filter((name) => !new RegExp(`\`${name}[\`.(]`).test(reference))).toEqual([])
  })

  it('has every profile', () => {
    for (const name of ['chromium', 'chrome', 'edge', 'firefox', 'safari', 'webkitgtk', 'spec'])
      expect(reference).toContain(`\`${name}\``)
  })
})

describe('docs/testing/vitest-and-jest.md', () => {
  it('has every matcher', () => {
    const reference = text('docs/testing/vitest-and-jest.md')
    expect(Object.keys(matchers).filter((name) => !reference.includes(`| \`${name}(`))).toEqual([])
  })
})

describe('links of the documentation', () => {
  it.each(markdownFiles)('lead somewhere: %s', (path) => {
    const targets = [...text(path).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target)
    const local = targets.filter((target) => !/^https?:/.test(target))
    expect(local.filter((target) => !existsSync(join(repository, dirname(path), target)))).toEqual([])
  })
})
