/**
 * `corsac/servers`: models of servers. What is made of them is a `Handler`, which `simulate`, `Browser` and the
 * fuzzer take; those of real packages run the packages that are installed.
 *
 * @packageDocumentation
 */
export { answer, chain, type Middleware } from './middleware'
export {
  type ExpressCorsDelegate,
  type ExpressCorsOptions,
  type ExpressCorsOrigin,
  type ExpressCorsPackage,
  expressCors,
  expressCorsAsync,
} from './real/express-cors'
export type { NodeHeaders, NodeRequest } from './real/node-messages'
export { awaiting, chainAsync, type TransportLayer } from './real/transport-layer'
