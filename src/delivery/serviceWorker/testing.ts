/**
 * A browser with the real service worker and the real keeper, a cache, windows and a host that a test determines. Files are texts. It leaves out layout,
 * scripts and the browser's own cache.
 */
import { createHash } from "node:crypto";
import { vi } from "vitest";
import { cacheName, LIST, PAGE, pathIn, TIDY, type FileList, type Part } from "../offline/files";
import { createKeeper } from "../offline/keeper";
import { LONG_PATIENCE } from "./answers";

export const SCOPE = "https://site.example/elbo-room/";

/** A version's files by path. */
export type Version = Readonly<Record<string, string>>;

/** Returns a version of the page, whose fixed names have other contents than in other versions. Data are the same in all versions, unless `data` is given. */
export function version(name: string, data = "digits"): Version {
  return {
    [`assets/index-${name}.js`]: `first ${name}`, [`assets/later-${name}.js`]: `later ${name}`, [`assets/main-${name}.js`]: `main ${name}`, "assets/font.woff2": "font",
    "favicon.svg": `icon ${name}`, "mnist/test-00.bin": "tests", "mnist/train-00.bin": data, "trained/a@1.png": `picture ${name}`,
    [PAGE]: `<!doctype html><head><title>ELBO Room</title><link rel="after-shell" href="./assets/main-${name}.js"><script type="module" src="./assets/index-${name}.js"></script></head><div id="root"></div>${name}`,
  };
}

export const listOf = (files: Version): FileList => ({
  files: Object.entries(files).map(([path, text]) => ({ path, bytes: text.length, sha256: createHash("sha256").update(text).digest("hex") })),
});

/** A host's answer to a path; `files.json` and "" are the list and the page. A rejection: it cannot be reached. */
export type Host = (path: string) => Response | Promise<Response>;

export const html = (text: string, status = 200) => new Response(text, { status, headers: { "content-type": "text/html" } });
export const notFound = () => html("not found", 404);
export const unreachable = () => Promise.reject<Response>(new TypeError("Failed to fetch"));
export const redirect = () => Object.defineProperty(html(""), "type", { value: "opaqueredirect" });

/** A host of these files, by default with their list. */
export const hostOf = (files: Version, list: Version | null = files): Host => (path) => {
  if (path === LIST) return list ? new Response(JSON.stringify(listOf(list))) : notFound();
  const text = files[path === "" ? PAGE : path];
  if (text === undefined) return notFound();
  return path === "" || path === PAGE ? html(text) : new Response(text, { headers: { "content-type": "text/javascript" } });
};

type Listener = (event: unknown) => void;
/** A window: what it shows and its id. */
export interface Window { readonly id: string; readonly shows: string }

export class World {
  host: Host = unreachable;
  /** Entries of the cache: texts by place. Null: there is no cache. */
  entries: Map<string, { readonly body: string; readonly headers: [string, string][] }> | null = null;
  registered = true;
  readonly windows: Window[] = [];
  /** The number of writes to the cache after which the tab is closed: they never end. */
  writes = Infinity;
  /** The number of entries for which there is room. */
  room = Infinity;
  /** Settles when the windows are claimed. */
  claimed: Promise<void> = Promise.resolve();
  #ids = 0;
  #listeners: Readonly<Record<string, Listener>> = {};
  #closeTab = (): void => undefined;
  #lock: Promise<unknown> = Promise.resolve();

  /** Starts the service worker, as the browser does after it has idled. */
  async wake(): Promise<void> {
    const listeners: Record<string, Listener> = {};
    const globals = {
      caches: {
        has: async (name: string) => this.entries !== null && name === cacheName(SCOPE),
        open: async () => this.cache(),
        match: async (address: string) => this.entries && this.cache().match(address),
        delete: async () => { this.entries = null; },
      },
      fetch: (asked: Request | URL | string) => this.#fromHost(typeof asked === "string" ? asked : "url" in asked ? asked.url : asked.href),
      self: {
        registration: { scope: SCOPE, unregister: async () => { this.registered = false; } },
        clients: { matchAll: async () => this.windows.map(({ id }) => ({ id, url: SCOPE })), claim: () => this.claimed },
        addEventListener: (type: string, listener: Listener) => { listeners[type] = listener; },
      },
    };
    for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value);
    vi.resetModules();
    await vi.importActual("./serviceWorker"); // its types are those of a service worker
    this.#listeners = listeners;
  }

  /** Resolves when the service worker, which has just been installed, is active: requests wait for this. */
  async activate(): Promise<void> {
    const waits: Promise<unknown>[] = [];
    this.#listeners["activate"]!({ waitUntil: (promise: Promise<unknown>) => waits.push(promise) });
    await Promise.all(waits);
  }

  #fromHost = async (address: string): Promise<Response> => this.host(pathIn(SCOPE, address) ?? "");

  cache() {
    const entries = this.entries ??= new Map();
    const placeOf = (asked: string | URL | Request) => String(typeof asked === "object" && "url" in asked ? asked.url : asked).slice(SCOPE.length);
    return {
      match: async (asked: string | URL | Request) => {
        const found = entries.get(placeOf(asked));
        return found && new Response(found.body, { headers: found.headers });
      },
      put: async (asked: string | URL | Request, response: Response) => {
        if (--this.writes < 0) {
          this.#closeTab();
          return new Promise<void>(() => undefined);
        }
        if (entries.size >= this.room && !entries.has(placeOf(asked))) throw new DOMException("no room", "QuotaExceededError");
        entries.set(placeOf(asked), { body: await response.text(), headers: [...response.headers] });
      },
      delete: async (asked: string | URL | Request) => entries.delete(placeOf(asked)),
      keys: async () => [...entries.keys()].map((place) => new Request(SCOPE + place)),
    };
  }

  /** Resolves to the answer to a request, and to when the service worker is done with it. */
  #dispatch(request: Partial<Request>): { readonly answer: Promise<Response>; readonly done: Promise<unknown> } {
    const url = request.url ?? SCOPE;
    const waits: Promise<unknown>[] = [];
    let answer: Promise<Response> | undefined;
    if (this.registered) {
      this.#listeners["fetch"]!({
        request: { url, method: "GET", mode: "cors", destination: "", referrer: SCOPE, cache: "default", ...request },
        respondWith: (response: Promise<Response>) => { answer = response; }, waitUntil: (promise: Promise<unknown>) => waits.push(promise),
      });
    }
    answer ??= this.#fromHost(url);
    const settle = async () => {
      await answer!.catch(() => undefined);
      for (let i = 0; i < waits.length; i++) await waits[i];
    };
    return { answer, done: settle() };
  }

  /** Requests a file for a window. */
  request = (path: string, cache: RequestCache = "default") => this.#dispatch({ url: new URL(path, SCOPE).href, cache }).answer;

  /** Opens the page's address in a new window, or in place of one, and resolves to what it shows: a version's name, or the host's answer. `late`: the host is silent. */
  async visit({ late = false, replaces }: { late?: boolean; replaces?: Window } = {}): Promise<Window> {
    const id = String(++this.#ids);
    if (late) vi.useFakeTimers({ toFake: ["setTimeout"] });
    const { answer, done } = this.#dispatch({ url: SCOPE, mode: "navigate", destination: "document", referrer: "" });
    if (late) {
      await Promise.resolve();
      for (let i = 0; i < 20 && vi.getTimerCount() === 0; i++) await new Promise((resolve) => { setImmediate(resolve); });
      vi.advanceTimersByTime(LONG_PATIENCE);
      vi.useRealTimers();
    }
    const shown = await answer.then(async (response) => ({ status: response.type === "opaqueredirect" ? 302 : response.status, text: await response.text() }), () => ({ status: 0, text: "" }));
    if (replaces) this.close(replaces);
    const name = /<title>ELBO Room<\/title>.*<\/head><div id="root"><\/div>(.*)$/.exec(shown.text)?.[1];
    const window = { id, shows: name ?? (shown.text.includes("本设备没有网络") ? "no network" : shown.status === 200 ? shown.text : String(shown.status)) };
    this.windows.push(window);
    if (!late) await done;
    return window;
  }

  close(...windows: readonly Window[]): void {
    for (const window of windows) this.windows.splice(this.windows.indexOf(window), 1);
  }

  closeAll = () => this.close(...this.windows);

  /** Returns the files of a version that a window does not get as published. */
  async lacking(files: Version): Promise<readonly string[]> {
    const lacking: string[] = [];
    for (const [path, text] of Object.entries(files)) {
      if (path === PAGE) continue;
      const answer = await this.request(path).then((response) => response.text(), () => null);
      if (answer !== text && await this.request(path, "reload").then((response) => response.text(), () => null) !== text) lacking.push(path);
    }
    return lacking;
  }

  /** Keeps files as a window of this version does when it is open and idle, or the network comes back. Resolves to the keeper's phase, or null if its tab was closed. */
  async keep(running: string, chosen: readonly Part[] = ["page", "data"]): Promise<string | null> {
    let closed!: () => void;
    const isClosed = new Promise<null>((resolve) => { closed = () => resolve(null); });
    const alone = (work: () => Promise<void>): Promise<void> => {
      const turn = this.#lock.then(() => {
        this.#closeTab = closed;
        return Promise.race([work(), isClosed.then(() => undefined)]);
      });
      this.#lock = turn.catch(() => undefined);
      return turn;
    };
    const tidied: Promise<unknown>[] = [];
    const keeper = createKeeper({
      scope: SCOPE, script: `assets/index-${running}.js`, chosen, alone,
      isRegistered: async () => this.registered, openCache: async () => this.cache(),
      fetch: (address, { cache }) => this.request(address.slice(SCOPE.length), cache),
      isOnline: () => true, remember: () => undefined, rest: async () => undefined, estimate: async () => ({}),
      tidy: () => this.#listeners["message"]!({ data: TIDY, waitUntil: (promise: Promise<unknown>) => tidied.push(promise) }),
    });
    const phase = await Promise.race([keeper.keep().then(() => keeper.now().phase), isClosed]);
    await Promise.all(tidied);
    this.writes = Infinity;
    return phase;
  }
}
