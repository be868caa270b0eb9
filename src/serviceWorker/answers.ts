/** Where answers come from: the host, or what the page has kept. Without a service worker's events, so that it can be tested. */
import { isKept, LIST, missingFrom, PAGE, pathIn, type FileList } from "../offline/files";
import { listIn } from "../offline/list";

/** Milliseconds that the host has for the page's first bytes, where the page is kept. */
export const PATIENCE = 3000;

/**
 * Of a request for one of the page's files: `kept` first, as their names hold their content's hash, or the page compares that itself; the `host` first where
 * the page asks past all caches, after it has found a file damaged. Null: no concern of ours.
 */
export function sourceOf({ url, method, cache }: Pick<Request, "url" | "method" | "cache">, scope: string): "kept" | "host" | null {
  const path = pathIn(scope, url);
  if (method !== "GET" || path === null || path === PAGE || !isKept(path)) return null;
  return cache === "reload" || cache === "no-store" ? "host" : "kept";
}

export async function answerFile(source: "kept" | "host", fromHost: () => Promise<Response>, kept: () => Promise<Response | undefined>): Promise<Response> {
  if (source === "kept") return await kept() ?? fromHost();
  return fromHost().catch(async (error: unknown) => {
    const response = await kept();
    if (!response) throw error;
    return response;
  });
}

/** Of the version that is kept. */
export const keptList = async (cache: Pick<Cache, "match">, scope: string): Promise<FileList | null> => listIn(await cache.match(new URL(LIST, scope).href));

/** The page, if all that it is made of is kept. */
export async function keptPage(cache: Pick<Cache, "keys" | "match">, scope: string): Promise<Response | undefined> {
  const list = await keptList(cache, scope);
  if (!list) return undefined;
  const paths = (await cache.keys()).map(({ url }) => pathIn(scope, url) ?? "");
  return missingFrom(paths, list, "page").length > 0 ? undefined : cache.match(new URL(PAGE, scope).href);
}

/**
 * The page from the host, so that a visit is of the newest version; the one that is kept where the host cannot be reached, fails or is silent; and where that is not
 * whole, sentences that say what to do.
 */
export async function answerPage(fromHost: Promise<Response>, kept: () => Promise<Response | undefined>, patience = PATIENCE): Promise<Response> {
  const late = new Promise<"late">((resolve) => { setTimeout(resolve, patience, "late"); });
  const first = await Promise.race([fromHost.catch(() => null), late]);
  if (first instanceof Response && first.status < 500) return first;
  const page = await kept();
  if (page) return page;
  return fromHost.catch(() => new Response(NOT_WHOLE, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } }));
}

/** Nothing of the page may be here: no style, no script. */
const NOT_WHOLE = `<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><title>ELBO Room</title>
<h1>ELBO Room</h1>
<p>This device has no network, and not all of the page is kept on it. Connect to the network and load the page again; once it says “Works offline”, it needs no network.
<p lang="zh-CN">本设备没有网络，页面也没有完整保存在本设备上。请连接网络后重新加载页面；显示“可离线使用”之后就不再需要网络。
`;
