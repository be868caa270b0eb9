/**
 * What makes a page cross-origin isolated, so that its browser gives it memory which threads can share
 * (https://html.spec.whatwg.org/multipage/webappapis.html#dom-crossoriginisolated). Both ask only that nothing comes from other
 * sites without their leave, and here everything is the page's own.
 */
export const ISOLATION: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};

/**
 * The content policy of workers. The page's own policy is in its head and does not reach workers that are loaded by their address. They run the build's
 * scripts and WebAssembly, fetch the page's files and start workers of their own.
 */
export const WORKER_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'";
