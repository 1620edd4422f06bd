/** Spring's `CorsConfiguration` and the processor that applies it, as a model. */
export { type SpringCorsConfiguration, springCors, springVersion } from './spring-cors'
