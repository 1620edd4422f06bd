/* `npm run bench [kernel|preflight-cache|cookies|pages|fuzz|campaigns|import]…`: every measurement, or those named. */
import os from 'node:os'
import { campaigns } from './campaign.mjs'
import { cookies } from './cookies.mjs'
import { fuzz } from './fuzz.mjs'
import { imports } from './import.mjs'
import { kernel } from './kernel.mjs'
import { pages } from './pages.mjs'
import { preflightCache } from './preflight-cache.mjs'

const all = { kernel, 'preflight-cache': preflightCache, cookies, pages, fuzz, campaigns, import: imports }
const asked = process.argv.slice(2)
const unknown = asked.filter((name) => !Object.hasOwn(all, name))
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are ${Object.keys(all).join(', ')}.`)
  process.exit(2)
}
console.log(`Node ${process.version}, ${os.cpus().length} cores; medians (and ranges) of rounds side by side`)
for (const [name, run] of Object.entries(all)) if (asked.length === 0 || asked.includes(name)) await run()
