/** `corsac/page`: browsers and their pages, for tests. */
export { type FetchLimits, fetchTransport } from '../drivers/fetch-transport'
export { routes } from '../drivers/routes'
export {
  type AnyTransport,
  type Handler,
  type Transport,
  TransportError,
  type TransportErrorCode,
} from '../drivers/transport'
export { type VirtualClock, virtualClock } from '../drivers/virtual-clock'
export { ConfigError, type ConfigIssue } from '../infra/config-error'
export { Browser, type BrowserOptions } from './browser'
export {
  type GlobalName,
  GlobalsReplaced,
  type InstalledGlobals,
  type InstallGlobalsOptions,
  installGlobals,
} from './globals/install-globals'
export type { Loaded, Page, PageFailure, PageRequestInit } from './page'
export type { PageDocument, PageLocation } from './page-document'
