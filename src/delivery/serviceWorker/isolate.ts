/** Chooses the responses that get the headers for isolation, and adds them. Pure functions, so that they can be tested without a service worker. */
import { ISOLATION, WORKER_POLICY } from "./headers";

/** The used part of a request. */
export type Asked = Pick<Request, "url" | "mode" | "destination" | "referrer" | "cache">;

/**
 * Returns whether a request is for the page or a script of its workers. No other file needs the headers, and passing others through unchanged costs
 * nothing. `scope`: the address of the page's folder.
 */
export function wantsHeaders(asked: Asked, scope: string): boolean {
  if (asked.destination === "worker") return asked.url.startsWith(new URL("assets/", scope).href);
  return asked.destination === "document" && isPage(asked.url, scope) && !mayBeSteered(asked, scope);
}

/** Returns whether an address is the page itself. At the root of a site, others' pages can be in the same folder. */
export function isPage(address: string, scope: string): boolean {
  const { origin, pathname } = new URL(address);
  return [scope, new URL("index.html", scope).href].includes(origin + pathname);
}

/**
 * A window opened by a page of the same site may be controlled by it through `window.elboRoom`, which isolation would prevent. Only the
 * referrer shows this, so a page that was merely linked from there is not isolated either, until it is reloaded.
 */
function mayBeSteered({ referrer, cache, url }: Asked, scope: string): boolean {
  const again = cache === "no-cache" || cache === "reload";
  return !again && referrer !== "" && new URL(referrer).origin === new URL(url).origin && !isPage(referrer, scope);
}

/**
 * Returns the response with the headers. Responses that cannot be read, such as redirects, are unchanged. `destination`: of the request.
 * Workers also get the content security policy, in addition to the host's: both apply.
 */
export function withHeaders(response: Response, destination: RequestDestination): Response {
  if (response.type !== "basic" && response.type !== "default") return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  if (destination === "worker") headers.append("Content-Security-Policy", WORKER_POLICY);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
