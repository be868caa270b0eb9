/**
 * Stores the page's files in the browser's cache, one after the other. Each file is compared with its hash when stored and again on each
 * visit, so that altered, truncated or replaced files are fetched again. A new version is stored beside the kept one, of which nothing is replaced or deleted
 * until the new one is complete and its list is written. The service worker serves the files.
 */
import { isStorageFull } from "../../core/errors";
import { createListeners } from "../../core/listeners";
import { Newest } from "../../core/newest";
import { besideOf, isStored, KEPT, LIST, partOf, PARTS, pathIn, placesOf, sha256Of, type FileList, type Part, type PublishedFile } from "./files";
import { keptList, listIn } from "./list";

/**
 * `waiting`: nothing was checked yet. `keeping`: files are being compared and fetched. `kept`: all chosen parts are stored. `unreachable`:
 * some files could not be fetched, or differ from the published ones. `full`: the browser has no more room.
 */
export type Phase = "waiting" | "keeping" | "kept" | "unreachable" | "full";

/** The number of files and bytes of a part. */
export interface Tally {
  readonly files: number;
  readonly bytes: number;
  /** The number of files that are stored with the right hash. */
  readonly kept: number;
}

/** The state of the stored files. */
export interface OfflineState {
  readonly phase: Phase;
  readonly chosen: readonly Part[];
  /** Null until the list has been read. */
  readonly parts: Readonly<Record<Part, Tally>> | null;
  /** The host has another version than the running one. */
  readonly newer: boolean;
  /** Bytes that the browser stores for the whole site, and its limit. Null if the browser does not report them. */
  readonly room: { readonly usage: number; readonly quota: number } | null;
}

/** The used part of `Cache`. */
type FileCache = Pick<Cache, "match" | "put" | "delete" | "keys">;

/** What the keeper needs from the browser. */
export interface KeeperParts {
  /** Address of the page's folder, with a trailing slash. */
  readonly scope: string;
  /** Path of a script of the running version, whose name contains its hash. */
  readonly script: string;
  /** Returns whether the page's service worker is registered. It removes itself and the cache if the address is no longer the page's. */
  readonly isRegistered: () => Promise<boolean>;
  readonly openCache: () => Promise<FileCache>;
  readonly fetch: (address: string, init: RequestInit) => Promise<Response>;
  /** Runs the work while no other window does. */
  readonly alone: (work: () => Promise<void>) => Promise<void>;
  readonly isOnline: () => boolean;
  readonly estimate: () => Promise<StorageEstimate>;
  readonly chosen: readonly Part[];
  /** Remembers the chosen parts. */
  readonly remember: (chosen: readonly Part[]) => void;
  /** Called before each file; resolves when it may begin. */
  readonly rest: () => Promise<void>;
  /** Asks the service worker to delete files that no window needs. */
  readonly tidy: () => void;
}

/** Stores the page's files and reports the state. */
export type Keeper = ReturnType<typeof createKeeper>;

const none = (list: FileList): Record<Part, Tally> => Object.fromEntries(PARTS.map((part) => {
  const files = list.files.filter(({ path }) => partOf(path) === part);
  return [part, { files: files.length, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), kept: 0 }];
})) as Record<Part, Tally>;

/** Creates a keeper that has not started. */
export function createKeeper(env: KeeperParts) {
  let state: OfflineState = { phase: "waiting", chosen: env.chosen, parts: null, newer: false, room: null };
  const listeners = createListeners();
  const become = (change: Partial<OfflineState>) => {
    state = { ...state, ...change };
    listeners.call();
  };
  /** An earlier pass stops at its next file. */
  const passes = new Newest();

  const addressOf = (place: string) => new URL(place, env.scope).href;

  /** Returns the host's list, or null if the host cannot be reached or has another file in its place. */
  const hostList = async () => (env.isOnline() ? env.fetch(addressOf(LIST), { cache: "no-cache" }).then(listIn).catch(() => null) : null);

  async function isHere(cache: FileCache, file: PublishedFile): Promise<boolean> {
    for (const place of placesOf(file)) {
      const response = await cache.match(addressOf(place));
      if (!response) continue;
      if (await sha256Of(await response.arrayBuffer()) === file.sha256) return true;
      if (place !== file.path) await cache.delete(addressOf(place)); // it is damaged, and would be found before the other one
    }
    return false;
  }

  /**
   * Fetches and stores a file at a place: from the browser's own cache, where a page has just fetched it; then past that cache. Resolves to false if the
   * content is not the published one. Rejects without a network.
   */
  async function bring(cache: FileCache, { path, sha256 }: PublishedFile, place: string): Promise<boolean> {
    for (const from of ["force-cache", "reload"] as const) {
      const response = await env.fetch(addressOf(path), { cache: from, priority: "low" });
      const content = await response.arrayBuffer();
      if (!response.ok || await sha256Of(content) !== sha256) continue;
      const type = response.headers.get("content-type") ?? "application/octet-stream";
      await cache.put(addressOf(place), new Response(content, { headers: { "content-type": type, "content-length": String(content.byteLength) } }));
      return true;
    }
    return false;
  }

  /** Deletes the files of a part, of all versions. Without the page there is no kept version. */
  async function drop(cache: FileCache, part: Part): Promise<void> {
    if (part === "page") for (const place of [KEPT, LIST]) await cache.delete(addressOf(place));
    for (const { url } of await cache.keys()) {
      const path = pathIn(env.scope, url);
      if (path !== null && isStored(path) && partOf(path) === part) await cache.delete(url);
    }
  }

  async function work(signal: AbortSignal): Promise<void> {
    // Opening a cache would create it, and nothing would delete it afterwards.
    if (!(await env.isRegistered())) return become({ phase: "waiting", parts: null });
    const cache = await env.openCache();
    const kept = await keptList(cache, env.scope);
    const fresh = await hostList();
    const list = fresh ?? kept;
    if (!list) return become({ phase: "unreachable" });
    const newer = !list.files.some(({ path }) => path === env.script);
    become({ phase: "keeping", parts: none(list), newer });
    const keptHashes = new Map(kept?.files.map(({ path, sha256 }) => [path, sha256]));
    const replaces = kept !== null && JSON.stringify(kept) !== JSON.stringify(list);
    let complete = true;
    /** Makes the list's version the kept one. */
    const commit = async () => {
      if (fresh && complete) await cache.put(addressOf(KEPT), new Response(JSON.stringify(fresh), { headers: { "content-type": "application/json" } }));
    };
    for (const part of PARTS) {
      if (!state.chosen.includes(part)) {
        await drop(cache, part);
        continue;
      }
      for (const file of list.files.filter(({ path }) => partOf(path) === part)) {
        await env.rest();
        if (signal.aborted) return;
        const here = await isHere(cache, file);
        if (!here && !(await env.isRegistered())) return become({ phase: "waiting", parts: null });
        const place = (keptHashes.get(file.path) ?? file.sha256) === file.sha256 ? file.path : besideOf(file);
        if (!here && !(fresh && await bring(cache, file, place))) {
          complete = false;
          continue;
        }
        const parts = state.parts ?? none(list);
        become({ parts: { ...parts, [part]: { ...parts[part], kept: parts[part].kept + 1 } } });
      }
      if (part === "page" && !replaces) await commit(); // it opens without a network, though data are still missing
    }
    if (replaces) await commit();
    if (!newer && complete) env.tidy();
    become({ phase: complete ? "kept" : "unreachable" });
  }

  async function keep(): Promise<void> {
    const signal = passes.begin();
    await env.alone(() => work(signal)).catch((error: unknown) => {
      if (!signal.aborted) become({ phase: isStorageFull(error) ? "full" : "unreachable" });
    });
    const { usage, quota } = await env.estimate().catch((): StorageEstimate => ({}));
    become({ room: usage === undefined || quota === undefined ? null : { usage, quota } });
  }

  return {
    now: (): OfflineState => state,
    /** Calls `listener` after each change. Returns a function that unsubscribes. */
    on: listeners.add,
    /** Compares stored files, fetches missing ones, and deletes those of parts that are not chosen. Never rejects. */
    keep,
    choose(chosen: readonly Part[]): Promise<void> {
      env.remember(chosen);
      become({ chosen });
      return keep();
    },
  };
}

