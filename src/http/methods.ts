import { byteUppercase, isToken } from '../infra/byte-string'

/** Whether this is a method: any token. https://fetch.spec.whatwg.org/#concept-method */
export function isMethod(method: string): boolean {
  return isToken(method)
}

/** Whether a method needs no preflight for its own sake. https://fetch.spec.whatwg.org/#cors-safelisted-method */
export function corsSafelistedMethod(method: string): boolean {
  return method === 'GET' || method === 'HEAD' || method === 'POST'
}

/** Whether a page may not use a method, in whatever case it is written. https://fetch.spec.whatwg.org/#forbidden-method */
export function forbiddenMethod(method: string): boolean {
  switch (byteUppercase(method)) {
    case 'CONNECT':
    case 'TRACE':
    case 'TRACK':
      return true
    default:
      return false
  }
}

/**
 * The method in upper case if it is one of six. Any other stays as it is written, and `patch`, which is
 * not one of them, differs from `PATCH`. https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function normalizeMethod(method: string): string {
  const upperCase = byteUppercase(method)
  switch (upperCase) {
    case 'DELETE':
    case 'GET':
    case 'HEAD':
    case 'OPTIONS':
    case 'POST':
    case 'PUT':
      return upperCase
    default:
      return method
  }
}
