import { runHarness } from './client.mjs'
import type { Programme } from './harness'

/** The whole of the harness page: it loads nothing else. */
export function harnessPage(programme: Programme): string {
  const script = `(${runHarness})(${JSON.stringify(programme).replaceAll('<', '\\u003c')})`
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>corsac lab: your browser</title>
<link rel="icon" href="data:,">
<style>${style}</style>
<header>
  <h1>corsac <small>and your own browser</small></h1>
  <p>${programme.scenarios.length} scenarios are played in a window of their own, against servers on this machine, and set
  beside what corsac predicts for them.</p>
</header>
<main>
  <form onsubmit="return false">
    <label>Profile <select id="profile"></select></label>
    <button id="play" type="button">Play all</button>
    <button id="stop" type="button" disabled>Stop</button>
    <label><input id="only-different" type="checkbox"> Differences only</label>
  </form>
  <p id="summary" role="status">Nothing played yet.</p>
  <progress id="progress" value="0" aria-label="Scenarios played"></progress>
  <details class="left-out">
    <summary><span id="left-out-count"></span> scenarios are left out: loopback cannot play them</summary>
    <ul id="left-out"></ul>
  </details>
  <ol id="scenarios"></ol>
</main>
<script>${script.replaceAll('</', '<\\/')}</script>
</html>
`
}

const style = `
:root { color-scheme: light dark; --line: light-dark(#d9d6d0, #3d3b38); --soft: light-dark(#faf8f4, #22211f);
  --text: light-dark(#24211d, #eeeae3); --dim: light-dark(#6a645b, #a39c91); --good: light-dark(#1c6b3a, #7ed49b);
  --bad: light-dark(#a3261b, #ff9d8f); --badsoft: light-dark(#fbeae7, #3b211e); --accent: light-dark(#9a5a12, #e8b06a); }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 68rem; padding: 2rem 1.25rem 4rem; font: 16px/1.5 system-ui, sans-serif;
  color: var(--text); background: light-dark(#fff, #1a1918) }
h1 { margin: 0; font-size: 1.8rem; letter-spacing: -.02em } h1 small { font-weight: 400; color: var(--dim); font-size: 1.1rem }
header p { margin: .4rem 0 1.5rem; color: var(--dim); max-width: 46rem }
form { display: flex; flex-wrap: wrap; gap: .75rem 1rem; align-items: center }
button, select { font: inherit; padding: .35rem .9rem; border: 1px solid var(--line); border-radius: .4rem;
  background: var(--soft); color: inherit }
#play { background: var(--accent); border-color: transparent; color: light-dark(#fff, #1a1918); font-weight: 600 }
button:disabled, #play:disabled { opacity: .5 }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
#summary { margin: 1.25rem 0 .4rem; font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums }
progress { width: 100%; height: .5rem; accent-color: var(--accent) }
.left-out { margin: .75rem 0 1.5rem; color: var(--dim) } .left-out ul { margin: .4rem 0 }
#scenarios { list-style: none; margin: 0; padding: 0; border-top: 1px solid var(--line) }
#scenarios > li { border-bottom: 1px solid var(--line) }
#scenarios.only-different > li:not(:has(.differs)) { display: none }
#scenarios summary { display: flex; gap: .75rem; align-items: baseline; padding: .5rem .25rem; cursor: pointer }
#scenarios summary:hover { background: var(--soft) }
.about { flex: 1 } .families { color: var(--dim); font-size: .85rem }
.badge { flex: none; width: 6.5rem; text-align: center; font-size: .8rem; border: 1px solid var(--line); border-radius: 1rem;
  color: var(--dim) }
.badge.agrees { color: var(--good); border-color: currentColor }
.badge.differs { color: var(--bad); border-color: currentColor; background: var(--badsoft); font-weight: 600 }
.badge.failed { border-style: dashed }
.body { padding: 0 .25rem 1rem 7.5rem } .scroll { overflow-x: auto; margin-bottom: .75rem }
table { width: 100%; border-collapse: collapse; font-size: .875rem; table-layout: fixed }
caption { text-align: left; font: .875rem ui-monospace, monospace; padding: .25rem 0; overflow-wrap: anywhere }
th, td { text-align: left; vertical-align: top; padding: .3rem .5rem; border: 1px solid var(--line); overflow-wrap: anywhere }
thead th { background: var(--soft) } th:first-child { width: 9rem; font-weight: 500; color: var(--dim) }
tr.different { background: var(--badsoft) } tr.different th { color: var(--bad); font-weight: 600 }
pre { margin: 0; white-space: pre-wrap; font: .8125rem/1.45 ui-monospace, monospace }
@media (max-width: 40rem) { .body { padding-left: .25rem } .families { display: none } }
`
