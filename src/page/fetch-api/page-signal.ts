import type { PageScope } from '../scope'

/** The platform's signals, with timeouts that follow the browser's clock. https://dom.spec.whatwg.org/#dom-abortsignal-timeout */
export function pageSignal(scope: PageScope): typeof globalThis.AbortSignal {
  const timeout = (milliseconds: number): AbortSignal => {
    const controller = new AbortController()
    scope.conversation.setTimer(milliseconds, () => {
      controller.abort(new DOMException('signal timed out', 'TimeoutError'))
    })
    return controller.signal
  }
  return new Proxy(AbortSignal, {
    get: (target, key) => (key === 'timeout' ? timeout : Reflect.get(target, key, target)),
  })
}
