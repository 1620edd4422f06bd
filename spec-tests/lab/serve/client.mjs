// What runs in the harness page. Documented in client.d.mts.

export function runHarness(programme) {
  const byId = (id) => document.getElementById(id)
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties)
    element.append(...children)
    return element
  }
  const count = { agree: 0, differ: 0, failed: 0 }
  let stopped = false

  const rows = new Map()
  for (const { id, about, families } of programme.scenarios) {
    const badge = make('span', { className: 'badge', textContent: 'not played' })
    const body = make('div', { className: 'body' }, make('p', { textContent: 'Not played yet.' }))
    const summary = make(
      'summary',
      {},
      badge,
      make('span', { className: 'about', textContent: about ?? id }),
      make('span', { className: 'families', textContent: about === null ? families.join(', ') : id }),
    )
    const details = make('details', {}, summary, body)
    rows.set(id, { badge, body, details })
    byId('scenarios').append(make('li', {}, details))
  }
  for (const name of programme.profiles) {
    byId('profile').append(
      make('option', { value: name, textContent: name, selected: name === programme.profile }),
    )
  }
  const left = programme.leftOut.reduce((sum, one) => sum + one.count, 0)
  byId('left-out-count').textContent = String(left)
  for (const { why, count: number } of programme.leftOut) {
    byId('left-out').append(make('li', { textContent: `${number} × ${why}` }))
  }

  async function call(path, given) {
    const response = await fetch(path, { method: 'POST', body: JSON.stringify(given) })
    if (!response.ok) throw new Error(await response.text())
    return response.json()
  }

  /** The next message of the stage that fits, or an error after so many milliseconds. */
  function message(from, fits, milliseconds) {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer)
        removeEventListener('message', listen)
      }
      const timer = setTimeout(() => {
        end()
        reject(new Error('the page does not answer'))
      }, milliseconds)
      const listen = ({ source, data }) => {
        if (source !== from || !fits(data ?? {})) return
        end()
        resolve(data)
      }
      addEventListener('message', listen)
    })
  }

  async function runStep(stage, step, number) {
    if (step.kind === 'wait') {
      await new Promise((resolve) => setTimeout(resolve, step.milliseconds))
      return { kind: 'nothing' }
    }
    const answered = message(stage, (data) => data.corsacSeen !== undefined && data.number === number, 15_000)
    const place = step.kind === 'parallel' ? step.steps[0].in : step.in
    stage.postMessage({ corsacStep: step, place, number }, '*')
    return (await answered).corsacSeen
  }

  async function play(stage, id) {
    const { page, steps } = await call('/open', { id })
    const ready = message(stage, (data) => data.corsacReady === new URL(page).origin, 10_000)
    stage.location.replace(page)
    await ready
    await call('/begin', {})
    for (const [number, step] of steps.entries()) {
      await call('/played', { number, seen: await runStep(stage, step, number) })
    }
    return call('/judge', { profile: byId('profile').value })
  }

  function show(id, verdict) {
    const { badge, body, details } = rows.get(id)
    badge.textContent = verdict.agrees ? 'agrees' : 'differs'
    badge.className = `badge ${verdict.agrees ? 'agrees' : 'differs'}`
    details.open = !verdict.agrees
    body.replaceChildren(...verdict.steps.map(stepTable))
  }

  function stepTable({ title, rows: compared }) {
    const head = make(
      'tr',
      {},
      ...['', 'Seen in this browser', 'Predicted by corsac'].map((textContent) =>
        make('th', { scope: 'col', textContent }),
      ),
    )
    const lines = compared.map(({ what, seen, predicted, same }) =>
      make(
        'tr',
        { className: same ? '' : 'different' },
        make('th', { scope: 'row', textContent: same ? what : `${what} ≠` }),
        make('td', {}, make('pre', { textContent: seen })),
        make('td', {}, make('pre', { textContent: predicted })),
      ),
    )
    return make(
      'div',
      { className: 'scroll' },
      make(
        'table',
        {},
        make('caption', { textContent: title }),
        make('thead', {}, head),
        make('tbody', {}, ...lines),
      ),
    )
  }

  function showFailure(id, error) {
    const { badge, body, details } = rows.get(id)
    badge.textContent = 'not playable'
    badge.className = 'badge failed'
    details.open = false
    body.replaceChildren(make('p', { textContent: String(error) }))
  }

  function summarize(done) {
    const { agree, differ, failed } = count
    const judged = agree + differ
    const share = judged === 0 ? '' : `agreement ${((100 * agree) / judged).toFixed(2)} % `
    byId('summary').textContent =
      `${share}(${agree} of ${judged} scenarios)${failed === 0 ? '' : `, ${failed} not playable`}` +
      (done ? '' : ` … ${programme.scenarios.length - judged - failed} to go`)
    byId('progress').value = judged + failed
  }

  async function playAll() {
    const stage = open('about:blank', 'corsac-stage', 'width=480,height=320')
    if (stage === null) {
      byId('summary').textContent = 'This browser does not let the page open a window. Allow pop-ups for it.'
      return
    }
    stopped = false
    Object.assign(count, { agree: 0, differ: 0, failed: 0 })
    byId('play').disabled = true
    byId('stop').disabled = false
    for (const { id } of programme.scenarios) {
      if (stopped || stage.closed) break
      try {
        const verdict = await play(stage, id)
        count[verdict.agrees ? 'agree' : 'differ']++
        show(id, verdict)
      } catch (error) {
        count.failed++
        showFailure(id, error)
      }
      summarize(false)
    }
    summarize(true)
    stage.close()
    byId('play').disabled = false
    byId('stop').disabled = true
    document.documentElement.dataset.done = 'true'
  }

  byId('progress').max = programme.scenarios.length
  byId('play').addEventListener('click', playAll)
  byId('stop').addEventListener('click', () => {
    stopped = true
  })
  byId('only-different').addEventListener('change', ({ target }) => {
    byId('scenarios').classList.toggle('only-different', target.checked)
  })
}
