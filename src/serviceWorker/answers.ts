/** Chooses where responses come from: the host or the cache. Independent of a service worker's events, so that it can be tested. */
import { isStored, LIST, missingFrom, PAGE, partOf, pathIn, sha256Of, type FileList } from "../offline/files";
import { listIn } from "../offline/list";
import { isPage } from "./isolate";

/** Milliseconds to wait for the host's first bytes of the page if the page is cached. */
export const PATIENCE = 3000;

/**
 * Returns the preferred source for one of the page's files. `kept`: the cache, whose files are verified against the cached list or by the
 * page. `host`: the page asks past all caches because it has found a file damaged. Null: the request is not for one of the page's files.
 */
export function sourceOf({ url, method, mode, cache, referrer }: Pick<Request, "url" | "method" | "mode" | "cache" | "referrer">, scope: string): "kept" | "host" | null {
  const path = pathIn(scope, url);
  if (method !== "GET" || mode === "navigate" || path === null || path === PAGE || !isStored(path) || !mayBeOurs(referrer, scope)) return null;
  return cache === "reload" || cache === "no-store" ? "host" : "kept";
}

/** Others' pages may be below a page at the root of its site, and request an icon of their own from the same address. */
const mayBeOurs = (referrer: string, scope: string): boolean => referrer === "" || isPage(referrer, scope) || (pathIn(scope, referrer)?.startsWith("assets/") ?? false);

/** A cached file. `sound` is false if the cached list does not name it, so that damage cannot be detected. */
export interface CachedFile {
  readonly response: Response;
  readonly sound: boolean;
}

type FileCache = Pick<Cache, "match">;

/**
 * Returns a cached file; undefined if it is not cached or is damaged. The page's own files are verified before they are served, because a
 * damaged script would leave the page blank on every visit, and the script that verifies the cache could not run. The page verifies data when
 * it reads them.
 */
export async function cachedFile(cache: FileCache, scope: string, path: string): Promise<CachedFile | undefined> {
  const find = () => cache.match(new URL(path, scope).href);
  const asFound = async (sound: boolean) => {
    const response = await find();
    return response && { response, sound };
  };
  if (partOf(path) !== "page") return asFound(true);
  const [copy, list] = await Promise.all([find(), cachedList(cache, scope)]);
  const file = list?.files.find((one) => one.path === path);
  if (!copy || !file) return copy && { response: copy, sound: false };
  // A copy is read, so that the response still refers to the cached entry, for which browsers can store compiled code. The response is looked up
  // afterwards: a script that has arrived by then is compiled on the page's own thread, not while it arrives (Chromium 156).
  return await equals(copy, file) ? asFound(true) : undefined;
}

const equals = async (response: Response, { sha256 }: FileList["files"][number]): Promise<boolean> => await sha256Of(await response.arrayBuffer()) === sha256;

/** No cached file is HTML: hosts send HTML in place of a missing file, or as a log-in page. */
const isFile = (response: Response): boolean => response.ok && !/^text\/html\b/.test(response.headers.get("content-type") ?? "");

/** Returns the response for a file from the preferred source, or from the other one. Rejects if neither has it. */
export async function answerFile(source: "kept" | "host", fromHost: () => Promise<Response>, kept: () => Promise<CachedFile | undefined>): Promise<Response> {
  const found = await kept();
  if (source === "kept" && found?.sound) return found.response;
  const answer = await fromHost().catch((error: unknown) => {
    if (!found) throw error;
    return found.response;
  });
  return found && source === "kept" && !isFile(answer) ? found.response : answer;
}

/** Returns the list of the cached version. */
export const cachedList = async (cache: FileCache, scope: string): Promise<FileList | null> => listIn(await cache.match(new URL(LIST, scope).href));

/** Returns the cached page if all its files are stored as published. */
export async function cachedPage(cache: Pick<Cache, "keys" | "match">, scope: string): Promise<Response | undefined> {
  const list = await cachedList(cache, scope);
  if (!list) return undefined;
  const paths = (await cache.keys()).map(({ url }) => pathIn(scope, url) ?? "");
  if (missingFrom(paths, list, "page").length > 0) return undefined;
  const sound = await Promise.all(list.files.filter(({ path }) => partOf(path) === "page").map(async (file) => {
    const response = await cache.match(new URL(file.path, scope).href);
    return response !== undefined && equals(response, file);
  }));
  return sound.every(Boolean) ? cache.match(new URL(PAGE, scope).href) : undefined;
}

/** 429: a room full of readers behind one address exceeds the host's rate limit. */
const fails = ({ status }: Response): boolean => status >= 500 || status === 429;

/**
 * Returns the page from the host, so that a visit has the newest version. If the host is unreachable, fails, has too many visitors or is silent,
 * returns the cached page; if that is incomplete, a message that says what to do. `patience` null: the host has unlimited time and may fail, because the address
 * may no longer be ours.
 */
export async function answerPage(fromHost: Promise<Response>, kept: () => Promise<Response | undefined>, patience: number | null = PATIENCE): Promise<Response> {
  const answers: Promise<Response | "late" | null>[] = [fromHost.catch(() => null)];
  if (patience !== null) answers.push(new Promise((resolve) => { setTimeout(resolve, patience, "late"); }));
  const first = await Promise.race(answers);
  if (first instanceof Response && (!fails(first) || patience === null)) return first;
  const page = await kept();
  if (page) return page;
  return fromHost.catch(() => new Response(NOT_WHOLE, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } }));
}

/**
 * Returns the response with its whole body. Part of the body was read from a copy, so the service worker itself would pass on the rest of the
 * stream. If the browser ends it meanwhile, the page would wait forever.
 */
export async function wholeOf(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}

/** A message without styles and scripts, because none of the page's files may be available. */
const NOT_WHOLE = `<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>ELBO Room</title>
<h1>ELBO Room</h1>
<p>This device has no network, and not all of the page is kept on it, or a kept file is damaged. Connect to the network and load the page again; once it says “Works offline”, it needs no network.
<p lang="zh-CN">本设备没有网络，页面也没有完整保存在本设备上，或已保存的文件损坏。请连接网络后重新加载页面；显示“可离线使用”之后就不再需要网络。
<p lang="es">Este dispositivo no tiene conexión, y no está guardada en él toda la página, o un archivo guardado está dañado. Conéctate y carga la página otra vez; cuando diga «Funciona sin conexión», ya no la necesita.
`;
