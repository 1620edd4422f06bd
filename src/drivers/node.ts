/** `corsac/node`: transports that need Node. */
export { type Listener, listenerTransport, type NodeApp } from './listener-transport'
export { mockAgentTransport, type UndiciAgent, type UndiciAnswer } from './mock-agent-transport'
export type { NodeLimits } from './node-http-client'
export { type NodeTransportOptions, nodeTransport, type ResolvedAddress } from './node-transport'
export {
  type AnyTransport,
  type Handler,
  type Transport,
  TransportError,
  type TransportErrorCode,
} from './transport'
