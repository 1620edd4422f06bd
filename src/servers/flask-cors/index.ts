/** flask-cors and the Flask around it, as models: pure, for any version that `flaskCorsVersions` has. */
export { abort, type FlaskApp, type FlaskRoute, flask } from './flask'
export { type FlaskCorsContext, flaskCors } from './flask-cors'
export {
  type FlaskCorsOptions,
  type FlaskCorsSettings,
  type FlaskPattern,
  flaskCorsOptionNames,
  type Resources,
  type TimeDelta,
} from './options'
export type { Truthy } from './python-value'
export { type FlaskCorsVersion, flaskCorsVersions } from './versions'
