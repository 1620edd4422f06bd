import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { includesOnDisk } from '../../../src/campaign/nginx-files'
import {
  type Directive,
  NginxSyntaxError,
  nginx,
  nginxIncludes,
  parseNginx,
  place,
  withIncluded,
} from '../../../src/servers/nginx'
import { askModel, comparable, upstream } from './compare'
import { filesOf, type Laboratory, openLaboratory, skipped, skippedBecause } from './real-nginx'

/** The names of the directives that an `include` brings in, in order. */
function brought(pattern: string, files: Readonly<Record<string, string>>): readonly string[] {
  const { directives } = parseNginx(`include ${pattern};`, { include: nginxIncludes(files) })
  return withIncluded(directives).map(({ name, args }) => (name === 'include' ? `? ${args[0]?.text}` : name))
}

const files = {
  'a.conf': 'a;',
  'conf.d/b.conf': 'b;',
  'conf.d/A.conf': 'capital;',
  'conf.d/10.conf': 'ten;',
  'conf.d/9.conf': 'nine;',
  'conf.d/.hidden.conf': 'hidden;',
  'conf.d/b.conf.bak': 'backup;',
  'conf.d/é.conf': 'accent;',
  'sites/x/site.conf': 'x;',
  'sites/y/site.conf': 'y;',
  'sites/z/other.conf': 'z;',
  'odd/[a].conf': 'bracket;',
  'odd/a-.conf': 'dash;',
  '/srv/shared.conf': 'shared;',
}

interface Row {
  readonly desc: string
  readonly pattern: string
  readonly names: readonly string[]
}

const rows: readonly Row[] = [
  { desc: 'a plain name', pattern: 'a.conf', names: ['a'] },
  { desc: 'a name with dots and slashes on its way', pattern: './conf.d//../a.conf', names: ['a'] },
  { desc: 'an absolute name', pattern: '/srv/shared.conf', names: ['shared'] },
  {
    desc: 'an asterisk, by the bytes of the names, without the hidden ones',
    pattern: 'conf.d/*.conf',
    names: ['ten', 'nine', 'capital', 'b', 'accent'],
  },
  { desc: 'a dot in front, if it is named', pattern: 'conf.d/.*.conf', names: ['hidden'] },
  {
    desc: 'a question mark is one byte',
    pattern: 'conf.d/?.conf',
    names: ['nine', 'capital', 'b'],
  },
  { desc: 'a class', pattern: 'conf.d/[a-z9].conf', names: ['nine', 'b'] },
  { desc: 'a class that is turned round', pattern: 'conf.d/[!a-z9].conf', names: ['capital'] },
  { desc: 'an asterisk for a folder', pattern: 'sites/*/site.conf', names: ['x', 'y'] },
  { desc: 'asterisks everywhere', pattern: '*/*/*.conf', names: ['x', 'y', 'z'] },
  { desc: 'several asterisks in one name', pattern: 'conf.d/*b*o*f', names: ['b'] },
  { desc: 'an escaped sign is itself', pattern: 'odd/\\[a\\]*', names: ['bracket'] },
  { desc: 'a dash at the end of a class is itself', pattern: 'odd/a[b-].conf', names: ['dash'] },
  { desc: 'a bracket that is not closed is itself', pattern: 'odd/*[a].c[onf', names: [] },
  { desc: 'a pattern that finds nothing is nothing', pattern: 'conf.d/*.none', names: [] },
  { desc: 'a plain name that is not there stays', pattern: 'none.conf', names: ['? none.conf'] },
  {
    desc: 'so does a pattern where the folder is not there',
    pattern: 'none/*.conf',
    names: ['? none/*.conf'],
  },
]

describe('include finds', () => {
  for (const { desc, pattern, names } of rows) {
    it(desc, () => expect(brought(pattern, files)).toEqual(names))
  }

  it('files by the folder of the main one, also from within folders', () => {
    const include = nginxIncludes(
      { '/etc/nginx/snippets/a.conf': 'include snippets/b.conf;', '/etc/nginx/snippets/b.conf': 'b;' },
      '/etc/nginx',
    )
    const { directives } = parseNginx('server { include snippets/a.conf; }', { include })
    const [found] = withIncluded(directives[0]?.block ?? [])
    expect([found?.name, place((found as Directive).span)]).toEqual(['b', '/etc/nginx/snippets/b.conf:1:1'])
  })

  it('what a reader has, and names of those that it cannot read', () => {
    const include = nginxIncludes({
      read: (path) => (path === 'd/b' ? 'b;' : undefined),
      list: () => ['a', 'b'],
    })
    expect(
      withIncluded(parseNginx('include d/*;', { include }).directives).map(({ name, args }) => [
        name,
        args[0]?.text,
      ]),
    ).toEqual([
      ['include', 'd/a'],
      ['b', undefined],
    ])
  })

  it('nothing in time that grows with asterisks', () => {
    expect(brought(`conf.d/${'*a'.repeat(40)}b`, { [`conf.d/${'a'.repeat(200)}`]: 'a;' })).toEqual([])
  })
})

describe('include is refused', () => {
  const refusals = [
    {
      desc: 'in a circle, which is named',
      files: { 'a.conf': '\n include b.conf;', 'b.conf': 'server { include a.conf; }' },
      message:
        'b.conf:1:10: expected a file that does not include this one, found "a.conf"; "a.conf" includes "b.conf" includes "a.conf"',
    },
    {
      desc: 'too deep',
      files: Object.fromEntries(
        Array.from({ length: 40 }, (_, i) => [i === 0 ? 'a.conf' : `${i}.conf`, `include ${i + 1}.conf;`]),
      ),
      message:
        '31.conf:1:1: expected at most 32 files in each other, found "32.conf"; "29.conf" includes "30.conf" includes "31.conf" includes "32.conf"',
    },
    {
      desc: 'where files multiply',
      files: Object.fromEntries(
        Array.from({ length: 20 }, (_, i) => [
          i === 0 ? 'a.conf' : `${i}.conf`,
          `include ${i + 1}.conf; include ${i + 1}.conf;`,
        ]).concat([['20.conf', 'x;']]),
      ),
      message: /expected at most 2000 included files, found "/,
    },
    {
      desc: 'where blocks get too deep over several files',
      files: {
        'a.conf': `${'a{'.repeat(40)} include b.conf; ${'}'.repeat(40)}`,
        'b.conf': `${'b{'.repeat(30)}${'}'.repeat(30)}`,
      },
      message: /^b\.conf:1:\d+: expected at most 64 blocks in each other/,
    },
  ] as const
  for (const { desc, files: texts, message } of refusals) {
    it(desc, () => {
      let refused: unknown = null
      try {
        parseNginx('include a.conf;', { include: nginxIncludes(texts) })
      } catch (error) {
        refused = error
      }
      expect(refused).toBeInstanceOf(NginxSyntaxError)
      const text = (refused as Error).message
      if (typeof message === 'string') expect(text).toBe(message)
      else expect(text).toMatch(message)
    })
  }
})

describe('the model', () => {
  it('reads types, maps and upstreams from files, and names those that are not there', () => {
    const include = nginxIncludes({
      'mime.types': 'types { text/css css; }',
      'origins.map': 'https://a.test yes;',
    })
    const { unknownDirectives } = nginx(
      `include mime.types; map $http_origin $ok { include origins.map; include none.map; }
       types { include none.types; } upstream app { include none.servers; } server { include none.conf; }`,
      { include },
    )
    expect(unknownDirectives.map(({ name, span }) => `${name} ${place(span)}`)).toEqual([
      'include none.types nginx.conf:2:16',
      'include none.conf nginx.conf:2:86',
      'include none.map nginx.conf:1:65',
      'include none.servers nginx.conf:2:53',
    ])
  })
})

/** The layout of Debian's package, without what needs root, and a site as people write them. */
function debian(port: number, upstreamPort: number): Readonly<Record<string, string>> {
  return {
    'nginx.conf': `worker_processes auto;
include modules-enabled/*.conf;
events { worker_connections 768; }
http {
  include temp_paths;
  include mime.types;
  default_type application/octet-stream;
  access_log off;
  include conf.d/*.conf;
  include sites-enabled/*;
}
`,
    'mime.types': 'types {\n  text/html  html htm;\n  application/json  json;\n}\n',
    proxy_params: 'proxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;\n',
    'conf.d/cors.conf': 'map $http_origin $cors_origin {\n  include snippets/origins;\n}\n',
    'snippets/origins': 'https://a.test  $http_origin;\n~\\.b\\.test$  $http_origin;\n',
    'snippets/cors.conf':
      'add_header Access-Control-Allow-Origin $cors_origin always;\nadd_header Vary Origin always;\n',
    'sites-available/app': `server {
  listen 127.0.0.1:${port} default_server;
  root html;
  index index.html;
  location / { try_files $uri $uri/ =404; }
  location /api/ {
    include snippets/cors.conf;
    include proxy_params;
    proxy_pass http://127.0.0.1:${upstreamPort};
  }
}
`,
    'html/data.json': '{}',
  }
}

describe.skipIf(skipped)(`Debian's layout${skippedBecause}`, () => {
  let laboratory: Laboratory
  let folder = ''
  let main = ''
  beforeAll(async () => {
    laboratory = await openLaboratory(upstream)
    folder = mkdtempSync(join(tmpdir(), 'corsac-debian-'))
    main = join(folder, 'nginx.conf')
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    )
    const layout = { ...debian(laboratory.port, laboratory.upstreamPort), temp_paths: temporary.join('\n') }
    for (const [name, text] of Object.entries(layout)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true })
      writeFileSync(join(folder, name), text)
    }
    mkdirSync(join(folder, 'modules-enabled'))
    mkdirSync(join(folder, 'sites-enabled'))
    symlinkSync('../sites-available/app', join(folder, 'sites-enabled/app'))
  })
  afterAll(async () => {
    await laboratory.close()
    rmSync(folder, { recursive: true, force: true })
  })

  it('is read as a real nginx reads it: the same files, in the same order', () => {
    const seen: string[] = []
    const include = includesOnDisk(main, 'http {')
    const { directives } = parseNginx(`include nginx.conf;`, {
      file: 'start',
      include: (pattern, span) => {
        const found = include(pattern, span)
        // nginx prints each file once, where it comes first.
        for (const { file } of found ?? []) if (!seen.includes(file)) seen.push(file)
        return found
      },
    })
    expect(withIncluded(directives).map(({ name }) => name)).toEqual(['worker_processes', 'events', 'http'])
    expect(seen).toEqual(filesOf(folder, main))
  })

  it('is answered by the model as by a real one, and no part is missing', async () => {
    const asked = [
      ['/api/x?answer=own', 'https://a.test'],
      ['/api/x?status=500', 'https://www.b.test'],
      ['/api/x', 'https://evil.test'],
      ['/data.json', 'https://a.test'],
      ['/none', 'https://a.test'],
    ].map(([path, origin]) => ({
      method: 'GET',
      path: path as string,
      headers: [
        ['host', 'localhost'],
        ['origin', origin as string],
      ] as const,
      body: '',
    }))
    const real = await laboratory.askMain(folder, main, asked)
    if (typeof real === 'string') throw new Error(real)
    const text = debian(laboratory.port, laboratory.upstreamPort)['nginx.conf'] as string
    const include = includesOnDisk(main, text)
    const model = askModel(text, { ...laboratory, folder }, { 'html/data.json': '{}' }, asked, { include })
    expect(model.map(comparable)).toEqual(real.map(comparable))
    expect(nginx(text, { include, otherUpstreams: 'refused' }).unknownDirectives).toEqual([])
  })
})

const nowhere = { offset: 0, line: 1, column: 1 }

describe.skipIf(skipped)(`a real nginx${skippedBecause}`, () => {
  it('finds the same files by patterns, and refuses a plain name that is not there', () => {
    const folder = mkdtempSync(join(tmpdir(), 'corsac-globs-'))
    try {
      const written = Object.entries(files).filter(([name]) => !name.startsWith('/'))
      for (const [name, text] of written) {
        mkdirSync(dirname(join(folder, name)), { recursive: true })
        writeFileSync(join(folder, name), `# ${text}\n`)
      }
      const main = join(folder, 'nginx.conf')
      for (const { pattern } of rows) {
        if (pattern.startsWith('/')) continue
        const text = `events {}\ninclude ${pattern};\n`
        writeFileSync(main, text)
        const found = includesOnDisk(main, text)(pattern, { file: main, start: nowhere, end: nowhere })
        const read = filesOf(folder, main)
        const isRefused = found === null && !/[*?[]/.test(pattern)
        expect(typeof read === 'string', `${pattern}: ${read}`).toBe(isRefused)
        if (!isRefused) expect(read, pattern).toEqual([main, ...(found ?? []).map(({ file }) => file)])
      }
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
