/**
 * Keeps the page's files in the browser's cache, one after the other, each compared with its hash: on the way in, and anew on each visit, so
 * that what was altered, cut or answered by something else than the host is fetched again. The service worker answers with them.
 */
import { LIST, PAGE, partOf, PARTS, sha256Of, type FileList, type Part, type PublishedFile } from "./files";
import { listIn } from "./list";

/**
 * `waiting`: nothing has been looked at yet. `keeping`: files are being compared and fetched. `kept`: all that was chosen is here. `unreachable`:
 * some did not come, or came otherwise than they were published. `full`: the browser gives no more room.
 */
export type Phase = "waiting" | "keeping" | "kept" | "unreachable" | "full";

export interface Tally {
  readonly files: number;
  readonly bytes: number;
  /** Of the files: compared with their hash, and here. */
  readonly kept: number;
}

export interface Keeping {
  readonly phase: Phase;
  readonly chosen: readonly Part[];
  /** Null until the list has come. */
  readonly parts: Readonly<Record<Part, Tally>> | null;
  /** The host has another version than the one that runs. */
  readonly newer: boolean;
  /** Bytes: what the browser keeps for the whole site, and how much it would at most. Null where it does not tell. */
  readonly room: { readonly usage: number; readonly quota: number } | null;
}

/** What the keeper needs of a `Cache`. */
type KeptFiles = Pick<Cache, "match" | "put" | "delete">;

export interface KeeperParts {
  /** Address of the page's folder, with a slash at its end. */
  readonly scope: string;
  /** Path of a script of the version that runs, with its hash in its name. */
  readonly script: string;
  /** The page's service worker is there. It removes itself and the cache where the address is not the page's any more. */
  readonly isRegistered: () => Promise<boolean>;
  readonly openCache: () => Promise<KeptFiles>;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** One window at a time. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly isOnline: () => boolean;
  readonly estimate: () => Promise<StorageEstimate>;
  readonly chosen: readonly Part[];
  /** Remembers a choice. */
  readonly remember: (chosen: readonly Part[]) => void;
  /** Asks the service worker to remove what no window needs any more. */
  readonly tidy: () => void;
}

export interface Keeper {
  readonly now: () => Keeping;
  /** Calls `listener` at each change. Returns the way to stop. */
  readonly on: (listener: () => void) => () => void;
  /** Compares what is here, fetches the rest, removes what was not chosen. Never rejects. */
  keep(): Promise<void>;
  choose(chosen: readonly Part[]): Promise<void>;
}

const none = (list: FileList): Record<Part, Tally> => Object.fromEntries(PARTS.map((part) => {
  const files = list.files.filter(({ path }) => partOf(path) === part);
  return [part, { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), kept: 0 }];
})) as Record<Part, Tally>;

const isFull = (error: unknown): boolean => error instanceof DOMException && error.name === "QuotaExceededError";

export function createKeeper(env: KeeperParts): Keeper {
  let state: Keeping = { phase: "waiting", chosen: env.chosen, parts: null, newer: false, room: null };
  const listeners = new Set<() => void>();
  const become = (change: Partial<Keeping>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  /** Of the newest wish: an earlier one stops at its next file. */
  let wish = 0;

  const addressOf = (path: string) => new URL(path, env.scope).href;

  /** The list of the host; where that cannot be asked, the one that was kept. Null where neither is here. */
  async function findList(cache: KeptFiles): Promise<{ list: FileList; fresh: boolean } | null> {
    const asked = env.isOnline() ? await env.fetch(addressOf(LIST), { cache: "no-cache" }).then(listIn).catch(() => null) : null;
    if (asked) return { list: asked, fresh: true };
    const kept = await cache.match(addressOf(LIST)).then(listIn).catch(() => null);
    return kept && { list: kept, fresh: false };
  }

  async function isHere(cache: KeptFiles, { path, sha256 }: PublishedFile): Promise<boolean> {
    const response = await cache.match(addressOf(path));
    return response !== undefined && await sha256Of(await response.arrayBuffer()) === sha256;
  }

  /** From the browser's own cache, where a page has just fetched it; then past that. False where it is not what was published. Rejects without a network. */
  async function bring(cache: KeptFiles, { path, sha256 }: PublishedFile): Promise<boolean> {
    for (const from of ["force-cache", "reload"] as const) {
      const response = await env.fetch(addressOf(path), { cache: from, priority: "low" });
      const content = await response.arrayBuffer();
      if (!response.ok || await sha256Of(content) !== sha256) continue;
      const type = response.headers.get("content-type") ?? "application/octet-stream";
      await cache.put(addressOf(path), new Response(content, { headers: { "content-type": type, "content-length": String(content.byteLength) } }));
      return true;
    }
    return false;
  }

  async function work(mine: number): Promise<void> {
    // A cache that is opened is made, and nobody would delete it any more.
    if (!(await env.isRegistered())) return become({ phase: "waiting", parts: null });
    const cache = await env.openCache();
    const found = await findList(cache);
    if (!found) return become({ phase: "unreachable" });
    const { list, fresh } = found;
    const newer = !list.files.some(({ path }) => path === env.script);
    become({ phase: "keeping", parts: none(list), newer });
    let complete = true;
    for (const part of PARTS) {
      const files = list.files.filter(({ path }) => partOf(path) === part);
      if (!state.chosen.includes(part)) {
        for (const { path } of files) await cache.delete(addressOf(path));
        if (part === "page") await cache.delete(addressOf(LIST));
        continue;
      }
      for (const file of files) {
        if (mine !== wish) return;
        const here = await isHere(cache, file);
        if (!here) await cache.delete(addressOf(file.path)); // or the service worker would answer with it
        if (!here && !(await env.isRegistered())) return become({ phase: "waiting", parts: null });
        // The page itself comes when all that it needs is here.
        const may = here || (fresh && (file.path !== PAGE || complete));
        if (!here && !(may && await bring(cache, file))) {
          complete = false;
          continue;
        }
        const parts = state.parts ?? none(list);
        become({ parts: { ...parts, [part]: { ...parts[part], kept: parts[part].kept + 1 } } });
      }
      if (part === "page" && complete && fresh) await cache.put(addressOf(LIST), new Response(JSON.stringify(list), { headers: { "content-type": "application/json" } }));
    }
    if (!newer && complete) env.tidy();
    become({ phase: complete ? "kept" : "unreachable" });
  }

  async function keep(): Promise<void> {
    const mine = ++wish;
    await env.alone(() => work(mine)).catch((error: unknown) => {
      if (mine === wish) become({ phase: isFull(error) ? "full" : "unreachable" });
    });
    const { usage, quota } = await env.estimate().catch((): StorageEstimate => ({}));
    become({ room: usage === undefined || quota === undefined ? null : { usage, quota } });
  }

  return {
    now: () => state,
    on(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    keep,
    choose(chosen) {
      env.remember(chosen);
      become({ chosen });
      return keep();
    },
  };
}

