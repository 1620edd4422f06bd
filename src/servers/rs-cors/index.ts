/** rs/cors of Go, as a model. */
export { type RsCorsOptions, rsCors, rsCorsVersion } from './rs-cors'
