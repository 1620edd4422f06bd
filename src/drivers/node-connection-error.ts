import { describeThrown, isError, TransportError } from './transport'

/** What a connection is doing; the words go into messages. */
export type Phase =
  | 'looking up the name'
  | 'connecting'
  | 'in the TLS handshake'
  | 'waiting for the response'
  | 'reading the response'

/** What browsers and people call the certificate errors of Node and OpenSSL. */
const certificateErrors: ReadonlyMap<string, string> = new Map([
  ['CERT_HAS_EXPIRED', 'its certificate has expired'],
  ['CERT_NOT_YET_VALID', 'its certificate is not valid yet'],
  ['CERT_REVOKED', 'its certificate was revoked'],
  ['CERT_SIGNATURE_FAILURE', 'the signature of its certificate is wrong'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate comes from an authority that is not trusted'],
  ['UNABLE_TO_GET_ISSUER_CERT', 'its certificate comes from an unknown authority'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'its certificate comes from an unknown authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate comes from an unknown authority'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for other names'],
  ['INVALID_PURPOSE', 'its certificate is not one for servers'],
])

/**
 * The transport error for what Node's sockets, TLS and HTTP parser report. A message keeps the code of Node,
 * which is what people search for.
 */
export function describeConnectionError(
  thrown: unknown,
  authority: string,
  phase: Phase,
  maxHeaderBytes: number,
): unknown {
  if (thrown instanceof TransportError || !isError(thrown)) return thrown
  const code = codeOf(thrown)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
    case 'EAI_NODATA':
    case 'EAI_NONAME':
      return new TransportError('dns', `${authority} has no address (${code}).`, thrown)
    case 'ECONNREFUSED':
      return new TransportError('refused', `Nothing listens at ${authority} (${code}).`, thrown)
    case 'EACCES':
    case 'EADDRNOTAVAIL':
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return new TransportError('refused', `There is no way to ${authority} (${code}).`, thrown)
    case 'ETIMEDOUT':
      return new TransportError('timeout', `${authority} does not answer (${code}).`, thrown)
    case 'ECONNRESET':
    case 'ECONNABORTED':
    case 'EPIPE':
    case 'ERR_STREAM_PREMATURE_CLOSE':
      return new TransportError(
        'closed',
        `${authority} closed the connection while this client was ${phase} (${code}).`,
        thrown,
      )
    case 'HPE_HEADER_OVERFLOW':
      return new TransportError(
        'header-overflow',
        `The header from ${authority} is longer than ${maxHeaderBytes} bytes (option maxHeaderBytes; ${code}).`,
        thrown,
      )
  }
  if (code.startsWith('HPE_')) {
    const why = reasonOf(thrown)
    return new TransportError(
      'invalid-response',
      `${authority} answers no valid HTTP: ${why} (${code}).`,
      thrown,
    )
  }
  const certificateError = certificateErrors.get(code)
  if (certificateError !== undefined || phase === 'in the TLS handshake' || code.startsWith('ERR_SSL_')) {
    const why = certificateError ?? reasonOf(thrown)
    const name = code === '' ? '' : ` (${code})`
    return new TransportError('tls', `No TLS connection to ${authority}: ${why}${name}.`, thrown)
  }
  return new TransportError(
    'closed',
    `The connection to ${authority} failed while this client was ${phase}: ${describeThrown(thrown)}.`,
    thrown,
  )
}

/** What the parser or OpenSSL says is wrong, without where in their sources that was found. */
function reasonOf(error: Error): string {
  const { reason } = error as { reason?: unknown }
  return typeof reason === 'string' && reason !== '' ? reason : describeThrown(error)
}

/** Node's code of an error; of several failed attempts to connect, that of the first. */
function codeOf(error: Error): string {
  const { code } = error as { code?: unknown }
  if (typeof code === 'string') return code
  const [first] = (error as { errors?: readonly unknown[] }).errors ?? []
  return isError(first) ? codeOf(first) : ''
}
