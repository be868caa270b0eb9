/**
 * What makes a page cross-origin isolated, so that its browser gives it memory which threads can share
 * (https://html.spec.whatwg.org/multipage/webappapis.html#dom-crossoriginisolated). Both ask only that nothing comes from other
 * sites without their leave, and here everything is the page's own.
 */
export const ISOLATION: Readonly<Record<string, string>> = {
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Embedder-Policy": "require-corp",
};
