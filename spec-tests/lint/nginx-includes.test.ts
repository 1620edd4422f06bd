import { describe, expect, it } from 'vitest'
import { type LintReport, lint } from '../../src/lint/lint'
import { nginxIncludes } from '../../src/servers/nginx'

/** What is found in a configuration of several files, of which these are named on the command line. */
function found(files: Readonly<Record<string, string>>, ...named: readonly string[]): LintReport {
  const given = (named.length === 0 ? ['nginx.conf'] : named).map((path) => ({
    path,
    text: files[path] as string,
  }))
  return lint(given, { include: () => nginxIncludes(files) })
}

/** `file:line:column rule` of each finding. */
function placesOf({ files }: LintReport): readonly string[] {
  return files.flatMap(({ findings }) =>
    findings.map(({ file, start, rule }) => `${file}:${start.line}:${start.column} ${rule}`),
  )
}

interface Row {
  readonly desc: string
  readonly files: Readonly<Record<string, string>>
  readonly places: readonly string[]
}

const star = 'add_header Access-Control-Allow-Origin * always;\n'

const rows: readonly Row[] = [
  {
    desc: 'a mistake in an included file is told there',
    files: {
      'nginx.conf': 'http {\n  include conf.d/*.conf;\n}\n',
      'conf.d/a.conf':
        'server {\n  add_header Access-Control-Allow-Origin https://a.test/ always;\n  add_header Access-Control-Allow-Origin https://b.test always;\n}\n',
    },
    places: ['conf.d/a.conf:3:14 allow-origin-twice'],
  },
  {
    desc: 'headers of one file are dropped by those of another',
    files: {
      'nginx.conf': `http {\n${star}include site;\n}\n`,
      site: 'server {\n  add_header X-Frame-Options DENY always;\n}\n',
    },
    places: ['nginx.conf:2:40 any-origin', 'site:2:3 add-header-not-inherited'],
  },
  {
    desc: 'a map in one file decides about a header in another',
    files: {
      'nginx.conf': 'http { include maps; server { include cors; } }',
      maps: 'map $http_origin $cors {\n  default $http_origin;\n}\n',
      cors: 'add_header Access-Control-Allow-Origin $cors always;\nadd_header Access-Control-Allow-Credentials true always;\nadd_header Vary Origin always;\n',
    },
    places: ['maps:2:11 any-origin-with-credentials'],
  },
  {
    desc: 'what is not there is named, and what finds nothing is not',
    files: {
      'nginx.conf': 'http {\n  include mime.types;\n  include conf.d/*.none;\n  include none.d/*;\n}\n',
      'conf.d/a.conf': '',
    },
    places: ['nginx.conf:2:3 not-read', 'nginx.conf:4:3 not-read'],
  },
]

describe('lint of a configuration of nginx in several files', () => {
  for (const { desc, files, places } of rows) {
    it(desc, () => expect(placesOf(found(files))).toEqual(places))
  }

  const shared = {
    'nginx.conf': `http {\n${star}server { location /a { include safe; } location /b { include safe; } }\n}\n`,
    safe: 'add_header X-Frame-Options DENY always;\n',
  }

  it('offers a fix as a diff of the file where it belongs', () => {
    const files = {
      ...shared,
      'nginx.conf': shared['nginx.conf'].replace('location /b { include safe; }', ''),
    }
    const [finding] = found(files).files[1]?.findings ?? []
    expect(finding?.rule).toBe('add-header-not-inherited')
    expect(finding?.fix?.diff).toBe(
      `--- a/safe\n+++ b/safe\n@@ -1 +1,2 @@\n+${star} add_header X-Frame-Options DENY always;\n`,
    )
  })

  it('puts nothing into a file that is included at several places', () => {
    const [finding] = found(shared).files[1]?.findings ?? []
    expect(finding?.rule).toBe('add-header-not-inherited')
    expect(finding?.fix).toBeNull()
    expect(finding?.advice).toContain('safe is included at several places')
  })

  it('tells each mistake once, where an included file is named, too', () => {
    const { files } = rows[1] as Row
    expect(placesOf(found(files, 'site', 'nginx.conf'))).toEqual(placesOf(found(files)))
  })

  it('says where an included file is none, and what led there', () => {
    const { files } = found({ 'nginx.conf': 'http {\n  include a;\n}\n', a: 'include b;', b: '\nserver {' })
    expect(files[0]?.error).toEqual({
      line: 2,
      column: 3,
      message: 'b:2:9: expected "}" that closes "server" of line 2, column 8, found the end of the file',
    })
  })

  it('looks at the file alone, and says so, where nobody finds the others', () => {
    const { files } = rows[1] as Row
    const report = lint([{ path: 'nginx.conf', text: files['nginx.conf'] as string }])
    expect(placesOf(report)).toEqual(['nginx.conf:2:40 any-origin', 'nginx.conf:3:1 not-read'])
  })
})
