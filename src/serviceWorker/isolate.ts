/** Which answers get the headers that isolate the page, and how. Pure, so that it can be tested without a service worker. */
import { ISOLATION, WORKER_POLICY } from "./headers";

/** What is read of a request. */
export type Asked = Pick<Request, "url" | "mode" | "destination" | "referrer" | "cache">;

/**
 * The page itself and its workers' scripts; no other file needs the headers, and none is touched, so that fetching it costs what it
 * did. `scope`: the address of the page's folder.
 */
export function wantsHeaders(asked: Asked, scope: string): boolean {
  if (asked.destination === "worker") return asked.url.startsWith(new URL("assets/", scope).href);
  return asked.destination === "document" && isPage(asked.url, scope) && !mayBeSteered(asked, scope);
}

/** Nothing else in the folder: where it is the root of a site, others' pages lie below it. */
export function isPage(address: string, scope: string): boolean {
  const { origin, pathname } = new URL(address);
  return [scope, new URL("index.html", scope).href].includes(origin + pathname);
}

/**
 * A window that a page of the same site has opened may be steered by it, through `window.elboRoom`. Isolated, it would be out of
 * that page's reach. Which link led here is all that can be seen of it, so a page that was merely linked to from there is left alone, too,
 * until it is loaded again.
 */
function mayBeSteered({ referrer, cache, url }: Asked, scope: string): boolean {
  const again = cache === "no-cache" || cache === "reload";
  return !again && referrer !== "" && new URL(referrer).origin === new URL(url).origin && !isPage(referrer, scope);
}

/**
 * The same answer with the headers. What the browser keeps closed, such as a redirection, stays as it is. `destination`: of the request. Workers get
 * the content policy, too, beside any that the host sends: both hold.
 */
export function withHeaders(response: Response, destination: RequestDestination): Response {
  if (response.type !== "basic" && response.type !== "default") return response;
  const headers = new Headers(response.headers);
  for (const [name, value] of Object.entries(ISOLATION)) headers.set(name, value);
  if (destination === "worker") headers.append("Content-Security-Policy", WORKER_POLICY);
  return new Response(response.body, { status: response.status, statusText: response.statusText, headers });
}
