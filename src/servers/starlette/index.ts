/** `CORSMiddleware` of Starlette and FastAPI, as a model. */
export { type StarletteCorsOptions, starletteCors } from './cors-middleware'
export { type StarletteVersion, starletteVersions } from './versions'
