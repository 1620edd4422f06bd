/** Whether a status says success; a preflight answer must. https://fetch.spec.whatwg.org/#ok-status */
export function okStatus(status: number): boolean {
  return status >= 200 && status <= 299
}

/** Whether a status may redirect, if there is a `Location`. https://fetch.spec.whatwg.org/#redirect-status */
export function redirectStatus(status: number): boolean {
  switch (status) {
    case 301:
    case 302:
    case 303:
    case 307:
    case 308:
      return true
    default:
      return false
  }
}

/** Whether a response of this status has no body. https://fetch.spec.whatwg.org/#null-body-status */
export function nullBodyStatus(status: number): boolean {
  switch (status) {
    case 101:
    case 103:
    case 204:
    case 205:
    case 304:
      return true
    default:
      return false
  }
}

/** Whether a status answers a range request. https://fetch.spec.whatwg.org/#range-status */
export function rangeStatus(status: number): boolean {
  return status === 206 || status === 416
}
