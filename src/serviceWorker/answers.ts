/** Where answers come from: the host, or what the page has kept. Without a service worker's events, so that it can be tested. */
import { isKept, LIST, missingFrom, PAGE, partOf, pathIn, sha256Of, type FileList } from "../offline/files";
import { listIn } from "../offline/list";
import { isPage } from "./isolate";

/** Milliseconds that the host has for the page's first bytes, where the page is kept. */
export const PATIENCE = 3000;

/**
 * Where the answer to a request for one of the page's files comes from: `kept` first, as files are compared with the kept list, or by the page; the `host`
 * first where the page asks past all caches, after it has found a file damaged. Null: the request is no concern of ours.
 */
export function sourceOf({ url, method, mode, cache, referrer }: Pick<Request, "url" | "method" | "mode" | "cache" | "referrer">, scope: string): "kept" | "host" | null {
  const path = pathIn(scope, url);
  if (method !== "GET" || mode === "navigate" || path === null || path === PAGE || !isKept(path) || !mayBeOurs(referrer, scope)) return null;
  return cache === "reload" || cache === "no-store" ? "host" : "kept";
}

/** Others' pages may lie below a page at the root of its site, and ask for an icon of their own by the same address. */
const mayBeOurs = (referrer: string, scope: string): boolean => referrer === "" || isPage(referrer, scope) || (pathIn(scope, referrer)?.startsWith("assets/") ?? false);

/** A kept file. Not `sound`: the list that is kept does not name it, so nothing tells whether it is damaged. */
export interface KeptFile {
  readonly response: Response;
  readonly sound: boolean;
}

type KeptFiles = Pick<Cache, "match">;

/**
 * A damaged script would leave the page blank at each visit, as the script that compares what is kept could not run: so all that the page is made of is compared
 * before it is handed out. Undefined: it is not kept, or damaged. Data are compared by the page, on reading.
 */
export async function keptFile(cache: KeptFiles, scope: string, path: string): Promise<KeptFile | undefined> {
  const address = new URL(path, scope).href;
  const response = await cache.match(address);
  if (!response || partOf(path) !== "page") return response && { response, sound: true };
  const file = (await keptList(cache, scope))?.files.find((one) => one.path === path);
  if (!file) return { response, sound: false };
  // Another response is read, so that this one still leads to the file itself, for which browsers keep compiled code.
  return await isSound(cache, scope, file) ? { response, sound: true } : undefined;
}

async function isSound(cache: KeptFiles, scope: string, { path, sha256 }: FileList["files"][number]): Promise<boolean> {
  const content = await (await cache.match(new URL(path, scope).href))?.arrayBuffer();
  return content !== undefined && await sha256Of(content) === sha256;
}

/** None of the kept files is a page: a host answers with one in place of a file that it does not have, or to ask for a log-in. */
const isFile = (response: Response): boolean => response.ok && !/^text\/html\b/.test(response.headers.get("content-type") ?? "");

export async function answerFile(source: "kept" | "host", fromHost: () => Promise<Response>, kept: () => Promise<KeptFile | undefined>): Promise<Response> {
  const found = await kept();
  if (source === "kept" && found?.sound) return found.response;
  const answer = await fromHost().catch((error: unknown) => {
    if (!found) throw error;
    return found.response;
  });
  return found && source === "kept" && !isFile(answer) ? found.response : answer;
}

/** Of the version that is kept. */
export const keptList = async (cache: KeptFiles, scope: string): Promise<FileList | null> => listIn(await cache.match(new URL(LIST, scope).href));

/** The page, if all that it is made of is kept, as it was published. */
export async function keptPage(cache: Pick<Cache, "keys" | "match">, scope: string): Promise<Response | undefined> {
  const list = await keptList(cache, scope);
  if (!list) return undefined;
  const paths = (await cache.keys()).map(({ url }) => pathIn(scope, url) ?? "");
  if (missingFrom(paths, list, "page").length > 0) return undefined;
  const sound = await Promise.all(list.files.filter(({ path }) => partOf(path) === "page").map((file) => isSound(cache, scope, file)));
  return sound.every(Boolean) ? cache.match(new URL(PAGE, scope).href) : undefined;
}

/**
 * The page from the host, so that a visit is of the newest version; the one that is kept where the host cannot be reached, fails or is silent; and where that is not
 * whole, sentences that say what to do. `patience`: null where the host has all the time that it needs and may fail, as the address may not be ours any more.
 */
export async function answerPage(fromHost: Promise<Response>, kept: () => Promise<Response | undefined>, patience: number | null = PATIENCE): Promise<Response> {
  const answers: Promise<Response | "late" | null>[] = [fromHost.catch(() => null)];
  if (patience !== null) answers.push(new Promise((resolve) => { setTimeout(resolve, patience, "late"); }));
  const first = await Promise.race(answers);
  if (first instanceof Response && (first.status < 500 || patience === null)) return first;
  const page = await kept();
  if (page) return page;
  return fromHost.catch(() => new Response(NOT_WHOLE, { status: 503, headers: { "content-type": "text/html; charset=utf-8" } }));
}

/**
 * The same answer with its whole body. Part of the body has been read from a copy, and the service worker itself hands on the rest of such a stream: a
 * browser that ends it meanwhile, as when a newer one takes over, would leave the page waiting for ever.
 */
export async function wholeOf(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  return new Response(await response.arrayBuffer(), { status, statusText, headers });
}

/** Nothing of the page may be here: no style, no script. */
const NOT_WHOLE = `<!doctype html>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="color-scheme" content="light dark"><link rel="icon" href="data:,"><title>ELBO Room</title>
<h1>ELBO Room</h1>
<p>This device has no network, and not all of the page is kept on it, or a kept file is damaged. Connect to the network and load the page again; once it says “Works offline”, it needs no network.
<p lang="zh-CN">本设备没有网络，页面也没有完整保存在本设备上，或已保存的文件损坏。请连接网络后重新加载页面；显示“可离线使用”之后就不再需要网络。
`;
