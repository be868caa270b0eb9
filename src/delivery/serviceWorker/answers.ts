/** Chooses where responses come from: the host or the cache. Independent of a service worker's events, so that it can be tested. */
import { besideOf, isStored, PAGE, partOf, pathIn, placesOf, sha256Of, type PublishedFile } from "../offline/files";
import { keptList } from "../offline/list";
import { isPage } from "./isolate";

/** Milliseconds to wait for the host's first bytes of the page if the page is cached. */
export const PATIENCE = 3000;
/** The same while the address may no longer be ours, and for the scripts of a version that is not kept. */
export const LONG_PATIENCE = 10_000;

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
  const find = (place: string) => cache.match(new URL(place, scope).href);
  const [there, list] = await Promise.all([find(path), keptList(cache, scope)]);
  const file = list?.files.find((one) => one.path === path);
  if (partOf(path) !== "page") {
    const response = file && await find(besideOf(file)) || there;
    return response && { response, sound: true };
  }
  if (!file) return there && { response: there, sound: false };
  const response = await publishedCopy(cache, scope, file, there);
  return response && { response, sound: true };
}

/** Returns a file that is stored as published. `there`: what is stored at its path. */
async function publishedCopy(cache: FileCache, scope: string, file: PublishedFile, there?: Response): Promise<Response | undefined> {
  for (const place of placesOf(file).toReversed()) {
    const find = () => cache.match(new URL(place, scope).href);
    const copy = place === file.path && there || await find();
    // A copy is read, so that the response still refers to the cached entry, for which browsers can store compiled code. The response is looked up
    // afterwards: a script that has arrived by then is compiled on the page's own thread, not while it arrives (Chromium 156).
    if (copy && await equals(copy, file)) return find();
  }
  return undefined;
}

const equals = async (response: Response, { sha256 }: PublishedFile): Promise<boolean> => await sha256Of(await response.arrayBuffer()) === sha256;

/** No cached file is HTML: hosts send HTML in place of a missing file, or as a log-in page. */
const isFile = (response: Response): boolean => response.ok && !/^text\/html\b/.test(response.headers.get("content-type") ?? "");

/** Resolves to whether a file arrives as a whole. */
const arrives = async (response: Response): Promise<boolean> => isFile(response) && response.arrayBuffer().then(() => true, () => false);

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

/** Returns the kept version's page if all its files are stored as published. */
export async function cachedPage(cache: FileCache, scope: string): Promise<Response | undefined> {
  const files = (await keptList(cache, scope))?.files.filter(({ path }) => partOf(path) === "page") ?? [];
  const copies = await Promise.all(files.map((file) => publishedCopy(cache, scope, file)));
  return copies.every(Boolean) ? copies[files.findIndex(({ path }) => path === PAGE)] : undefined;
}

/** Scripts and styles that a page names, relative to its folder. */
const NAMED = /(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g;

/** The element in which the page appears: HTML without it was cut off. */
const ROOT = 'id="root"';

/**
 * Returns whether the host's page is cut off, or lacks scripts or styles that it names, as while a version is being copied to the host, and another version is
 * kept. `ask` requests a file from the host; it is asked for none that the kept version has. A file that does not arrive within `LONG_PATIENCE` is lacking.
 */
export async function lacksFiles(page: Response, cache: FileCache, scope: string, ask: (address: string) => Promise<Response>): Promise<boolean> {
  const list = await keptList(cache, scope);
  if (!list) return false;
  const kept = new Set(list.files.map(({ path }) => path));
  const html = await page.text();
  if (!html.includes(ROOT)) return true;
  const others = [...html.matchAll(NAMED)].map(([, path = ""]) => path).filter((path) => !kept.has(path));
  const arrive = Promise.all(others.map((path) => ask(new URL(path, scope).href).then(arrives, () => false))).then((all) => all.every(Boolean));
  return !(await Promise.race([arrive, new Promise<false>((resolve) => { setTimeout(resolve, LONG_PATIENCE, false); })]));
}

/** 429: a room full of readers behind one address exceeds the host's rate limit. */
const fails = ({ status }: Response): boolean => status >= 500 || status === 429;

/**
 * Returns the page from the host, so that a visit has the newest version. If the host is unreachable, fails, has too many visitors or is silent,
 * returns the cached page; if that is incomplete, the host's failure or a message that says what to do.
 */
export async function answerPage(fromHost: Promise<Response>, kept: () => Promise<Response | undefined>, patience: number = PATIENCE): Promise<Response> {
  const late = new Promise<null>((resolve) => { setTimeout(resolve, patience, null); });
  const first = await Promise.race([fromHost.catch(() => null), late]);
  if (first instanceof Response && !fails(first)) return first;
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
