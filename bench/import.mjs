/* What importing corsac costs, in processor time of a fresh process, beside what it cannot do without. */
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { range, ratios, table } from './measure.mjs'

const runs = Number(process.env.CORSAC_BENCH_IMPORTS ?? 15)
const root = fileURLToPath(new URL('..', import.meta.url))

function cpuMs(code) {
  const script = `${code};const{user,system}=process.cpuUsage();process.stdout.write(String((user+system)/1000))`
  return Number(
    execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd: root, encoding: 'utf8' }),
  )
}

/* What a first fetch in a page cannot do without, either. */
const platform = `await import('tldts');await import('whatwg-url')
new Request('https://app.example.com/',{method:'PUT',headers:{a:'b'}});await new Response('{}').json()`
const firstFetch = `const{Browser}=await import('./dist/page.js')
const transport=()=>({status:200,statusText:'',headerList:[],body:{kind:'bytes',bytes:'{}'}})
const page=new Browser({profile:'chromium',transport}).open('https://app.example.com/')
await(await page.fetch('/me')).json()`

export function imports() {
  const contenders = [
    ['nothing', ''],
    ['tldts + whatwg-url', "await import('tldts');await import('whatwg-url')"],
    ['corsac', "await import('./dist/index.js')"],
    ['corsac/explain', "await import('./dist/explain.js')"],
    ['corsac/origin', "await import('./dist/origin.js')"],
    ['tldts + whatwg-url + Request + Response', platform],
    ['corsac/page, first fetch', firstFetch],
  ]
  const samples = new Map(contenders.map(([name]) => [name, []]))
  for (const [, code] of contenders) cpuMs(code)
  for (let run = 0; run < runs; run++)
    for (const [name, code] of contenders) samples.get(name).push(cpuMs(code))
  const yardstick = samples.get('tldts + whatwg-url')
  const ofPages = samples.get('tldts + whatwg-url + Request + Response')
  console.log('\nImporting, processor time of a whole process')
  table([
    ['import', 'ms', 'ratio', 'asked'],
    ...contenders.map(([name]) => [
      name,
      range(samples.get(name), 0),
      range(ratios(samples.get(name), name.startsWith('corsac/page') ? ofPages : yardstick)),
      name === 'corsac' || name.startsWith('corsac/page') ? '≤ 1.25' : '',
    ]),
  ])
}
