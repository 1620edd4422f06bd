import type { PageScope } from '../scope'

/** The platform's signals, with timeouts that follow the browser's clock. https://dom.spec.whatwg.org/#dom-abortsignal-timeout */
export function pageSignal(scope: PageScope): typeof globalThis.AbortSignal {
  const timeout = (milliseconds: number): AbortSignal => {
    const whole = Math.trunc(Number(milliseconds))
    if (!(whole >= 0 && whole <= Number.MAX_SAFE_INTEGER))
      throw new TypeError(`${milliseconds} is no number of milliseconds.`)
    const controller = new AbortController()
    // As the platform's own, it keeps no process alive.
    scope.conversation.setIdleTimer(whole, () => {
      controller.abort(new DOMException('signal timed out', 'TimeoutError'))
    })
    return controller.signal
  }
  return new Proxy(AbortSignal, {
    get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key, target)),
  })
}
