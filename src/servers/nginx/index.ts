export { type NginxOptions, type NginxServer, nginx, type Unknown, type Upstream } from './nginx'
export {
  type Argument,
  type Comment,
  type Directive,
  type NginxConfiguration,
  withIncluded,
} from './syntax/directive'
export { type Include, type IncludedFile, type NginxFiles, nginxIncludes } from './syntax/include-files'
export { type ParseNginxOptions, parseNginx } from './syntax/parse'
export { type Position, place, type Span } from './syntax/span'
export { NginxSyntaxError } from './syntax/syntax-error'
