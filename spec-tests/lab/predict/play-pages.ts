import { type Transport, TransportError } from '../../../src/drivers/transport'
import type { WireRequest } from '../../../src/fetch/response'
import { ConfigError } from '../../../src/infra/config-error'
import { Browser } from '../../../src/page/browser'
import type { Page } from '../../../src/page/page'
import type { Instant } from '../../../src/profile/knobs'
import type { Profile } from '../../../src/profile/profile'
import type { ClosingObservation, Seen, StepObservation } from '../observation'
import type { HeaderLine, Place, Scenario, Step } from '../scenario'
import { type LabClock, labClock } from './lab-clock'
import { runStepOf } from './page-globals'
import type { Prediction } from './predict'
import { recordedOn } from './recorded-on'
import { createServers, type Servers } from './servers'

/** What pages do in a scenario; the rest of a prediction is about the kernel. */
export type Played = Pick<Prediction, 'opening' | 'steps' | 'closing'>

/** Plays a scenario in pages of corsac, as the lab plays it in a browser, beginning `now`. */
export function playInPages(
  scenario: Scenario,
  profile: Profile,
  now: Instant = recordedOn,
): Promise<Played> {
  return new Player(scenario, profile, now).play()
}

/** Turns of the event loop that the work of other threads is waited for, the later ones a millisecond each. */
const patience = 2000

class Player {
  readonly #scenario: Scenario
  readonly #servers: Servers
  readonly #time: LabClock
  readonly #browser: Browser
  #page: Page | null = null
  #frame: Page | null = null
  /** Requests of the step that no server has answered. */
  #unanswered = new Set<WireRequest>()
  #inVain = false
  #landing: Promise<Page | null> | null = null

  constructor(scenario: Scenario, profile: Profile, now: Instant) {
    this.#scenario = scenario
    this.#servers = createServers(scenario)
    this.#time = labClock(now)
    const transport: Transport = (request, signal) => this.#send(request, signal)
    const { clock } = this.#time
    this.#browser = new Browser({
      profile,
      transport,
      clock,
      recordingLimit: 0,
      timeoutMs: Number.POSITIVE_INFINITY,
    })
  }

  async play(): Promise<Played> {
    const { cookies, steps, closing } = this.#scenario
    for (const { url, set } of cookies) {
      await this.#visit(
        url,
        set.map((value) => ['Set-Cookie', value]),
      )
    }
    this.#servers.take()
    await this.#open()
    const opening = this.#servers.take()
    const observed: StepObservation[] = []
    for (const step of steps) {
      const seen = await this.#run(step)
      observed.push({ requests: this.#servers.take(), seen })
    }
    const closed: ClosingObservation[] = []
    for (const url of closing) closed.push(await this.#close(url))
    return { opening, steps: observed, closing: closed }
  }

  async #open(): Promise<void> {
    const { page, frame } = this.#scenario
    this.#page = await this.#navigate(page.url)
    if (this.#page === null || frame === null) return
    const { url, sandbox } = frame
    const around = this.#page
    const loading = around.load({ element: 'iframe', url, ...(sandbox === null ? {} : { sandbox }) })
    const loaded = await this.#over(loading)
    if (loaded === null || loaded.event !== 'load') return
    this.#frame = shown(around.openFrame(url))
  }

  async #run(step: Step): Promise<Seen> {
    this.#unanswered = new Set()
    this.#inVain = false
    this.#landing = null
    if (step.kind === 'wait') {
      this.#time.clock.advance(step.milliseconds)
      return { kind: 'nothing' }
    }
    const place: Place = step.kind === 'parallel' ? (step.steps[0]?.in ?? 'page') : step.in
    const page = place === 'page' ? this.#page : this.#frame
    if (page === null || !page.runsScripts) return { kind: 'timeout', name: '', message: 'no document' }
    if (step.kind === 'navigate' && step.via === 'address-bar') {
      this.#replace(await this.#navigate(step.url))
      return this.#whereabouts()
    }
    const seen = await this.#over(this.#runIn(page, step))
    if (seen === null) return { kind: 'timeout', name: '', message: '' }
    if (step.kind === 'beacon') await this.#over(this.#browser.idle())
    if (step.kind === 'navigate' || step.kind === 'form' || step.kind === 'reload')
      return this.#leave(step, page)
    return seen
  }

  #runIn(page: Page, step: Step): Promise<Seen> {
    const run = runStepOf(page, this.#time.clock, {
      navigates: (landing) => {
        this.#landing = landing
      },
      waitsInVain: () => {
        this.#inVain = true
      },
    })
    return run(step)
  }

  /** Waits until a navigation has led somewhere, and shows where. */
  async #leave(
    step: Extract<Step, { readonly kind: 'navigate' | 'form' | 'reload' }>,
    from: Page,
  ): Promise<Seen> {
    const target = step.kind === 'reload' ? null : step.target
    const ownWindow = target === '_blank' || (step.kind === 'navigate' && step.via === 'open')
    const inFrame = step.in === 'frame' && target !== '_top' && target !== '_parent' && !ownWindow
    // It begins with a timer.
    if (this.#landing === null) this.#time.clock.advance(0)
    const landed = this.#landing === null ? null : await this.#over(this.#landing, 'never')
    if (ownWindow) return { kind: 'nothing' }
    if (landed !== null && landed !== from) {
      if (inFrame) this.#frame = null
      else this.#replace(landed === 'never' ? null : shown(landed))
    }
    return inFrame ? nowhere : this.#whereabouts()
  }

  #replace(page: Page | null): void {
    this.#page = page
    this.#frame = null
  }

  #whereabouts(): Seen {
    const page = this.#page
    return page === null
      ? nowhere
      : { kind: 'document', url: page.location.href, referrer: page.document.referrer }
  }

  /** A document that a visit by address leads to, with these headers in its response. */
  async #visit(url: string, headers: readonly HeaderLine[]): Promise<Page | null> {
    this.#servers.visited(headers)
    const page = await this.#navigate(url)
    this.#servers.visited(null)
    return page
  }

  /** Which cookies a visit by address shows to be there. */
  async #close(url: string): Promise<ClosingObservation> {
    this.#servers.take()
    const page = await this.#visit(url, [])
    const request = this.#servers.take().find((one) => one.url === url)
    if (request === undefined) return { url, cookie: null, script: null }
    const cookie = request.headers.find(([name]) => name === 'cookie')?.[1] ?? null
    return { url, cookie, script: page === null ? null : page.document.cookie }
  }

  /** Goes to an address as the user does; null where that fails. */
  async #navigate(url: string): Promise<Page | null> {
    try {
      const page = await this.#over(this.#browser.navigate(url))
      return page === null ? null : shown(page)
    } catch (error) {
      if (error instanceof ConfigError) return null
      throw error
    }
  }

  #send(request: WireRequest, signal: AbortSignal | null): ReturnType<Transport> {
    const { clock } = this.#time
    const reply = this.#servers.receive(request)
    this.#unanswered.add(request)
    signal?.addEventListener('abort', () => this.#unanswered.delete(request), { once: true })
    return new Promise((resolve, reject) => {
      if (reply.kind === 'hang') return
      const answer = (): void => {
        this.#unanswered.delete(request)
        if (reply.kind === 'response') resolve(reply.response)
        else reject(new TransportError(reply.code, reply.message))
      }
      if (reply.delay === 0) answer()
      else clock.setTimer(reply.delay, answer)
    })
  }

  /**
   * Waits for something with the clock standing still as long as anything goes on, and then moved to its next timer.
   * `never` is what comes where there is none.
   */
  async #over<T, const N = null>(work: Promise<T>, never: N = null as N): Promise<T | N> {
    const outcome: { settled: boolean } = { settled: false }
    const settle = (): void => {
      outcome.settled = true
    }
    work.then(settle, settle)
    let turns = 0
    while (!outcome.settled) {
      await new Promise<void>((resolve) => {
        if (turns < patience / 2) setImmediate(resolve)
        else setTimeout(resolve, 1)
      })
      if (outcome.settled) break
      // The bytes of a Blob and the digest of a body come from other threads.
      const goesOn = this.#unanswered.size === 0 && !this.#inVain
      if (goesOn && turns++ < patience) continue
      turns = 0
      const left = this.#time.toNext()
      if (left === null) return never
      this.#time.clock.advance(left)
    }
    return work
  }
}

const nowhere: Seen = { kind: 'document', url: null, referrer: null }

/** A page that can be asked: one that failed to load cannot. */
function shown(page: Page): Page | null {
  return page.failure === null ? page : null
}
