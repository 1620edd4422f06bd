/** django-cors-headers, as a model. */
export { type DjangoCorsSettings, djangoCors } from './cors-middleware'
export { type DjangoCorsVersion, djangoCorsVersions } from './versions'
