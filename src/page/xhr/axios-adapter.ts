import { explain } from '../../explain/explain'
import { sameOrigin } from '../../origin/origin'
import { urlIn } from '../document'
import { recordingOf, rememberRecording } from '../recording-of'
import type { PageScope } from '../scope'
import type { XMLHttpRequestConstructor } from './constructor'
import { type Axios, loadAxios } from './load-axios'
import type { PageXMLHttpRequest } from './xml-http-request'

/** An adapter as axios 1.x calls it. Its types are not named, since axios need not be there. */
// biome-ignore lint/suspicious/noExplicitAny: the types are those of axios
export type PageAxiosAdapter = (config: any) => Promise<any>

type Config = Parameters<PageAxiosAdapter>[0]

/** The adapter of a page. axios itself is loaded as soon as somebody asks for one, for its errors and its addresses. */
export function axiosAdapterOf(
  scope: PageScope,
  XMLHttpRequest: XMLHttpRequestConstructor,
  document: { readonly cookie: string },
): PageAxiosAdapter {
  let loaded: Axios | null = null
  const loading = loadAxios().then((axios) => {
    loaded = axios
    return axios
  })
  // Who asks and sends nothing need not have it.
  loading.catch(() => {})
  return async (config) => {
    // Not waited for where it is there: timeouts begin with the request.
    const axios = loaded ?? (await loading)
    return new Promise((resolve, reject) => {
      const url = axios.getUri(config)
      const headers = axios.AxiosHeaders.from(config.headers)
      prepare(scope, document, config, url, axios, headers)
      const request = new XMLHttpRequest()
      request.open(String(config.method ?? 'get').toUpperCase(), url)
      request.timeout = config.timeout ?? 0
      if (config.withCredentials !== undefined) request.withCredentials = Boolean(config.withCredentials)
      // What JSON there is axios reads by itself.
      const { responseType } = config
      if (responseType && responseType !== 'json') request.responseType = responseType
      const forget = cancelled(config, request, axios, reject)
      settled(scope, config, request, axios, resolve, reject, forget)
      report(config, request)
      for (const [name, value] of Object.entries(headers.toJSON(true))) {
        if (value !== null && value !== undefined) request.setRequestHeader(name, String(value))
      }
      request.send(config.data ?? null)
    })
  }
}

/** The headers that depend on the page: its token against forged requests, a user, and the type of what is sent. */
function prepare(
  scope: PageScope,
  document: { readonly cookie: string },
  config: Config,
  url: string,
  { AxiosHeaders }: Axios,
  headers: InstanceType<typeof AxiosHeaders>,
): void {
  const { auth, data, xsrfCookieName, xsrfHeaderName } = config
  // A browser says the type of a form, with its boundary.
  if (data === undefined || data === null || Object.prototype.toString.call(data) === '[object FormData]')
    headers.delete('content-type')
  if (auth) {
    const password = auth.password ? unescape(encodeURIComponent(auth.password)) : ''
    headers.set('Authorization', `Basic ${btoa(`${auth.username ?? ''}:${password}`)}`)
  }
  const given = config.withXSRFToken
  const wanted = typeof given === 'function' ? given(config) : given
  const target = urlIn(scope.document(), url)
  const own = target !== null && sameOrigin(target.origin, scope.document().client.origin)
  if (wanted !== true && !((wanted === undefined || wanted === null) && own)) return
  const cookie = document.cookie.split('; ').find((one) => one.startsWith(`${xsrfCookieName}=`))
  if (!xsrfHeaderName || !xsrfCookieName || cookie === undefined) return
  headers.set(xsrfHeaderName, decoded(cookie.slice(xsrfCookieName.length + 1)))
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/** How the request ends, as axios tells it. */
function settled(
  scope: PageScope,
  config: Config,
  request: PageXMLHttpRequest,
  { AxiosError, AxiosHeaders }: Axios,
  resolve: (response: unknown) => void,
  reject: (error: unknown) => void,
  forget: () => void,
): void {
  const fails = (message: string, code: string) => (): void => {
    forget()
    reject(new AxiosError(message, code, config, request))
  }
  const { ERR_NETWORK, ERR_BAD_REQUEST, ERR_BAD_RESPONSE, ECONNABORTED, ETIMEDOUT } = AxiosError
  const { profile } = scope.conversation.userAgent
  request.onerror = () => {
    forget()
    const error = new AxiosError('Network Error', ERR_NETWORK, config, request)
    const recording = recordingOf(request)
    if (recording !== null) {
      rememberRecording(error, recording)
      // Worked out when somebody asks.
      const get = (): unknown => explain(recording, { profiles: [profile] })
      Object.defineProperty(error, 'cause', { configurable: true, enumerable: false, get })
    }
    reject(error)
  }
  request.onabort = fails('Request aborted', ECONNABORTED)
  const late = config.timeoutErrorMessage ?? `timeout of ${config.timeout}ms exceeded`
  request.ontimeout = fails(late, config.transitional?.clarifyTimeoutError ? ETIMEDOUT : ECONNABORTED)
  request.onload = () => {
    forget()
    const { status, statusText, responseType } = request
    const headers = AxiosHeaders.from(request.getAllResponseHeaders())
    const data = responseType === '' ? request.responseText : request.response
    const response = { data, status, statusText, headers, config, request }
    if (!config.validateStatus || config.validateStatus(status)) resolve(response)
    else {
      const code = status >= 500 ? ERR_BAD_RESPONSE : ERR_BAD_REQUEST
      reject(new AxiosError(`Request failed with status code ${status}`, code, config, request, response))
    }
  }
}

/** Has both kinds of cancellation end the request, and returns what takes that back. */
function cancelled(
  config: Config,
  request: PageXMLHttpRequest,
  { CanceledError }: Axios,
  reject: (error: unknown) => void,
): () => void {
  const { cancelToken, signal } = config
  const cancel = (reason?: { readonly type?: unknown }): void => {
    forget()
    reject(reason === undefined || reason.type ? new CanceledError(undefined, config, request) : reason)
    request.onabort = null
    request.abort()
    // Where it is cancelled before it was sent, it never is.
    request.send = () => {}
  }
  const forget = (): void => {
    cancelToken?.unsubscribe(cancel)
    signal?.removeEventListener?.('abort', cancel)
  }
  cancelToken?.subscribe(cancel)
  if (signal?.aborted) cancel()
  else signal?.addEventListener?.('abort', cancel)
  return forget
}

/** Progress as axios tells it. A listener on the upload makes a request ask first, as in browsers. */
function report({ onUploadProgress, onDownloadProgress }: Config, request: PageXMLHttpRequest): void {
  const told = (listener: (progress: unknown) => void, direction: 'upload' | 'download') => {
    let before = 0
    return (event: { loaded: number; total: number; lengthComputable: boolean }): void => {
      const { loaded, lengthComputable } = event
      const total = lengthComputable ? event.total : undefined
      const bytes = loaded - before
      before = loaded
      const progress = total === undefined ? undefined : loaded / total
      listener({ loaded, total, progress, bytes, event, lengthComputable, [direction]: true })
    }
  }
  if (onUploadProgress) request.upload.onprogress = told(onUploadProgress, 'upload')
  if (onDownloadProgress) request.onprogress = told(onDownloadProgress, 'download')
}
