/**
 * `corsac/servers`: models of servers. What is made of them is a `Handler`, which `simulate`, `Browser` and the
 * fuzzer take; those of real packages run the packages that are installed.
 *
 * @packageDocumentation
 */
export {
  type DjangoCorsSettings,
  type DjangoCorsVersion,
  djangoCors,
  djangoCorsVersions,
} from './django-cors-headers/index'
export {
  type CookieLineOptions,
  type ExpressCookieOptions,
  expressClearCookie,
  expressCookie,
} from './express/cookie-line'
export {
  type ExpressSessionCookie,
  type ExpressSessionOptions,
  expressSession,
  type SessionApp,
  type SessionData,
} from './express/session'
export { type ExpressConnection, expressProtocol, type TrustProxy } from './express/trust-proxy'
export {
  abort,
  type FlaskApp,
  type FlaskCorsContext,
  type FlaskCorsOptions,
  type FlaskCorsSettings,
  type FlaskCorsVersion,
  type FlaskPattern,
  type FlaskRoute,
  flask,
  flaskCors,
  flaskCorsVersions,
} from './flask-cors/index'
export { errorPages, limitBody, serverErrors } from './layers/errors'
export { addHeaders, hideHeaders } from './layers/headers'
export {
  type RedirectToHttpsOptions,
  type RedirectTrailingSlashOptions,
  redirectToHttps,
  redirectTrailingSlash,
} from './layers/redirects'
export { type RequireAuthOptions, requireAuth } from './layers/require-auth'
export { type ReverseProxyOptions, reverseProxy } from './layers/reverse-proxy'
export { answer, chain, type Middleware } from './middleware'
export {
  type NginxConfiguration,
  type NginxFiles,
  type NginxOptions,
  type NginxServer,
  NginxSyntaxError,
  nginx,
  nginxIncludes,
  type ParseNginxOptions,
  parseNginx,
  type Unknown as NginxUnknown,
  type Upstream as NginxUpstream,
} from './nginx/index'
export {
  type ExpressCorsDelegate,
  type ExpressCorsOptions,
  type ExpressCorsOrigin,
  type ExpressCorsPackage,
  expressCors,
  expressCorsAsync,
} from './real/express-cors'
export {
  type FastifyCorsDelegate,
  type FastifyCorsOptions,
  type FastifyCorsOrigin,
  type FastifyCorsPackage,
  fastifyCors,
  fastifyCorsAsync,
} from './real/fastify-cors'
export {
  type HonoContext,
  type HonoCorsOptions,
  type HonoPackages,
  honoCors,
} from './real/hono-cors'
export {
  type KoaContext,
  type KoaCorsOptions,
  type KoaCorsPackage,
  koaCors,
  koaCorsAsync,
} from './real/koa-cors'
export type { NodeHeaders, NodeRequest } from './real/node-messages'
export { awaiting, chainAsync, type TransportLayer } from './real/transport-layer'
export { type RsCorsOptions, rsCors, rsCorsVersion } from './rs-cors/index'
export { type SpringCorsConfiguration, springCors, springVersion } from './spring/index'
export {
  type StarletteCorsOptions,
  type StarletteVersion,
  starletteCors,
  starletteVersions,
} from './starlette/index'
