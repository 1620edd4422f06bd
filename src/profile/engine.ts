/** Whose behaviour a profile has: the standards', or a browser engine's. */
export type Engine = 'spec' | BrowserEngine
export type BrowserEngine = 'chromium' | 'firefox' | 'safari' | 'webkitgtk'

/** The order in which engines are shown. */
export const engines: readonly Engine[] = ['spec', 'chromium', 'firefox', 'safari', 'webkitgtk']

/**
 * The version that each engine's values are vouched for. WebKitGTK's is the one that could be observed;
 * Safari 26 is the one of the same autumn, cut from the same WebKit.
 */
export const engineVersions: { readonly spec: null } & { readonly [E in BrowserEngine]: string } = {
  spec: null,
  chromium: '156',
  firefox: '153',
  safari: '26',
  webkitgtk: '2.50',
}

/** Browsers by names of their own, built on one of the engines. */
export type EngineAlias = 'chrome' | 'edge'
export const engineAliases: { readonly [A in EngineAlias]: Engine } = {
  chrome: 'chromium',
  edge: 'chromium',
}
