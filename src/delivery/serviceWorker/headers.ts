/**
 * Headers that make a page cross-origin isolated, so that its browser allows memory shared between threads
 * (https://html.spec.whatwg.org/multipage/webappapis.html#dom-crossoriginisolated). Both only require that resources from other sites opt in,
 * and the page has none.
 */
export const ISOLATION: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * The content security policy of workers. The page's own policy is in its HTML head and does not apply to workers that are loaded by address.
 * Workers run the build's scripts and WebAssembly, fetch the page's files and start workers of their own.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
